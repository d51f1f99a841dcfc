import {expect} from 'chai';
import fc from 'fast-check';

import {ask, codes, line, rowsOf, totalsOf} from '../engine/shop-rows.ts';
import type {Row} from '../engine/shop-rows.ts';

const count = (sku: string, snapshot_at: string | null, on_hand: number, more: Row = {}): Row => ({
  sku, snapshot_at, on_hand, unit_cost: 2, warehouse: 'north', ...more,
});
const sale = (id: string, day: string, sku: string, quantity: number, more: Row = {}): Row =>
  line(id, day, quantity * 5, {sku, quantity, cost: 2, ...more});

const SALES = [sale('1', '2024-01-05', 'tea', 10), sale('2', '2024-02-10', 'tea', 20), sale('3', '2024-02-20', 'cup', 5, {status: 'cancelled'})];

describe('stock over time, worked out by hand', () => {
  it('averages the counts of the period, a left-out SKU at its last count', async () => {
    const stock = [
      count('tea', '2024-02-01', 50), count('cup', '2024-02-01', 10), count('tea', '2024-02-11', 40), count('tea', '2024-02-29', 30), count('cup', '2024-02-29', 6),
    ];
    // Levels at cost: 120, 100, 72. Sold: 20 × 2.
    const average = (120 + 100 + 72) / 3;
    const result = await ask({stock, order_lines: SALES}, {metrics: ['inventory_turnover', 'inventory_days', 'gmroi'], period: '2024-02'});
    expect(result.totals).to.deep.equal({
      inventory_turnover: 40 / average, inventory_days: (average / 40) * 29, gmroi: (100 - 40) / average,
    });
    expect(codes(result)).not.to.include('one-stock-count');
  });

  it('averages opening and closing where there is no other count, and says so where there is but one', async () => {
    const monthEnds = [count('tea', '2024-01-31', 60), count('tea', '2024-02-29', 20)];
    expect(await totalsOf({stock: monthEnds, order_lines: SALES}, ['inventory_turnover'], {period: '2024-02'})).to.deep.equal([40 / 80]);
    const mornings = [count('tea', '2024-02-01', 60), count('tea', '2024-03-01', 20)];
    expect(await totalsOf({stock: mornings, order_lines: SALES}, ['inventory_turnover'], {period: '2024-02'})).to.deep.equal([40 / 80]);
    for (const stock of [[count('tea', '2024-02-29', 20)], [count('tea', null, 20)], [count('tea', '2024-01-15', 20)]]) {
      const result = await ask({stock, order_lines: SALES}, {metrics: ['inventory_turnover'], period: '2024-02'});
      expect(result.totals).to.deep.equal({inventory_turnover: 1});
      expect(codes(result)).to.include('one-stock-count');
    }
  });

  it('multiplies turnover and days to the days of the period, whatever the grouping', async () => {
    const stocked = fc.record({sku: fc.constantFrom('tea', 'cup'), day: fc.integer({min: 1, max: 28}), units: fc.integer({min: -3, max: 40})});
    const sold = fc.record({sku: fc.constantFrom('tea', 'cup'), day: fc.integer({min: 1, max: 28}), units: fc.integer({min: 1, max: 9})});
    const two = (day: number): string => String(day).padStart(2, '0');
    const splits = [{grain: 'week'}, {by: ['sku']}, {grain: 'day', by: ['sku']}, {}] as const;
    const some = {minLength: 1, maxLength: 12};
    await fc.assert(fc.asyncProperty(fc.array(stocked, some), fc.array(sold, some), async (counts, sales) => {
      const tables = {
        stock: counts.map(({sku, day, units}) => count(sku, `2024-02-${two(day)}`, units)),
        order_lines: sales.map(({sku, day, units}, id) => sale(String(id), `2024-02-${two(day)}`, sku, units)),
      };
      for (const split of splits) {
        const result = await ask(tables, {metrics: ['inventory_turnover', 'inventory_days'], period: '2024-02-05/2024-02-25', ...split});
        const days = {week: 7, day: 1, none: 21}['grain' in split ? split.grain : 'none'];
        for (const [turnover, lasting] of rowsOf(result, ['inventory_turnover', 'inventory_days'])) {
          if (turnover && lasting) expect((turnover as number) * (lasting as number)).to.be.closeTo(days, 1e-9);
        }
      }
    }), {numRuns: 30});
  });

  it('sells through what was there at first and what came, else by what is left, with a note', async () => {
    const stock = [
      count('tea', '2024-01-31', 30, {received_quantity: 5}), count('tea', '2024-02-15', 50, {received_quantity: 40}),
      count('tea', '2024-02-29', 50, {received_quantity: 0}),
    ];
    const tables = {stock, order_lines: SALES};
    expect(await totalsOf(tables, ['sell_through'], {period: '2024-02'})).to.deep.equal([20 / 70]);
    expect(await totalsOf(tables, ['sell_through'], {period: '2024-01'})).to.deep.equal([null]);
    const bare = await ask({...tables, stock: stock.map(({received_quantity: _, ...row}) => row)}, {metrics: ['sell_through'], period: '2024-02'});
    expect(bare.totals).to.deep.equal({sell_through: 20 / 70});
    expect(codes(bare)).to.include('formula-fallback');
    const morning = [count('tea', '2024-02-01', 30, {received_quantity: 0}), count('tea', '2024-02-29', 10, {received_quantity: 0})];
    expect(await totalsOf({...tables, stock: morning}, ['sell_through'], {period: '2024-02'})).to.deep.equal([20 / 30]);
  });
});

describe('stock at the end of a period, worked out by hand', () => {
  const STOCK = [
    count('tea', '2024-03-01', 10), count('tea', '2024-03-01', 4, {warehouse: 'south', reserved: 6}), count('cup', '2024-03-01', 3, {reserved: 3}),
    count('pot', '2024-03-01', -2), count('pot', '2024-03-01', 2, {warehouse: 'south'}), count('old', '2024-03-01', 0, {discontinued: 'true'}),
    count('cup', '2024-03-10', 9), count('tea', '2024-03-20', 0),
  ];
  const lines = [sale('1', '2024-02-29', 'tea', 28), sale('2', '2024-03-05', 'tea', 14), sale('3', '2024-03-28', 'gone', 1)];
  const tables = {stock: STOCK, order_lines: lines};

  it('covers the days that a day of the last 28 lasts: nothing of nothing sold, and 0 of nothing left', async () => {
    const cover = (period: string): Promise<unknown> => ask(tables, {metrics: ['days_of_cover'], by: ['sku'], period}).then((result) =>
      Object.fromEntries(rowsOf(result, ['sku', 'days_of_cover']) as [string, number | null][]));
    // On 15 March the orders are 16 days old: 42 tea in 16 days; available 10 + 4 − 6.
    expect(await cover('2024-03-15')).to.deep.equal({tea: 8 / (42 / 16), cup: null, pot: null, old: null});
    // On 28 March the window of 28 days begins on 1 March; tea stands at 0 + 4 − 6, which is nothing.
    // What was never counted is not known to be out.
    expect(await cover('2024-03-28')).to.deep.equal({tea: 0, cup: null, pot: null, old: null, gone: null});
    const sold = await ask(tables, {metrics: ['available', 'units'], by: ['sku'], period: '2024-03'});
    expect(rowsOf(sold, ['sku', 'available', 'units'])).to.deep.include.members([['gone', null, 1], ['cup', 9, 0]]);
    const days = await ask(tables, {metrics: ['days_of_cover'], grain: 'day', period: '2024-03-27/2024-03-28'});
    expect(days.columns['days_of_cover']).to.deep.equal([(9 + 0 - 2) / (42 / 28), (9 + 0 - 2) / (15 / 28)]);
  });

  it('calls SKUs out over all warehouses, what is reserved taken off, and leaves discontinued ones out', async () => {
    const result = await ask(tables, {metrics: ['stockout_rate'], grain: 'month', period: '2024-02/2024-03'});
    expect(result.columns['stockout_rate']).to.deep.equal([null, 2 / 3]);
    expect(await totalsOf(tables, ['stockout_rate'], {period: '2024-03-05'})).to.deep.equal([2 / 3]);
    const parts = await ask(tables, {metrics: ['stockout_rate'], by: ['warehouse'], period: '2024-03-05'});
    expect(rowsOf(parts, ['warehouse', 'stockout_rate'])).to.have.deep.members([['north', 2 / 3], ['south', 1 / 2]]);
  });

  it('divides SKUs sold by SKUs that had stock at any time', async () => {
    // Tea and gone were sold in March; tea, cup and pot (in the south) had stock. In late March tea still lies in the south.
    const march = await ask(tables, {metrics: ['active_sku_rate'], period: '2024-03'});
    expect(march.totals).to.deep.equal({active_sku_rate: 2 / 3});
    expect(await totalsOf(tables, ['active_sku_rate'], {period: '2024-03-25/2024-03-31'})).to.deep.equal([1 / 3]);
    const gone = await ask({...tables, stock: [count('tea', '2024-03-01', 1)]}, {metrics: ['active_sku_rate'], period: '2024-03'});
    expect(gone.totals).to.deep.equal({active_sku_rate: 2});
    expect(codes(gone)).to.include('above-one');
  });

  it('weighs the age of lots by what is left of each', async () => {
    const stock = [
      count('tea', '2024-03-31', 30, {received_at: '2024-03-01'}), count('tea', '2024-03-31', 10, {received_at: '2024-03-21'}),
      count('cup', '2024-03-31', -5, {received_at: '2024-01-01'}), count('pot', '2024-03-31', 5, {received_at: null}),
    ];
    expect(await totalsOf({stock, order_lines: lines}, ['stock_age', 'stock_units'], {period: '2024-03'})).to.deep.equal([(30 * 30 + 10 * 10) / 40, 40]);
    const parts = await ask({stock}, {metrics: ['stock_age'], by: ['sku'], period: '2024-03'});
    expect(rowsOf(parts, ['sku', 'stock_age'])).to.have.deep.members([['tea', 25], ['cup', null], ['pot', null]]);
  });

  it('takes for slow what lies and was not sold for 60 days, for dead for 180, once the orders tell of as many', async () => {
    const stock = [
      count('sold', '2024-01-01', 10), count('slow', '2024-01-01', 20), count('dead', '2024-01-01', 30, {received_at: '2023-05-01'}),
      count('new', '2024-01-01', 40, {received_at: '2024-04-20'}), count('less', '2024-01-01', -5),
    ];
    const order_lines = [
      sale('1', '2023-11-01', 'sold', 1), sale('2', '2024-02-01', 'slow', 1), sale('3', '2024-04-01', 'sold', 1), sale('4', '2024-04-29', 'less', 1),
    ];
    const keys = ['slow_share', 'dead_share'];
    expect(await totalsOf({stock, order_lines}, keys, {period: '2024-04'})).to.deep.equal([50 / 100, 30 / 100]);
    const early = await ask({stock, order_lines}, {metrics: keys, period: '2024-01'});
    // What was sold on 1 November was there then: it lies, like the dead, and has been quiet for 91 days.
    expect(early.totals).to.deep.equal({slow_share: 40 / 100, dead_share: null});
    expect(early.notes.find(({code}) => code === 'history-short')?.params).to.deep.equal({metric: 'dead_share', days: 180});
    const refusal = await ask({stock}, {metrics: ['slow_share']}).catch((error: Error) => error.message);
    expect(refusal).to.match(/"slow_share" needs the table "order_lines"/);
  });

  it('is refused by a dimension that only one of its tables has', async () => {
    for (const metric of ['inventory_turnover', 'days_of_cover', 'sell_through']) {
      const refusal = await ask(tables, {metrics: [metric], by: ['warehouse']}).catch((error: Error) => error.message);
      expect(refusal, metric).to.match(/cannot be split by "warehouse": its table "order_lines"/);
    }
  });
});
