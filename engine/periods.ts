/** Reads a query's period against the shop's calendar and clock. */

import {createZone, dayNumber, dayText} from '../data-adapters/cells/time-zone.ts';
import {bucketAround, isFiscal, requireFiscal} from './calendar/bucket-days.ts';
import {eventNamed, findOccurrence} from './calendar/occurrences.ts';
import type {Occurrence} from './calendar/shop-calendar.ts';
import type {Dataset} from './dataset.ts';
import {dayOfCivil, lastDayOfMonth, shiftMonths} from './kernels/calendar.ts';
import type {DayGrain} from './kernels/calendar.ts';
import {QueryError} from './query.ts';
import type {FiscalGrain, Period} from './query.ts';
import type {ResolvedPeriod} from './result.ts';

/**
 * A stretch of calendar days of the shop: `from` to `to`, both included. A period that is not over ends today, is `partial`, and keeps
 * its own last day in `end`. `until` is the instant at which its last day is cut (exclusive), where that day counts in part. One of no days
 * ends the day before it begins.
 */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly end: number;
  readonly partial: boolean;
  readonly until?: number;
  /** The event it is an occurrence of; of a base, the one by which it is aligned. */
  readonly event?: Occurrence;
}

const FORMS =
  'Write a preset (today, yesterday, this-week, last-week, this-month, last-month, this-quarter, last-quarter, this-year, last-year, ' +
  'last-N-days, all; this-fiscal-year and the like), an event (event:618, event:618/2024), a day 2024-03-01, a month 2024-03, a year 2024, a range 2024-03-01/2024-03-31, or {from, to}.';

/** The window of a period. Throws a `QueryError` that quotes what cannot be read and lists the forms. */
export function resolvePeriod(period: Period | undefined, dataset: Dataset, query: unknown): Window {
  const occurrence = eventNamed(period, query);
  const event = occurrence && findOccurrence(occurrence.event, occurrence.year, dataset, query);
  const [from, end] = event ? [event.from, event.to] : readPeriod(period ?? 'all', dataset, query);
  const named = event ? {event} : {};
  if (end < from) {
    throw new QueryError(`The period ends (${dayText(end)}) before it begins (${dayText(from)}). Swap its ends.`, query);
  }
  const {today, now} = dataset;
  const over = end < today || (end === today && now + 1 >= createZone(dataset.timeZone).startOfDay(today + 1));
  if (over || from > today) return {from, to: end, end, partial: false, ...named};
  const todayIsOver = now + 1 >= createZone(dataset.timeZone).startOfDay(today + 1);
  return {from, to: today, end, partial: true, ...(todayIsOver ? {} : {until: now + 1}), ...named};
}

export function describeWindow({from, to, end, partial, event}: Window): ResolvedPeriod {
  const named = event ? {event: {name: event.name, year: event.year}} : {};
  return {...named, from: dayText(from), to: dayText(to), end: dayText(end), days: to - from + 1, partial};
}

function readPeriod(period: Period, dataset: Dataset, query: unknown): [from: number, to: number] {
  if (typeof period === 'object' && period !== null && 'from' in period) return readRange(period.from, period.to, period, query);
  if (typeof period !== 'string') return readRange('', '', period, query);
  const preset = readPreset(period, dataset, query);
  if (preset) return preset;
  const slash = period.indexOf('/');
  if (slash > 0) return readRange(period.slice(0, slash), period.slice(slash + 1), period, query);
  return readRange(period, period, period, query);
}

function readPreset(name: string, dataset: Dataset, query: unknown): [number, number] | undefined {
  const {today, days} = dataset;
  if (name === 'all') return [days?.first ?? today, days?.last ?? today];
  if (name === 'today') return [today, today];
  if (name === 'yesterday') return [today - 1, today - 1];
  const lastDays = /^last-([1-9]\d{0,3})-days?$/.exec(name);
  if (lastDays) return [today - Number(lastDays[1]) + 1, today];
  const unit = /^(this|last)-(week|(?:fiscal-)?(?:month|quarter|year))$/.exec(name);
  if (!unit) return undefined;
  const grain = unit[2] as DayGrain | FiscalGrain;
  if (isFiscal(grain)) requireFiscal(dataset, `The period ${name}`, query);
  const [current, next] = bucketAround(today, grain, dataset);
  if (unit[1] === 'this') return [current, next - 1];
  return [bucketAround(current - 1, grain, dataset)[0], current - 1];
}

function readRange(from: unknown, to: unknown, given: unknown, query: unknown): [number, number] {
  const first = readDays(from)?.[0];
  const last = readDays(to)?.[1];
  if (first === undefined || last === undefined) {
    throw new QueryError(`The period ${JSON.stringify(given)} cannot be read. ${FORMS}`, query);
  }
  return [first, last];
}

/** First and last day of `2024-03-01`, `2024-03` or `2024`. */
function readDays(text: unknown): [number, number] | undefined {
  if (typeof text !== 'string') return undefined;
  const trimmed = text.trim();
  const day = dayNumber(trimmed);
  if (day !== undefined) return [day, day];
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(trimmed);
  if (month) {
    const start = dayOfCivil(Number(month[1]), Number(month[2]), 1);
    return [start, lastDayOfMonth(start)];
  }
  if (!/^[1-9]\d{3}$/.test(trimmed)) return undefined;
  const start = dayOfCivil(Number(trimmed), 1, 1);
  return [start, shiftMonths(start, 12) - 1];
}

/** Day number of an as-of text such as `2024-03-01`, or today. Throws a `QueryError` for anything else. */
export function resolveAsOf(asOf: string | undefined, dataset: Dataset, query: unknown): number {
  if (asOf === undefined) return dataset.today;
  const day = dayNumber(asOf);
  if (day === undefined) throw new QueryError(`The as-of day ${JSON.stringify(asOf)} cannot be read. Write it as 2024-03-01.`, query);
  return day;
}
