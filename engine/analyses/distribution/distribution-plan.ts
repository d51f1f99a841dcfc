/** A distribution query with its defaults, every option checked. */

import {QueryError} from '../../query.ts';
import type {DistributedColumn, DistributedValue, DistributionQuery} from './distribution-query.ts';

export interface DistributionPlan {
  readonly query: DistributionQuery;
  readonly of: DistributedValue | DistributedColumn;
  readonly by: readonly string[];
  readonly view: 'bins' | 'summary';
  readonly bins: 'auto' | number | readonly number[];
  readonly limit: number | undefined;
}

const VALUES: readonly DistributedValue[] = [
  'order_value', 'units_per_order', 'lines_per_order', 'customer_value', 'orders_per_customer', 'units_per_customer',
];
const TABLES = ['order_lines', 'events', 'spend', 'traffic', 'service', 'stock'];
const MOST_BINS = 1000;

/** Throws a `QueryError` that names the option at fault and what to write. */
export function planDistribution(query: DistributionQuery): DistributionPlan {
  const {of = 'order_value', by = [], view = 'bins', bins = 'auto', limit} = query;
  const bad = (name: keyof DistributionQuery, hint: string): QueryError =>
    new QueryError(`${name} is ${JSON.stringify(query[name]) ?? 'missing'}. ${hint}`, query, 'bad-option', [name]);
  if (typeof of === 'string' ? !VALUES.includes(of) : !isColumn(of)) {
    throw bad('of', `Write ${VALUES.join(', ')}, or {table, column} with a table of ${TABLES.join(', ')}.`);
  }
  if (!Array.isArray(by) || !by.every((name) => typeof name === 'string')) throw bad('by', 'Write a list of dimensions such as ["channel"].');
  if (new Set(by).size < by.length) throw bad('by', 'Name each dimension once.');
  if (view !== 'bins' && view !== 'summary') throw bad('view', 'Write bins or summary.');
  if (!areBins(bins)) throw bad('bins', `Write auto, a whole number from 1 to ${MOST_BINS}, or rising edges such as [0, 50, 100].`);
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 1)) throw bad('limit', 'Write a whole number from 1.');
  return {query, of, by, view, bins, limit};
}

const isColumn = (of: unknown): boolean => {
  const {table = 'order_lines', column} = (of ?? {}) as Partial<DistributedColumn>;
  return TABLES.includes(table) && typeof column === 'string' && column !== '';
};

function areBins(bins: unknown): boolean {
  if (bins === 'auto') return true;
  if (typeof bins === 'number') return Number.isInteger(bins) && bins >= 1 && bins <= MOST_BINS;
  if (!Array.isArray(bins) || bins.length < 2 || bins.length > MOST_BINS) return false;
  const edges = bins as readonly unknown[];
  return edges.every((edge, index) => typeof edge === 'number' && Number.isFinite(edge) && (index === 0 || edge > (edges[index - 1] as number)));
}
