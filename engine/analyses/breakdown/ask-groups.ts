/** The metrics query that a breakdown, or an index of one, is made of. */

import {dayText} from '../../../data-adapters/cells/time-zone.ts';
import type {Metric} from '../../../metrics/metric.ts';
import type {MetricInput} from '../../../metrics/read-metric.ts';
import type {RunContext} from '../../context.ts';
import {resolvePeriod} from '../../periods.ts';
import {QueryError} from '../../query.ts';
import type {Compare, Filter, ScopedQuery} from '../../query.ts';
import type {Cell, QueryResult} from '../../result.ts';
import {askMetrics} from '../metrics/ask-metrics.ts';
import type {MetricsQuery} from '../metrics/metrics-query.ts';

/** A metric now, and in the base where one is asked for. */
export interface Reading {
  readonly now: number | null;
  readonly base: number | null;
}

export interface GroupReading extends Reading {
  /** One a dimension asked by. */
  readonly values: readonly (string | null)[];
}

export interface Readings {
  readonly metric: Metric;
  readonly groups: readonly GroupReading[];
  readonly whole: Reading;
  readonly result: QueryResult;
}

interface AskingQuery extends ScopedQuery, Pick<MetricsQuery, 'refundsOn' | 'newLookback'> {
  readonly compare?: Compare;
}

/** The metric by the dimensions, and over all rows, under the query's filters and `more` of them. A `QueryError` carries the asking query. */
export function askGroups(
  query: AskingQuery, asked: string | MetricInput, context: RunContext, by: readonly string[], more: readonly Filter[] = [],
): Readings {
  const {period, compare, filters, refundsOn, newLookback} = query;
  // What is no list of filters is refused by name there.
  const all = filters === undefined || Array.isArray(filters) ? [...((filters as readonly Filter[] | undefined) ?? []), ...more] : filters;
  const result = askMetrics(query, {metrics: [asked], by, filters: all, period, compare, refundsOn, newLookback}, context);
  const metric = metricOf(query, asked, context);
  const base = `${metric.key}_${Object.keys(result.baselines ?? {})[0] ?? ''}`;
  const groups = Array.from({length: result.length}, (_, row): GroupReading => ({
    values: by.map((name) => (result.columns[name]?.[row] ?? null) as string | null),
    now: numberOf(result.columns[metric.key]?.[row]), base: numberOf(result.columns[base]?.[row]),
  }));
  return {metric, groups, whole: {now: numberOf(result.totals?.[metric.key]), base: numberOf(result.totals?.[base])}, result};
}

function numberOf(cell: Cell | undefined): number | null {
  return typeof cell === 'number' ? cell : null;
}

/** In the version that the period is counted by. A metrics query has already said what is wrong with a metric. */
function metricOf(query: AskingQuery, asked: string | MetricInput, {dataset, registry}: RunContext): Metric {
  const day = dayText(resolvePeriod(query.period, dataset, query).to);
  const metric = typeof asked === 'string' ? registry.find(asked, day) : registry.read(asked, day);
  if (!metric) throw new QueryError(`There is no metric ${JSON.stringify(asked)}.`, query, 'unknown-metric');
  return metric;
}
