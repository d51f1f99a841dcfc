import {expect} from 'chai';

import {createSource} from '../../../../engine/create-source.ts';
import type {RowsQuery} from '../../../../engine/analyses/rows/rows-query.ts';
import {line, OPTIONS, rowsOf} from '../../shop-rows.ts';

const SOURCE = createSource(
  {
    order_lines: [
      line('b', '2024-03-02T09:00:00', 1234.5, {paid_at: '2024-03-02T09:05:00', channel: 'web', weight: 1.5}),
      line('a', '2024-03-01T23:30:00', 10, {paid_at: null, channel: null, weight: null}),
      line('c', '2024-04-01T00:00:00', -3, {paid_at: null, channel: 'app', weight: 0}),
    ],
    traffic: [{day: '2024-03-01', visitors: 5}],
    customers: [{customer_id: 'x', tags: 'vip'}],
  },
  OPTIONS,
);
const run = (query: Partial<RowsQuery> = {}) => SOURCE.run({analysis: 'rows', table: 'order_lines', ...query});

describe('the rows of a table', () => {
  it('come in order of time, text and money as given, instants as ISO and days as days', async () => {
    const result = await run({columns: ['order_id', 'ordered_at', 'net', 'paid_at', 'channel', 'weight']});
    expect(rowsOf(result, ['order_id', 'ordered_at', 'net', 'paid_at', 'channel', 'weight'])).to.deep.equal([
      ['a', '2024-03-01T15:30:00.000Z', 10, null, null, null],
      ['b', '2024-03-02T01:00:00.000Z', 1234.5, '2024-03-02T01:05:00.000Z', 'web', 1.5],
      ['c', '2024-03-31T16:00:00.000Z', -3, null, 'app', 0],
    ]);
    expect(result.fields.map(({type, unit}) => unit ?? type)).to.deep.equal(['text', 'time', 'money', 'time', 'text', 'number']);
    const traffic = await run({table: 'traffic'});
    expect(rowsOf(traffic, ['day', 'visitors'])).to.deep.equal([['2024-03-01', 5]]);
  });

  it('are cut by period, filters, offset and limit, with the count of all', async () => {
    const ids = async (query: Partial<RowsQuery>): Promise<unknown> => (await run(query)).columns['order_id'];
    expect(await ids({period: '2024-03'})).to.deep.equal(['a', 'b']);
    expect(await ids({filters: [{dimension: 'channel', in: [null, 'app']}]})).to.deep.equal(['a', 'c']);
    expect(await ids({filters: [{dimension: 'net', gte: 10, lte: 1234.5}]})).to.deep.equal(['a', 'b']);
    expect(await ids({filters: [{dimension: 'channel', notIn: ['app']}]})).to.deep.equal(['a', 'b']);
    const page = await run({offset: 1, limit: 1});
    expect([page.columns['order_id'], page.totals]).to.deep.equal([['b'], {rows: 3}]);
    expect(await ids({offset: 9})).to.deep.equal([]);
  });

  it('are sorted by any column, what is missing last', async () => {
    const ids = async (column: string, descending: boolean): Promise<unknown> => (await run({sort: {column, descending}})).columns['order_id'];
    expect(await ids('net', false)).to.deep.equal(['c', 'a', 'b']);
    expect(await ids('channel', true)).to.deep.equal(['b', 'c', 'a']);
    expect(await ids('paid_at', false)).to.deep.equal(['b', 'a', 'c']);
  });

  it('say when the period cannot cut them', async () => {
    const result = await run({table: 'customers', period: '2024-03'});
    expect(result.length).to.equal(1);
    expect(result.notes.map(({code}) => code)).to.deep.equal(['undated']);
  });

  it('are refused in words', async () => {
    const message = (query: object): Promise<string> => run(query).then(() => 'answered', (error: Error) => `${error.name} ${error.message}`);
    expect(await message({table: 'orders'})).to.match(/^QueryError There is no table "orders"\. Known are order_lines/);
    expect(await message({table: 'stock'})).to.match(/^QueryError .*table "stock", which the source does not have/);
    expect(await message({columns: ['chanel']})).to.match(/^QueryError .*no column "chanel".*channel/);
    expect(await message({sort: {column: 'nett'}})).to.match(/^QueryError .*no column "nett".*net/);
    for (const bad of [{offset: -1}, {limit: 1.5}, {limit: '3'}]) expect(await message(bad)).to.match(/^QueryError (offset|limit) is .*whole number/);
  });
});
