import {expect} from 'chai';
import fc from 'fast-check';

import {dayText} from '../../data-adapters/cells/time-zone.ts';
import {bucketStarts, dayOfCivil, shiftMonths} from '../../engine/kernels/calendar.ts';
import {ask, line, OPTIONS, rowsOf} from './shop-rows.ts';
import type {Row} from './shop-rows.ts';

const sale = (ordered_at: string, net = 1): Row => line(ordered_at, ordered_at, net);
const days = async (times: readonly string[], timeZone: string, period: string) =>
  rowsOf(await ask({order_lines: times.map((time) => sale(time))}, {metrics: ['gmv'], grain: 'day', period}, {...OPTIONS, timeZone}), ['period', 'gmv']);

describe('days of the shop', () => {
  it('take an instant to the shop\'s own calendar, east, west and between the hours', async () => {
    const times = ['2024-03-01T18:00:00Z', '2024-03-01T23:59:59Z', '2024-03-02T06:00:00Z'];
    expect(await days(times, 'Asia/Shanghai', '2024-03-01/2024-03-02')).to.deep.equal([['2024-03-01', null], ['2024-03-02', 3]]);
    expect(await days(times, 'America/Los_Angeles', '2024-03-01/2024-03-02')).to.deep.equal([['2024-03-01', 3], ['2024-03-02', null]]);
    expect(await days(times, 'Asia/Kolkata', '2024-03-01/2024-03-02')).to.deep.equal([['2024-03-01', 1], ['2024-03-02', 2]]);
  });

  it('read a bare date and a time without offset as the shop\'s own', async () => {
    for (const timeZone of ['America/Los_Angeles', 'Pacific/Auckland', 'UTC']) {
      expect(await days(['2024-03-01', '2024-03-01T00:00:00', '2024-03-01T23:59:59'], timeZone, '2024-03-01')).to.deep.equal([['2024-03-01', 3]]);
    }
  });

  it('are one day each where the clock is changed', async () => {
    // New York springs forward on 10 March (23 hours) and falls back on 3 November (25 hours).
    const spring = ['2024-03-10T04:59:59Z', '2024-03-10T05:00:00Z', '2024-03-11T03:59:59Z', '2024-03-11T04:00:00Z'];
    expect(await days(spring, 'America/New_York', '2024-03-09/2024-03-11')).to.deep.equal([['2024-03-09', 1], ['2024-03-10', 2], ['2024-03-11', 1]]);
    const autumn = ['2024-11-03T03:59:59Z', '2024-11-03T04:00:00Z', '2024-11-04T04:59:59Z', '2024-11-04T05:00:00Z'];
    expect(await days(autumn, 'America/New_York', '2024-11-02/2024-11-04')).to.deep.equal([['2024-11-02', 1], ['2024-11-03', 2], ['2024-11-04', 1]]);
  });

  it('are counted where the clock is set back over midnight', async () => {
    // Havana repeats the last hour of 2 November: a later instant has an earlier day.
    const times = ['2024-11-03T03:30:00Z', '2024-11-03T04:30:00Z', '2024-11-03T05:30:00Z', '2024-11-03T12:00:00Z'];
    const found = await days(times, 'America/Havana', '2024-11-02/2024-11-03');
    const oracle = times.map((time) => new Intl.DateTimeFormat('en-CA', {timeZone: 'America/Havana', dateStyle: 'short'}).format(Date.parse(time)));
    expect(found).to.deep.equal(['2024-11-02', '2024-11-03'].map((day) => [day, oracle.filter((each) => each === day).length]));
  });

  it('cut a running day of the base at the same time of the wall clock, across a change of the clock', async () => {
    // At noon of 11 March in New York, the day before had 23 hours; its noon is 16:00 UTC.
    const order_lines = [sale('2024-03-10T15:59:00Z', 5), sale('2024-03-10T16:01:00Z', 50), sale('2024-03-11T15:00:00Z', 7)];
    const result = await ask({order_lines}, {metrics: ['gmv'], period: 'today', compare: 'previous-period'}, {timeZone: 'America/New_York', now: '2024-03-11T16:00:00Z'});
    expect(result.totals).to.deep.include({gmv: 7, gmv_previous_period: 5});
  });
});

describe('weeks and months', () => {
  it('begin on the day the shop says; the week of New Year is one week', async () => {
    // 2020 ends in ISO week 53: Monday 28 December to Sunday 3 January.
    const times = ['2020-12-27', '2020-12-28', '2020-12-31', '2021-01-01', '2021-01-03', '2021-01-04'];
    const weeks = async (weekStart: number, period: string) =>
      rowsOf(await ask({order_lines: times.map((time) => sale(time))}, {metrics: ['gmv'], grain: 'week', period}, {...OPTIONS, weekStart}), ['period', 'gmv']);
    expect(await weeks(1, '2020-12-21/2021-01-10')).to.deep.equal([['2020-12-21', 1], ['2020-12-28', 4], ['2021-01-04', 1]]);
    expect(await weeks(0, '2020-12-27/2021-01-09')).to.deep.equal([['2020-12-27', 4], ['2021-01-03', 2]]);
  });

  it('leave no day out and count none twice', () => {
    const range = fc.record({from: fc.integer({min: -20_000, max: 40_000}), length: fc.nat({max: 900}), weekStart: fc.nat({max: 6})});
    fc.assert(fc.property(range, fc.constantFrom('week', 'month', 'year'), ({from, length, weekStart}, grain) => {
      const starts = bucketStarts(from, from + length, grain, weekStart);
      for (let day = from; day <= from + length; day++) {
        const holder = starts.filter((start) => start <= day).at(-1);
        const date = new Date(day * 86_400_000);
        if (grain === 'month') expect(dayText(holder!)).to.equal(`${date.toISOString().slice(0, 7)}-01`);
        if (grain === 'year') expect(dayText(holder!)).to.equal(`${date.toISOString().slice(0, 4)}-01-01`);
        if (grain === 'week') expect([new Date(holder! * 86_400_000).getUTCDay(), day - holder! < 7]).to.deep.equal([weekStart, true]);
      }
    }), {numRuns: 60});
  });

  it('shift by months to the last day where the month is shorter', () => {
    const shifted = (day: string, months: number): string => dayText(shiftMonths(Date.parse(day) / 86_400_000, months));
    expect(shifted('2024-03-31', -1)).to.equal('2024-02-29');
    expect(shifted('2023-03-31', -1)).to.equal('2023-02-28');
    expect(shifted('2024-02-29', -12)).to.equal('2023-02-28');
    expect(shifted('2024-01-15', 13)).to.equal('2025-02-15');
    expect(dayText(dayOfCivil(2024, 14, 1))).to.equal('2025-02-01');
  });
});
