/** Which groups a metrics query shows, and in which order. */

import {note} from '../build-result.ts';
import {QueryError} from '../query.ts';
import type {MetricsQuery, Sort} from '../query.ts';
import type {Note} from '../result.ts';
import type {Combinations} from './group-space.ts';
import type {Group} from './metric-columns.ts';
import type {PlannedMetric} from './metric-plan.ts';
import type {WindowValues} from './metrics.ts';

type Rank = (combination: number) => string | number | null;

/**
 * Combinations by the query's `sort` (default: the first metric, largest first), ties by their values, nulls last; cut to `limit`
 * combinations; buckets in order of time, every combination in every bucket.
 */
export function orderGroups(
  query: MetricsQuery, combinations: Combinations, now: WindowValues, planned: readonly PlannedMetric[], notes: Note[],
): Group[] {
  const {count} = now.buckets;
  const sums = (metric: number): Rank => {
    const values = Array.from({length: combinations.count}, (_, combination) => sumBuckets(now, metric, combination));
    return (combination) => values[combination] ?? null;
  };
  const ranks = sortList(query).map(({column, descending = false}) => ({rank: rankOf(column, query, combinations, planned, sums), descending}));
  if (ranks.length === 0) ranks.push({rank: sums(0), descending: true});
  const texts = Array.from({length: combinations.count}, (_, combination) => combinations.valuesOf(combination));
  const order = texts.map((_, combination) => combination).sort((a, b) => {
    for (const {rank, descending} of ranks) {
      const difference = compareCells(rank(a), rank(b), descending);
      if (difference !== 0) return difference;
    }
    return compareTexts(texts[a] ?? [], texts[b] ?? []);
  });
  const {limit = order.length} = query;
  if (limit < order.length) {
    notes.push(note('limited', `${limit} of ${order.length} groups are shown.`, {shown: limit, of: order.length}));
  }
  const shown = order.slice(0, limit);
  return Array.from({length: count}, (_, bucket) => shown.map((combination) => ({combination, bucket}))).flat();
}

function sortList({sort}: MetricsQuery): readonly Sort[] {
  if (sort === undefined) return [];
  return Array.isArray(sort) ? (sort as readonly Sort[]) : [sort as Sort];
}

function rankOf(
  column: string, query: MetricsQuery, combinations: Combinations, planned: readonly PlannedMetric[], sums: (metric: number) => Rank,
): Rank {
  const dimension = (query.by ?? []).indexOf(column);
  if (dimension >= 0) return (combination) => combinations.valuesOf(combination)[dimension] ?? null;
  const metric = planned.findIndex(({metric: {key}}) => key === column);
  if (metric >= 0) return sums(metric);
  throw new QueryError(`sort names "${column}", which is neither a metric nor a dimension of the query.`, query, 'bad-option', [column]);
}

function sumBuckets({buckets, values}: WindowValues, metric: number, combination: number): number | null {
  let sum: number | null = null;
  for (let bucket = 0; bucket < buckets.count; bucket++) {
    const value = values(metric, combination, bucket);
    if (value !== null) sum = (sum ?? 0) + value;
  }
  return sum;
}

/** Nulls last either way. */
export function compareCells(a: string | number | null, b: string | number | null, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const difference = a < b ? -1 : a > b ? 1 : 0;
  return descending ? -difference : difference;
}

function compareTexts(a: readonly (string | null)[], b: readonly (string | null)[]): number {
  for (let index = 0; index < a.length; index++) {
    const difference = compareCells(a[index] ?? null, b[index] ?? null, false);
    if (difference !== 0) return difference;
  }
  return 0;
}
