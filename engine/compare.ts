/** The periods that a period is compared with. */

import {createZone} from '../data-adapters/time-zone.ts';
import {note} from './build-result.ts';
import type {Dataset} from './dataset.ts';
import {civilDate, dayOfCivil, lastDayOfMonth, shiftMonths, weekday} from './kernels/calendar.ts';
import {resolvePeriod} from './periods.ts';
import type {Window} from './periods.ts';
import {QueryError} from './query.ts';
import type {Compare} from './query.ts';
import type {Note} from './result.ts';

export interface Baseline {
  /** How columns are called after it: `previous_period`, `previous_year`, `previous_week`, `custom`, `custom_2`… */
  readonly name: string;
  readonly window: Window;
  readonly notes: readonly Note[];
}

/** Each comparison once, in the query's order; further ranges are `custom_2`, `custom_3`. */
export function resolveComparisons(
  compare: Compare | readonly Compare[] | undefined, window: Window, dataset: Dataset, query: unknown,
): Baseline[] {
  const list = compare === undefined ? [] : Array.isArray(compare) ? (compare as readonly Compare[]) : [compare as Compare];
  const distinct = new Map(list.map((each) => [JSON.stringify(each), each] as const));
  let ranges = 0;
  return [...distinct.values()].map((each) => {
    const baseline = resolveCompare(each, window, dataset, query);
    if (baseline.name !== 'custom' || ++ranges === 1) return baseline;
    return {...baseline, name: `custom_${ranges}`};
  });
}

/**
 * The window that `compare` names, cut to the elapsed part of a running period: as many days, and the last of them only up to the
 * clock's time of day.
 *
 * Whole calendar months (and so quarters and years) are compared with whole months; other ranges shift by their own length. A year back,
 * whole weeks shift by 52 weeks so that weekdays match, other days by the calendar (29 February meets 28 February, with a note).
 */
export function resolveCompare(compare: Compare, window: Window, dataset: Dataset, query: unknown): Baseline {
  if (typeof compare === 'object' && compare !== null) {
    const base = resolvePeriod(compare, dataset, query);
    return {name: 'custom', window: cutToElapsed(base.from, base.end, window, dataset), notes: []};
  }
  if (compare === 'previous-period') {
    return {name: 'previous_period', window: previousPeriod(window, dataset), notes: []};
  }
  if (compare === 'previous-week') {
    const shift = 7 * Math.ceil((window.end - window.from + 1) / 7);
    return {name: 'previous_week', window: cutToElapsed(window.from - shift, window.end - shift, window, dataset), notes: []};
  }
  if (compare === 'previous-year') return previousYear(window, dataset);
  throw new QueryError(
    `Unknown comparison ${JSON.stringify(compare)}. Known are previous-period, previous-year, previous-week, or {from, to}.`,
    query,
  );
}

function previousPeriod(window: Window, dataset: Dataset): Window {
  const {from, end} = window;
  const months = wholeMonths(from, end);
  if (months > 0) return cutToElapsed(shiftMonths(from, -months), from - 1, window, dataset, shiftMonths(window.to, -months));
  const length = end - from + 1;
  return cutToElapsed(from - length, from - 1, window, dataset);
}

function previousYear(window: Window, dataset: Dataset): Baseline {
  const {from, end} = window;
  const months = wholeMonths(from, end);
  if (months > 0) {
    const start = shiftMonths(from, -12);
    const base = cutToElapsed(start, shiftMonths(start, months) - 1, window, dataset, shiftMonths(window.to, -12));
    return {name: 'previous_year', window: base, notes: []};
  }
  const length = end - from + 1;
  if (length % 7 === 0 && weekday(from) === dataset.weekStart) {
    return {name: 'previous_year', window: cutToElapsed(from - 364, end - 364, window, dataset), notes: []};
  }
  const notes = isLeapDay(from) || isLeapDay(end) ? [note('leap-day', '29 February is compared with 28 February of the year before.')] : [];
  return {name: 'previous_year', window: cutToElapsed(shiftMonths(from, -12), shiftMonths(end, -12), window, dataset), notes};
}

/** How many whole calendar months `from` to `end` are; 0 when they are not. */
function wholeMonths(from: number, end: number): number {
  const first = civilDate(from);
  if (first.day !== 1 || lastDayOfMonth(end) !== end) return 0;
  const last = civilDate(end);
  return (last.year - first.year) * 12 + last.month - first.month + 1;
}

function isLeapDay(day: number): boolean {
  const {year, month} = civilDate(day);
  return day === dayOfCivil(year, 2, 29) && month === 2;
}

/**
 * The part of the base that answers to the elapsed part of the window: up to `last` (by default as many days). A base too short to have
 * that day counts in whole.
 */
function cutToElapsed(from: number, end: number, window: Window, dataset: Dataset, last = from + (window.to - window.from)): Window {
  if (!window.partial) return {from, to: end, end, partial: false};
  const to = Math.min(end, last);
  const sameDay = civilDate(to).day === civilDate(window.to).day || to - from === window.to - window.from;
  if (window.until === undefined || !sameDay) return {from, to, end, partial: true};
  const zone = createZone(dataset.timeZone);
  const timeOfDay = zone.wallOf(dataset.now) - dataset.today * 86_400_000;
  return {from, to, end, partial: true, until: zone.instantOf(to * 86_400_000 + timeOfDay) + 1};
}

/** How much of a period has passed at an instant, 0 to 1: for pace against a target, and for peers that scale the base by it. */
export function elapsedShare(period: {readonly from: string; readonly to: string}, asOf: number, timeZone: string): number {
  const zone = createZone(timeZone);
  const start = zone.startOfDay(Math.floor(Date.parse(period.from) / 86_400_000));
  const end = zone.startOfDay(Math.floor(Date.parse(period.to) / 86_400_000) + 1);
  return Math.min(1, Math.max(0, (asOf - start) / (end - start)));
}
