import {expect} from 'chai';
import fc from 'fast-check';

import {DRIVERS, METRICS} from '../../../../metrics/index.ts';
import {line} from '../../shop-rows.ts';
import type {Row} from '../../shop-rows.ts';
import {explain, MARCH_TO_FEB, nodesOf, rowsOf, sumsOf} from './explain-shop.ts';

const two = (value: number): string => String(value).padStart(2, '0');
const order = fc.record({
  order: fc.integer({min: 1, max: 9}), month: fc.constantFrom('02', '03'), day: fc.integer({min: 1, max: 28}), cents: fc.integer({min: -900, max: 90_000}),
  customer: fc.constantFrom('u1', 'u2', 'u3', 'u4', null), channel: fc.constantFrom('web', 'app', 'live', '(others)', null),
  category: fc.constantFrom('x', 'y', '__proto__'),
  discount: fc.integer({min: 0, max: 500}), refund: fc.option(fc.integer({min: 1, max: 900})), quantity: fc.integer({min: -1, max: 4}),
  status: fc.constantFrom('completed', 'completed', 'paid', 'cancelled', 'refunded'),
});
const lines = fc.array(order, {minLength: 2, maxLength: 30});
const visits = fc.array(fc.record({
  user: fc.integer({min: 1, max: 6}), month: fc.constantFrom('02', '03'), channel: fc.constantFrom('web', 'app', 'live', null),
}), {minLength: 1, maxLength: 30});

type Order = typeof order extends fc.Arbitrary<infer T> ? T : never;
const toLine = ({order: id, month, day, cents, customer, channel, category, discount, quantity, status, refund}: Order): Row =>
  line(`o${id}`, `2024-${month}-${two(day)}`, cents / 100, {
    customer_id: customer, channel, category, discount: discount / 100, quantity, status,
    refund: refund === null ? null : refund / 100, refunded_at: refund === null ? null : `2024-${month}-28`,
  });

interface Tables extends Readonly<Record<string, readonly Row[]>> {
  readonly order_lines: readonly Row[];
  readonly events: readonly Row[];
}
const shop = fc.tuple(lines, visits).map(([orders, seen]): Tables => ({
  // One row in January and one in April: both months are spoken of.
  order_lines: [line('first', '2024-01-01', 1), line('last', '2024-04-29', 1), ...orders.map(toLine)],
  events: [{user_id: 'u1', at: '2024-01-01', step: 'view', channel: 'web'}, {user_id: 'u1', at: '2024-04-29', step: 'view', channel: 'web'},
    ...seen.map(({user, month, channel}) => ({user_id: `u${user}`, at: `2024-${month}-11T08:00:00`, step: 'view', channel}))],
}));
const METRIC = fc.constantFrom(
  'gmv', 'net_sales', 'paid_amount', 'orders', 'units', 'discounts', 'buyers', 'visitors', 'aov', 'discount_rate', 'conversion_rate', 'avg_price', 'cancel_rate',
);
const METHOD = fc.constantFrom('shapley', 'log-mean');
const near = (a: number, b: number, scale: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, scale);

describe('explanations of random shops', () => {
  it('add up to the change at every node of the tree, drivers and dimensions and drivers\' dimensions', async () => {
    let drivers = 0;
    await fc.assert(fc.asyncProperty(shop, METRIC, fc.integer({min: 1, max: 4}), METHOD, async (tables, metric, limit, method) => {
      const result = await explain(tables, {metric, limit, method, driverValues: true});
      const nodes = nodesOf(result);
      expect(nodes.size).to.equal(result.length);
      const sizes = rowsOf(result).flatMap(({contribution, base, now}) => [contribution, base, now]);
      const scale = Math.max(...sizes.map((cell) => Math.abs(Number(cell ?? 0))));
      for (const [key, sum] of sumsOf(result, 'contribution')) {
        const [parent, kind] = [key.slice(0, key.lastIndexOf(' ')), key.slice(key.lastIndexOf(' ') + 1)];
        if (kind === 'driver') drivers++;
        if (kind === 'driver' || kind === 'value') expect(near(sum, Number(nodes.get(parent)?.['contribution']), scale), `${metric} ${key} ${sum}`).to.equal(true);
      }
      for (const {kind, contribution, mix, rate} of rowsOf(result)) {
        if (kind === 'value' && mix !== null) expect(near(Number(mix) + Number(rate), Number(contribution), scale)).to.equal(true);
      }
    }), {numRuns: 120});
    expect(drivers).to.be.greaterThan(20);
  });

  it('add up to the cent for money', async () => {
    const cents = (cell: unknown): number => Math.round(Number(cell) * 100);
    await fc.assert(fc.asyncProperty(shop, fc.constantFrom('gmv', 'net_sales', 'discounts'), async (tables, metric) => {
      const result = await explain(tables, {metric, drivers: [], by: ['category'], limit: 2});
      const values = rowsOf(result).filter(({kind}) => kind === 'value');
      const change = nodesOf(result).get('total')?.['change'];
      expect(values.reduce((sum, {contribution}) => sum + cents(contribution), 0)).to.equal(cents(change));
      for (const {contribution} of values) expect(cents(contribution) / 100).to.equal(contribution);
    }), {numRuns: 60});
  });

  it('are turned round when the periods are', async () => {
    await fc.assert(fc.asyncProperty(shop, METRIC, async (tables, metric) => {
      const [there, back] = [await explain(tables, {metric}), await explain(tables, {metric, ...MARCH_TO_FEB})];
      const other = nodesOf(back);
      expect(there.length).to.equal(back.length);
      for (const [id, node] of nodesOf(there)) {
        for (const name of ['change', 'contribution', 'mix', 'rate']) {
          const [a, b] = [node[name] ?? null, other.get(id)?.[name] ?? null];
          const scale = Math.abs(Number(node['base'])) + Math.abs(Number(node['now']));
          expect((a === null) === (b === null) && near(Number(a ?? 0), -Number(b ?? 0), scale), `${metric} ${id} ${name}`).to.equal(true);
        }
      }
    }), {numRuns: 60});
  });

  it('do not depend on the order of rows', async () => {
    await fc.assert(fc.asyncProperty(shop, METRIC, async (tables, metric) => {
      const reversed = {order_lines: [...tables.order_lines].reverse(), events: [...tables.events].reverse()};
      const [given, turned] = [await explain(tables, {metric}), await explain(reversed, {metric})];
      expect(rowsOf(turned)).to.deep.equal(rowsOf(given));
    }), {numRuns: 60});
  });
});

describe('chains of drivers', () => {
  it('name metrics that there are', () => {
    const known = new Set(METRICS.map(({key}) => key));
    for (const [key, chains] of Object.entries(DRIVERS)) {
      expect(known.has(key), key).to.equal(true);
      for (const factor of chains.flat()) expect(typeof factor !== 'string' || known.has(factor), JSON.stringify(factor)).to.equal(true);
    }
  });

  it('are products by definition: no shop finds one inexact', async () => {
    await fc.assert(fc.asyncProperty(shop, fc.constantFrom(...Object.keys(DRIVERS)), async (tables, metric) => {
      for (const chain of DRIVERS[metric] ?? []) {
        if (['clicks', 'ad_spend', 'gross_margin'].includes(metric)) continue;
        const {notes} = await explain(tables, {metric, drivers: chain, by: []});
        expect(notes.filter(({code}) => code === 'drivers-inexact' || code === 'drivers-lacking').map(({message}) => message)).to.deep.equal([]);
      }
    }), {numRuns: 60});
  });
});
