import {expect} from 'chai';
import type {MetricsQuery, QueryResult} from 'tillboard/engine';
import {createSource} from 'tillboard/engine';

const rows = (from: string, count: number, net: number): object[] =>
  Array.from({length: count}, (_, index) => ({
    order_id: `${from}-${index}`, customer_id: `c${index}`, net, cost: net / 2, quantity: 1, status: 'paid',
    ordered_at: new Date(Date.parse(`${from}T12:00:00Z`) + index * 86_400_000).toISOString(),
  }));

/** An order of 100 a day from 1 January to 10 March 2024; the clock stands at the end of 10 March. */
const order_lines = rows('2024-01-01', 70, 100);

function ask(targets: readonly object[], query: Partial<MetricsQuery>): Promise<QueryResult> {
  const source = createSource({order_lines, ...(targets.length > 0 ? {targets} : {})}, {timeZone: 'UTC', currency: 'CNY', now: '2024-03-10T23:59:59.999Z'});
  return source.run({analysis: 'metrics', metrics: ['net_sales'], targets: true, ...query});
}

const goal = (metric: string, from: string, to: string, value: number): object => ({metric, from, to, value});
const JANUARY = goal('net_sales', '2024-01-01', '2024-01-31', 6200);
const FEBRUARY = goal('net_sales', '2024-02-01', '2024-02-29', 2900);
const MARCH = goal('net_sales', '2024-03-01', '2024-03-31', 3100);

describe('targets of the shop', () => {
  it('are laid against the period of the same days', async () => {
    const {totals} = await ask([JANUARY], {period: '2024-01'});
    expect([totals?.['net_sales_target'], totals?.['net_sales_progress'], totals?.['net_sales_pace']]).to.deep.equal([6200, 0.5, 0.5]);
  });

  it('of a running period are held against what a steady pace would have brought', async () => {
    const {totals} = await ask([MARCH], {period: '2024-03'});
    // 10 of 31 days are over with 1,000 of 3,100: just in time.
    expect(totals?.['net_sales_progress']).to.be.closeTo(10 / 31, 1e-12);
    // The clock stands a millisecond before midnight.
    expect(totals?.['net_sales_pace']).to.be.closeTo(1, 1e-8);
  });

  it('of sums add up where they fill the period, and are nothing where a day is missing or counted twice', async () => {
    const quarter = {period: '2024-01/2024-03'} as const;
    expect((await ask([JANUARY, FEBRUARY, MARCH], quarter)).totals?.['net_sales_target']).to.equal(12_200);
    expect((await ask([JANUARY, MARCH], quarter)).totals?.['net_sales_target']).to.equal(null);
    expect((await ask([JANUARY, FEBRUARY, MARCH, goal('net_sales', '2024-02-10', '2024-02-19', 1)], quarter)).totals?.['net_sales_target']).to.equal(12_200);
    expect((await ask([JANUARY, goal('net_sales', '2024-01-31', '2024-02-29', 1)], {period: '2024-01/2024-02'})).totals?.['net_sales_target']).to.equal(null);
  });

  it('are never cut to a part of their days, but for rates and prices, which hold all through them', async () => {
    const goals = [JANUARY, goal('aov', '2024-01-01', '2024-12-31', 80), goal('buyers', '2024-01-01', '2024-01-31', 50)];
    const {totals} = await ask(goals, {metrics: ['net_sales', 'aov', 'buyers'], period: '2024-01-08/2024-01-14'});
    expect([totals?.['net_sales_target'], totals?.['aov_target'], totals?.['buyers_target']]).to.deep.equal([null, 80, null]);
    expect([totals?.['aov_progress'], totals?.['aov_pace']]).to.deep.equal([100 / 80, null]);
  });

  it('of distinct counts do not add up over months', async () => {
    const goals = [goal('buyers', '2024-01-01', '2024-01-31', 50), goal('buyers', '2024-02-01', '2024-02-29', 50)];
    expect((await ask(goals, {metrics: ['buyers'], period: '2024-01/2024-02'})).totals?.['buyers_target']).to.equal(null);
  });

  it('go with the buckets of a grain that they name', async () => {
    const {columns, totals} = await ask([JANUARY, FEBRUARY], {period: '2024-01/2024-03', grain: 'month'});
    expect(columns['net_sales_target']).to.deep.equal([6200, 2900, null]);
    expect(columns['net_sales_progress']).to.deep.equal([0.5, 1, null]);
    expect(totals?.['net_sales_target']).to.equal(null);
  });

  it('that contradict each other are none; said twice they are one', async () => {
    expect((await ask([JANUARY, goal('net_sales', '2024-01-01', '2024-01-31', 1)], {period: '2024-01'})).totals?.['net_sales_target']).to.equal(null);
    expect((await ask([JANUARY, {...JANUARY, note: 'again'}], {period: '2024-01'})).totals?.['net_sales_target']).to.equal(6200);
  });

  it('know a metric by its other names', async () => {
    expect((await ask([goal('net_revenue', '2024-01-01', '2024-01-31', 9)], {period: '2024-01'})).totals?.['net_sales_target']).to.equal(9);
  });

  it('are the whole shop’s: a filter leaves them away and says so, values of a dimension have none', async () => {
    const filtered = await ask([JANUARY], {period: '2024-01', filters: [{dimension: 'status', in: ['paid']}]});
    expect(filtered.totals?.['net_sales_target']).to.equal(null);
    expect(filtered.notes.map(({code}) => code)).to.include('target-whole-shop');
    const split = await ask([JANUARY], {period: '2024-01', by: ['status']});
    expect(split.columns['net_sales_target']).to.deep.equal([null]);
    expect(split.totals?.['net_sales_target']).to.equal(6200);
  });

  it('of nothing, or without the table, are null and no progress', async () => {
    expect((await ask([], {period: '2024-01'})).totals?.['net_sales_target']).to.equal(null);
    const {totals} = await ask([goal('net_sales', '2024-01-01', '2024-01-31', 0)], {period: '2024-01'});
    expect([totals?.['net_sales_target'], totals?.['net_sales_progress']]).to.deep.equal([0, null]);
  });

  it('are not in answers that did not ask for them', async () => {
    const {columns, totals} = await ask([JANUARY], {period: '2024-01', targets: false});
    expect([...Object.keys(columns), ...Object.keys(totals ?? {})].filter((name) => name.endsWith('_target'))).to.deep.equal([]);
  });
});
