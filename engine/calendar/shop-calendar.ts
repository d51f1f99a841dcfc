/** The calendar a shop lives by beside the civil one: its campaigns and holidays, and its fiscal year. */

import {dayNumber, dayText} from '../../data-adapters/cells/time-zone.ts';
import {civilDate} from '../kernels/calendar.ts';
import type {FiscalYear} from '../kernels/fiscal.ts';

/** One occurrence of an event. Occurrences of one `name` belong together: they may move, and differ in length. */
export interface ShopEvent {
  /** As readers are to see it: `618`, `双11`. */
  readonly name: string;
  /** First and last day, `YYYY-MM-DD`, both included, in the shop's own zone. */
  readonly from: string;
  readonly to: string;
  /** The day the event is about, where it has one: two occurrences are laid side by side by it, else by their first days. */
  readonly peak?: string;
  /** The year it is called by. Default: that of its peak, else of its last day. */
  readonly year?: number;
}

/** Plain JSON. Nothing of it applies that the host did not give. */
export interface ShopCalendar {
  readonly events?: readonly ShopEvent[];
  /** The month the fiscal year begins in, 1 to 12, or its first day as `MM-DD` up to the 28th: `12-26` where months run from the 26th to the 25th. */
  readonly fiscalYearStart?: number | string;
  /** Months of whole weeks, from the source's `weekStart`: the year begins on the week start nearest to `fiscalYearStart`. */
  readonly fiscalWeeks?: '4-4-5' | '4-5-4' | '5-4-4';
}

export interface Occurrence {
  readonly name: string;
  readonly year: number;
  /** Day numbers, both included. */
  readonly from: number;
  readonly to: number;
  readonly peak: number | undefined;
}

export interface CalendarOfDays {
  /** By their first days. */
  readonly occurrences: readonly Occurrence[];
  readonly fiscal: FiscalYear | undefined;
}

const FISCAL_WEEKS: Readonly<Record<string, readonly number[]>> = {'4-4-5': [4, 4, 5], '4-5-4': [4, 5, 4], '5-4-4': [5, 4, 4]};

/** Throws a `RangeError` that names the entry at fault and what to write. */
export function readCalendar(calendar: ShopCalendar | undefined, weekStart: number): CalendarOfDays {
  if (calendar !== undefined && (typeof calendar !== 'object' || calendar === null || Array.isArray(calendar))) {
    throw new RangeError(`calendar is ${JSON.stringify(calendar)}; write {events: [{name, from, to}], fiscalYearStart}.`);
  }
  const events: unknown = calendar?.events ?? [];
  if (!Array.isArray(events)) throw new RangeError(`calendar.events is ${JSON.stringify(events)}; write a list of {name, from, to}.`);
  const occurrences = (events as readonly ShopEvent[]).map(readOccurrence).sort((a, b) => a.from - b.from || a.to - b.to);
  refuseOverlaps(occurrences);
  return {occurrences, fiscal: readFiscal(calendar, weekStart)};
}

function readOccurrence(event: ShopEvent, index: number): Occurrence {
  const at = `calendar.events[${index}]`;
  if (typeof event?.name !== 'string' || event.name.trim() === '' || /\/\d{4}$/.test(event.name)) {
    throw new RangeError(`${at}.name is ${JSON.stringify(event?.name)}; write a name such as "618", the same for every year and without one.`);
  }
  const day = (part: 'from' | 'to' | 'peak'): number => {
    const number = typeof event[part] === 'string' ? dayNumber(event[part]) : undefined;
    if (number === undefined) throw new RangeError(`${at}.${part} of "${event.name}" is ${JSON.stringify(event[part])}; write a day such as 2024-06-18.`);
    return number;
  };
  const [from, to] = [day('from'), day('to')];
  const peak = event.peak === undefined ? undefined : day('peak');
  if (to < from) throw new RangeError(`${at} of "${event.name}" ends (${event.to}) before it begins (${event.from}). Swap its ends.`);
  if (peak !== undefined && (peak < from || peak > to)) {
    throw new RangeError(`${at}.peak of "${event.name}" is ${event.peak}, outside of ${event.from} to ${event.to}. Write a day between them, or leave it out.`);
  }
  if (event.year !== undefined && !Number.isInteger(event.year)) throw new RangeError(`${at}.year of "${event.name}" is ${JSON.stringify(event.year)}; write one such as 2024.`);
  return {name: event.name, year: event.year ?? civilDate(peak ?? to).year, from, to, peak};
}

function refuseOverlaps(occurrences: readonly Occurrence[]): void {
  const last = new Map<string, Occurrence>();
  for (const each of occurrences) {
    const before = last.get(each.name);
    if (before && each.from <= before.to) {
      throw new RangeError(
        `calendar.events: "${each.name}" from ${dayText(each.from)} begins before the one from ${dayText(before.from)} is over (${dayText(before.to)}). ` +
          'Give each day to one occurrence, or name them differently.',
      );
    }
    last.set(each.name, each);
  }
}

function readFiscal(calendar: ShopCalendar | undefined, weekStart: number): FiscalYear | undefined {
  const {fiscalYearStart, fiscalWeeks} = calendar ?? {};
  const weeks = fiscalWeeks === undefined ? undefined : FISCAL_WEEKS[fiscalWeeks];
  if (fiscalWeeks !== undefined && !weeks) {
    throw new RangeError(`calendar.fiscalWeeks is ${JSON.stringify(fiscalWeeks)}; write ${Object.keys(FISCAL_WEEKS).join(', ')}, or leave it out.`);
  }
  if (fiscalYearStart === undefined) {
    if (weeks) throw new RangeError('calendar.fiscalWeeks needs calendar.fiscalYearStart, such as "02-01", which the year begins nearest to.');
    return undefined;
  }
  const text = typeof fiscalYearStart === 'number' ? `${String(fiscalYearStart).padStart(2, '0')}-01` : String(fiscalYearStart);
  const [, month, day] = /^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/.exec(text) ?? [];
  if (month === undefined) {
    throw new RangeError(
      `calendar.fiscalYearStart is ${JSON.stringify(fiscalYearStart)}; write a month from 1 to 12, or a first day as "MM-DD" up to the 28th, such as "12-26".`,
    );
  }
  return {month: Number(month), day: Number(day), weekStart, ...(weeks ? {weeks} : {})};
}
