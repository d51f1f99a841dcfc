/** An attribution query with its defaults, every option checked. */

import type {HeuristicModel} from '../../kernels/touch-credit.ts';
import type {PathRules} from '../../kernels/touch-path.ts';
import {QueryError} from '../../query.ts';
import type {AttributionModel, AttributionQuery} from './attribution-query.ts';

export interface AttributionPlan {
  readonly query: AttributionQuery;
  readonly models: readonly AttributionModel[];
  readonly heuristics: readonly HeuristicModel[];
  readonly dimension: string;
  /** Names of events, or orders. */
  readonly conversion: 'orders' | readonly string[];
  readonly value: 'net' | 'margin' | 'count';
  /** Milliseconds; `Infinity` for none. */
  readonly lookback: number;
  readonly halfLife: number;
  readonly position: readonly [number, number, number];
  readonly touch: readonly string[] | undefined;
  readonly touchPer: 'visit' | 'event' | undefined;
  readonly paths: Omit<PathRules, 'isDirect'>;
  readonly direct: ReadonlySet<string>;
  readonly exclude: ReadonlySet<string>;
  readonly reset: boolean;
  readonly view: 'channels' | 'paths';
}

export const MODELS: readonly AttributionModel[] = ['first', 'last', 'last-non-direct', 'linear', 'position', 'decay', 'markov'];
export const DEFAULT_MODELS: readonly AttributionModel[] = ['first', 'last', 'linear', 'position', 'decay'];
export const DEFAULT_DIRECT: readonly string[] = ['direct', '(direct)', '(none)', '直接访问'];
const DAY = 86_400_000;
const UNITS: Readonly<Record<string, number>> = {s: 1000, m: 60_000, h: 3_600_000, d: DAY, w: 7 * DAY};

/** Throws a `QueryError` that names the option at fault and what to write. */
export function planAttribution(query: AttributionQuery): AttributionPlan {
  const oneOf = <T>(name: keyof AttributionQuery, choices: readonly T[]): T | undefined => {
    const given = query[name] as T | undefined;
    if (given === undefined || choices.includes(given)) return given;
    throw bad(query, name, `Write ${choices.map((choice) => JSON.stringify(choice)).join(', ')}.`);
  };
  const {dimension = 'channel', maxTouches = Infinity} = query;
  if (typeof dimension !== 'string' || dimension === '') throw bad(query, 'dimension', 'Write a column of the events such as "channel".');
  if (maxTouches !== Infinity && !(Number.isInteger(maxTouches) && maxTouches >= 1)) throw bad(query, 'maxTouches', 'Write a whole number from 1.');
  const conversion = query.conversion === undefined || query.conversion === 'orders' ? 'orders' : readNames(query, 'conversion');
  const collapse = oneOf('collapse', [true, false, 'all' as const]) ?? false;
  const models = readModels(query);
  const value = oneOf('value', ['net', 'margin', 'count'] as const) ?? (conversion === 'orders' ? 'net' : 'count');
  if (conversion !== 'orders' && value !== 'count') throw bad(query, 'value', 'Events are worth 1 each: write "count", or conversion: "orders".');
  return {
    query, models, dimension, conversion, value,
    heuristics: models.filter((model): model is HeuristicModel => model !== 'markov'),
    lookback: readDuration(query, 'lookback', 30 * DAY),
    halfLife: readDuration(query, 'halfLife', 7 * DAY),
    position: readPosition(query.position, query),
    touch: query.touch === undefined ? undefined : readNames(query, 'touch'),
    touchPer: oneOf('touchPer', ['visit', 'event'] as const),
    paths: {collapse: collapse === true ? 'consecutive' : collapse === 'all' ? 'all' : 'none', dropDirect: oneOf('dropDirect', ['last', 'any'] as const) ?? 'none', maxTouches},
    direct: new Set((query.direct === undefined ? DEFAULT_DIRECT : readNames(query, 'direct')).map((name) => name.toLowerCase())),
    exclude: new Set(query.exclude === undefined ? [] : readNames(query, 'exclude')),
    reset: oneOf('reset', [true, false]) ?? false,
    view: oneOf('view', ['channels', 'paths'] as const) ?? 'channels',
  };
}

function bad(query: AttributionQuery, name: keyof AttributionQuery, hint: string): QueryError {
  return new QueryError(`${name} is ${JSON.stringify(query[name])}. ${hint}`, query, 'bad-option', [name]);
}

function readModels(query: AttributionQuery): readonly AttributionModel[] {
  const {models = DEFAULT_MODELS} = query;
  if (Array.isArray(models) && models.length > 0 && models.every((model) => MODELS.includes(model as AttributionModel))) return [...new Set(models)];
  throw bad(query, 'models', `Write a list of ${MODELS.join(', ')}.`);
}

function readNames(query: AttributionQuery, name: 'conversion' | 'touch' | 'direct' | 'exclude'): readonly string[] {
  const given: unknown = query[name];
  const names: readonly unknown[] = Array.isArray(given) ? given : [given];
  if ((names.length > 0 || name === 'direct' || name === 'exclude') && names.every((each) => typeof each === 'string' && each !== '')) {
    return names as readonly string[];
  }
  throw bad(query, name, 'Write a name or a list of names.');
}

function readDuration(query: AttributionQuery, name: 'lookback' | 'halfLife', fallback: number): number {
  const given: unknown = query[name];
  if (given === undefined) return fallback;
  if (given === 'none' && name === 'lookback') return Infinity;
  const match = /^(\d+(?:\.\d+)?)(s|m|h|d|w)$/.exec(String(given).trim());
  const duration = match ? Number(match[1]) * (UNITS[match[2] as string] as number) : NaN;
  if (duration > 0 && Number.isFinite(duration)) return duration;
  throw bad(query, name, `Write a duration above 0 such as 30d, 12h${name === 'lookback' ? ', or none' : ''}.`);
}

/** Throws a `QueryError` for anything but three parts from 0 that add up to 1. */
export function readPosition(given: readonly [number, number, number] | undefined, query: unknown): readonly [number, number, number] {
  if (given === undefined) return [0.4, 0.2, 0.4];
  const parts: readonly unknown[] = Array.isArray(given) ? given : [];
  const fits = parts.length === 3 && parts.every((part) => typeof part === 'number' && part >= 0);
  if (fits && Math.abs((parts as number[]).reduce((sum, part) => sum + part, 0) - 1) < 1e-9) return given;
  throw new QueryError(
    `position is ${JSON.stringify(given)}. Write three parts from 0 that add up to 1, such as [0.4, 0.2, 0.4].`, query, 'bad-option', ['position'],
  );
}
