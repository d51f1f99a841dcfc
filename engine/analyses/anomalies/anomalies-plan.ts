/** An anomalies query with its defaults, every option checked. */

import {eventNamed, occurrencesOf} from '../../calendar/occurrences.ts';
import type {Occurrence} from '../../calendar/shop-calendar.ts';
import type {Dataset} from '../../dataset.ts';
import {resolvePeriod} from '../../periods.ts';
import type {Window} from '../../periods.ts';
import type {Period} from '../../query.ts';
import {QueryError} from '../../query.ts';
import {CONTROL_RULES, WESTERN_ELECTRIC} from '../../statistics/control-rules.ts';
import type {AnomaliesQuery} from './anomalies-query.ts';
import type {Usual} from './judge-series.ts';

export interface AnomaliesPlan {
  readonly query: AnomaliesQuery;
  readonly grain: 'hour' | 'day' | 'week' | 'month';
  readonly window: Window;
  readonly usual: Usual;
  /** For hours whose weeks are not enough: the same hour of the days before. */
  readonly fallback: Usual | undefined;
  readonly direction: 'both' | 'up' | 'down';
  readonly mask: readonly Window[];
  readonly limit: number;
  readonly view: 'all' | 'anomalies';
}

const SEASONS = {hour: 168, day: 7, week: 1, month: 1} as const;
const DAY_OF_HOURS = {season: 24, seasons: 14};

/** Throws a `QueryError` that names the option at fault and what to write. */
export function planAnomalies(query: AnomaliesQuery, dataset: Dataset): AnomaliesPlan {
  const grain = oneOf(query, 'grain', ['day', 'hour', 'week', 'month']);
  const rules = query.rules ?? WESTERN_ELECTRIC;
  if (!Array.isArray(rules) || rules.length === 0 || rules.some((rule) => !CONTROL_RULES.includes(rule))) {
    throw bad(query, 'rules', `Write a list of ${CONTROL_RULES.join(', ')}.`);
  }
  const usual: Usual = {
    method: oneOf(query, 'method', ['residual', 'seasonal', 'mad', 'tukey', 'control']),
    threshold: numberAbove(query, 'threshold', 3), leastChange: partOf(query), rules,
    season: whole(query, 'season', SEASONS[grain]), seasons: whole(query, 'seasons', 8), minHistory: whole(query, 'minHistory', 4),
  };
  if (usual.minHistory > usual.seasons) {
    throw bad({...query, minHistory: usual.minHistory}, 'minHistory', `Write at most seasons, which is ${usual.seasons}.`);
  }
  return {
    query, grain, usual, window: resolvePeriod(query.period, dataset, query),
    fallback: grain === 'hour' && query.season === undefined ? {...usual, ...DAY_OF_HOURS} : undefined,
    direction: oneOf(query, 'direction', ['both', 'up', 'down']), view: oneOf(query, 'view', ['all', 'anomalies']),
    limit: whole(query, 'limit', 50), mask: readMask(query, dataset),
  };
}

function bad(query: AnomaliesQuery, name: keyof AnomaliesQuery, hint: string): QueryError {
  return new QueryError(`${name} is ${JSON.stringify(query[name]) ?? 'missing'}. ${hint}`, query, 'bad-option', [name]);
}

function oneOf<T extends string>(query: AnomaliesQuery, name: keyof AnomaliesQuery, choices: readonly [T, ...T[]]): T {
  const given = query[name] as T | undefined;
  if (given === undefined) return choices[0];
  if (choices.includes(given)) return given;
  throw bad(query, name, `Write ${choices.join(', ')}.`);
}

function whole(query: AnomaliesQuery, name: 'season' | 'seasons' | 'minHistory' | 'limit', otherwise: number): number {
  const given = query[name] ?? otherwise;
  if (Number.isInteger(given) && given >= 1) return given;
  throw bad(query, name, 'Write a whole number from 1.');
}

function numberAbove(query: AnomaliesQuery, name: 'threshold', otherwise: number): number {
  const given: unknown = query[name] ?? otherwise;
  if (typeof given === 'number' && given > 0 && Number.isFinite(given)) return given;
  throw bad(query, name, 'Write a number above 0, such as 3.');
}

function partOf(query: AnomaliesQuery): number {
  const given: unknown = query.leastChange ?? 0;
  if (typeof given === 'number' && given >= 0 && Number.isFinite(given)) return given;
  throw bad(query, 'leastChange', 'Write a part from 0, such as 0.1 for 10 %.');
}

function readMask(query: AnomaliesQuery, dataset: Dataset): Window[] {
  const {mask = []} = query;
  if (mask === 'calendar') {
    if (dataset.calendar.occurrences.length > 0) return dataset.calendar.occurrences.map(daysOf);
    throw bad(query, 'mask', 'The shop\'s calendar has no events: give calendar: {events: [{name, from, to}]} to createSource or to <till-data>.');
  }
  if (!Array.isArray(mask)) throw bad(query, 'mask', 'Write a list of periods such as "2024-06-01/2024-06-20", or "calendar".');
  return (mask as readonly Period[]).flatMap((period) => {
    try {
      const named = eventNamed(period, query);
      return named && named.year === undefined ? occurrencesOf(named.event, dataset, query).map(daysOf) : [resolvePeriod(period, dataset, query)];
    } catch (error) {
      throw bad(query, 'mask', `${(error as Error).message}`);
    }
  });
}

const daysOf = ({from, to}: Occurrence): Window => ({from, to, end: to, partial: false});
