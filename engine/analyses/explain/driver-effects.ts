/** The drivers of a change: factors whose product is the metric, each with its part in the change. */

import {DRIVERS} from '../../../metrics/drivers.ts';
import type {DriverChain} from '../../../metrics/drivers.ts';
import type {Metric} from '../../../metrics/metric.ts';
import {note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {QueryError} from '../../query.ts';
import type {Note} from '../../result.ts';
import {readPairs} from './read-pairs.ts';
import type {Pair, Reading} from './read-pairs.ts';
import {TOLERANCE} from './dimension-parts.ts';
import type {ExplainQuery} from './explain-query.ts';
import {findMetric} from './find-metric.ts';
import {logMeanProduct} from './log-mean.ts';
import {closeTo, product, shapleyProduct} from './shapley.ts';
import type {ProductEffects} from './shapley.ts';

export interface Driver {
  /** As it was asked for. */
  readonly asked: DriverChain[number];
  readonly metric: Metric;
  readonly base: number;
  readonly now: number;
  readonly contribution: number;
  /** Contribution for a change of one of the driver. */
  readonly slope: number;
}

/**
 * The drivers of the first chain that the source can answer, whose factors are defined in both periods, and whose product is the metric in both to
 * 1e-9 of it. A note says of each chain before it why it is not used. None where no chain holds, or the metric has none.
 */
export function driverEffects(query: ExplainQuery, metric: Metric, change: number, context: RunContext, notes: Note[]): Driver[] {
  const known = Object.hasOwn(DRIVERS, metric.key) ? (DRIVERS[metric.key] ?? []) : [];
  const {drivers: asked = 'auto'} = query;
  const chains = asked !== 'auto' ? [asked].filter(({length}) => length > 0) : known;
  for (const chain of chains) {
    const drivers = tryChain(chain, query, metric, change, context, notes);
    if (drivers) return drivers;
  }
  return [];
}

function tryChain(
  chain: DriverChain, query: ExplainQuery, metric: Metric, change: number, context: RunContext, notes: Note[],
): Driver[] | undefined {
  const names = chain.map((asked) => (typeof asked === 'string' ? asked : asked.key)).join(' × ');
  const params = {metric: metric.key, drivers: names};
  const reading = answered(chain, query, context);
  if (reading instanceof QueryError) {
    const lacking = reading.names.slice(0, -1).join(', ');
    notes.push(note('drivers-lacking', `${metric.key} is not explained by ${names}: ${reading.message}`, {...params, lacking}));
    return undefined;
  }
  const metrics = chain.map((asked) => findMetric(asked, query, context));
  const pairs = metrics.map(({key}) => reading.whole(key));
  const unknown = metrics.find((_, index) => (pairs[index] as Pair).base === null || (pairs[index] as Pair).now === null);
  if (unknown) {
    const text = `${metric.key} is not explained by ${names}: ${unknown.key} is undefined in one of the periods.`;
    notes.push(note('drivers-undefined', text, {...params, driver: unknown.key}));
    return undefined;
  }
  const base = pairs.map((pair) => pair.base as number);
  const now = pairs.map((pair) => pair.now as number);
  const whole = reading.whole(metric.key);
  if (!isProduct(base, whole.base) || !isProduct(now, whole.now)) {
    notes.push(note('drivers-inexact', `${metric.key} is not explained by ${names}: their product is another number.`, params));
    return undefined;
  }
  notes.push(...reading.result.notes);
  const {effects, slopes} = effectsOf(query, base, now, metrics, params, notes);
  const contributions = closeTo(effects, change);
  return metrics.map((each, index) => ({
    asked: chain[index] as DriverChain[number], metric: each, base: base[index] as number, now: now[index] as number,
    contribution: contributions[index] as number, slope: slopes[index] as number,
  }));
}

function effectsOf(
  {method = 'shapley'}: ExplainQuery, base: readonly number[], now: readonly number[], metrics: readonly Metric[], params: Note['params'], notes: Note[],
): ProductEffects {
  const found = method === 'log-mean' ? logMeanProduct(base, now) : undefined;
  const below = method === 'log-mean' && !found ? metrics.find((_, index) => !((base[index] as number) > 0 && (now[index] as number) > 0)) : undefined;
  if (below) {
    const text = `Drivers of ${String(params['metric'])} are told by their Shapley effects: ${below.key} is not above 0 in both periods, and has no logarithm.`;
    notes.push(note('log-mean-undefined', text, {...params, driver: below.key}));
  }
  return found ?? shapleyProduct(base, now);
}

/** A chain of the kit that the source cannot answer is passed over; of the query's own a name that does not exist is a mistake. */
function answered(chain: DriverChain, query: ExplainQuery, context: RunContext): Reading | QueryError {
  try {
    return readPairs(query, context, [query.metric, ...chain]);
  } catch (error) {
    if (error instanceof QueryError && (error.kind === 'missing-table' || error.kind === 'missing-column')) return error;
    throw error;
  }
}

function isProduct(factors: readonly number[], value: number | null): boolean {
  const found = product(factors);
  return value !== null && Math.abs(found - value) <= TOLERANCE * Math.max(Math.abs(found), Math.abs(value));
}
