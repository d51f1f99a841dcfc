/** A retention case as one query over a source of events. */

import {createSource} from 'tillboard/engine';
import type {CohortQuery, FunnelStep, Grain, Source} from 'tillboard/engine';

import {isRecord, knowOnly, listOf, NotCovered} from './case.ts';
import type {PeerCase} from './case.ts';
import {asText, readConditions, toFilters} from './condition.ts';
import type {EventRow} from './retention-rows.ts';

const PARAMS = [
  'period', 'grain', 'interval', 'week_start', 'date_to', 'date_from', 'intervals', 'total_intervals', 'timezone', 'type', 'start_event', 'return_event',
  'actor', 'time', 'cohort', 'n', 'denominator', 'properties', 'selected_interval', 'retention', 'decimals',
  'cohort_start_unit', 'cohort_period',
];
const GRAINS: readonly Grain[] = ['hour', 'day', 'week', 'month', 'quarter', 'year'];
const UNITS: Readonly<Record<string, Grain>> = {h: 'hour', D: 'day', W: 'week', M: 'month', Y: 'year'};
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MODES: Readonly<Record<string, NonNullable<CohortQuery['mode']>>> = {recurring: 'recurring', first_time: 'first-time', cohort: 'first-time'};
const RETENTIONS: Readonly<Record<string, NonNullable<CohortQuery['retention']>>> = {
  on: 'on', exact: 'on', exactly: 'on', within: 'within', from: 'from', on_or_after: 'from', unbounded: 'from', rolling: 'from',
};
const DAY_MS = 86_400_000;

export interface RetentionCase {
  readonly source: Source;
  readonly query: CohortQuery;
  /** For a range that ends at a moment: how many periods up to the one that holds it, and that one's first day or hour. */
  readonly range?: {readonly intervals: number; readonly last: string};
  readonly how?: string;
}

export function readRetention(peerCase: PeerCase, rows: readonly EventRow[]): RetentionCase {
  const {params, capability} = peerCase;
  knowOnly(params, PARAMS, 'params');
  const timeZone = String(params['timezone'] ?? 'UTC');
  const grain = readGrain(peerCase);
  const {weekStart, how} = readWeekStart(peerCase, rows);
  const until = readEnd(params['date_to'], rows);
  // A peer's range is observed to its end, whatever rows there are; its clock stands after it.
  const now = until === undefined ? 'data' : new Date(until.getTime() + 800 * DAY_MS).toISOString();
  const source = createSource({events: rows}, {timeZone, now, preset: 'none', weekStart});
  const type = String(params['type'] ?? capability.split('.')[0]).replace('-', '_');
  const retention = RETENTIONS[String(params['retention'] ?? 'on').replaceAll('-', '_')];
  if (!retention) throw new NotCovered(`retention ${String(params['retention'])}`);
  const mode = MODES[type] ?? (params['type'] === undefined ? 'first-time' : undefined);
  if (!mode) throw new NotCovered(`type ${type}`);
  const query: CohortQuery = {
    analysis: 'cohort', table: 'events', grain, mode, retention,
    ...steps(params['start_event'], params['return_event'], params['properties']),
  };
  const note = how === undefined ? {} : {how};
  if (!until) {
    if (params['intervals'] === undefined && params['date_from'] === undefined) return {source, query, ...note};
    throw new NotCovered('a range without its end');
  }
  const observed = 'by option observedUntil: period; the peer’s range is observed to its end';
  return {source, ...ranged(query, params, until, {timeZone, weekStart}), how: how === undefined ? observed : `${how}; ${observed}`};
}

function readGrain({params, capability}: PeerCase): Grain {
  const unit = UNITS[String(params['cohort_start_unit'])];
  const step = listOf(params['cohort_period']).map(String);
  if (step.length > 0 && (step[0] !== '1' || UNITS[step[1] ?? ''] !== unit)) throw new NotCovered(`cohort_period ${step.join(' ')}`);
  const named = unit ?? params['period'] ?? params['grain'] ?? params['interval'] ?? capability.split('.')[1] ?? 'day';
  const grain = GRAINS.find((each) => each === String(named).toLowerCase());
  if (!grain) throw new NotCovered(`period ${String(named)}`);
  return grain;
}

/** R counts weeks from 1 January: within one year that is a week that starts on its weekday. */
function readWeekStart({params, peer_quirk: quirk = '', expected}: PeerCase, rows: readonly EventRow[]): {readonly weekStart: number; readonly how?: string} {
  const named = params['week_start'];
  if (named !== undefined) {
    const day = WEEKDAYS.indexOf(String(named).toLowerCase());
    if (day < 0 && named !== 'iso') throw new NotCovered(`week_start ${String(named)}`);
    return {weekStart: day < 0 ? 1 : day};
  }
  const numbered = listOf(expected['columns']).length > 0 && listOf(expected['columns']).every((name) => /^\d{1,2}$/.test(String(name)));
  if (!/lubridate|1 jan|jan(uary)? 1|start of the year/i.test(quirk) && !numbered) return {weekStart: 1};
  const years = new Set(rows.map(({at}) => String(at).slice(0, 4)));
  if (years.size !== 1) throw new NotCovered('weeks counted from 1 January over more than one year');
  const day = new Date(`${[...years][0]}-01-01T00:00:00Z`).getUTCDay();
  return {weekStart: day, how: `by option weekStart: ${day}; weeks are counted from 1 January there`};
}

/** `now`, years after the rows, is as good as any day long after them. */
function readEnd(to: unknown, rows: readonly EventRow[]): Date | undefined {
  if (to === undefined) return undefined;
  if (/\bnow\b/i.test(String(to))) {
    const last = rows.reduce((latest, {at}) => Math.max(latest, Date.parse(String(at))), 0);
    return new Date(last + 2000 * DAY_MS);
  }
  const time = Date.parse(String(to));
  if (Number.isNaN(time)) throw new NotCovered(`date_to ${String(to)}`);
  return new Date(time);
}

function ranged(
  query: CohortQuery, params: PeerCase['params'], until: Date, {timeZone, weekStart}: {readonly timeZone: string; readonly weekStart: number},
): {readonly query: CohortQuery; readonly range: NonNullable<RetentionCase['range']>} {
  const {grain = 'day'} = query;
  const [date = '', clock = ''] = new Intl.DateTimeFormat('sv-SE', {timeZone, dateStyle: 'short', timeStyle: 'medium'}).format(until).split(' ');
  const start = startOf(date, grain, weekStart);
  const last = grain === 'hour' ? new Date(until.getTime() - (Number(clock.slice(3, 5)) * 60 + Number(clock.slice(6))) * 1000).toISOString() : start;
  const given = params['date_from'];
  const counted = params['intervals'] ?? params['total_intervals'] ?? (given === undefined ? 11 : undefined);
  const intervals = counted === undefined ? intervalsFrom(String(given), start, grain, weekStart) : Number(counted);
  const from = grain === 'hour' ? shift(date, 'day', -Math.ceil(intervals / 24)) : shift(start, grain, 1 - intervals);
  return {query: {...query, period: {from, to: date}, observedUntil: 'period'}, range: {intervals, last}};
}

function intervalsFrom(from: string, last: string, grain: Grain, weekStart: number): number {
  if (grain === 'hour' || !/^\d{4}-\d\d-\d\d/.test(from)) throw new NotCovered(`date_from ${from}`);
  let count = 1;
  for (let day = startOf(from.slice(0, 10), grain, weekStart); day < last; day = shift(day, grain, 1)) count++;
  return count;
}

const dayText = (date: Date): string => date.toISOString().slice(0, 10);

/** First day of the calendar period that holds a day. */
function startOf(day: string, grain: Grain, weekStart: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (grain === 'week') date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() - weekStart + 7) % 7));
  if (grain === 'month' || grain === 'quarter' || grain === 'year') date.setUTCDate(1);
  if (grain === 'quarter') date.setUTCMonth(date.getUTCMonth() - (date.getUTCMonth() % 3));
  if (grain === 'year') date.setUTCMonth(0);
  return dayText(date);
}

function shift(day: string, grain: Grain, by: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (grain === 'day' || grain === 'hour') date.setUTCDate(date.getUTCDate() + by);
  else if (grain === 'week') date.setUTCDate(date.getUTCDate() + 7 * by);
  else date.setUTCMonth(date.getUTCMonth() + by * ({month: 1, quarter: 3, year: 12}[grain]));
  return dayText(date);
}

function steps(start: unknown, back: unknown, given: unknown): Pick<CohortQuery, 'start' | 'return'> {
  const tests = readProperties(given);
  const read = (named: unknown): FunnelStep[] => listOf(named).map((each) => toStep(each, tests));
  const any: FunnelStep[] = tests.length > 0 ? [{label: 'any', where: tests}] : [];
  const [starts, returns] = [read(start), read(back)];
  return {
    ...(starts.length + any.length > 0 ? {start: starts.length > 0 ? starts : any} : {}),
    ...(returns.length + any.length > 0 ? {return: returns.length > 0 ? returns : any} : {}),
  };
}

type Filter = NonNullable<CohortQuery['filters']>[number];

/** Properties hold for the start and for the return. */
function readProperties(given: unknown): Filter[] {
  const pairs = Array.isArray(given)
    ? (given as {key?: unknown; value?: unknown}[]).map(({key, value}) => [String(key), value] as const)
    : isRecord(given) ? Object.entries(given) : [];
  if (given !== undefined && pairs.length === 0) throw new NotCovered(`properties ${JSON.stringify(given)}`);
  return pairs.map(([key, value]) => ({dimension: asText(key), in: listOf(value).map(String)}));
}

function toStep(step: unknown, tests: readonly Filter[]): FunnelStep {
  if (isRecord(step)) {
    const where = Object.entries(step).map(([name, value]) => ({dimension: asText(name), in: listOf(value).map(String)}));
    return {label: JSON.stringify(step), where: [...where, ...tests]};
  }
  const text = String(step);
  const conditions = /[=<>]|\bnull\b/i.test(text) ? readConditions(text) : [];
  const where = conditions?.map((condition) => toFilters(condition, condition.column ?? 'event'));
  if (!where || where.some((filters) => filters === undefined)) throw new NotCovered(`step ${text}`);
  if (where.length === 0 && tests.length === 0) return text;
  const named = where.length > 0 ? where.flatMap((filters) => filters ?? []) : [{dimension: asText('event'), in: [text]}];
  return {label: text, where: [...named, ...tests]};
}
