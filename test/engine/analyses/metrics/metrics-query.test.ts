import {expect} from 'chai';
import {op, table} from 'arquero';
import fc from 'fast-check';

import {isAdditive, METRICS} from '../../../../metrics/index.ts';
import {ask, codes, line, OPTIONS, rowsOf, totalsOf} from '../../shop-rows.ts';
import type {Row} from '../../shop-rows.ts';

const random = fc.record({
  order: fc.integer({min: 1, max: 12}), customer: fc.option(fc.constantFrom('a', 'b', 'c', 'd')), day: fc.integer({min: 1, max: 28}),
  hour: fc.integer({min: 0, max: 23}), cents: fc.integer({min: -5000, max: 500_000}), quantity: fc.integer({min: -2, max: 5}),
  channel: fc.constantFrom('web', 'app', 'a|b', null), category: fc.constantFrom('x', 'b|x', '__proto__'),
  status: fc.constantFrom('paid', 'completed', 'cancelled', 'pending', 'refunded'), refund: fc.option(fc.integer({min: 1, max: 900})),
});
type Random = typeof random extends fc.Arbitrary<infer T> ? T : never;

const two = (value: number): string => String(value).padStart(2, '0');
const toLine = ({order, customer, day, hour, cents, quantity, channel, category, status, refund}: Random): Row =>
  line(`o${order}`, `2024-03-${two(day)}T${two(hour)}:15:00`, cents / 100, {
    customer_id: customer, quantity, channel, category, status, refund: refund === null ? null : refund / 100,
    refunded_at: refund === null ? null : `2024-03-${two(Math.min(28, day + 3))}`, list_price: 9, discount: 1, cost: 2, tax: 1, shipping: 1,
    shipped_at: `2024-03-${two(day)}T23:30:00`, delivered_at: day === 28 ? null : `2024-03-${two(day + 1)}`,
  });
const some = fc.array(random, {minLength: 1, maxLength: 40});
const cents = (value: unknown): number => Math.round((value as number) * 100);

describe('metrics queries over random shops', () => {
  it('agree with Arquero on sums, orders and buyers by channel and category', async () => {
    await fc.assert(fc.asyncProperty(some, async (list) => {
      const result = await ask({order_lines: list.map(toLine)}, {metrics: ['gmv', 'placed_orders'], by: ['channel', 'category']});
      const oracle = table({
        channel: list.map(({channel}) => JSON.stringify(channel)), category: list.map(({category}) => category.replace('|', '/')),
        cents: list.map(({cents: value}) => value), order: list.map(({order}) => order),
      }).groupby('channel', 'category').rollup({gmv: op.sum('cents'), orders: op.distinct('order')}).objects() as Record<string, unknown>[];
      const ours = rowsOf(result, ['channel', 'category', 'gmv', 'placed_orders']).map(([channel, category, gmv, orders]) =>
        [JSON.stringify(channel), String(category).replace('|', '/'), cents(gmv), orders].join(' '));
      expect(ours.sort()).to.deep.equal(oracle.map((row) => [row['channel'], row['category'], row['gmv'], row['orders']].join(' ')).sort());
    }), {numRuns: 60});
  });

  it('keep every additive metric whole: parts by any dimension and by day add up', async () => {
    const keys = METRICS.filter((metric) => isAdditive(metric) && Object.values(metric.measures).every((measure) => measure.table === 'order_lines')).map(({key}) => key);
    await fc.assert(fc.asyncProperty(some, async (list) => {
      const tables = {order_lines: list.map(toLine), spend: [{day: '2024-03-01', channel: 'web', cost: 1}]};
      for (const split of [{by: ['channel']}, {by: ['category', 'channel']}, {grain: 'day' as const}, {grain: 'week' as const, by: ['status']}]) {
        const result = await ask(tables, {metrics: keys, period: '2024-03', ...split});
        for (const key of keys) {
          const parts = (result.columns[key] ?? []).reduce<number>((sum, value) => sum + cents(value ?? 0), 0);
          expect(parts, `${key} by ${JSON.stringify(split)}`).to.equal(cents(result.totals?.[key] ?? 0));
        }
      }
    }), {numRuns: 25});
  });

  it('do not depend on the order of rows, nor on what ids are called', async () => {
    const metrics = ['net_sales', 'orders', 'buyers', 'new_buyers', 'repurchase_rate', 'aov', 'units'];
    await fc.assert(fc.asyncProperty(some, async (list) => {
      const lines = list.map(toLine);
      const plain = await totalsOf({order_lines: lines}, metrics, {period: '2024-03'});
      expect(await totalsOf({order_lines: [...lines].reverse()}, metrics, {period: '2024-03'})).to.deep.equal(plain);
      const renamed = lines.map((row) => ({...row, order_id: `|${row['order_id']}|`, customer_id: row['customer_id'] === null ? null : `__proto__${row['customer_id']}`}));
      expect(await totalsOf({order_lines: renamed}, metrics, {period: '2024-03'})).to.deep.equal(plain);
    }), {numRuns: 25});
  });

  it('count orders by brute force under any filter', async () => {
    await fc.assert(fc.asyncProperty(some, fc.subarray(['web', 'app', 'a|b', null]), async (list, channels) => {
      const [orders] = await totalsOf({order_lines: list.map(toLine)}, ['orders'], {period: '2024-03', filters: [{dimension: 'channel', in: channels}]});
      const kept = list.filter(({channel, status, quantity}) => channels.includes(channel) && !['cancelled', 'pending'].includes(status) && quantity >= 0);
      expect(orders).to.equal(new Set(kept.map(({order}) => order)).size);
    }), {numRuns: 40});
  });
});

describe('a metrics query', () => {
  const lines = [line('1', '2024-02-29T12:00:00', 10), line('2', '2024-03-05T12:00:00', 20), line('3', '2024-04-10T08:00:00', 40), line('4', '2024-04-10T20:00:00', 80)];
  const tables = {order_lines: lines};

  it('tells no filter from a filter that matches nothing', async () => {
    expect(await totalsOf(tables, ['gmv'])).to.deep.equal([150]);
    expect(await totalsOf(tables, ['gmv'], {filters: [{dimension: 'order_id', in: []}]})).to.deep.equal([0]);
  });

  it('shows a group that is only in the base', async () => {
    const shops = {order_lines: [line('1', '2024-03-05', 10, {shop: 'old'}), line('2', '2024-04-05', 20, {shop: 'new'})]};
    const result = await ask(shops, {metrics: ['gmv'], by: ['shop'], period: '2024-04', compare: 'previous-period'});
    const names = ['shop', 'gmv', 'gmv_previous_period', 'gmv_previous_period_change', 'gmv_previous_period_status'];
    expect(rowsOf(result, names)).to.deep.equal([['new', 20, 0, null, 'new'], ['old', 0, 10, -1, 'ok']]);
  });

  it('compares a running month with the same days and hours of the last one', async () => {
    const march = [line('5', '2024-03-10T08:00:00', 5), line('6', '2024-03-10T15:00:00', 500), line('7', '2024-03-20T08:00:00', 5000)];
    const result = await ask({order_lines: [...lines.slice(0, 3), ...march]}, {metrics: ['gmv'], period: 'this-month', compare: 'previous-period'}, {now: '2024-04-10T12:00:00+08:00'});
    expect(result.period).to.deep.include({from: '2024-04-01', to: '2024-04-10', end: '2024-04-30', partial: true});
    expect(result.baselines?.['previous_period']).to.deep.include({from: '2024-03-01', to: '2024-03-10', partial: true});
    expect(result.totals).to.deep.include({gmv: 40, gmv_previous_period: 25});
    expect(codes(result)).to.include('partial-period');
  });

  it('compares ratios by their difference', async () => {
    const orders = [line('1', '2024-03-05', 10, {status: 'cancelled'}), line('2', '2024-03-06', 10), line('3', '2024-04-05', 10)];
    const result = await ask({order_lines: orders}, {metrics: ['cancel_rate'], period: '2024-04', compare: 'previous-period'});
    expect(result.totals?.['cancel_rate_previous_period_change']).to.equal(-0.5);
  });

  it('gives shares and contributions to growth that add up', async () => {
    const shops = {order_lines: [line('1', '2024-03-05', 30, {shop: 'a'}), line('2', '2024-03-05', 10, {shop: 'b'}), line('3', '2024-04-05', 45, {shop: 'a'}), line('4', '2024-04-05', 15, {shop: 'b'})]};
    const result = await ask(shops, {metrics: ['gmv'], by: ['shop'], period: '2024-04', compare: 'previous-period', share: true});
    expect(rowsOf(result, ['shop', 'gmv_share', 'gmv_previous_period_contribution'])).to.deep.equal([['a', 0.75, 0.375], ['b', 0.25, 0.125]]);
  });

  it('ends the hours of today at the clock', async () => {
    const result = await ask(tables, {metrics: ['gmv'], period: 'today', grain: 'hour'}, {now: '2024-04-10T09:30:00+08:00'});
    expect(result.length).to.equal(10);
    expect(rowsOf(result, ['period', 'gmv'])[8]).to.deep.equal(['2024-04-10T08:00', 40]);
  });

  it('cuts the rows to a limit and says so, ties in order of names', async () => {
    const shops = ['c', 'a', 'b'].map((shop, index) => line(String(index), '2024-03-05', 10, {shop}));
    const result = await ask({order_lines: shops}, {metrics: ['gmv'], by: ['shop'], limit: 2});
    expect(rowsOf(result, ['shop'])).to.deep.equal([['a'], ['b']]);
    expect(result.notes.find(({code}) => code === 'limited')?.params).to.deep.equal({shown: 2, of: 3});
  });

  it('refuses unknown names with those that come near', async () => {
    const message = (query: Parameters<typeof ask>[1]): Promise<string> => ask(tables, query).then(() => 'answered', (error: Error) => error.message);
    expect(await message({metrics: ['net_sale']})).to.match(/no metric "net_sale".*net_sales/);
    expect(await message({by: ['custmer_id']})).to.match(/"custmer_id".*"customer_id"/);
    expect(await message({period: '2024-13'})).to.match(/"2024-13" cannot be read.*last-N-days/);
    expect(await message({compare: 'last-year' as 'previous-year'})).to.match(/Unknown comparison "last-year".*previous-year/);
    expect(await message({sort: {column: 'aov'}})).to.match(/sort names "aov"/);
  });

  it('hands an Arquero table on, of the same columns', async () => {
    const result = await ask(tables, {metrics: ['gmv'], grain: 'month', period: '2024-02/2024-04'});
    const {table: arquero} = result as typeof result & {table: {array: (name: string) => unknown[]; numRows: () => number}};
    expect(arquero.numRows()).to.equal(3);
    expect(arquero.array('gmv')).to.deep.equal([10, 20, 120]);
    expect(Object.keys(result)).to.not.include('table');
    expect(OPTIONS.currency).to.equal('CNY');
  });
});

describe('a metric of a host', () => {
  const TEXT = {en: 'x', zh: '甲'};
  const grams = (of: string) => ({
    key: 'grams', unit: 'count', better: 'neither', layer: 'execution', label: TEXT, definition: TEXT, formulaText: TEXT, formula: 'grams',
    measures: {grams: {table: 'order_lines', aggregate: 'sum', of, at: ['ordered_at']}},
  } as const);
  const tables = {order_lines: [line('1', '2024-03-01', 1, {grams: '.50', grade: 'A1'}), line('2', '2024-03-02', 1, {grams: '12.25', grade: 'B'})]};

  it('adds up a column of its own', async () => {
    expect((await ask(tables, {metrics: [grams('grams')]})).totals?.['grams']).to.equal(12.75);
  });

  it('is refused where it would add up text', async () => {
    const message = await ask(tables, {metrics: [grams('grade')]}).catch((error: Error) => error.message);
    expect(message).to.match(/"grams" calculates with "grade" of the table "order_lines", which holds text/);
  });
});
