import {expect} from 'chai';

import type {BreakdownQuery} from '../../../../engine/analyses/breakdown/breakdown-query.ts';
import {createSource} from '../../../../engine/create-source.ts';
import type {QueryResult} from '../../../../engine/result.ts';
import {codes, line, OPTIONS, rowsOf} from '../../shop-rows.ts';
import type {Row} from '../../shop-rows.ts';

type Tables = Readonly<Record<string, readonly Row[]>>;

function breakDown(tables: Tables, query: Partial<BreakdownQuery>): Promise<QueryResult> {
  return createSource(tables, OPTIONS).run({analysis: 'breakdown', metric: 'gmv', by: 'sku', period: '2024-03', ...query});
}

const sold = (id: string, sku: string | null, net: number, more: Row = {}): Row => line(id, '2024-03-05', net, {sku, ...more});

/** 80, 10, 5, 5 in March; 40, 20, 0, 20, and 20 of what is gone, in February. */
const SHOP: Tables = {order_lines: [
  sold('1', 'a', 50), sold('2', 'a', 30), sold('3', 'b', 10), sold('4', 'd', 5), sold('5', 'c', 5),
  line('6', '2024-02-05', 40, {sku: 'a'}), line('7', '2024-02-05', 20, {sku: 'b'}), line('8', '2024-02-05', 20, {sku: 'd'}),
  line('9', '2024-02-05', 20, {sku: 'gone'}),
]};

async function refusal(query: Partial<BreakdownQuery>, tables = SHOP): Promise<string> {
  try {
    await breakDown(tables, query);
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  return 'answered';
}

describe('a breakdown', () => {
  it('ranks values, equal ones sharing a rank by name, with shares, the Pareto curve and classes', async () => {
    const result = await breakDown(SHOP, {pareto: true, abc: true});
    expect(rowsOf(result, ['sku', 'rank', 'gmv', 'share', 'cumulative_share', 'class'])).to.deep.equal([
      ['a', 1, 80, 0.8, 0.8, 'A'], ['b', 2, 10, 0.1, 0.9, 'B'], ['c', 3, 5, 0.05, 0.95, 'B'], ['d', 3, 5, 0.05, 1, 'C'],
    ]);
    expect({...result.totals}).to.include({gmv: 100, values: 4, share: 1, a_values: 1, b_values: 2, c_values: 1, a_share: 0.8});
    expect(result.totals?.['b_share']).to.be.closeTo(0.15, 1e-12);
  });

  it('draws the borders of ABC as asked, of one value and of nothing as the rules say', async () => {
    const classes = async (abc: NonNullable<BreakdownQuery['abc']>, tables = SHOP): Promise<unknown> => (await breakDown(tables, {abc})).columns['class'];
    // Including the item, 0.8 is not below 0.8; on the border it is.
    expect(await classes({rule: 'including'})).to.deep.equal(['B', 'B', 'C', 'C']);
    expect(await classes({rule: 'including-border'})).to.deep.equal(['A', 'B', 'B', 'C']);
    expect(await classes({a: 0.9, b: 1})).to.deep.equal(['A', 'A', 'B', 'B']);
    expect(await classes(true, {order_lines: [sold('1', 'a', 7)]})).to.deep.equal(['A']);
    expect(await classes(true, {order_lines: [sold('1', 'a', 0), sold('2', 'b', 0)]})).to.deep.equal(['C', 'C']);
  });

  it('counts values below 0 as 0 in the curve and as C, and says so', async () => {
    const rows = [sold('1', 'a', 90), sold('2', 'b', 10), sold('3', 'r', 0, {refund: 20, refunded_at: '2024-03-06', status: 'refunded'})];
    const result = await breakDown({order_lines: rows}, {metric: 'net_sales', pareto: true, abc: true});
    expect(rowsOf(result, ['sku', 'net_sales', 'share', 'cumulative_share', 'class'])).to.deep.equal([
      ['a', 90, 90 / 80, 0.9, 'A'], ['b', 10, 10 / 80, 1, 'B'], ['r', -20, -20 / 80, 1, 'C'],
    ]);
    expect(codes(result)).to.include('negative-parts');
    expect(codes(await breakDown({order_lines: rows}, {metric: 'net_sales'}))).not.to.include('negative-parts');
  });

  it('folds what is beyond the top into one row, with what it stands for', async () => {
    const result = await breakDown(SHOP, {top: 2, pareto: true, abc: true, compare: 'previous-period'});
    expect(rowsOf(result, ['sku', 'others', 'rank', 'gmv', 'share', 'cumulative_share', 'class', 'base', 'contribution'])).to.deep.equal([
      ['a', 0, 1, 80, 0.8, 0.8, 'A', 40, 0.4], ['b', 0, 2, 10, 0.1, 0.9, 'B', 20, -0.1], [null, 3, null, 10, 0.1, 1, null, 40, -0.3],
    ]);
    expect(result.totals?.['values']).to.equal(5);
  });

  it('compares with a base: values that came and went, and growth contributions that add up to the growth', async () => {
    const result = await breakDown(SHOP, {compare: 'previous-period'});
    expect(rowsOf(result, ['sku', 'gmv', 'base', 'change', 'change_status', 'contribution'])).to.deep.equal([
      ['a', 80, 40, 1, 'ok', 0.4], ['b', 10, 20, -0.5, 'ok', -0.1], ['c', 5, 0, null, 'new', 0.05], ['d', 5, 20, -0.75, 'ok', -0.15],
      ['gone', 0, 20, -1, 'ok', -0.2],
    ]);
    expect({...result.totals}).to.include({gmv: 100, base: 100, change: 0, contribution: 0});
  });

  it('sorts by any column, and keeps the first of that order: what fell most', async () => {
    const result = await breakDown(SHOP, {compare: 'previous-period', sort: {column: 'contribution'}, top: 2, pareto: true});
    expect(rowsOf(result, ['sku', 'others', 'rank', 'contribution', 'cumulative_share']).slice(0, 2)).to.deep.equal([
      ['gone', 0, 5, -0.2, 1], ['d', 0, 3, -0.15, 1],
    ]);
    // The rest is no longer the end of the Pareto curve.
    expect(rowsOf(result, ['sku', 'others', 'gmv', 'base', 'cumulative_share'])[2]).to.deep.equal([null, 3, 95, 60, null]);
    const names = await breakDown(SHOP, {sort: {column: 'sku', descending: true}});
    expect(names.columns['sku']).to.deep.equal(['d', 'c', 'b', 'a']);
  });

  it('counts people of the rest afresh and gives no shares of them', async () => {
    // u1 buys all three; the rest (b, c) has u1 and u2: two people, not three.
    const rows = [sold('1', 'a', 1, {customer_id: 'u1'}), sold('2', 'a', 1, {customer_id: 'u3'}), sold('3', 'a', 1, {customer_id: 'u4'}),
      sold('4', 'b', 1, {customer_id: 'u1'}), sold('5', 'b', 1, {customer_id: 'u2'}), sold('6', 'c', 1, {customer_id: 'u1'})];
    const result = await breakDown({order_lines: rows}, {metric: 'buyers', top: 1, pareto: true, abc: true});
    expect(rowsOf(result, ['sku', 'others', 'buyers', 'share', 'cumulative_share', 'class'])).to.deep.equal([
      ['a', 0, 3, null, null, null], [null, 2, 2, null, null, null],
    ]);
    expect({...result.totals}).to.include({buyers: 4, share: null, a_values: null, a_share: null});
    expect(codes(result)).to.include('no-parts');
  });

  it('takes ratios of the rest after its totals, and compares them in points', async () => {
    // Rest now 30 ÷ 3 orders; base 20 ÷ 1. The mean of b's 5 and c's 20 would be 12.5.
    const rows = [sold('1', 'a', 100), sold('2', 'b', 5), sold('3', 'b', 5), sold('4', 'c', 20), line('5', '2024-02-05', 20, {sku: 'b'})];
    const aov = await breakDown({order_lines: rows}, {metric: 'aov', top: 1, compare: 'previous-period'});
    expect(rowsOf(aov, ['sku', 'aov', 'base', 'change', 'contribution'])).to.deep.equal([['a', 100, null, null, null], [null, 10, 20, -0.5, null]]);
    const rate = [sold('1', 'a', 1), sold('2', 'b', 1, {status: 'cancelled'}), sold('3', 'b', 1), line('4', '2024-02-05', 1, {sku: 'b'})];
    const cancelled = await breakDown({order_lines: rate}, {metric: 'cancel_rate', compare: 'previous-period'});
    expect(rowsOf(cancelled, ['sku', 'cancel_rate', 'change', 'rank'])).to.deep.equal([['b', 0.5, 0.5, 1], ['a', 0, null, 2]]);
  });

  it('tells no value apart from the rest, and places undefined numbers last without a rank', async () => {
    const rows = [sold('1', null, 9), sold('2', 'a', 5), sold('3', 'b', 3)];
    expect(rowsOf(await breakDown({order_lines: rows}, {top: 1}), ['sku', 'others', 'gmv'])).to.deep.equal([[null, 0, 9], [null, 2, 8]]);
    expect(rowsOf(await breakDown({order_lines: [...rows, sold('4', 'z', 1, {status: 'cancelled'})]}, {metric: 'aov'}), ['sku', 'rank'])).to.deep.equal([
      [null, 1], ['a', 2], ['b', 3], ['z', null],
    ]);
  });

  it('goes on below each value, with the rest of its own and shares of both', async () => {
    const order = (id: string, channel: string, category: string, net: number): Row => line(id, '2024-03-05', net, {channel, category});
    const rows = [order('1', 'web', 'x', 40), order('2', 'web', 'y', 15), order('3', 'web', 'z', 5), order('4', 'app', 'x', 25), order('5', 'live', 'y', 15)];
    const result = await breakDown({order_lines: rows}, {by: 'channel', then: 'category', top: 2, pareto: true});
    expect(rowsOf(result, ['level', 'channel', 'category', 'others', 'gmv', 'share', 'share_of_parent', 'cumulative_share'])).to.deep.equal([
      [1, 'web', null, 0, 60, 0.6, 0.6, 0.6],
      [2, 'web', 'x', 0, 40, 0.4, 40 / 60, 40 / 60], [2, 'web', 'y', 0, 15, 0.15, 0.25, 55 / 60], [2, 'web', null, 1, 5, 0.05, 5 / 60, 1],
      [1, 'app', null, 0, 25, 0.25, 0.25, 0.85], [2, 'app', 'x', 0, 25, 0.25, 1, 1],
      [1, null, null, 1, 15, 0.15, 0.15, 1],
    ]);
  });

  it('gives stock levels shares over a dimension, though not over days', async () => {
    const count = (sku: string, at: string, on_hand: number): Row => ({sku, snapshot_at: at, on_hand, warehouse: 'w', category: sku === 'c' ? 'k2' : 'k1'});
    const stock = [count('a', '2024-03-01', 99), count('a', '2024-03-30', 30), count('b', '2024-03-30', 30), count('c', '2024-03-30', 40)];
    const result = await breakDown({stock, order_lines: [sold('1', 'a', 1)]}, {metric: 'stock_units', by: 'category', abc: true});
    expect(rowsOf(result, ['category', 'stock_units', 'share', 'class'])).to.deep.equal([['k1', 60, 0.6, 'A'], ['k2', 40, 0.4, 'A']]);
  });

  it('of rows that do not exist is empty, and of nothing now keeps the base', async () => {
    expect((await breakDown(SHOP, {filters: [{dimension: 'sku', in: []}]})).length).to.equal(0);
    const gone = await breakDown(SHOP, {filters: [{dimension: 'sku', in: ['gone']}], compare: 'previous-period'});
    expect(rowsOf(gone, ['sku', 'gmv', 'share', 'base', 'contribution'])).to.deep.equal([['gone', 0, null, 20, -1]]);
  });

  it('refuses options that do not hold, by their name', async () => {
    const cases: [Partial<Record<keyof BreakdownQuery, unknown>>, string][] = [
      [{metric: 7}, 'metric is 7'], [{metric: 'gmvv'}, 'no metric "gmvv"'], [{by: 'skuu'}, '"skuu"'], [{by: ['sku']}, 'by is ["sku"]'], [{then: 'sku'}, 'then is'],
      [{then: 'nope'}, '"nope"'], [{compare: ['previous-period']}, 'compare is'], [{top: 0}, 'top is 0'], [{top: 1.5}, 'top is 1.5'], [{pareto: 1}, 'pareto is 1'],
      [{abc: 'yes'}, 'abc is "yes"'], [{abc: {a: 0}}, 'abc.a is 0'], [{abc: {a: 0.9, b: 0.5}}, 'abc.b is 0.5'], [{abc: {rule: 'x'}}, 'abc.rule is "x"'],
      [{sort: {column: 'nope'}}, 'Cannot sort by "nope"'], [{filters: 'x'}, 'filters is'],
    ];
    for (const [query, part] of cases) expect(await refusal(query as Partial<BreakdownQuery>)).to.match(/^QueryError/).and.to.include(part);
    expect(await refusal({by: 'share'}, {order_lines: [sold('1', 'a', 1, {share: 'x'})]})).to.include('Two columns of the result would be called "share"');
  });
});
