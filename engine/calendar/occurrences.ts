/** Finds occurrences of the shop's events. */

import {dayText} from '../../data-adapters/cells/time-zone.ts';
import type {Dataset} from '../dataset.ts';
import {nearNames} from '../../metrics/near-names.ts';
import {QueryError} from '../query.ts';
import type {EventPeriod} from '../query.ts';
import type {Occurrence} from './shop-calendar.ts';

/** The event that `event:618`, `event:618/2024` or `{event, year}` names; undefined for what names none. Throws a `QueryError` for bad parts. */
export function eventNamed(given: unknown, query: unknown): EventPeriod | undefined {
  if (typeof given === 'string') {
    const [, event, year] = /^event:(.+?)(?:\/(\d{4}))?$/.exec(given.trim()) ?? [];
    return event === undefined ? undefined : {event, ...(year === undefined ? {} : {year: Number(year)})};
  }
  if (typeof given !== 'object' || given === null || !('event' in given)) return undefined;
  const {event, year} = given as Partial<EventPeriod>;
  if (typeof event === 'string' && (year === undefined || Number.isInteger(year))) return {event, ...(year === undefined ? {} : {year})};
  throw new QueryError(`The event ${JSON.stringify(given)} cannot be read. Write "event:618", "event:618/2024" or {event: "618", year: 2024}.`, query);
}

/** All occurrences of a name, the earliest first. Throws a `QueryError` with near names for one that the calendar lacks. */
export function occurrencesOf(name: string, {calendar}: Dataset, query: unknown): readonly Occurrence[] {
  const found = calendar.occurrences.filter((each) => each.name === name);
  if (found.length > 0) return found;
  const known = [...new Set(calendar.occurrences.map((each) => each.name))];
  const near = nearNames(name, known);
  const hint = known.length === 0
    ? 'It has none: give calendar: {events: [{name, from, to}]} to createSource or to <till-data>.'
    : near.length > 0 ? `Did you mean ${near.map((each) => `"${each}"`).join(', ')}?` : `Known are ${known.join(', ')}.`;
  throw new QueryError(`The shop's calendar has no event ${JSON.stringify(name)}. ${hint}`, query, 'bad-option', [name]);
}

/** The occurrence of a year, by default the latest that has begun. */
export function findOccurrence(name: string, year: number | undefined, dataset: Dataset, query: unknown): Occurrence {
  const all = occurrencesOf(name, dataset, query);
  const found = year === undefined ? all.filter(({from}) => from <= dataset.today).slice(-1) : all.filter((each) => each.year === year);
  if (found.length === 1) return found[0] as Occurrence;
  const days = (found.length > 1 ? found : all).map(({from, to}) => `${dayText(from)}/${dayText(to)}`).join(', ');
  const text = found.length > 1
    ? `"${name}" occurs ${found.length} times in ${year}. Name its days instead: ${days}.`
    : `The shop's calendar has no "${name}" ${year === undefined ? 'that has begun' : `of ${year}`}. It has ${days}.`;
  throw new QueryError(text, query, 'bad-option', [name]);
}

/** Occurrences that touch the days, the earliest first. */
export const occurrencesIn = (from: number, to: number, {calendar}: Dataset): readonly Occurrence[] =>
  calendar.occurrences.filter((each) => each.from <= to && each.to >= from);
