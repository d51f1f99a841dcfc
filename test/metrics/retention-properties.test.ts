import {expect} from 'chai';
import fc from 'fast-check';

import type {MetricInput} from '../../metrics/index.ts';
import {ask, rowsOf} from '../engine/shop-rows.ts';
import {churn, dayText, interval, lifetimeValue, newBuyers, orderRows, randomOrders, repurchase, retention} from './naive-buyers.ts';
import type {NaiveOrder} from './naive-buyers.ts';

const DAYS = 6;
const PERIOD = `${dayText(0)}/${dayText(41)}`;
const lines = {table: 'order_lines'} as const;
const own = (key: string, formula: string, measures: MetricInput['measures'], unit: MetricInput['unit'] = 'ratio'): MetricInput => ({
  key, unit, formula, measures: measures ?? {},
});
const METRICS: readonly MetricInput[] = [
  own('again', 'again / buyers', {
    again: {...lines, aggregate: 'new-buyers', days: DAYS, again: true}, buyers: {...lines, aggregate: 'new-buyers', days: DAYS},
  }),
  own('value', 'value / buyers', {value: {...lines, aggregate: 'buyer-value', days: DAYS}, buyers: {...lines, aggregate: 'new-buyers', days: DAYS}}, 'money'),
  own('day_n', 'back / buyers', {back: {...lines, aggregate: 'day-n', days: DAYS, met: true}, buyers: {...lines, aggregate: 'day-n', days: DAYS}}),
  own('gap', 'gap', {gap: {...lines, aggregate: 'interval', quantile: 0.5}}, 'days'),
  own('count', 'buyers', {buyers: {...lines, aggregate: 'new-buyers'}}, 'count'),
];
const KEYS = METRICS.map(({key}) => key);

interface Slice {
  readonly from: number;
  readonly to: number;
  readonly channel?: string | undefined;
}

/** What the naive loops say of a slice. */
function expected(orders: readonly NaiveOrder[], slice: Slice): (number | null)[] {
  return [
    repurchase(orders, slice, DAYS), lifetimeValue(orders, slice, DAYS), retention(orders, slice, DAYS), interval(orders, slice),
    newBuyers(orders, slice).length,
  ];
}

function expectClose(actual: readonly unknown[], wanted: readonly unknown[], where: string): void {
  wanted.forEach((value, index) => {
    if (typeof value === 'number') expect(actual[index], `${where} ${KEYS[index] ?? ''}`).to.be.a('number').that.is.closeTo(value, 1e-9);
    else expect(actual[index], `${where} ${KEYS[index] ?? ''}`).to.deep.equal(value);
  });
}

const zones = fc.constantFrom('Asia/Shanghai', 'UTC', 'America/New_York');
const dayOf = (date: unknown): number => (Date.parse(String(date)) - Date.UTC(2024, 0, 1)) / 86_400_000;

describe('what becomes of buyers, against loops over random orders', () => {
  it('agrees over the whole period and by channel, by the channel of the order that made the member', async () => {
    await fc.assert(fc.asyncProperty(randomOrders, zones, async (orders, timeZone) => {
      const tables = {order_lines: orderRows(orders)};
      const result = await ask(tables, {metrics: METRICS, period: PERIOD, by: ['channel']}, {timeZone});
      expectClose(KEYS.map((key) => result.totals?.[key]), expected(orders, {from: 0, to: 41}), 'all');
      for (const [channel, ...values] of rowsOf(result, ['channel', ...KEYS])) {
        const wanted = expected(orders, {from: 0, to: 41, channel: String(channel)});
        expectClose(values, wanted, String(channel));
        const filtered = await ask(tables, {metrics: METRICS, period: PERIOD, filters: [{dimension: 'channel', in: [String(channel)]}]}, {timeZone});
        expectClose(KEYS.map((key) => filtered.totals?.[key]), wanted, `only ${String(channel)}`);
      }
    }), {numRuns: 60});
  });

  it('agrees for every day and every month', async () => {
    await fc.assert(fc.asyncProperty(randomOrders, zones, async (orders, timeZone) => {
      const first = Math.min(...orders.map(({day}) => day));
      const refundDays = orders.flatMap((order) => order.lines.filter(({refundCents}) => refundCents > 0).map(({refundDay}) => refundDay));
      const known = Math.max(...orders.map(({day}) => day), ...refundDays);
      for (const grain of ['day', 'month'] as const) {
        const result = await ask({order_lines: orderRows(orders)}, {metrics: METRICS, period: PERIOD, grain}, {timeZone});
        for (const [period, ...values] of rowsOf(result, ['period', ...KEYS])) {
          const from = dayOf(period);
          const to = grain === 'day' ? from : Math.min(41, from === 0 ? 30 : 59);
          if (to < first || from > known) expectClose(values, [null, null, null, null, null], String(period));
          else expectClose(values, expected(orders, {from, to}), String(period));
        }
      }
    }), {numRuns: 30});
  });

  it('agrees on who was lost, at the end of every day and by channel', async () => {
    const rate = own('rate', 'lapsed / base', {
      lapsed: {...lines, aggregate: 'base-buyers', days: DAYS, lapsed: true}, base: {...lines, aggregate: 'base-buyers', days: DAYS},
    });
    await fc.assert(fc.asyncProperty(randomOrders, zones, async (orders, timeZone) => {
      const last = Math.max(...orders.map(({day}) => day));
      const result = await ask({order_lines: orderRows(orders)}, {metrics: [rate], period: PERIOD, grain: 'day'}, {timeZone});
      for (const [period, value] of rowsOf(result, ['period', 'rate'])) {
        const day = dayOf(period);
        expect(value, String(period)).to.equal(day > last ? null : churn(orders, day, DAYS));
      }
      const split = await ask({order_lines: orderRows(orders)}, {metrics: [rate], period: PERIOD, by: ['channel']}, {timeZone});
      for (const [channel, value] of rowsOf(split, ['channel', 'rate'])) expect(value, String(channel)).to.equal(churn(orders, 41, DAYS, String(channel)));
      expect(split.totals?.['rate']).to.equal(churn(orders, 41, DAYS));
    }), {numRuns: 60});
  });

  it('does not depend on the order of the rows', async () => {
    await fc.assert(fc.asyncProperty(randomOrders, async (orders) => {
      const rows = orderRows(orders);
      const one = await ask({order_lines: rows}, {metrics: METRICS, period: PERIOD, by: ['channel'], sort: {column: 'channel'}});
      const other = await ask({order_lines: [...rows].reverse()}, {metrics: METRICS, period: PERIOD, by: ['channel'], sort: {column: 'channel'}});
      expect(rowsOf(other, ['channel', ...KEYS])).to.deep.equal(rowsOf(one, ['channel', ...KEYS]));
      expect({...other.totals}).to.deep.equal({...one.totals});
    }), {numRuns: 30});
  });
});
