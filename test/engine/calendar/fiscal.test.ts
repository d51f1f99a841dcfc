import {expect} from 'chai';
import fc from 'fast-check';

import {dayNumber, dayText} from '../../../data-adapters/cells/time-zone.ts';
import {bucketAround, bucketDays} from '../../../engine/calendar/bucket-days.ts';
import {isoWeekLabel} from '../../../engine/calendar/iso-week-label.ts';
import {readCalendar} from '../../../engine/calendar/shop-calendar.ts';
import type {ShopCalendar} from '../../../engine/calendar/shop-calendar.ts';
import {fiscalMonthOf, fiscalMonthStart} from '../../../engine/kernels/fiscal.ts';
import {ask, line, OPTIONS, rowsOf} from '../shop-rows.ts';
import {baseOf, datasetAt, periodOf} from './calendar-shop.ts';

const day = (text: string): number => dayNumber(text) as number;
const calendarOf = (calendar: ShopCalendar, weekStart = 1) => ({weekStart, calendar: readCalendar(calendar, weekStart)});
const NRF = calendarOf({fiscalYearStart: '02-01', fiscalWeeks: '4-5-4'}, 0);
const yearOf = (text: string, calendar = NRF): string => bucketAround(day(text), 'fiscal-year', calendar).map(dayText).join(' ');

describe('fiscal years', () => {
  it('begin in the month the shop says', () => {
    const april = datasetAt('2024-12-18T12:00:00+08:00', {fiscalYearStart: 4});
    expect(periodOf('this-fiscal-year', april)).to.equal('2024-04-01 2025-03-31 partial');
    expect(periodOf('last-fiscal-year', april)).to.equal('2023-04-01 2024-03-31');
    expect(periodOf('this-fiscal-quarter', april)).to.equal('2024-10-01 2024-12-31 partial');
    expect(periodOf('last-fiscal-month', april)).to.equal('2024-11-01 2024-11-30');
    expect(baseOf('last-fiscal-year', 'previous-year', april)).to.equal('2022-04-01 2023-03-31');
    expect(baseOf('last-fiscal-quarter', 'previous-period', april)).to.equal('2024-04-01 2024-06-30');
  });

  it('may begin in the middle of a month: from the 26th to the 25th', () => {
    const at = datasetAt('2024-12-18T12:00:00+08:00', {fiscalYearStart: '12-26'});
    expect(periodOf('this-fiscal-month', at)).to.equal('2024-11-26 2024-12-25 partial');
    expect(periodOf('last-fiscal-month', at)).to.equal('2024-10-26 2024-11-25');
    expect(periodOf('this-fiscal-year', at)).to.equal('2023-12-26 2024-12-25 partial');
    expect(periodOf('this-fiscal-quarter', at)).to.equal('2024-09-26 2024-12-25 partial');
    // A whole fiscal month is compared with the whole one before it, though that has 31 days and this has 30.
    expect(baseOf('2024-03-26/2024-04-25', 'previous-period', at)).to.equal('2024-02-26 2024-03-25');
    expect(baseOf('2024-02-26/2024-03-25', 'previous-period', at)).to.equal('2024-01-26 2024-02-25');
    expect(baseOf('last-fiscal-month', 'previous-year', at)).to.equal('2023-10-26 2023-11-25');
    // Day 23 of this fiscal month: 26 November to 18 December, against 26 October to 18 November.
    expect(baseOf('this-fiscal-month', 'previous-period', at)).to.equal('2024-10-26 2024-11-18');
  });

  it('follow the National Retail Federation\'s calendar by weeks: the years of 53 weeks and their first days', () => {
    // nrf.com/resources/4-5-4-calendar: 53 weeks in 2006, 2012, 2017 and 2023.
    const weeks = Array.from({length: 25}, (_, index) => 2001 + index).map((year) => {
      const [start, next] = bucketAround(day(`${year}-06-01`), 'fiscal-year', NRF);
      return [year, (next - start) / 7] as const;
    });
    expect(weeks.filter(([, count]) => count === 53).map(([year]) => year)).to.deep.equal([2006, 2012, 2017, 2023]);
    expect(weeks.every(([, count]) => count === 52 || count === 53)).to.equal(true);
    expect(yearOf('2023-06-01')).to.equal('2023-01-29 2024-02-04');
    expect(yearOf('2024-02-03')).to.equal('2023-01-29 2024-02-04');
    expect(yearOf('2024-02-04')).to.equal('2024-02-04 2025-02-02');
    const months = bucketDays(day('2023-01-29'), day('2024-02-03'), 'fiscal-month', NRF);
    expect(months.map((start, index) => ((months[index + 1] ?? day('2024-02-04')) - start) / 7)).to.deep.equal([4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 5]);
  });

  it('of weeks are compared with the quarter before, of 14 weeks once in six years, and with the same weeks a year before', () => {
    const at = datasetAt('2024-05-20T12:00:00+08:00', {fiscalYearStart: 2, fiscalWeeks: '4-5-4'}, {weekStart: 0});
    expect(periodOf('last-fiscal-quarter', at)).to.equal('2024-02-04 2024-05-04');
    expect(baseOf('last-fiscal-quarter', 'previous-period', at)).to.equal('2023-10-29 2024-02-03');
    // The Federation restates 2023 so: its first week, which makes it 53, is left out.
    expect(baseOf('last-fiscal-quarter', 'previous-year', at)).to.equal('2023-02-05 2023-05-06');
    // 4, 5 and 4 weeks from 4 February: months begin on 4 February, 3 March, 7 April and 5 May, whose 16th day it is.
    expect(periodOf('this-fiscal-month', at)).to.equal('2024-05-05 2024-06-01 partial');
    expect(baseOf('this-fiscal-month', 'previous-period', at)).to.equal('2024-04-07 2024-04-22');
  });

  it('divide all days: every day is in one month, months in one quarter, quarters in one year', () => {
    const calendars = fc.record({
      month: fc.integer({min: 1, max: 12}), date: fc.integer({min: 1, max: 28}), weekStart: fc.nat({max: 6}),
      fiscalWeeks: fc.constantFrom(undefined, '4-4-5' as const, '4-5-4' as const, '5-4-4' as const),
    });
    fc.assert(fc.property(calendars, fc.integer({min: -10_000, max: 40_000}), fc.nat({max: 900}), (shape, from, length) => {
      const {month, date, weekStart, fiscalWeeks} = shape;
      const two = (value: number): string => String(value).padStart(2, '0');
      const shop = calendarOf({fiscalYearStart: `${two(month)}-${two(date)}`, ...(fiscalWeeks ? {fiscalWeeks} : {})}, weekStart);
      const fiscal = shop.calendar.fiscal!;
      for (let each = from; each <= from + length; each += 13) {
        const number = fiscalMonthOf(each, fiscal);
        expect(fiscalMonthStart(number, fiscal) <= each && each < fiscalMonthStart(number + 1, fiscal)).to.equal(true);
        const [start] = bucketAround(each, 'fiscal-month', shop);
        const [quarter, afterQuarter] = bucketAround(start, 'fiscal-quarter', shop);
        const [year, afterYear] = bucketAround(quarter, 'fiscal-year', shop);
        expect(year <= quarter && quarter <= start && each < afterQuarter && afterQuarter <= afterYear).to.equal(true);
        if (!fiscalWeeks) expect(dayText(year).slice(5)).to.equal(`${two(month)}-${two(date)}`);
        else {
          const dates = [-1, 0, 1].map((more) => day(`${new Date(year * 86_400_000).getUTCFullYear() + more}-${two(month)}-${two(date)}`));
          const off = Math.min(...dates.map((near) => Math.abs(near - year)));
          expect([new Date(year * 86_400_000).getUTCDay(), off <= 3]).to.deep.equal([weekStart, true]);
        }
      }
      const starts = bucketDays(from, from + length, 'fiscal-month', shop);
      expect(starts[0]! <= from && starts.every((start, index) => index === 0 || bucketAround(start - 1, 'fiscal-month', shop)[0] === starts[index - 1])).to.equal(true);
    }), {numRuns: 80});
  });

  it('are grains of a query: their sums add up to the whole, and each has its base', async () => {
    const calendar = {fiscalYearStart: '12-26'};
    const order_lines = Array.from({length: 200}, (_, index) => line(`${index}`, dayText(day('2023-10-15') + index), index + 1));
    const query = {metrics: ['gmv'], grain: 'fiscal-month', period: '2023-12-26/2024-03-25', compare: 'previous-period'} as const;
    const result = await ask({order_lines}, query, {...OPTIONS, calendar});
    // 15 October is worth 1; 26 December 73, …: sums of consecutive numbers, worked out by (first + last) × days ÷ 2.
    const sum = (from: string, to: string): number => {
      const [a, b] = [day(from) - day('2023-10-14'), day(to) - day('2023-10-14')];
      return ((a + b) * (b - a + 1)) / 2;
    };
    expect(rowsOf(result, ['period', 'gmv', 'gmv_previous_period'])).to.deep.equal([
      ['2023-12-26', sum('2023-12-26', '2024-01-25'), sum('2023-10-15', '2023-10-25')],
      ['2024-01-26', sum('2024-01-26', '2024-02-25'), sum('2023-10-26', '2023-11-25')],
      ['2024-02-26', sum('2024-02-26', '2024-03-25'), sum('2023-11-26', '2023-12-25')],
    ]);
    expect(result.totals?.['gmv']).to.equal(sum('2023-12-26', '2024-03-25'));
  });

  it('must be given by the shop', async () => {
    const refusal = async (query: object): Promise<string> => ask({order_lines: [line('1', '2024-01-01', 1)]}, query).then(() => '', (error: Error) => error.message);
    expect(await refusal({grain: 'fiscal-month'})).to.match(/^The grain fiscal-month needs the shop's fiscal year\. Give calendar/);
    expect(await refusal({period: 'this-fiscal-year'})).to.match(/^The period this-fiscal-year needs the shop's fiscal year/);
  });
});

describe('ISO weeks', () => {
  it('belong to the year of their Thursday', () => {
    const labels = {
      '2021-01-01': '2020-W53', '2018-12-31': '2019-W01', '2020-12-31': '2020-W53', '2021-01-04': '2021-W01', '2016-01-03': '2015-W53',
      '2017-01-01': '2016-W52', '2024-12-30': '2025-W01', '2026-12-31': '2026-W53', '1977-01-02': '1976-W53',
    };
    for (const [text, label] of Object.entries(labels)) expect(isoWeekLabel(text), text).to.equal(label);
    expect(isoWeekLabel('2021-02-30')).to.equal(undefined);
  });
});
