import {expect} from 'chai';
import fc from 'fast-check';

import {createSource} from '../../../engine/create-source.ts';
import type {MetricsQuery} from '../../../engine/analyses/metrics/metrics-query.ts';
import type {Filter} from '../../../engine/query.ts';
import type {QueryResult} from '../../../engine/result.ts';
import {randomShop, SHOP_OPTIONS} from '../properties/random-shop.ts';

/** True of every row, and a range of numbers, which the cube does not know: the same question is then answered from the rows. */
const FROM_ROWS: Filter = {dimension: 'quantity', gte: -1e9};

const METRICS = ['net_sales', 'gmv', 'orders', 'buyers', 'units', 'refunds', 'gross_margin_rate', 'aov', 'discount_rate', 'placed_orders'];

const subset = (values: readonly (string | null)[]): fc.Arbitrary<(string | null)[]> => fc.subarray([...values], {minLength: 1});
const filters = fc.array(fc.oneof(
  subset(['app', 'web', 'a|b', 'none such']).map((list): Filter => ({dimension: 'channel', in: list})),
  subset(['tea', 'cup']).map((list): Filter => ({dimension: 'sku', notIn: list})),
  subset(['c1', 'c2', '007', null]).map((list): Filter => ({dimension: 'customer_id', in: list})),
  subset(['paid', 'cancelled', 'completed']).map((list): Filter => ({dimension: 'status', in: list})),
), {maxLength: 2});
const question: fc.Arbitrary<Partial<MetricsQuery>> = fc.record({
  by: fc.subarray(['channel', 'category', 'status'], {maxLength: 2}),
  grain: fc.constantFrom(undefined, 'day', 'week', 'month'),
  period: fc.constantFrom('all', 'last-7-days', 'this-month', 'today', '2024-02', '2024-02-03/2024-02-17', '2031-01'),
  compare: fc.constantFrom<MetricsQuery['compare'][]>(undefined, 'previous-period', 'previous-week', ['previous-year', {from: '2024-01-22', to: '2024-01-29'}]),
  share: fc.boolean(),
  filters,
}).map(({grain, compare, ...rest}): Partial<MetricsQuery> => ({...rest, ...(grain ? {grain} : {}), ...(compare ? {compare} : {})}));

const plain = ({columns, totals, notes, fields}: QueryResult): unknown => ({columns: {...columns}, totals: {...totals}, notes, fields});

describe('the cube', () => {
  it('answers as the rows do: groups, periods, comparisons, filters, a day that has begun', async () => {
    await fc.assert(fc.asyncProperty(randomShop, question, async (shop, asked) => {
      const source = createSource(shop, SHOP_OPTIONS);
      const query: MetricsQuery = {analysis: 'metrics', metrics: METRICS, ...asked};
      const [cube, rows] = await Promise.all([source.run(query), source.run({...query, filters: [...(query.filters ?? []), FROM_ROWS]})]);
      expect(plain(cube)).to.deep.equal(plain(rows));
    }), {numRuns: 150});
  });

  it('leaves money of several currencies, fractions and undated rows to the rows', async () => {
    const line = {quantity: 1, customer_id: 'a', status: 'paid'};
    const mixed = createSource({order_lines: [
      {...line, order_id: '1', ordered_at: '2024-02-01', net: 10, currency: 'CNY'}, {...line, order_id: '2', ordered_at: '2024-02-01', net: 10, currency: 'USD'},
    ]}, SHOP_OPTIONS);
    const {totals, notes} = await mixed.run({analysis: 'metrics', metrics: ['net_sales', 'orders'], period: '2024-02'});
    expect({...totals}).to.deep.equal({net_sales: null, orders: 2});
    expect(notes.map(({code}) => code)).to.include('mixed-currency');
    const third = {key: 'thirds', unit: 'count', formula: 'thirds', measures: {thirds: {table: 'order_lines', at: ['ordered_at'], aggregate: 'sum', of: 'thirds'}}} as const;
    const rows = Array.from({length: 9}, (_, at) => ({...line, order_id: String(at), ordered_at: '2024-02-01', net: 1, thirds: 1 / 3}));
    const exact = await createSource({order_lines: rows}, SHOP_OPTIONS).run({analysis: 'metrics', metrics: [third], period: '2024-02'});
    expect(exact.totals?.['thirds']).to.equal(3);
  });
});
