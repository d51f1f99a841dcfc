/** The metrics queries that an explanation is made of. */

import type {MetricInput} from '../../../metrics/read-metric.ts';
import type {RunContext} from '../../context.ts';
import type {QueryResult} from '../../result.ts';
import {askMetrics} from '../metrics/ask-metrics.ts';
import type {ExplainQuery} from './explain-query.ts';

/** A value then and now. */
export interface Pair {
  readonly base: number | null;
  readonly now: number | null;
}

export interface PartReading {
  readonly value: string | null;
  readonly read: (metric: string) => Pair;
}

export interface Reading {
  readonly result: QueryResult;
  /** Over all rows at once. */
  readonly whole: (metric: string) => Pair;
  /** One a value of the dimension that occurs in the period or in its base; none without a dimension. */
  readonly parts: readonly PartReading[];
}

/** Metrics over the query's period and base. */
export function readPairs(query: ExplainQuery, context: RunContext, metrics: readonly (string | MetricInput)[], dimension?: string): Reading {
  const {period, compare, filters, refundsOn, newLookback} = query;
  const by = dimension === undefined ? undefined : [dimension];
  const result = askMetrics(query, {metrics, by, compare, period, filters, refundsOn, newLookback}, context);
  const base = Object.keys(result.baselines ?? {})[0] ?? '';
  const numberOf = (cell: unknown): number | null => (typeof cell === 'number' ? cell : null);
  const cellsOf = (name: string, row: number): number | null => numberOf(result.columns[name]?.[row]);
  return {
    result,
    whole: (metric) => ({base: numberOf(result.totals?.[`${metric}_${base}`]), now: numberOf(result.totals?.[metric])}),
    parts: dimension === undefined ? [] : Array.from({length: result.length}, (_, row) => ({
      value: (result.columns[dimension]?.[row] ?? null) as string | null,
      read: (metric) => ({base: cellsOf(`${metric}_${base}`, row), now: cellsOf(metric, row)}),
    })),
  };
}
