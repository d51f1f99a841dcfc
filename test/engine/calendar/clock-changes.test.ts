import {expect} from 'chai';
import fc from 'fast-check';

import type {MetricsQuery} from '../../../engine/analyses/metrics/metrics-query.ts';
import type {QueryResult} from '../../../engine/result.ts';
import {ask, line, rowsOf} from '../shop-rows.ts';

const HOUR_MS = 3_600_000;
/** An order of 1 every quarter of an hour of real time. */
const everyQuarter = (from: string, hours: number) =>
  Array.from({length: hours * 4}, (_, index) => line(`${index}`, new Date(Date.parse(from) + (index * HOUR_MS) / 4).toISOString(), 1));
const hours = (timeZone: string, from: string, length: number, query: Partial<MetricsQuery>, now = 'data'): Promise<QueryResult> =>
  ask({order_lines: everyQuarter(from, length)}, {metrics: ['gmv'], grain: 'hour', ...query}, {timeZone, now});
const byHour = (result: QueryResult, day: string): unknown[] =>
  rowsOf(result, ['period', 'gmv']).filter(([period]) => String(period).startsWith(day)).map(([, value]) => value);
const full = (count: number, value = 4): number[] => Array.from({length: count}, () => value);

describe('hours of a day on which the clock is changed', () => {
  it('lack the one that was left out: 23 hours', async () => {
    // New York, 10 March 2024: 02:00 becomes 03:00. The day begins at 05:00 UTC and has 92 quarters of an hour.
    const result = await hours('America/New_York', '2024-03-10T05:00:00Z', 23, {period: '2024-03-10'});
    expect(byHour(result, '2024-03-10')).to.deep.equal([4, 4, null, ...full(21)]);
    expect(result.totals).to.include({gmv: 92});
  });

  it('hold twice as much in the one that was repeated: 25 hours', async () => {
    // 3 November 2024: 01:00 to 02:00 comes twice.
    const result = await hours('America/New_York', '2024-11-03T04:00:00Z', 25, {period: '2024-11-03'});
    expect(byHour(result, '2024-11-03')).to.deep.equal([4, 8, ...full(22)]);
    expect(result.totals).to.include({gmv: 100});
  });

  it('are shorter and longer by half where the clock moves by thirty minutes: Lord Howe', async () => {
    // 6 October 2024: 02:00 becomes 02:30 (23½ hours from 13:30 UTC). 7 April 2024: 02:00 becomes 01:30 (24½ hours from 13:00 UTC).
    const spring = await hours('Australia/Lord_Howe', '2024-10-05T13:30:00Z', 23.5, {period: '2024-10-06'});
    expect(byHour(spring, '2024-10-06')).to.deep.equal([4, 4, 2, ...full(21)]);
    const autumn = await hours('Australia/Lord_Howe', '2024-04-06T13:00:00Z', 24.5, {period: '2024-04-07'});
    expect(byHour(autumn, '2024-04-07')).to.deep.equal([4, 6, ...full(22)]);
    expect([spring.totals?.['gmv'], autumn.totals?.['gmv']]).to.deep.equal([94, 98]);
  });

  it('have no base where the other day lacked them, and the other way about', async () => {
    const against = async (period: string): Promise<unknown[]> => {
      const result = await hours('America/New_York', '2024-03-09T05:00:00Z', 71, {period, compare: 'previous-period'}, '2024-03-12T03:59:59.999Z');
      return rowsOf(result, ['gmv', 'gmv_previous_period', 'gmv_previous_period_status']).slice(1, 4);
    };
    expect(await against('2024-03-10')).to.deep.equal([[4, 4, 'ok'], [null, 4, 'no-value'], [4, 4, 'ok']]);
    expect(await against('2024-03-11')).to.deep.equal([[4, 4, 'ok'], [4, null, 'no-base'], [4, 4, 'ok']]);
  });

  it('end at the clock today, and the base at the same wall clock', async () => {
    // At 03:30 of the short day 2½ hours have passed; the base is cut at 03:30 of the day before, after 3½.
    const result = await hours('America/New_York', '2024-03-09T05:00:00Z', 47, {period: 'today', compare: 'previous-period'}, '2024-03-10T07:30:00Z');
    expect(rowsOf(result, ['gmv', 'gmv_previous_period'])).to.deep.equal([[4, 4], [4, 4], [null, 4], [3, 3]]);
    expect(result.totals).to.include({gmv: 11, gmv_previous_period: 15});
    // In the repeated hour of 3 November, at the second 01:30, the hour has 6 + 1 quarters: its end is the clock, not the first 01:30.
    const autumn = await hours('America/New_York', '2024-11-03T04:00:00Z', 25, {period: 'today'}, '2024-11-03T06:30:00Z');
    expect(rowsOf(autumn, ['gmv'])).to.deep.equal([[4], [7]]);
  });

  it('add up to their day, in any zone', async () => {
    const zones = fc.constantFrom(
      'America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'America/Havana', 'America/Santiago', 'Asia/Kolkata', 'Africa/Cairo', 'Pacific/Apia',
    );
    const days = fc.constantFrom('2024-03-08', '2024-03-29', '2024-04-05', '2024-09-06', '2024-10-04', '2024-10-25', '2024-11-01', '2011-12-28');
    await fc.assert(fc.asyncProperty(zones, days, async (timeZone, from) => {
      const length = 24 * 4;
      const hourly = await hours(timeZone, `${from}T12:00:00Z`, length, {period: 'all'});
      const daily = await hours(timeZone, `${from}T12:00:00Z`, length, {period: 'all', grain: 'day'});
      const sums = new Map<string, number>();
      for (const [period, value] of rowsOf(hourly, ['period', 'gmv'])) {
        const day = String(period).slice(0, 10);
        sums.set(day, (sums.get(day) ?? 0) + Number(value ?? 0));
      }
      expect([...sums]).to.deep.equal(rowsOf(daily, ['period', 'gmv']).map(([day, value]) => [day, value ?? 0]));
      expect([...sums.values()].reduce((all, each) => all + each, 0)).to.equal(length * 4);
    }), {numRuns: 30});
  });
});
