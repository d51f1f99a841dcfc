/** Which groups a metrics query shows, and in which order. */

import {isAdditive} from '../../../metrics/metric.ts';
import {note} from '../../build-result.ts';
import {QueryError} from '../../query.ts';
import type {MetricsQuery} from './metrics-query.ts';
import type {Sort} from '../../query.ts';
import type {Cell, Note} from '../../result.ts';
import type {Combinations} from './group-space.ts';
import type {Group} from './metric-columns.ts';
import type {PlannedMetric} from './metric-plan.ts';
import type {WindowValues} from './run-metrics.ts';
import type {ResultColumn} from '../../sort-columns.ts';

type Rank = (combination: number) => Cell;

interface Groups {
  readonly combinations: Combinations;
  readonly now: WindowValues;
  readonly planned: readonly PlannedMetric[];
  /** The value columns of the result over the whole period, a row a combination. Computed afresh: asked for only where parts do not add up. */
  readonly valueColumns: (groups: readonly Group[]) => readonly ResultColumn[];
}

/**
 * Combinations by the query's `sort` (default: the first metric, largest first): a dimension, or any value column, which counts over the whole
 * period. Ties by their values, nulls last; cut to `limit` combinations. Buckets in order of time, unless `sort` turns `period` round; every
 * combination in every bucket.
 */
export function orderGroups(query: MetricsQuery, {combinations, now, planned, valueColumns}: Groups, notes: Note[]): Group[] {
  const all = Array.from({length: combinations.count}, (_, combination) => combination);
  const texts = all.map((combination) => combinations.valuesOf(combination));
  let columns: readonly ResultColumn[] | undefined;
  const rankOf = (name: string): Rank => {
    const dimension = (query.by ?? []).indexOf(name);
    if (dimension >= 0) return (combination) => texts[combination]?.[dimension] ?? null;
    const metric = planned.findIndex(({metric: {key}}) => key === name);
    if (metric >= 0 && isAdditive((planned[metric] as PlannedMetric).metric)) {
      const sums = all.map((combination) => sumBuckets(now, metric, combination));
      return (combination) => sums[combination] ?? null;
    }
    columns ??= valueColumns(all.map((combination) => ({combination, bucket: 0})));
    const found = columns.find(({field}) => field.name === name);
    if (found) return (combination) => found.values[combination] ?? null;
    throw new QueryError(
      `sort names "${name}", which is no column of the result. It has ${[...(query.by ?? []), ...columns.map(({field}) => field.name)].join(', ')}.`,
      query, 'bad-option', [name],
    );
  };
  const sorts = sortList(query);
  const byTime = query.grain === undefined ? undefined : sorts.find(({column}) => column === 'period');
  const ranks = sorts.filter((each) => each !== byTime).map(({column, descending = false}) => ({rank: rankOf(column), descending}));
  if (ranks.length === 0 && all.length > 1) ranks.push({rank: rankOf(planned[0]?.metric.key ?? ''), descending: true});
  const order = [...all].sort((a, b) => {
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
  const groups: Group[] = [];
  const {count} = now.buckets;
  for (let time = 0; time < count; time++) {
    const bucket = byTime?.descending ? count - 1 - time : time;
    for (const combination of shown) groups.push({combination, bucket});
  }
  return groups;
}

function sumBuckets({buckets, values}: WindowValues, metric: number, combination: number): number | null {
  let sum: number | null = null;
  for (let bucket = 0; bucket < buckets.count; bucket++) {
    const value = values(metric, combination, bucket);
    if (value !== null) sum = (sum ?? 0) + value;
  }
  return sum;
}

function sortList({sort}: MetricsQuery): readonly Sort[] {
  if (sort === undefined) return [];
  return Array.isArray(sort) ? (sort as readonly Sort[]) : [sort as Sort];
}

/** Nulls last either way. */
export function compareCells(a: Cell, b: Cell, descending: boolean): number {
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
