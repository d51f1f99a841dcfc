import {expect} from 'chai';
import {op, table} from 'arquero';
import fc from 'fast-check';

import {createSource} from '../../../../engine/create-source.ts';
import type {RfmQuery} from '../../../../engine/analyses/rfm/rfm-query.ts';
import type {QueryResult} from '../../../../engine/result.ts';

type Row = Readonly<Record<string, string | number | null>>;

const open = (tables: Readonly<Record<string, readonly Row[]>>) =>
  createSource(tables, {timeZone: 'Asia/Shanghai', currency: 'CNY', now: '2024-12-31T00:00:00Z'});
const run = (lines: readonly Row[], query: Partial<RfmQuery> = {}) => open({order_lines: lines}).run({analysis: 'rfm', ...query});
const rowsOf = (result: QueryResult, names: readonly string[]) =>
  Array.from({length: result.length}, (_, row) => names.map((name) => result.columns[name]![row]!));
const line = (order_id: string, customer_id: string | null, ordered_at: string, net: number, more: Row = {}): Row => ({
  order_id, customer_id, ordered_at, quantity: 1, net, status: 'completed', refund: 0, ...more,
});
const MEMBER = ['customer_id', 'recency_days', 'orders', 'net'];

describe('RFM of order lines', () => {
  it('counts days, orders and money kept, as of the day after the last order', async () => {
    const result = await run([
      line('1', 'ann', '2024-03-01T23:30:00', 100), line('1', 'ann', '2024-03-01T23:30:00', 50), line('2', 'ann', '2024-03-08T09:00:00', 30, {refund: 10}),
      line('3', 'bob', '2024-03-10T00:10:00', 80), line('4', 'bob', '2024-03-10T12:00:00', 20),
    ], {view: 'customers'});
    expect(rowsOf(result, MEMBER)).to.deep.equal([['ann', 3, 2, 170], ['bob', 1, 2, 100]]);
    expect(result.columns['last_ordered_on']).to.deep.equal(['2024-03-08', '2024-03-10']);
    expect(result.totals).to.include({customers: 2, orders: 4, net: 270, net_mean: 135, as_of: '2024-03-11'});
  });

  it('leaves out cancelled, unpaid and wholly refunded orders, and orders without a customer with a note', async () => {
    const result = await run([
      line('1', 'a', '2024-03-01', 100), line('2', 'a', '2024-03-05', 40, {status: 'cancelled'}), line('3', 'a', '2024-03-06', 40, {status: 'pending'}),
      line('4', 'a', '2024-03-07', 40, {status: 'refunded', refund: 40}), line('5', 'a', '2024-03-08', 60, {refund: 60}),
      line('6', 'b', '2024-03-09', 60, {refund: 60}), line('7', null, '2024-03-10', 500),
    ], {view: 'customers'});
    expect(rowsOf(result, MEMBER)).to.deep.equal([['a', 10, 1, 100]]);
    expect(result.notes.find(({code}) => code === 'missing-customer')?.params).to.deep.equal({orders: 1});
  });

  it('takes an order of returns from the money and counts it as no order', async () => {
    const result = await run([line('1', 'a', '2024-03-01', 100), line('C2', 'a', '2024-03-09', -30, {quantity: -1})], {view: 'customers'});
    expect(rowsOf(result, MEMBER)).to.deep.equal([['a', 9, 1, 70]]);
  });

  it('knows no order and no refund after an earlier as-of day', async () => {
    const lines = [line('1', 'a', '2024-03-01', 100, {refund: 100, refunded_at: '2024-04-01'}), line('2', 'a', '2024-03-20', 50)];
    expect(rowsOf(await run(lines, {view: 'customers', asOf: '2024-03-10'}), MEMBER)).to.deep.equal([['a', 9, 1, 100]]);
    expect(rowsOf(await run(lines, {view: 'customers', asOf: '2024-04-10'}), MEMBER)).to.deep.equal([['a', 21, 1, 50]]);
  });

  it('tells orders of one id in two shops apart, and the parts of two customers in one order', async () => {
    const shops = [line('1', 'a', '2024-03-01', 100, {shop: 'x'}), line('1', 'a', '2024-03-05', 50, {shop: 'y'}), line('2', 'b', '2024-03-02', 30, {shop: 'x'})];
    expect(rowsOf(await run(shops, {view: 'customers'}), MEMBER)).to.deep.equal([['a', 1, 2, 150], ['b', 4, 1, 30]]);
    const shared = [line('1', 'a', '2024-03-01', 100), line('1', 'b', '2024-03-01', 20)];
    const expected = [['a', 1, 1, 100], ['b', 1, 1, 20]];
    expect(rowsOf(await run(shared, {view: 'customers'}), MEMBER)).to.deep.equal(expected);
    expect(rowsOf(await run([...shared].reverse(), {view: 'customers'}), MEMBER)).to.deep.equal(expected);
  });

  it('counts orders of a period alone, as of the day after its end, and says which period that is', async () => {
    const lines = [line('1', 'a', '2024-01-10', 100), line('2', 'a', '2024-03-05', 50), line('3', 'b', '2024-02-20', 30), line('4', 'c', '2024-04-01', 5)];
    const result = await run(lines, {view: 'customers', period: '2024-02/2024-03'});
    expect(rowsOf(result, MEMBER)).to.deep.equal([['a', 27, 1, 50], ['b', 41, 1, 30]]);
    expect(result.totals).to.include({as_of: '2024-04-01'});
    expect(result.period).to.include({from: '2024-02-01', to: '2024-03-31'});
  });

  it('agrees with Arquero on orders and money of random buyers', async () => {
    const order = fc.record({customer: fc.constantFrom('a', 'b', 'c'), day: fc.integer({min: 1, max: 28}), cents: fc.integer({min: 1, max: 99_999})});
    await fc.assert(
      fc.asyncProperty(fc.array(order, {minLength: 1, maxLength: 30}), async (list) => {
        const lines = list.map(({customer, day, cents}, id) => line(`o${id}`, customer, `2024-03-${String(day).padStart(2, '0')}`, cents / 100));
        const result = await run(lines, {view: 'customers', sort: {column: 'customer_id'}});
        const lastDay = Math.max(...list.map(({day}) => day)) + 1;
        const raw = table({customer: list.map(({customer}) => customer), cents: list.map(({cents}) => cents), day: list.map(({day}) => day)});
        const expected = raw.groupby('customer').rollup({orders: op.count(), cents: op.sum('cents'), last: op.max('day')}).orderby('customer')
          .objects() as {customer: string; orders: number; cents: number; last: number}[];
        const rows = expected.map(({customer, orders, cents, last}) => [customer, lastDay - last, orders, cents / 100]);
        expect(rowsOf(result, MEMBER)).to.deep.equal(rows);
      }),
      {numRuns: 40},
    );
  });
});

/** Ten buyers: buyer i ordered i times, last on day 2 × i, for 10 × i in all. */
const TEN = Array.from({length: 10}, (_, index) => index + 1).flatMap((i) =>
  Array.from({length: i}, (_, n) => line(`${i}-${n}`, `c${String(i).padStart(2, '0')}`, `2024-03-${String(2 * i).padStart(2, '0')}`, 10)));

describe('RFM scores, segments and cells', () => {
  it('cuts at type-7 quantiles, a value on a cut going down, recency reversed', async () => {
    const result = await run(TEN, {view: 'customers', sort: {column: 'customer_id'}});
    expect(rowsOf(result, ['r', 'f', 'm'])).to.deep.equal([1, 1, 2, 2, 3, 3, 4, 4, 5, 5].map((score) => [score, score, score]));
    const cuts = await run(TEN, {view: 'cuts'});
    expect(cuts.columns['frequency_lower']).to.deep.equal([1, 2.8, 4.6, 6.4, 8.2]);
    expect(cuts.columns['frequency_upper']).to.deep.equal([2.8, 4.6, 6.4, 8.2, 10]);
    expect(cuts.columns['monetary_customers']).to.deep.equal([2, 2, 2, 2, 2]);
    const shifted = await run(TEN, {view: 'cuts', cuts: 'rfm-package'});
    expect(shifted.columns['frequency_upper']).to.deep.equal([3.8, 5.6, 7.4, 9.2, 11]);
    expect(shifted.columns['frequency_customers']).to.deep.equal([3, 2, 2, 2, 1]);
  });

  it('gives equal values one score, whatever the order of rows, and says how few scores there are', async () => {
    const lines = ['a', 'b', 'c', 'd'].map((customer, day) => line(customer, customer, `2024-03-0${day + 1}`, 10));
    const result = await run(lines, {view: 'customers', sort: {column: 'customer_id'}});
    expect(result.columns['f']).to.deep.equal([1, 1, 1, 1]);
    expect(result.notes.filter(({code}) => code === 'few-scores').map(({params}) => params['score'])).to.deep.equal(['R', 'F', 'M']);
    expect((await run([...lines].reverse(), {view: 'customers', sort: {column: 'customer_id'}})).columns).to.deep.equal(result.columns);
  });

  it('shows every cell of the grid, and opens one', async () => {
    const grid = await run(TEN);
    expect(grid.length).to.equal(25);
    const cells = rowsOf(grid, ['r', 'f', 'customers', 'net', 'net_mean', 'orders']);
    expect(cells.filter(([, , customers]) => customers === 2)).to.deep.equal([
      [1, 1, 2, 30, 15, 3], [2, 2, 2, 70, 35, 7], [3, 3, 2, 110, 55, 11], [4, 4, 2, 150, 75, 15], [5, 5, 2, 190, 95, 19],
    ]);
    expect(cells[1]).to.deep.equal([1, 2, 0, 0, null, 0]);
    const cell = await run(TEN, {view: 'customers', cell: {r: 5, f: 5}, limit: 1});
    expect(cell.columns['customer_id']).to.deep.equal(['c10']);
    expect(cell.totals).to.include({customers: 2, net: 190});
  });

  it('names segments by the first rule that fits, in both languages, else Others', async () => {
    const ten = await run(TEN, {view: 'segments'});
    const found = rowsOf(ten, ['segment', 'segment_zh', 'customers', 'net']).filter(([, , customers]) => customers !== 0);
    expect(found).to.deep.equal([
      ['Champions', '冠军客户', 4, 340], ['Loyal Customers', '忠诚客户', 2, 110], ['Need Attention', '需关注客户', 2, 70], ['Lost', '已流失客户', 2, 30],
    ]);
    const own = await run(TEN, {view: 'segments', segments: [{name: 'Best', r: [5, 5], f: [1, 5], m: [1, 5]}]});
    expect(rowsOf(own, ['segment', 'customers', 'share'])).to.deep.equal([['Best', 2, 0.2], ['Others', 8, 0.8]]);
    expect((await run(TEN, {view: 'customers', cell: {segment: '冠军客户'}})).totals!['customers']).to.equal(4);
  });

  it('classes by the means in the eight classes of Chinese practice', async () => {
    // Means: recency 5.5, orders 2, net 100.
    const lines = [
      line('1', 'a', '2024-03-10', 90), line('2', 'a', '2024-03-10', 90), line('3', 'a', '2024-03-10', 90), line('4', 'b', '2024-03-01', 30),
    ];
    const result = await run(lines, {view: 'customers', segments: 'eight', sort: {column: 'customer_id'}});
    expect(result.columns['segment_zh']).to.deep.equal(['重要价值', '一般挽留']);
    const names = await run(lines, {view: 'segments', segments: 'eight'});
    expect(names.columns['segment_zh']).to.deep.equal(['重要价值', '重要发展', '重要保持', '重要挽留', '一般价值', '一般发展', '一般保持', '一般挽留']);
  });

  it('answers for one customer, for nobody, and refuses options out of range', async () => {
    const one = await run([line('1', 'a', '2024-03-01', 10)], {view: 'customers'});
    expect(rowsOf(one, ['r', 'f', 'm'])).to.deep.equal([[5, 1, 1]]);
    const nobody = await run([line('1', 'a', '2024-03-01', 10, {status: 'cancelled'})]);
    expect([nobody.length, nobody.totals!['customers'], nobody.totals!['net_mean']]).to.deep.equal([25, 0, null]);
    expect(nobody.notes.map(({code}) => code)).to.include('no-customers');
    expect(await run(TEN, {scores: 11}).catch((error: Error) => error.message)).to.contain('scores must be a whole number from 2 to 10');
    expect(await run(TEN, {view: 'customers', sort: {column: 'nett'}}).catch((error: Error) => error.message)).to.contain('Cannot sort by "nett"');
  });

  it('does not add up two currencies', async () => {
    const result = await run([line('1', 'a', '2024-03-01', 10, {currency: 'CNY'}), line('2', 'a', '2024-03-02', 10, {currency: 'USD'})], {view: 'customers'});
    expect(rowsOf(result, ['orders', 'net', 'm'])).to.deep.equal([[2, null, null]]);
    expect(result.notes.map(({code}) => code)).to.include('mixed-currency');
  });
});

describe('RFM of a table of customers', () => {
  const customers = [
    {customer_id: 'a', orders: 3, net: 90.5, last_ordered_at: '2024-03-01'}, {customer_id: 'b', orders: 1, net: 20, last_ordered_at: '2024-03-11'},
    {customer_id: 'c', orders: 0, net: 0, last_ordered_at: null},
  ];

  it('takes orders and money as they are and counts days from the last order', async () => {
    const result = await open({customers}).run({analysis: 'rfm', view: 'customers'});
    expect(rowsOf(result, MEMBER)).to.deep.equal([['a', 11, 3, 90.5], ['b', 1, 1, 20]]);
    expect(result.notes.find(({code}) => code === 'missing-orders')?.params).to.deep.equal({customers: 1});
  });

  it('takes a recency given in days', async () => {
    const given = customers.map(({last_ordered_at: _, ...rest}, index) => ({...rest, recency_days: 10 + index}));
    const result = await open({customers: given}).run({analysis: 'rfm', view: 'customers'});
    expect(result.columns['recency_days']).to.deep.equal([10, 11]);
  });

  it('says that it cannot cut customers by a period, and claims none', async () => {
    const result = await open({customers}).run({analysis: 'rfm', view: 'customers', period: '2024-03'});
    expect(rowsOf(result, MEMBER)).to.deep.equal([['a', 11, 3, 90.5], ['b', 1, 1, 20]]);
    expect(result.notes.map(({code}) => code)).to.include('period-ignored');
    expect(result.period).to.equal(undefined);
    expect((await open({customers}).run({analysis: 'rfm'})).period).to.not.equal(undefined);
  });

  it('says what is missing', async () => {
    const error = await open({customers: [{customer_id: 'a', region: 'x'}]}).run({analysis: 'rfm'}).catch((reason: Error) => reason);
    expect((error as Error).message).to.contain('it has no orders, net, last_ordered_at');
  });
});
