/** Why a metric moved: drivers, and the values of dimensions. */

import type {Metric} from '../../../metrics/metric.ts';
import {buildResult, note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {QueryError} from '../../query.ts';
import type {Note, QueryResult} from '../../result.ts';
import {readPairs} from './read-pairs.ts';
import type {Reading} from './read-pairs.ts';
import {difference} from './dimension-parts.ts';
import {metricParts} from './dimensions-of.ts';
import {driverEffects} from './driver-effects.ts';
import type {ExplainQuery} from './explain-query.ts';
import {dimensionNodes, metricNode, treeColumns} from './explain-tree.ts';
import type {Node} from './explain-tree.ts';
import {findMetric} from './find-metric.ts';

const SHOWN = 5;
/** Shapley's effects cost 2ⁿ products. */
const MOST_DRIVERS = 8;

/**
 * The change of a metric from a base to now, exactly taken apart. A row a node of a tree, each after its parent: `total`; its `driver`s, factors
 * whose product is the metric, with their effects (`shapley.ts`, or by `method` `log-mean.ts`); each `dimension` it can be cut by, the one that
 * explains most first, with its `value`s. Drivers add up to the change, and so do the values of each dimension with the rows `(others)` and
 * `(overlap)`. Contributions are not rounded: they add up to the last binary digits, and what is rounded for display may differ by the last place.
 *
 * Of a value `contribution` is now − base for sums and counts (a side without rows is 0). Of a ratio it is mix + rate (`mix-rate.ts`), and `base`
 * and `now` are the value's own rates. `(overlap)` holds what parts do not add up to: distinct counts, and ratios over them. With `driverValues`
 * the dimensions of each driver stand below it, contributions in the unit of the metric: a driver's effect is its own change times a slope (of
 * Shapley's one that does not depend on the driver), so the driver's parts, times that slope, divide it exactly.
 *
 * Columns: `id`, `parent`, `kind`, `key` (metric or dimension; `(others)`, `(overlap)`), `label_en`, `label_zh`, `unit` (of base, now, change),
 * `value`, `base`, `now`, `change`, `contribution`, `share` (of the change; null where that is 0), `mix`, `rate`, and of dimensions
 * `concentration` (0: all values moved in proportion to their size). Where the metric is undefined in either period only the total is told.
 *
 * Sources: L. S. Shapley, A Value for n-Person Games, 1953; B. W. Ang, The LMDI approach to decomposition analysis, 2005 (`log-mean`).
 *
 * Cost: a metrics query with a base for the drivers, and one a dimension. Throws a `QueryError` that names the option at fault.
 */
export function runExplain(query: ExplainQuery, context: RunContext): QueryResult {
  checkExplain(query);
  const whole = readPairs(query, context, [query.metric]);
  const metric = findMetric(query.metric, query, context);
  const notes: Note[] = [...whole.result.notes];
  const pair = whole.whole(metric.key);
  const change = pair.base === null || pair.now === null ? null : difference(pair.now, pair.base);
  const total = metricNode(metric, pair, change, null);
  const nodes = change === null ? [total] : [total, ...explained(query, {metric, whole, change, total}, context, notes)];
  if (change === null) {
    const side = pair.now === null ? 'now' : 'base';
    const text = `${metric.key} is undefined in ${side === 'now' ? 'the period' : 'the base period'}: there is no change to explain.`;
    notes.push(note('explain-undefined', text, {metric: metric.key, side}));
  } else if (nodes.length === 1 && query.by?.length !== 0) {
    notes.push(note('explain-nothing', `Nothing to take ${metric.key} apart by: no drivers hold, and its tables share no dimension.`, {metric: metric.key}));
  }
  const {period, baselines} = whole.result;
  return buildResult({
    columns: treeColumns(nodes, metric, change), asOf: context.dataset.now, notes, ...(period ? {period} : {}), ...(baselines ? {baselines} : {}),
    totals: {key: metric.key, base: pair.base, now: pair.now, change, contribution: change},
  });
}

interface Explained {
  readonly metric: Metric;
  readonly whole: Reading;
  readonly change: number;
  readonly total: Node;
}

function explained(query: ExplainQuery, {metric, whole, change, total}: Explained, context: RunContext, notes: Note[]): Node[] {
  const {limit = SHOWN} = query;
  const drivers = driverEffects(query, metric, change, context, notes).flatMap((driver) => {
    const node = metricNode(driver.metric, driver, driver.contribution, total.id);
    if (!query.driverValues) return [node];
    const parts = metricParts({asked: driver.asked, metric: driver.metric, whole, isDriver: true}, query, context, notes);
    return [node, ...dimensionNodes(node, parts, limit, driver.slope)];
  });
  const parts = metricParts({asked: query.metric, metric, whole, isDriver: false}, query, context, notes);
  return [...drivers, ...dimensionNodes(total, parts, limit)];
}

function checkExplain(query: ExplainQuery): void {
  const {metric, compare, by, limit, drivers, driverValues, method} = query as Partial<ExplainQuery>;
  const written = (value: unknown): string => JSON.stringify(value) ?? 'not given';
  if (typeof metric !== 'string' && (typeof metric !== 'object' || metric === null || Array.isArray(metric))) {
    throw new QueryError(`metric is ${written(metric)}. Write one metric such as "net_sales".`, query);
  }
  if (compare === undefined || compare === null || Array.isArray(compare)) {
    const text = `compare is ${written(compare)}. An explanation has one base: write compare: "previous-period", "previous-year" or {from, to}.`;
    throw new QueryError(text, query);
  }
  if (by !== undefined && (!Array.isArray(by) || by.some((name) => typeof name !== 'string'))) {
    throw new QueryError(`by is ${written(by)}. Write a list of dimensions such as ["channel"].`, query);
  }
  if (by && new Set(by).size < by.length) throw new QueryError(`by names a dimension twice: ${by.join(', ')}.`, query);
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 1)) throw new QueryError(`limit is ${written(limit)}. Write a whole number from 1.`, query);
  if (drivers !== undefined && drivers !== 'auto' && (!Array.isArray(drivers) || drivers.length > MOST_DRIVERS)) {
    throw new QueryError(`drivers is ${written(drivers)}. Write a list of up to ${MOST_DRIVERS} metrics whose product is the metric.`, query);
  }
  if (method !== undefined && method !== 'shapley' && method !== 'log-mean') {
    throw new QueryError(`method is ${written(method)}. Write "shapley" or "log-mean".`, query);
  }
  if (driverValues !== undefined && typeof driverValues !== 'boolean') {
    throw new QueryError(`driverValues is ${written(driverValues)}. Write true or false.`, query);
  }
}
