/** First days of the buckets of a grain, by the civil calendar or by the shop's fiscal one. */

import type {Dataset} from '../dataset.ts';
import {bucketStart, bucketStarts, nextBucket} from '../kernels/calendar.ts';
import type {DayGrain} from '../kernels/calendar.ts';
import {fiscalMonthOf, fiscalMonthStart} from '../kernels/fiscal.ts';
import type {FiscalYear} from '../kernels/fiscal.ts';
import {QueryError} from '../query.ts';
import type {FiscalGrain} from '../query.ts';

export type BucketCalendar = Pick<Dataset, 'weekStart' | 'calendar'>;

const FISCAL_MONTHS: Readonly<Record<FiscalGrain, number>> = {'fiscal-month': 1, 'fiscal-quarter': 3, 'fiscal-year': 12};

export const isFiscal = (grain: string): grain is FiscalGrain => Object.hasOwn(FISCAL_MONTHS, grain);

/** The shop's fiscal year, or a `QueryError` that says how to give one. */
export function requireFiscal({calendar}: BucketCalendar, asked: string, query: unknown): FiscalYear {
  if (calendar.fiscal) return calendar.fiscal;
  throw new QueryError(
    `${asked} needs the shop's fiscal year. Give calendar: {fiscalYearStart: 4} (a month, or "MM-DD") to createSource or to <till-data>.`, query, 'bad-option',
  );
}

/** The first day of the bucket that holds `day`, and of the one after it. Needs a fiscal year for fiscal grains. */
export function bucketAround(day: number, grain: DayGrain | FiscalGrain, calendar: BucketCalendar): readonly [start: number, next: number] {
  if (!isFiscal(grain)) {
    const start = bucketStart(day, grain, calendar.weekStart);
    return [start, nextBucket(start, grain)];
  }
  const fiscal = requireFiscal(calendar, `The grain ${grain}`, undefined);
  const size = FISCAL_MONTHS[grain];
  const first = Math.floor(fiscalMonthOf(day, fiscal) / size) * size;
  return [fiscalMonthStart(first, fiscal), fiscalMonthStart(first + size, fiscal)];
}

/** First days of all buckets that touch `from` to `to`, in order. */
export function bucketDays(from: number, to: number, grain: DayGrain | FiscalGrain, calendar: BucketCalendar): number[] {
  if (!isFiscal(grain)) return bucketStarts(from, to, grain, calendar.weekStart);
  const starts: number[] = [];
  for (let [start, next] = bucketAround(from, grain, calendar); start <= to; [start, next] = bucketAround(next, grain, calendar)) starts.push(start);
  return starts;
}
