import {expect} from 'chai';

import {conform} from '../../../data-adapters/conform.ts';
import type {Override} from '../../../data-adapters/conform.ts';

const ROWS = [
  {order_id: 'A', ordered_at: '2024-03-01', net: 10, quantity: 1, status: 'paid', sku: 'tea'},
  {order_id: 'B', ordered_at: '2024-03-02', net: 20, quantity: 1, status: 'paid', sku: 'tea'},
  {order_id: 'B', ordered_at: '2024-03-02', net: 30, quantity: 1, status: 'paid', sku: 'cup'},
];
const read = (overrides: readonly Override[]) => conform({order_lines: ROWS}, {timeZone: 'Asia/Shanghai', currency: 'CNY', overrides});
const column = (overrides: readonly Override[], name: string): unknown[] => {
  const {order_lines: table} = read(overrides).tables;
  return Array.from({length: table?.length ?? 0}, (_, row) => table?.columns.get(name)?.at(row));
};
const issues = (overrides: readonly Override[]): unknown[] =>
  read(overrides).quality.tables[0]?.issues.map(({reason, effect, column: name, rows}) => [reason, effect, name, rows]) ?? [];

describe('overrides', () => {
  it('change the rows that they name, and no others', () => {
    const set = [{table: 'order_lines', where: {order_id: 'B', sku: 'cup'}, set: {status: 'cancelled', net: 12.5, ordered_at: '2024-03-05'}}] as const;
    expect(column(set, 'status')).to.deep.equal(['paid', 'paid', 'cancelled']);
    expect(column(set, 'net')).to.deep.equal([10, 20, 12.5]);
    expect(column(set, 'ordered_at').at(-1)).to.deep.equal(new Date('2024-03-04T16:00:00Z'));
    expect(issues(set)).to.deep.equal([
      ['overridden', 'corrected', 'status', 1], ['overridden', 'corrected', 'net', 1], ['overridden', 'corrected', 'ordered_at', 1],
    ]);
  });

  it('blank a cell, fill a column that was not there, and leave rows out, in their order', () => {
    const list: Override[] = [
      {table: 'order_lines', where: {order_id: 'A'}, set: {sku: null, region: 'North'}},
      {table: 'order_lines', where: {region: 'North'}, leaveOut: true},
    ];
    expect(column(list.slice(0, 1), 'sku')).to.deep.equal([null, 'tea', 'cup']);
    expect(column(list.slice(0, 1), 'region')).to.deep.equal(['North', null, null]);
    expect(column(list, 'order_id')).to.deep.equal(['B', 'B']);
    const {rowsRead, rowsKept} = read(list).quality.tables[0] ?? {};
    expect([rowsRead, rowsKept]).to.deep.equal([3, 2]);
  });

  it('that fit no row are told', () => {
    expect(issues([{table: 'order_lines', where: {order_id: 'Z'}, leaveOut: true}])).to.deep.equal([['override-unused', 'kept', undefined, 1]]);
  });

  it('say statuses, currencies and days as reading would have said them', () => {
    const where = {order_id: 'A'};
    expect(column([{table: 'order_lines', where, set: {status: '已取消'}}], 'status')).to.deep.equal(['cancelled', 'paid', 'paid']);
    expect(column([{table: 'order_lines', where, set: {currency: ' usd '}}], 'currency')).to.deep.equal(['USD', null, null]);
    const spend = conform({spend: [{day: '2024-03-01', channel: 'ads', cost: 5}]}, {
      timeZone: 'Asia/Shanghai', overrides: [{table: 'spend', where: {channel: 'ads'}, set: {day: '2024-03-02 15:00'}}],
    });
    expect(spend.tables.spend?.columns.get('day')?.at(0)).to.deep.equal(new Date('2024-03-01T16:00:00Z'));
  });

  it('name rows by their values, since rows left out before shift the count', () => {
    const rows = [{...ROWS[0], net: 'free'}, ...ROWS];
    const {quality} = conform({order_lines: rows}, {currency: 'CNY', overrides: [{table: 'order_lines', where: {sku: 'cup'}, leaveOut: true}]});
    expect(quality.tables[0]?.issues.find(({reason}) => reason === 'overridden')?.examples).to.deep.equal([{row: 0, value: '{"sku":"cup"}'}]);
    expect(quality.tables[0]).to.include({rowsRead: 4, rowsKept: 2});
  });

  it('never touch the rows they were given', () => {
    const before = conform({order_lines: ROWS}, {timeZone: 'UTC', currency: 'CNY'}).tables.order_lines;
    conform({order_lines: before as object}, {timeZone: 'UTC', currency: 'CNY', overrides: [{table: 'order_lines', where: {order_id: 'A'}, set: {net: 1, sku: 'x'}}]});
    expect([before?.columns.get('net')?.at(0), before?.columns.get('sku')?.at(0)]).to.deep.equal([10, 'tea']);
  });

  it('are refused where they cannot be meant', () => {
    const bad = (override: object) => () => read([{table: 'order_lines', where: {order_id: 'A'}, ...override}]);
    expect(bad({})).to.throw(/changes nothing/);
    expect(bad({where: {}, leaveOut: true})).to.throw(/names no rows/);
    expect(bad({where: {net: '10'}, leaveOut: true})).to.throw(/no text column "net"/);
    expect(bad({set: {colour: 'red'}})).to.throw(/no column "colour"/);
    expect(bad({set: {ordered_at: 'soon'}})).to.throw(/ordered_at cannot be "soon"/);
    expect(bad({set: {net: '12'}})).to.throw(/net cannot be "12": write a number/);
    expect(bad({set: {order_id: null}})).to.throw(/order_id is needed in every row: leave the row out/);
    expect(bad({set: {net: null}})).to.throw(/net is needed in every row/);
    expect(bad({set: {status: 'lost'}})).to.throw(/status cannot be "lost": write one of pending, paid/);
    expect(bad({set: {net: 0.001}})).to.throw(/no amount as fine as 0\.001/);
  });
});
