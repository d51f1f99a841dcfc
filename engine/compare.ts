/** The periods that a period is compared with. */

import {createZone} from '../data-adapters/cells/time-zone.ts';
import {note} from './build-result.ts';
import {alignEvent, alignmentNotes} from './calendar/align-event.ts';
import type {EventNamed} from './calendar/align-event.ts';
import {eventNamed} from './calendar/occurrences.ts';
import {eventNotes} from './calendar/event-notes.ts';
import type {Dataset} from './dataset.ts';
import {civilDate, dayOfCivil, lastDayOfMonth, shiftMonths, weekday} from './kernels/calendar.ts';
import {fiscalMonthOf, fiscalMonthStart, shiftFiscalMonths} from './kernels/fiscal.ts';
import type {FiscalYear} from './kernels/fiscal.ts';
import {resolvePeriod} from './periods.ts';
import type {Window} from './periods.ts';
import {QueryError} from './query.ts';
import type {Compare} from './query.ts';
import type {Note} from './result.ts';

export interface Baseline {
  /** How columns are called after it: `previous_period`, `previous_year`, `previous_event`, `custom`, `custom_2`… */
  readonly name: string;
  readonly window: Window;
  readonly notes: readonly Note[];
  readonly dayBefore: DayBefore;
}

/** The day of the base that a day of the period is set against. `ofMonths` asks for the first day of a bucket of months. */
export type DayBefore = (day: number, ofMonths: boolean) => number;

/** Each comparison once, in the query's order; further ones of a name are `custom_2`, `custom_3`. */
export function resolveComparisons(
  compare: Compare | readonly Compare[] | undefined, window: Window, dataset: Dataset, query: unknown,
): Baseline[] {
  const list = compare === undefined ? [] : Array.isArray(compare) ? (compare as readonly Compare[]) : [compare as Compare];
  const distinct = new Map(list.map((each) => [JSON.stringify(each), each] as const));
  const seen = new Map<string, number>();
  return [...distinct.values()].map((each) => {
    const baseline = resolveCompare(each, window, dataset, query);
    const place = (seen.get(baseline.name) ?? 0) + 1;
    seen.set(baseline.name, place);
    return place === 1 ? baseline : {...baseline, name: `${baseline.name}_${place}`};
  });
}

/**
 * The window that `compare` names, cut to the elapsed part of a running period: as many days, and the last of them only up to the
 * clock's time of day.
 *
 * Whole months of the calendar, or of the shop's fiscal year, (and so quarters and years) are compared with whole months; other ranges shift by
 * their own length. A year back, whole weeks shift by 52 weeks so that weekdays match, other days by the calendar (29 February meets 28
 * February, with a note); `same-weekday` shifts by 52 weeks whatever the range. `previous-event` lays days by their distance from an event's peak; a
 * period that is the event is set against days of the event alone. A note tells of events that only one side holds.
 */
export function resolveCompare(compare: Compare, window: Window, dataset: Dataset, query: unknown): Baseline {
  const baseline = readCompare(compare, window, dataset, query);
  const aligned = window.event && baseline.window.event ? window.event.name : undefined;
  return {...baseline, notes: [...baseline.notes, ...eventNotes(window, baseline.window, dataset, aligned)]};
}

function readCompare(compare: Compare, window: Window, dataset: Dataset, query: unknown): Baseline {
  const named = eventNamed(compare, query);
  if (named) return previousEvent(named, window, dataset, query);
  if (typeof compare === 'object' && compare !== null) return customRange(resolvePeriod(compare, dataset, query), window, dataset);
  if (compare === 'previous-period') return previousPeriod(window, dataset);
  if (compare === 'previous-week') return shifted('previous_week', 7 * Math.ceil((window.end - window.from + 1) / 7), window, dataset);
  if (compare === 'previous-year') return previousYear(window, dataset);
  if (compare === 'same-weekday') return shifted('same_weekday', 364, window, dataset);
  if (compare === 'previous-event') return previousEvent({}, window, dataset, query);
  throw new QueryError(
    `Unknown comparison ${JSON.stringify(compare)}. Known are previous-period, previous-year, previous-week, same-weekday, previous-event, {from, to}, ` +
      'event:618, or {event, year}.',
    query,
  );
}

const daysBack = (shift: number): DayBefore => (day) => day - shift;

/** So many days back, each day. */
function shifted(name: string, shift: number, window: Window, dataset: Dataset): Baseline {
  return {name, window: cutToElapsed(window.from - shift, window.end - shift, window, dataset), notes: [], dayBefore: daysBack(shift)};
}

function customRange(base: Window, window: Window, dataset: Dataset): Baseline {
  const months = wholeMonths(window.from, window.end);
  const [now, before] = [civilDate(window.from), civilDate(base.from)];
  const apart = (before.year - now.year) * 12 + before.month - now.month;
  const byMonths = months > 0 && months === wholeMonths(base.from, base.end);
  const shift = window.from - base.from;
  return {
    name: 'custom', window: cutToElapsed(base.from, base.end, window, dataset), notes: [],
    dayBefore: (day, ofMonths) => (byMonths && ofMonths ? shiftMonths(day, apart) : day - shift),
  };
}

function previousPeriod(window: Window, dataset: Dataset): Baseline {
  const {from, end} = window;
  const {fiscal} = dataset.calendar;
  const months = wholeMonths(from, end);
  const fiscalMonths = months === 0 && fiscal ? wholeFiscalMonths(window, fiscal) : 0;
  if (months === 0 && fiscalMonths === 0) return shifted('previous_period', end - from + 1, window, dataset);
  const back = (day: number): number => (fiscal && months === 0 ? shiftFiscalMonths(day, -fiscalMonths, fiscal) : shiftMonths(day, -months));
  const start = back(from);
  return {
    name: 'previous_period', window: cutToElapsed(start, from - 1, window, dataset, back(window.to)), notes: [],
    dayBefore: (day, ofMonths) => (ofMonths ? back(day) : day - (from - start)),
  };
}

function previousYear(window: Window, dataset: Dataset): Baseline {
  const {from, end} = window;
  const months = wholeMonths(from, end);
  const dayBefore: DayBefore = (day) => shiftMonths(day, -12);
  if (months > 0) {
    const start = shiftMonths(from, -12);
    const base = cutToElapsed(start, shiftMonths(start, months) - 1, window, dataset, shiftMonths(window.to, -12));
    return {name: 'previous_year', window: base, notes: [], dayBefore};
  }
  const length = end - from + 1;
  if (length % 7 === 0 && weekday(from) === dataset.weekStart) return shifted('previous_year', 364, window, dataset);
  const notes = isLeapDay(from) || isLeapDay(end) ? [leapDayNote()] : [];
  const base = cutToElapsed(shiftMonths(from, -12), shiftMonths(end, -12), window, dataset, shiftMonths(window.to, -12));
  return {name: 'previous_year', window: base, notes, dayBefore};
}

export const leapDayNote = (): Note => note('leap-day', '29 February is compared with 28 February of the year before.');

/** A period that is the event stays inside the other occurrence; another period takes the days around it. */
function previousEvent(named: EventNamed, window: Window, dataset: Dataset, query: unknown): Baseline {
  const alignment = alignEvent(named, window, dataset, query);
  const {base, shift} = alignment;
  const first = window.from - shift;
  const from = window.event ? Math.max(first, base.from) : first;
  const cut = cutToElapsed(first, window.event ? Math.min(window.end - shift, base.to) : window.end - shift, window, dataset);
  const none = {from, to: from - 1, end: from - 1, partial: window.partial};
  return {
    name: 'previous_event', window: {...(cut.to < from ? none : {...cut, from}), event: base}, notes: alignmentNotes(alignment, window),
    dayBefore: daysBack(shift),
  };
}

/** How many whole calendar months `from` to `end` are; 0 when they are not. */
function wholeMonths(from: number, end: number): number {
  const first = civilDate(from);
  if (first.day !== 1 || lastDayOfMonth(end) !== end) return 0;
  const last = civilDate(end);
  return (last.year - first.year) * 12 + last.month - first.month + 1;
}

/** How many whole months of the fiscal year; 0 when they are not. */
function wholeFiscalMonths({from, end}: Window, fiscal: FiscalYear): number {
  const [first, next] = [fiscalMonthOf(from, fiscal), fiscalMonthOf(end + 1, fiscal)];
  return fiscalMonthStart(first, fiscal) === from && fiscalMonthStart(next, fiscal) === end + 1 ? next - first : 0;
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
  const sameDay = to === last && (civilDate(to).day === civilDate(window.to).day || to - from === window.to - window.from);
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
