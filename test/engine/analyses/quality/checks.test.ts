import {expect} from 'chai';

import {createSource} from '../../../../engine/create-source.ts';
import type {SourceOptions} from '../../../../engine/create-source.ts';
import type {QualityQuery} from '../../../../engine/analyses/quality/quality-query.ts';
import type {QueryResult} from '../../../../engine/result.ts';
import {line, OPTIONS, rowsOf} from '../../shop-rows.ts';
import type {Row} from '../../shop-rows.ts';

type Tables = Readonly<Record<string, readonly Row[]>>;

const ask = (tables: Tables, query: Partial<QualityQuery> = {}, options: SourceOptions = {}): Promise<QueryResult> =>
  createSource(tables, {...OPTIONS, now: 'data', ...options}).run({analysis: 'quality', ...query});

/** Findings of one reason as `[table, column, count, of what, example]`. */
async function found(tables: Tables, reason: string, query: Partial<QualityQuery> = {}, options: SourceOptions = {}): Promise<unknown[]> {
  const result = await ask(tables, query, options);
  return rowsOf(result, ['reason', 'table', 'column', 'rows', 'unit', 'example_value']).filter(([each]) => each === reason).map(([, ...rest]) => rest);
}

/** So many lines a day from 1 March on, on the days given. */
const daily = (days: readonly number[], each: number, more: Row = {}): Row[] =>
  days.flatMap((day) => Array.from({length: each}, (_, n) => line(`${day}-${n}`, `2024-03-${String(day).padStart(2, '0')} 10:00`, 10 + n, more)));
const days = (from: number, to: number): number[] => Array.from({length: to - from + 1}, (_, i) => from + i);

describe('checks of the rows', () => {
  it('find nothing where nothing is wrong', async () => {
    const {length, totals} = await ask({order_lines: daily(days(1, 10), 6, {sku: 'tea'}), stock: [{sku: 'tea', on_hand: 5, snapshot_at: '2024-03-10', unit_cost: 3}]});
    expect([length, totals?.['score'], totals?.['errors'], totals?.['warnings']]).to.deep.equal([0, 100, 0, 0]);
  });

  it('count blank cells of columns that numbers rest on', async () => {
    const rows = [line('1', '2024-03-01', 5, {sku: 'a', cost: 1}), line('2', '2024-03-01', 5, {sku: null, cost: null}), line('3', '2024-03-01', 5, {sku: 'b'})];
    expect(await found({order_lines: rows}, 'missing-cells')).to.deep.equal([
      ['order_lines', 'cost', 2, 'rows', null], ['order_lines', 'sku', 1, 'rows', null],
    ]);
  });

  it('find stock below zero, times to come and refunds above what was paid', async () => {
    const tables = {
      stock: [{sku: 'a', on_hand: -3, snapshot_at: '2024-03-01'}, {sku: 'b', on_hand: 0, snapshot_at: '2024-03-01'}],
      order_lines: [line('1', '2024-03-01', 5, {refund: 7, refunded_at: '2024-03-02'}), line('2', '2024-03-03', 5, {refund: 5, refunded_at: '2024-03-03'})],
    };
    const options = {now: '2024-03-02T12:00:00+08:00'};
    expect(await found(tables, 'negative-stock', {}, options)).to.deep.equal([['stock', 'on_hand', 1, 'rows', 'a']]);
    expect(await found(tables, 'refund-above-paid', {}, options)).to.deep.equal([['order_lines', 'refund', 1, 'rows', '1']]);
    expect(await found(tables, 'future-time', {}, options)).to.deep.equal([
      ['order_lines', 'ordered_at', 1, 'rows', '2024-03-02T16:00:00.000Z'], ['order_lines', 'refunded_at', 1, 'rows', '2024-03-02T16:00:00.000Z'],
    ]);
  });

  it('find keys that the other table does not know, each once, by value', async () => {
    const rows = ['a', 'x', 'x', 'b', 'y'].map((sku, n) => line(String(n), '2024-03-01', 5, {sku}));
    const stock = ['a', 'b'].map((sku) => ({sku, on_hand: 1, snapshot_at: '2024-03-01'}));
    expect(await found({order_lines: rows, stock}, 'orphan-key')).to.deep.equal([['order_lines', 'sku', 2, 'keys', 'x']]);
  });

  it('find keys that stand there twice: a snapshot of a SKU, a day of a channel, a customer', async () => {
    const tables = {
      stock: [
        {sku: 'a', warehouse: 'east', on_hand: 1, snapshot_at: '2024-03-01'}, {sku: 'a', warehouse: 'west', on_hand: 1, snapshot_at: '2024-03-01'},
        {sku: 'a', warehouse: 'east', on_hand: 2, snapshot_at: '2024-03-01'}, {sku: 'a', warehouse: 'east', on_hand: 2, snapshot_at: '2024-03-02'},
      ],
      traffic: [
        {day: '2024-03-01', channel: 'app', device: 'phone', visitors: 5}, {day: '2024-03-01', channel: 'app', device: 'desk', visitors: 6},
        {day: '2024-03-01', channel: 'app', device: 'desk', visitors: 6.5},
      ],
      customers: [{customer_id: 'c1', region: null}, {customer_id: 'c1', region: 'N'}, {customer_id: 'c2', region: null}],
    };
    const rows = await found(tables, 'repeated-key');
    expect(rows.map((row) => (row as unknown[]).slice(0, 3))).to.have.deep.members([
      ['stock', 'sku + warehouse + snapshot_at', 1], ['traffic', 'day + channel + device', 1], ['customers', 'customer_id', 1],
    ]);
  });

  it('find values far from all others, and none where there are too few to tell', async () => {
    const usual = daily(days(1, 10), 4);
    expect(await found({order_lines: [...usual, line('big', '2024-03-05', 9999)]}, 'outlier')).to.deep.equal([['order_lines', 'net', 1, 'rows', '9999']]);
    expect(await found({order_lines: [...usual.slice(0, 10), line('big', '2024-03-05', 9999)]}, 'outlier')).to.deep.equal([]);
  });

  it('find data that are late, by the table’s own patience', async () => {
    const tables = {order_lines: daily([1, 2], 1)};
    const options = {now: '2024-03-06T12:00:00+08:00'};
    expect(await found(tables, 'late-data', {}, options)).to.deep.equal([['order_lines', 'ordered_at', 4, 'days', '2024-03-02']]);
    expect(await found(tables, 'late-data', {freshness: {order_lines: 4}}, options)).to.deep.equal([]);
    expect(await found(tables, 'late-data', {}, {now: '2024-03-03T12:00:00+08:00'})).to.deep.equal([]);
  });

  it('find silent days of a busy table, not quiet ones of a small shop', async () => {
    expect(await found({order_lines: daily([1, 2, 3, 4, 7, 8, 9], 6)}, 'missing-days')).to.deep.equal([['order_lines', 'ordered_at', 2, 'days', '2024-03-05']]);
    expect(await found({order_lines: daily([1, 2, 3, 4, 7, 8, 9], 2)}, 'missing-days')).to.deep.equal([]);
  });

  it('hold orders against payments of the log day by day, and pairs of one’s own', async () => {
    const events = [1, 2].flatMap((day) => Array.from({length: 4}, (_, n) => ({user_id: `u${n}`, at: `2024-03-0${day} 09:00`, step: 'pay'})));
    const tables = {order_lines: [...daily([1], 4), ...daily([2], 3)], events};
    expect(await found(tables, 'sums-differ')).to.deep.equal([['order_lines', 'orders = pay_events', 1, 'days', '2024-03-02: 3 ≠ 4']]);
    const pair = {left: 'orders', right: 'units'};
    expect(await found({order_lines: daily([1, 2], 3, {quantity: 2})}, 'sums-differ', {reconcile: [pair]})).to.deep.equal([
      ['order_lines', 'orders = units', 2, 'days', '2024-03-01: 3 ≠ 6'],
    ]);
    expect(await found({order_lines: daily([1, 2], 3, {quantity: 2})}, 'sums-differ', {reconcile: [{...pair, tolerance: 0.5}]})).to.deep.equal([]);
    const message = await ask({order_lines: daily([1], 1)}, {reconcile: [{left: 'orders', right: 'ordres'}]}).catch((error: Error) => error.message);
    expect(message).to.match(/no metric "ordres"/);
  });
});

describe('the score', () => {
  it('is the part of the rows that findings leave untouched, errors in full and warnings by half', async () => {
    const rows = [1, 2, 3, 4].map((n) => line(String(n), n === 1 ? 'yesterday' : '2024-03-01', 5, {customer_id: n === 2 ? null : `c${n}`}));
    const {totals} = await ask({order_lines: rows});
    // One row of four unreadable (an error), one without a customer (a warning): (1 − ¼) × (1 − ½ · ¼).
    expect(totals?.['score']).to.be.closeTo(100 * 0.75 * 0.875, 1e-9);
    expect([totals?.['validity'], totals?.['completeness'], totals?.['uniqueness']]).to.deep.equal([75, 87.5, 100]);
  });

  it('does not suffer from what was accepted, which stays in sight', async () => {
    const rows = [line('1', '2024-03-01', 5, {customer_id: null}), line('2', '2024-03-01', 5)];
    const accepted = await ask({order_lines: rows}, {accept: [{reason: 'missing-customer', table: 'order_lines'}]});
    expect([accepted.totals?.['score'], accepted.totals?.['warnings'], rowsOf(accepted, ['reason', 'accepted'])]).to.deep.equal([100, 0, [['missing-customer', true]]]);
    const other = await ask({order_lines: rows}, {accept: [{reason: 'missing-customer', table: 'events'}]});
    expect(other.totals?.['score']).to.equal(75);
  });

  it('is told by table and dimension, and the whole is the mean of the tables', async () => {
    const tables = {order_lines: [line('1', '2024-03-01', 5, {customer_id: null})], traffic: [{day: '2024-03-01', visitors: 5}]};
    const result = await ask(tables, {view: 'score'});
    expect(rowsOf(result, ['table', 'dimension', 'score', 'findings']).filter(([, dimension]) => dimension === 'all')).to.deep.equal([
      ['order_lines', 'all', 50, 1], ['traffic', 'all', 100, 0],
    ]);
    expect(result.totals?.['score']).to.equal(75);
  });

  it('refuses options that it does not know, naming them', async () => {
    const refused = async (query: object): Promise<string> => ask({order_lines: []}, query).catch((error: Error) => error.message) as Promise<string>;
    expect(await refused({view: 'rows'})).to.match(/Unknown view "rows"/);
    expect(await refused({freshness: {orders: 2}})).to.match(/freshness is \{"orders":2\}/);
    expect(await refused({accept: ['outlier']})).to.match(/accept is \["outlier"\]/);
  });
});

describe('the log of loads', () => {
  it('tells when rows came and how many more they were', async () => {
    const first = createSource({order_lines: daily([1], 2)}, {...OPTIONS, now: 'data'});
    const second = createSource({order_lines: daily([1, 2], 2)}, {...OPTIONS, now: 'data', log: first.info.log});
    const log = await second.run({analysis: 'quality', view: 'log'});
    expect(rowsOf(log, ['table', 'rows_kept', 'added', 'last_day'])).to.deep.equal([['order_lines', 4, 2, '2024-03-02'], ['order_lines', 2, 2, '2024-03-01']]);
    expect(log.columns['at']?.[0]).to.equal(second.info.loadedAt);
  });
});
