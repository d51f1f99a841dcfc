import {expect} from 'chai';

import {ask, line, rowsOf, totalsOf} from '../../shop-rows.ts';
import type {Row} from '../../shop-rows.ts';

const count = (sku: string, warehouse: string, on_hand: number, snapshot_at: string | null, more: Row = {}): Row => ({
  sku, warehouse, on_hand, unit_cost: 2, snapshot_at, ...more,
});

/** Tea stands in two warehouses and sells out in one; cups move from one category to another; the plate is oversold. */
const STOCK = [
  count('tea', 'north', 10, '2024-03-05', {category: 'food'}), count('tea', 'south', 4, '2024-03-05', {category: 'food'}),
  count('cup', 'north', 6, '2024-03-05', {category: 'gifts', reserved: 2}),
  count('tea', 'north', 0, '2024-04-10', {category: 'food'}), count('cup', 'north', 5, '2024-04-10', {category: 'kitchen', reserved: 1}),
  count('plate', 'south', -3, '2024-04-12', {category: 'kitchen'}),
];
const TABLES = {stock: STOCK, order_lines: [line('1', '2024-01-15', 10), line('2', '2024-04-29', 10)]};

describe('stock metrics, worked out by hand', () => {
  it('take the last count of every SKU in every warehouse, and never add days', async () => {
    expect(await totalsOf(TABLES, ['stock_units', 'available'], {period: '2024-03'})).to.deep.equal([20, 18]);
    expect(await totalsOf(TABLES, ['stock_units', 'available'], {period: '2024-04'})).to.deep.equal([0 + 4 + 5 - 3, 5]);
  });

  it('give what has sold out, or is oversold, no value', async () => {
    expect(await totalsOf(TABLES, ['stock_value'], {period: '2024-04'})).to.deep.equal([2 * (4 + 5)]);
  });

  it('are undefined before the first count, and stand until the next', async () => {
    const result = await ask(TABLES, {metrics: ['stock_units'], period: '2024-02/2024-04', grain: 'month', compare: 'previous-period'});
    expect(rowsOf(result, ['period', 'stock_units'])).to.deep.equal([['2024-02-01', null], ['2024-03-01', 20], ['2024-04-01', 6]]);
    expect(result.totals).to.deep.include({stock_units: 6, stock_units_previous_period: null, stock_units_previous_period_status: 'no-base'});
    const days = await ask(TABLES, {metrics: ['stock_units'], period: '2024-04-09/2024-04-12', grain: 'day'});
    expect(days.columns['stock_units']).to.deep.equal([20, 9, 9, 6]);
  });

  it('look for a filter and a group at the row that stands, not at an older one', async () => {
    const gifts = {filters: [{dimension: 'category', in: ['gifts']}]};
    expect(await totalsOf(TABLES, ['stock_units'], {period: '2024-03', ...gifts})).to.deep.equal([6]);
    expect(await totalsOf(TABLES, ['stock_units'], {period: '2024-04', ...gifts})).to.deep.equal([0]);
    const result = await ask(TABLES, {metrics: ['stock_units'], by: ['category'], period: '2024-04', sort: {column: 'category'}});
    expect(rowsOf(result, ['category', 'stock_units'])).to.deep.equal([['food', 4], ['kitchen', 2]]);
  });

  it('count rows without a time as standing from the beginning, whatever the order of rows', async () => {
    const rows = [count('tea', 'north', 7, null), count('tea', 'north', 3, '2024-04-10'), count('cup', 'north', 1, null)];
    for (const stock of [rows, [...rows].reverse()]) {
      expect(await totalsOf({...TABLES, stock}, ['stock_units'], {period: '2024-02'})).to.deep.equal([8]);
      expect(await totalsOf({...TABLES, stock}, ['stock_units'], {period: '2024-04'})).to.deep.equal([4]);
    }
  });

  it('have no value over a table without rows', async () => {
    expect(await totalsOf({stock: [], order_lines: []}, ['stock_units', 'gmv', 'orders'])).to.deep.equal([null, null, null]);
  });
});
