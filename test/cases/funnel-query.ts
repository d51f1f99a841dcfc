/** A funnel case as rows of events and one query. */

import type {FunnelQuery, FunnelStep} from 'tillboard/engine';

import {isRecord, knowOnly, listOf, NotCovered} from './case.ts';
import type {PeerCase, ReadData} from './case.ts';
import {asText, readConditions, toFilters} from './condition.ts';
import type {Condition} from './condition.ts';

export type EventRow = Readonly<Record<string, unknown>>;

/** What the peers call the columns of an event log. */
const CANONICAL: Readonly<Record<string, string>> = {
  actor: 'user_id', user: 'user_id', user_id: 'user_id', person: 'user_id', distinct_id: 'user_id', uid: 'user_id',
  session: 'session_id', session_id: 'session_id', event: 'step', action: 'step', step: 'step',
  t: 'at', t_seconds: 'at', time: 'at', timestamp: 'at', ts: 'at', at: 'at', platform: 'device', acquisition_channel: 'channel',
};
const PARAMS = [
  'steps', 'events', 'window', 'window_seconds', 'window_minutes', 'window_hours', 'window_days', 'window_boundary', 'mode', 'order', 'exclusions',
  'breakdown', 'breakdown_attribution', 'from_step', 'to_step', 'bins', 'timezone', 'actor', 'date_from', 'date_to',
];
const EXCLUSION = ['event', 'from_step', 'to_step', 'funnel_from_step', 'funnel_to_step'];

/** Peers' names for the rules of ours; our own default is one event one step, which two of them ask for by name. */
const RULES: Readonly<Record<string, NonNullable<FunnelQuery['rules']>[number]>> = {
  strict_order: 'strict-order', strict_deduplication: 'strict-deduplication', strict: 'strict-deduplication', strict_increase: 'strict-increase',
  increase: 'strict-increase', allow_reentry: 'allow-reentry', deduplication: 'deduplication', fixed: 'fixed',
};
const DEFAULTS = ['default', 'strict_once', ''];
const ORDERS: Readonly<Record<string, FunnelQuery['order']>> = {ordered: 'ordered', strict: 'strict', unordered: 'any', any: 'any', open: 'open'};

/** Times that are counts of seconds start here. */
const EPOCH = Date.UTC(2020, 0, 1);

export interface FunnelCase {
  readonly rows: readonly EventRow[];
  readonly query: FunnelQuery;
  /** The tests of each step, for those who count by hand. */
  readonly tests: readonly (readonly Condition[])[];
  readonly zones: readonly string[];
}

export async function readFunnelCase(peerCase: PeerCase, read: ReadData): Promise<FunnelCase> {
  const {params, input} = peerCase;
  knowOnly(params, PARAMS, 'params');
  knowOnly(input, ['events', 'rows', 'columns', 'dataset'], 'input');
  const boundary = params['window_boundary'];
  if (boundary !== undefined && !String(boundary).startsWith('inclusive')) throw new NotCovered(`window_boundary ${String(boundary)}`);
  if (![undefined, 'first_touch'].includes(params['breakdown_attribution'] as string)) throw new NotCovered('breakdown_attribution');
  const rows = typeof input['dataset'] === 'string' ? await readLog(input['dataset'], read) : readRows(input);
  const tests = (listOf(params['steps'] ?? params['events'])).map(readTests);
  const by = groupColumns(peerCase, rows);
  const query: FunnelQuery = {
    analysis: 'funnel',
    steps: listOf(params['steps'] ?? params['events']).map((step, index) => toStep(step, tests[index] ?? [])),
    within: readWindow(params),
    order: readOrder(peerCase),
    rules: readRules(peerCase),
    exclude: listOf(params['exclusions']).map((each) => readExclusion(each, tests.length)),
    ...(params['actor'] === undefined ? {} : {actor: CANONICAL[String(params['actor'])] ?? String(params['actor'])}),
    ...(by.length > 0 ? {by} : {}),
    ...readPeriod(params),
  };
  return {rows, query, tests, zones: listOf(params['timezone'] ?? 'UTC').map(String)};
}

async function readLog(path: string, read: ReadData): Promise<EventRow[]> {
  const {header, records} = await read(path);
  if (!header.some((name) => CANONICAL[name] === 'step')) throw new NotCovered(`data set ${path}`);
  return toEvents(header, records);
}

function readRows(input: PeerCase['input']): EventRow[] {
  const records = listOf(input['events'] ?? input['rows']);
  const columns = isRecord(records[0]) ? Object.keys(records[0]) : listOf(input['columns']).map(String);
  return toEvents(columns, records.map((record) => (isRecord(record) ? columns.map((name) => record[name]) : (record as unknown[]))));
}

/** Every column under its own name too, and as text: a condition may speak of it, and 4 must not become something else than "4". */
function toEvents(columns: readonly string[], records: readonly (readonly unknown[])[]): EventRow[] {
  const timeAt = columns.findIndex((name) => CANONICAL[name] === 'at');
  if (timeAt < 0) throw new NotCovered(`events without a time among ${columns.join(', ')}`);
  const numbers = records.map((record) => record[timeAt]).filter((time) => typeof time === 'number');
  const start = numbers.reduce((least, time) => Math.min(least, time), Infinity);
  return records.map((record) => {
    const event: Record<string, unknown> = {step: 'event'};
    columns.forEach((name, index) => {
      const value = record[index];
      if (index === timeAt) return;
      event[CANONICAL[name] ?? name] = event[name] = value;
      event[asText(name)] = value === null || value === undefined ? null : String(value);
    });
    const time = record[timeAt];
    event['at'] = typeof time === 'number' ? new Date(EPOCH + (time - start) * 1000).toISOString() : time;
    event['user_id'] ??= event['session_id'];
    return event;
  });
}

const EVENT: Readonly<Condition> = {column: 'event', test: '=', values: []};

/** A step is an event's name, a condition, several names, or `{event, <property>: value}`. */
function readTests(step: unknown): Condition[] {
  if (Array.isArray(step)) return [{...EVENT, values: step.map(String)}];
  if (isRecord(step)) {
    return Object.entries(step).map(([column, value]): Condition => {
      if (isRecord(value)) throw new NotCovered(`step ${JSON.stringify(step)}`);
      return {column: column === 'name' ? 'event' : column, test: '=', values: listOf(value).map(String)};
    });
  }
  const text = String(step);
  if (!/[=<>]|\bnull\b|\blike\b|\sin\s*\(/i.test(text)) return [{...EVENT, values: [text]}];
  const conditions = readConditions(text);
  if (!conditions) throw new NotCovered(`step ${text}`);
  return conditions.map((condition) => ({column: 'event', ...condition}));
}

function toStep(step: unknown, tests: readonly Condition[]): FunnelStep {
  const [only] = tests;
  if (tests.length === 1 && only?.column === 'event' && only.test === '=' && only.values.length === 1) return only.values[0] ?? '';
  const where = tests.map((test) => toFilters(test, test.column ?? 'event'));
  if (where.some((filters) => filters === undefined)) throw new NotCovered(`step ${JSON.stringify(step)}`);
  return {label: typeof step === 'string' ? step : JSON.stringify(step), where: where.flatMap((filters) => filters ?? [])};
}

function readExclusion(exclusion: unknown, steps: number): NonNullable<FunnelQuery['exclude']>[number] {
  if (!isRecord(exclusion)) throw new NotCovered(`exclusion ${JSON.stringify(exclusion)}`);
  knowOnly(exclusion, EXCLUSION, 'exclusion');
  const at = (name: string, other: number): number => Number(exclusion[name] ?? exclusion[`funnel_${name}`] ?? other) + 1;
  return {step: toStep(exclusion['event'], readTests(exclusion['event'])), from: at('from_step', 0), to: at('to_step', steps - 1)};
}

function readWindow(params: PeerCase['params']): string {
  const window = params['window'];
  if (window !== undefined && window !== null && window !== 'none') {
    const [, count, unit] = /^\s*(\d+)\s*(s|m|h|d|w)(?:ec|in|our|ay|eek)?\w*\s*$/i.exec(String(window)) ?? [];
    if (!count || !unit) throw new NotCovered(`window ${JSON.stringify(window)}`);
    return `${count}${unit.toLowerCase()}`;
  }
  for (const [name, unit] of [['days', 'd'], ['hours', 'h'], ['minutes', 'm'], ['seconds', 's']] as const) {
    if (params[`window_${name}`] !== undefined) return `${Number(params[`window_${name}`])}${unit}`;
  }
  return 'none';
}

function readOrder({params, capability}: PeerCase): FunnelQuery['order'] {
  const [head = ''] = capability.split('.');
  const order = ORDERS[String(params['order'] ?? head)] ?? (params['order'] === undefined ? 'ordered' : undefined);
  if (!order) throw new NotCovered(`order ${String(params['order'])}`);
  return order;
}

function readRules({params, capability}: PeerCase): NonNullable<FunnelQuery['rules']> {
  const [head = '', ...words] = capability.split('.');
  const named = /^window_?funnel$/i.test(head) ? words.filter((word) => word in RULES) : [];
  const modes = [...new Set([...listOf(params['mode']).map(String), ...named])].filter((mode) => !DEFAULTS.includes(mode));
  return modes.map((mode) => {
    const rule = RULES[mode];
    if (!rule) throw new NotCovered(`mode ${mode}`);
    return rule;
  });
}

function readPeriod({date_from: from, date_to: to}: PeerCase['params']): Pick<FunnelQuery, 'period'> {
  if (from === undefined && to === undefined) return {};
  const day = (value: unknown, clock: RegExp): string => {
    const [, date, time = ''] = /^(\d{4}-\d\d-\d\d)(?:[T ](.*))?$/.exec(String(value)) ?? [];
    if (!date || !clock.test(time)) throw new NotCovered(`a period from ${String(from)} to ${String(to)}`);
    return date;
  };
  return {period: {from: day(from, /^(00:00.*)?$/), to: day(to, /^(23:59.*)?$/)}};
}

/** The dimensions of a breakdown; where the case names none but expects groups, the column whose values they are. */
function groupColumns({params, expected}: PeerCase, rows: readonly EventRow[]): string[] {
  const named = listOf(params['breakdown']).map((name) => CANONICAL[String(name)] ?? String(name));
  if (named.length > 0) return named.map((name) => (name in (rows[0] ?? {}) && asText(name) in (rows[0] ?? {}) ? asText(name) : name));
  const groups = Object.values(expected).find((value) => isRecord(value) && Object.values(value).every(Array.isArray));
  if (!isRecord(groups)) return [];
  const holds = (column: string): boolean => Object.keys(groups).every((group) => rows.some((row) => row[column] === group));
  const column = Object.keys(rows[0] ?? {}).find(holds);
  if (!column) throw new NotCovered(`groups ${Object.keys(groups).join(', ')}`);
  return [column];
}
