import {expect} from 'chai';
import fc from 'fast-check';

import {createSource} from '../../../../engine/create-source.ts';
import type {Cell, QueryResult} from '../../../../engine/result.ts';
import {METRICS} from '../../../../metrics/index.ts';
import {line, OPTIONS} from '../../shop-rows.ts';
import type {Row} from '../../shop-rows.ts';

const two = (value: number): string => String(value).padStart(2, '0');
const order = fc.record({
  order: fc.integer({min: 1, max: 12}), month: fc.constantFrom('02', '03'), day: fc.integer({min: 1, max: 28}), cents: fc.integer({min: -2000, max: 90_000}),
  customer: fc.constantFrom('u1', 'u2', 'u3', 'u4', null), channel: fc.constantFrom('web', 'app', 'live', 'mini', '', null),
  category: fc.constantFrom('x', 'y', '__proto__', 'z'), status: fc.constantFrom('completed', 'paid', 'cancelled', 'refunded'),
  refund: fc.option(fc.integer({min: 1, max: 5000})),
});
// An order stands in one cell: whether it was given back is asked of all its lines.
const shop = fc.array(order, {minLength: 1, maxLength: 40}).map((list): Row[] => list.map((each) =>
  line(`${each.order}-${each.channel ?? ''}-${each.category}`, `2024-${each.month}-${two(each.day)}`, each.cents / 100, {
    customer_id: each.customer, channel: each.channel, category: each.category, status: each.status, quantity: 1, cost: 1,
    refund: each.refund === null ? null : each.refund / 100, refunded_at: each.refund === null ? null : `2024-${each.month}-28`,
  })));
const METRIC = fc.constantFrom('gmv', 'net_sales', 'units', 'orders', 'buyers', 'aov', 'cancel_rate', 'gross_margin_rate', 'spend_per_buyer');
const query = fc.record({metric: METRIC, top: fc.integer({min: 1, max: 4}), nested: fc.boolean()});

interface Asked {
  readonly metric: string;
  readonly top: number;
  readonly nested: boolean;
}

function breakDown(rows: readonly Row[], {metric, top, nested}: Asked): Promise<QueryResult> {
  return createSource({order_lines: rows}, OPTIONS).run({
    analysis: 'breakdown', metric, by: 'channel', top, period: '2024-03', compare: 'previous-period', pareto: true, abc: true,
    ...(nested ? {then: 'category'} : {}),
  });
}

/** Asked of nothing but those rows, by a metrics query of its own. */
async function alone(rows: readonly Row[], metric: string): Promise<Cell[]> {
  const ends = [line('first', '2024-01-01', 0, {status: 'cancelled'}), line('last', '2024-04-29', 0, {status: 'cancelled'})];
  const asked = {analysis: 'metrics', metrics: [metric], period: '2024-03', compare: 'previous-period'} as const;
  const result = await createSource({order_lines: [...rows, ...ends]}, OPTIONS).run(asked);
  return [metric, `${metric}_previous_period`].map((name) => result.totals?.[name] ?? null);
}

const cells = (result: QueryResult, name: string): readonly Cell[] => result.columns[name] ?? [];
const sum = (list: readonly Cell[]): number => list.reduce((all: number, cell) => all + Number(cell ?? 0), 0);
const near = (a: Cell, b: Cell): boolean => a === null || b === null
  ? a === b : Math.abs(Number(a) - Number(b)) <= 1e-9 * Math.max(1, Math.abs(Number(b)));

describe('breakdowns of random shops', () => {
  it('give every row, the rest too, what a query over its rows alone gives', async () => {
    await fc.assert(fc.asyncProperty(shop, query, async (rows, asked) => {
      // The engine reads '' as no value.
      const channelOf = (row: Row): string | null => (row['channel'] === '' ? null : (row['channel'] as string | null));
      const result = await breakDown([...rows, line('first', '2024-01-01', 0, {status: 'cancelled'}), line('last', '2024-04-29', 0, {status: 'cancelled'})], asked);
      const others = cells(result, 'others');
      const level = (row: number): Cell => (asked.nested ? (cells(result, 'level')[row] ?? null) : 1);
      const shown = new Set(cells(result, 'channel').filter((_, row) => others[row] === 0 && level(row) === 1));
      for (let row = 0; row < result.length; row++) {
        const channel = cells(result, 'channel')[row];
        const siblings = new Set(cells(result, 'category').filter((_, each) => level(each) === 2 && others[each] === 0 && cells(result, 'channel')[each] === channel));
        const own = rows.filter((each) => {
          if (level(row) === 1) return others[row] === 0 ? channelOf(each) === channel : !shown.has(channelOf(each));
          return channelOf(each) === channel && (others[row] === 0 ? each['category'] === cells(result, 'category')[row] : !siblings.has(each['category'] as string));
        });
        const [now, base] = await alone(own, asked.metric);
        expect(near(cells(result, asked.metric)[row] ?? null, now ?? null), `${asked.metric} row ${row}`).to.equal(true);
        expect(near(cells(result, 'base')[row] ?? null, base ?? null), `base of ${asked.metric} row ${row}`).to.equal(true);
      }
    }), {numRuns: 60});
  });

  it('add up where parts do: the metric, its base, shares and growth contributions, whatever is folded', async () => {
    await fc.assert(fc.asyncProperty(shop, query, async (rows, asked) => {
      const result = await breakDown(rows, {...asked, nested: false});
      const {totals = {}} = result;
      if (!['gmv', 'net_sales', 'units'].includes(asked.metric)) {
        expect([...cells(result, 'share'), ...cells(result, 'contribution'), ...cells(result, 'class')].every((cell) => cell === null)).to.equal(true);
        return;
      }
      expect(near(sum(cells(result, asked.metric)), totals[asked.metric] ?? 0)).to.equal(true);
      if (totals['base'] !== null) expect(near(sum(cells(result, 'base')), totals['base'] ?? 0)).to.equal(true);
      if (totals[asked.metric]) expect(near(sum(cells(result, 'share')), 1) || Math.abs(Number(totals[asked.metric])) < 1).to.equal(true);
      if (totals['contribution'] !== null) expect(near(sum(cells(result, 'contribution')), totals['contribution'] ?? 0)).to.equal(true);
      const curve = cells(result, 'cumulative_share').filter((cell) => cell !== null).map(Number);
      expect(curve.every((share, row) => share >= (curve[row - 1] ?? 0) && share <= 1)).to.equal(true);
    }), {numRuns: 100});
  });

  it('do not depend on the order of rows', async () => {
    await fc.assert(fc.asyncProperty(shop, query, async (rows, asked) => {
      const [straight, turned] = [await breakDown(rows, asked), await breakDown([...rows].reverse(), asked)];
      for (const {name} of straight.fields) {
        const same = (cell: Cell, row: number): boolean => cell === cells(turned, name)[row] || near(cell, cells(turned, name)[row] ?? null);
        expect(cells(straight, name).every(same), name).to.equal(true);
      }
    }), {numRuns: 60});
  });

  it('give the last value, as the rest of all others, what it has as a row of its own, for every metric', async () => {
    const rows = fc.sample(shop, {seed: 5, numRuns: 12}).flat();
    const users = ['u1', 'u2', 'u3'];
    const events = Array.from({length: 60}, (_, index): Row => ({
      user_id: users[index % 3] as string, at: `2024-0${2 + (index % 2)}-1${index % 7}T0${index % 9}:00:00`,
      step: ['view', 'cart', 'order', 'pay'][(index * 7) % 4] as string,
      channel: ['web', 'app', 'live'][(index * 5) % 3] as string, session_id: `s${index % 11}`,
    }));
    const source = createSource({order_lines: rows, events}, OPTIONS);
    let told = 0;
    for (const {key} of METRICS) {
      const asked = {analysis: 'breakdown', metric: key, by: 'channel', period: '2024-03', compare: 'previous-period'} as const;
      const whole = await source.run({...asked, top: 'all'}).catch(() => undefined);
      if (!whole || whole.length < 2) continue;
      const folded = await source.run({...asked, top: whole.length - 1});
      expect(folded.length).to.equal(whole.length);
      for (const name of [key, 'base', 'share', 'contribution']) expect(cells(folded, name).at(-1), `${key} ${name}`).to.equal(cells(whole, name).at(-1));
      told++;
    }
    expect(told).to.be.greaterThan(30);
  });
});
