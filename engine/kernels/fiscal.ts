/** Months of a fiscal year, on day numbers. They are counted on: month 12 × y + m is the m-th (from 0) of the fiscal year that begins in year y. */

import {civilDate, dayOfCivil, shiftMonths, weekday} from './calendar.ts';

export interface FiscalYear {
  /** First month, 1 to 12, and the day (1 to 28) on which each of its months begins. */
  readonly month: number;
  readonly day: number;
  /** Weeks of the months of a quarter; the year then begins on the week start nearest to its date, and a 53rd week goes to the last month. */
  readonly weeks?: readonly number[];
  /** 0 Sunday to 6 Saturday: of no account without `weeks`. */
  readonly weekStart: number;
}

/** First day of the fiscal year that begins in (or, by weeks, nearest to its date in) the year. */
function yearStart(year: number, {month, day, weeks, weekStart}: FiscalYear): number {
  const date = dayOfCivil(year, month, day);
  return weeks ? date + 3 - ((weekday(date) - weekStart + 10) % 7) : date;
}

/** The number of the fiscal month that holds a day. */
export function fiscalMonthOf(day: number, fiscal: FiscalYear): number {
  const date = civilDate(day);
  if (!fiscal.weeks) return 12 * date.year + date.month - fiscal.month - (date.day < fiscal.day ? 1 : 0);
  let {year} = date;
  while (day < yearStart(year, fiscal)) year--;
  while (day >= yearStart(year + 1, fiscal)) year++;
  let month = 12 * year + 11;
  while (day < fiscalMonthStart(month, fiscal)) month--;
  return month;
}

/** First day of a fiscal month by its number. */
export function fiscalMonthStart(number: number, fiscal: FiscalYear): number {
  const year = Math.floor(number / 12);
  const month = number - 12 * year;
  if (!fiscal.weeks) return dayOfCivil(year, fiscal.month + month, fiscal.day);
  const [first = 0, second = 0, third = 0] = fiscal.weeks;
  const ofQuarter = month % 3;
  const weeks = Math.floor(month / 3) * (first + second + third) + (ofQuarter > 0 ? first : 0) + (ofQuarter > 1 ? second : 0);
  return yearStart(year, fiscal) + 7 * weeks;
}

/** The same day so many fiscal months earlier or later: the same date, or by weeks as many days into the month, its last day at most. */
export function shiftFiscalMonths(day: number, months: number, fiscal: FiscalYear): number {
  if (!fiscal.weeks) return shiftMonths(day, months);
  const number = fiscalMonthOf(day, fiscal);
  const into = day - fiscalMonthStart(number, fiscal);
  return Math.min(fiscalMonthStart(number + months, fiscal) + into, fiscalMonthStart(number + months + 1, fiscal) - 1);
}
