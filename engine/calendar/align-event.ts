/** Lays the days of a period beside those of another occurrence of an event. */

import {dayText} from '../../data-adapters/cells/time-zone.ts';
import {note} from '../build-result.ts';
import type {Dataset} from '../dataset.ts';
import type {Window} from '../periods.ts';
import {QueryError} from '../query.ts';
import type {Note} from '../result.ts';
import {occurrencesIn, occurrencesOf} from './occurrences.ts';
import type {Occurrence} from './shop-calendar.ts';

export interface EventAlignment {
  readonly now: Occurrence;
  readonly base: Occurrence;
  /** Days back: day d of the period is set against d − shift. */
  readonly shift: number;
}

/** Which event and, if not the one before, which year of it. */
export interface EventNamed {
  readonly event?: string;
  readonly year?: number;
}

/**
 * The alignment of a period. The event is the period's own, else one that touches it; peak meets peak where both occurrences have one, first day
 * meets first day elsewhere. Throws a `QueryError` where no event touches the period, where the calendar lacks the other occurrence, and where
 * several events would lay the days differently.
 */
export function alignEvent({event, year}: EventNamed, window: Window, dataset: Dataset, query: unknown): EventAlignment {
  const own = window.event && (event === undefined || event === window.event.name) ? [window.event] : undefined;
  if (event !== undefined) occurrencesOf(event, dataset, query);
  const touching = own ?? occurrencesIn(window.from, window.end, dataset).filter(({name}) => event === undefined || name === event);
  const days = `${dayText(window.from)} to ${dayText(window.end)}`;
  if (touching.length === 0) {
    const what = event === undefined ? 'no event of the shop\'s calendar' : `no "${event}" of the shop's calendar`;
    throw new QueryError(
      `Campaign days cannot be compared: ${what} lies in ${days}. Ask for a period that holds one, such as "event:618", or compare otherwise.`, query,
    );
  }
  const aligned = touching.flatMap((now) => {
    const base = otherOccurrence(now, year, dataset);
    return base ? [{now, base, shift: shiftOf(now, base)}] : [];
  });
  if (aligned.length === 0) {
    const {name, year: of} = touching[0] as Occurrence;
    const wanted = year === undefined ? `before that of ${of}` : `of ${year} beside that of ${of}`;
    throw new QueryError(`The shop's calendar has no "${name}" ${wanted}. Add its days to calendar.events, or compare otherwise.`, query, 'bad-option', [name]);
  }
  if (new Set(aligned.map(({shift}) => shift)).size > 1) {
    const names = aligned.map(({now}) => `${now.name} ${now.year}`).join(', ');
    throw new QueryError(`${days} holds ${names}, which lie differently in the year before. Take a shorter period, or name one: {event: "${aligned[0]?.now.name}"}.`, query);
  }
  return aligned.reduce((most, each) => (touched(each.now, window) > touched(most.now, window) ? each : most));
}

function otherOccurrence(now: Occurrence, year: number | undefined, {calendar}: Dataset): Occurrence | undefined {
  const others = calendar.occurrences.filter(({name, from}) => name === now.name && from !== now.from);
  return year === undefined ? others.filter(({from}) => from < now.from).at(-1) : others.find((each) => each.year === year);
}

const shiftOf = (now: Occurrence, base: Occurrence): number =>
  now.peak !== undefined && base.peak !== undefined ? now.peak - base.peak : now.from - base.from;

const touched = ({from, to}: Occurrence, window: Window): number => Math.min(to, window.end) - Math.max(from, window.from) + 1;

/** How the days were laid side by side, and which of an occurrence's own have no counterpart. */
export function alignmentNotes({now, base, shift}: EventAlignment, window: Window): Note[] {
  const day = base.peak !== undefined && now.peak !== undefined ? now.peak : now.from;
  const [event, year, baseYear] = [now.name, String(now.year), String(base.year)];
  const laid = {event, baseYear, day: dayText(day), baseDay: dayText(day - shift)};
  const notes = [note('event-aligned', `Days are set against those around ${event} ${baseYear}: ${laid.day} meets ${laid.baseDay}.`, laid)];
  if (!window.event) return notes;
  const [days, baseDays] = [now.to - now.from + 1, base.to - base.from + 1];
  const both = Math.max(0, Math.min(now.to - shift, base.to) - Math.max(now.from - shift, base.from) + 1);
  if (both === days && both === baseDays) return notes;
  const text = `${event} has ${days} days in ${year} and ${baseDays} in ${baseYear}; ${both} of them answer to each other, the others have no base or are left out of it.`;
  return [...notes, note('event-lengths', text, {event, year, days, baseYear, baseDays, both})];
}
