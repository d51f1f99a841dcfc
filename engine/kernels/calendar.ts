/** Calendar arithmetic on day numbers (days since 1970-01-01). Pure; knows no zone. */

const DAY_MS = 86_400_000;

export interface CivilDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

export function civilDate(day: number): CivilDate {
  const date = new Date(day * DAY_MS);
  return {year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate()};
}

/** The day number of a date; months and days beyond their range carry over, as in `Date.UTC`. */
export function dayOfCivil(year: number, month: number, day: number): number {
  return Math.floor(Date.UTC(year, month - 1, day) / DAY_MS);
}

export function lastDayOfMonth(day: number): number {
  const {year, month} = civilDate(day);
  return dayOfCivil(year, month + 1, 1) - 1;
}

/** The same date `months` earlier or later; a day that month lacks becomes its last day. */
export function shiftMonths(day: number, months: number): number {
  const {year, month, day: ofMonth} = civilDate(day);
  const first = dayOfCivil(year, month + months, 1);
  return Math.min(first + ofMonth - 1, lastDayOfMonth(first));
}

/** 0 Sunday to 6 Saturday. */
export function weekday(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

export interface IsoWeek {
  /** The year its Thursday lies in: that of the week, not of the day. */
  readonly year: number;
  /** 1 to 53. */
  readonly week: number;
}

/** The ISO 8601 week of a day: weeks run from Monday, and the first of a year holds its first Thursday. */
export function isoWeek(day: number): IsoWeek {
  const thursday = day - ((weekday(day) + 6) % 7) + 3;
  const {year} = civilDate(thursday);
  return {year, week: Math.floor((thursday - dayOfCivil(year, 1, 1)) / 7) + 1};
}

export type DayGrain = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** The first day of the bucket that holds `day`. */
export function bucketStart(day: number, grain: DayGrain, weekStart: number): number {
  if (grain === 'day') return day;
  if (grain === 'week') return day - ((weekday(day) - weekStart + 7) % 7);
  const {year, month} = civilDate(day);
  if (grain === 'month') return dayOfCivil(year, month, 1);
  if (grain === 'quarter') return dayOfCivil(year, month - ((month - 1) % 3), 1);
  return dayOfCivil(year, 1, 1);
}

/** The first day of the bucket after the one that starts at `start`. */
export function nextBucket(start: number, grain: DayGrain): number {
  if (grain === 'day') return start + 1;
  if (grain === 'week') return start + 7;
  return shiftMonths(start, grain === 'month' ? 1 : grain === 'quarter' ? 3 : 12);
}

/** First days of all buckets that touch `from` to `to`, in order. */
export function bucketStarts(from: number, to: number, grain: DayGrain, weekStart: number): number[] {
  const starts: number[] = [];
  for (let start = bucketStart(from, grain, weekStart); start <= to; start = nextBucket(start, grain)) starts.push(start);
  return starts;
}
