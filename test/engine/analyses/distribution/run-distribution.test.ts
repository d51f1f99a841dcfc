import {expect} from 'chai';
import fc from 'fast-check';

import type {DistributionQuery} from '../../../../engine/analyses/distribution/distribution-query.ts';
import {createSource} from '../../../../engine/create-source.ts';
import type {QueryResult} from '../../../../engine/result.ts';
import {codes, line, OPTIONS, rowsOf, totalsOf} from '../../shop-rows.ts';
import type {Row} from '../../shop-rows.ts';

const run = (rows: readonly Row[], query: Partial<DistributionQuery> = {}): Promise<QueryResult> =>
  createSource({order_lines: rows}, OPTIONS).run({analysis: 'distribution', ...query});

/** Orders of 10, 20 (two lines), 30 and 100; one cancelled, one given back in part, one mere return. */
const ROWS: readonly Row[] = [
  line('a', '2024-03-01 10:00', 10, {customer_id: 'x', channel: 'web', quantity: 1}),
  line('b', '2024-03-02 10:00', 12, {customer_id: 'y', channel: 'web', quantity: 2}),
  line('b', '2024-03-02 10:00', 8, {customer_id: 'y', channel: 'app', quantity: 1, line_id: '2'}),
  line('c', '2024-03-03 10:00', 40, {customer_id: 'x', channel: 'app', quantity: 4, refund: 10, refunded_at: '2024-04-10 09:00'}),
  line('d', '2024-03-04 10:00', 100, {customer_id: 'z', channel: 'app', quantity: 5}),
  line('e', '2024-03-05 10:00', 999, {customer_id: 'z', channel: 'app', status: 'cancelled'}),
  line('f', '2024-03-06 10:00', -5, {customer_id: 'z', channel: 'app', quantity: -1}),
];
const MARCH = {period: '2024-03'} as const;

describe('distributions', () => {
  it('of orders take paid ones, whole, less what was given back', async () => {
    const {totals} = await run(ROWS, {...MARCH, view: 'summary'});
    expect(totals).to.include({count: 4, sum: 160, mean: 40, min: 10, median: 25, max: 100, p25: 17.5, p75: 47.5});
    // 10 20 30 100: deviations −30 −20 −10 60, squares 5000, by 3.
    expect(totals?.['sd']).to.be.closeTo(Math.sqrt(5000 / 3), 1e-12);
    // 2 × (10 + 40 + 90 + 400) ÷ (4 × 160) − 5 ÷ 4.
    expect(totals?.['gini']).to.be.closeTo(0.4375, 1e-12);
    // A fifth of four is 0.8 of the largest.
    expect(totals?.['top_20_share']).to.be.closeTo(0.5, 1e-12);
  });

  it('of customers add up their orders, returns too', async () => {
    const value = await run(ROWS, {...MARCH, of: 'customer_value'});
    expect(value.totals).to.include({count: 3, sum: 155, min: 20, median: 40, max: 95});
    expect((await run(ROWS, {...MARCH, of: 'orders_per_customer'})).totals).to.include({count: 3, sum: 4, max: 2});
    expect((await run(ROWS, {...MARCH, of: 'units_per_customer'})).totals).to.include({count: 3, sum: 12});
    expect((await run(ROWS, {...MARCH, of: 'units_per_order'})).totals).to.include({count: 4, sum: 13});
    expect((await run(ROWS, {...MARCH, of: 'lines_per_order'})).totals).to.include({count: 4, sum: 5, max: 2});
  });

  it('agree with the metrics of their mean', async () => {
    const rows = ROWS.filter(({order_id}) => order_id !== 'f');
    const [orders, aov, units] = await totalsOf({order_lines: rows}, ['orders', 'aov', 'units_per_order'], {...MARCH, refundsOn: 'order'});
    const value = (await run(rows, MARCH)).totals;
    expect([value?.['count'], value?.['mean']]).to.deep.equal([orders, aov]);
    expect((await run(rows, {...MARCH, of: 'units_per_order'})).totals?.['mean']).to.equal(units);
  });

  it('have bins that hold everything once', async () => {
    const result = await run(ROWS, {...MARCH, bins: [0, 20, 50]});
    expect(rowsOf(result, ['from', 'to', 'count', 'share', 'cumulative_share', 'sum', 'sum_share'])).to.deep.equal([
      [0, 20, 1, 0.25, 0.25, 10, 10 / 160], [20, 50, 2, 0.5, 0.75, 50, 50 / 160], [50, null, 1, 0.25, 1, 100, 100 / 160],
    ]);
    expect(rowsOf(await run(ROWS, {...MARCH, bins: 3}), ['from', 'to', 'count'])).to.deep.equal([[10, 40, 3], [40, 70, 0], [70, 100, 1]]);
  });

  it('by a dimension have a value in each group, and one in all', async () => {
    const result = await run(ROWS, {...MARCH, by: ['channel'], view: 'summary'});
    expect(rowsOf(result, ['channel', 'count', 'sum'])).to.deep.equal([['app', 3, 138], ['web', 2, 22]]);
    expect(result.totals).to.include({count: 4, sum: 160});
    const bins = await run(ROWS, {...MARCH, by: ['channel'], bins: [0, 50], limit: 1});
    expect([rowsOf(bins, ['channel', 'from', 'to', 'count']), codes(bins)]).to.deep.equal([[['app', 0, 50, 2], ['app', 50, null, 1]], ['limited']]);
  });

  it('of a column take the number of every row', async () => {
    expect((await run(ROWS, {...MARCH, of: {column: 'quantity'}})).totals).to.include({count: 7, min: -1, max: 5, gini: null});
    expect(codes(await run(ROWS, {...MARCH, of: {column: 'quantity'}}))).to.include('distribution-negative');
    expect((await run(ROWS, {...MARCH, of: {column: 'refund'}})).totals).to.include({count: 1, sum: 10, sd: null, gini: 0});
  });

  it('of nothing are empty, and of several currencies say nothing', async () => {
    const none = await run(ROWS, {period: '2023'});
    expect([none.length, none.totals?.['count'], none.totals?.['mean'], none.totals?.['sum']]).to.deep.equal([0, 0, null, null]);
    const mixed = ROWS.map((row, index) => ({...row, currency: index === 0 ? 'USD' : 'CNY'}));
    const silent = await run(mixed, MARCH);
    expect([silent.length, silent.totals?.['count'], codes(silent)]).to.deep.equal([0, null, ['mixed-currency']]);
    expect(rowsOf(await run(mixed, {...MARCH, by: ['currency'], view: 'summary'}), ['currency', 'sum'])).to.deep.equal([['CNY', 150], ['USD', 10]]);
    expect((await run(mixed, {...MARCH, of: 'units_per_order'})).totals).to.include({count: 4});
  });

  it('leave out rows that name no customer, and say so', async () => {
    const rows = [...ROWS, line('g', '2024-03-07 10:00', 50, {customer_id: null})];
    const result = await run(rows, {...MARCH, of: 'customer_value'});
    expect([result.totals?.['count'], codes(result)]).to.deep.equal([3, ['rows-of-nobody']]);
    expect((await run(rows, MARCH)).totals).to.include({count: 5});
  });

  it('are refused in words where the question is none', async () => {
    const refused = (query: object): Promise<string> => run(ROWS, query).then(() => 'answered', (error: Error) => error.message);
    expect(await refused({of: 'magic'})).to.match(/of is "magic"\. Write order_value/);
    expect(await refused({of: {column: 'quantty'}})).to.match(/no column of numbers "quantty"\. Did you mean quantity/);
    expect(await refused({bins: [3, 2]})).to.match(/bins is \[3,2\]/);
    expect(await refused({bins: 0})).to.match(/bins is 0/);
    expect(await refused({by: ['channel', 'channel']})).to.match(/by is/);
    expect(await refused({view: 'pie'})).to.match(/view is "pie"/);
    expect(await refused({of: {table: 'spend', column: 'cost'}})).to.match(/needs the table "spend"/);
  });

  it('do not depend on the order of rows, and scale with money', async () => {
    const order = fc.record({id: fc.integer({min: 1, max: 8}), cents: fc.integer({min: 0, max: 99_999}), who: fc.integer({min: 1, max: 4})});
    await fc.assert(fc.asyncProperty(fc.array(order, {minLength: 1, maxLength: 25}), async (orders) => {
      const rows = (factor: number): Row[] => orders.map(({id, cents, who}, index) =>
        line(String(id), '2024-03-01 10:00', (cents * factor) / 100, {customer_id: `c${who}`, line_id: String(index)}));
      for (const of of ['order_value', 'customer_value'] as const) {
        const one = await run(rows(1), {of});
        const turned = await run(rows(1).reverse(), {of});
        expect([turned.totals, turned.columns]).to.deep.equal([one.totals, one.columns]);
        expect((await run(rows(10), {of})).totals?.['sum']).to.be.closeTo(10 * Number(one.totals?.['sum']), 1e-6);
        expect((one.columns['count'] as number[]).reduce((sum, count) => sum + count, 0)).to.equal(one.totals?.['count']);
      }
    }), {numRuns: 20});
  });
});
