import {expect} from 'chai';
import fc from 'fast-check';

import {ask, line, rowsOf} from '../engine/shop-rows.ts';
import type {Row} from '../engine/shop-rows.ts';

interface Order {
  readonly id: string;
  readonly ordered: string;
  readonly promised: string;
  /** Empty for an order that was never shipped. */
  readonly shipped: string;
  readonly country: string;
}

const csv = await (await fetch(new URL('./data/northwind-orders.csv', import.meta.url))).text();
const NORTHWIND: readonly Order[] = csv.trim().split('\n').slice(1).map((text) => {
  const [id = '', ordered = '', promised = '', shipped = '', country = ''] = text.trim().split(',');
  return {id, ordered, promised, shipped, country};
});

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** What the same orders say, read straight from their texts. */
function expected(orders: readonly Order[], from: string, to: string): (number | null)[] {
  const within = (day: string): boolean => day >= from && day <= to;
  const due = orders.filter(({promised}) => within(promised) && promised <= '1998-05-06');
  const met = due.filter(({promised, shipped}) => shipped !== '' && shipped <= promised);
  const hours = orders.filter(({shipped}) => shipped !== '' && within(shipped)).map(({ordered, shipped}) => 24 * daysBetween(ordered, shipped));
  const waiting = orders.filter(({ordered, shipped}) => ordered <= to && (shipped === '' || shipped > to));
  return [median(hours), due.length === 0 ? null : met.length / due.length, waiting.length];
}

describe('Northwind’s parcels', () => {
  const order_lines = NORTHWIND.map(({id, ordered, promised, shipped, country}) =>
    line(id, ordered, 1, {promised_at: promised, shipped_at: shipped === '' ? null : shipped, region: country, status: null}));
  const keys = ['fulfilment_time', 'on_time_rate', 'backlog'];
  const options = {timeZone: 'America/New_York', now: 'data'} as const;

  it('took a week in the middle, came late 37 times in time to be judged, and 21 never left', async () => {
    const {totals, period} = await ask({order_lines}, {metrics: keys}, options);
    expect([period?.from, period?.to]).to.deep.equal(['1996-07-04', '1998-05-06']);
    expect(keys.map((key) => totals?.[key])).to.deep.equal([168, 725 / 763, 21]);
    expect(expected(NORTHWIND, '1996-07-04', '1998-05-06')).to.deep.equal([168, 725 / 763, 21]);
  });

  it('are the same by month and by country as a second reading of them', async () => {
    const months = await ask({order_lines}, {metrics: keys, grain: 'month', period: '1996-08/1998-04'}, options);
    expect(months.length).to.equal(21);
    for (const [month, ...values] of rowsOf(months, ['period', ...keys])) {
      expect(values, String(month)).to.deep.equal(expected(NORTHWIND, String(month), `${String(month).slice(0, 7)}-31`));
    }
    const countries = await ask({order_lines}, {metrics: keys, by: ['region'], period: '1997'}, options);
    expect(countries.length).to.equal(21);
    for (const [country, ...values] of rowsOf(countries, ['region', ...keys])) {
      const [time, rate, waiting] = expected(NORTHWIND.filter((order) => order.country === country), '1997-01-01', '1997-12-31');
      expect(values, String(country)).to.deep.equal([time, rate, waiting]);
    }
  });
});

const random = fc.record({
  order: fc.integer({min: 1, max: 6}), day: fc.integer({min: 1, max: 28}), amount: fc.integer({min: 0, max: 900}),
  quantity: fc.constantFrom(-2, -1, 1, 2, 3),
  category: fc.constantFrom('a', 'b'), status: fc.constantFrom('paid', 'completed', 'refunded', 'cancelled'), refund: fc.option(fc.integer({min: 1, max: 90})),
});

describe('what came back, over random shops', () => {
  it('is never lost nor doubled, whatever the day and the category', async () => {
    await fc.assert(fc.asyncProperty(fc.array(random, {minLength: 1, maxLength: 25}), async (list) => {
      const order_lines = list.map(({order, day, amount, quantity, category, status, refund}): Row => line(
        `o${order}`, `2024-03-${String(day).padStart(2, '0')}`, Math.sign(quantity) * amount / 100,
        {quantity, category, status, refund: refund === null ? null : refund / 100, refunded_at: refund === null ? null : '2024-04-02'},
      ));
      const valid = list.filter(({status}) => status !== 'cancelled');
      const back = valid.reduce((sum, {refund, quantity, amount}) => sum + (refund ?? (quantity < 0 ? amount : 0)), 0);
      const sold = valid.filter(({quantity}) => quantity > 0).reduce((sum, {amount}) => sum + amount, 0);
      const [rate] = rowsOf(await ask({order_lines}, {metrics: ['refund_rate'], period: '2024-03'}), ['refund_rate']).flat();
      if (sold === 0) expect(rate).to.equal(null);
      else expect(rate).to.be.closeTo(back / sold, 1e-12);
      // Parts of the numerator, from the rates by day and category, add up to it where something was sold in every part.
      const returned = {table: 'order_lines', aggregate: 'returned', of: 'money'} as const;
      const text = {en: 'Given back', zh: '退回'};
      const own = {
        key: 'given_back', unit: 'money', better: 'lower', layer: 'execution', label: text, definition: text, formulaText: text, formula: 'returned',
        measures: {returned},
      } as const;
      for (const split of [{grain: 'day'}, {by: ['category']}, {grain: 'week', by: ['status']}] as const) {
        const parts = await ask({order_lines}, {metrics: [own], period: '2024-03', ...split});
        const sum = (parts.columns['given_back'] ?? []).reduce<number>((total, part) => total + Math.round(((part ?? 0) as number) * 100), 0);
        expect(sum, JSON.stringify(split)).to.equal(back);
      }
    }), {numRuns: 40});
  });
});
