/** A small shop written by hand for the tests of metrics. */

import {createSource} from '../../engine/create-source.ts';
import type {SourceOptions} from '../../engine/create-source.ts';
import type {MetricsQuery} from '../../engine/analyses/metrics/metrics-query.ts';
import type {Cell, QueryResult} from '../../engine/result.ts';

export type Row = Readonly<Record<string, string | number | null>>;
type Tables = Readonly<Record<string, readonly Row[]>>;

export const OPTIONS: SourceOptions = {timeZone: 'Asia/Shanghai', currency: 'CNY', now: '2024-04-30T23:59:59.999+08:00'};

export const line = (order_id: string, ordered_at: string, net: number, more: Row = {}): Row => ({
  order_id, ordered_at, net, quantity: 1, status: 'completed', customer_id: `c${order_id}`, ...more,
});

export function ask(tables: Tables, query: Partial<MetricsQuery>, options: SourceOptions = {}): Promise<QueryResult> {
  return createSource(tables, {...OPTIONS, ...options}).run({analysis: 'metrics', metrics: ['net_sales'], ...query});
}

export async function totalsOf(
  tables: Tables, metrics: readonly string[], more: Partial<MetricsQuery> = {}, options: SourceOptions = {},
): Promise<Cell[]> {
  const {totals} = await ask(tables, {metrics, ...more}, options);
  return metrics.map((name) => totals?.[name] ?? null);
}

/** Rows of a result as tuples of the named columns. */
export function rowsOf(result: QueryResult, names: readonly string[]): (Cell | undefined)[][] {
  return Array.from({length: result.length}, (_, row) => names.map((name) => result.columns[name]?.[row]));
}

export const codes = (result: QueryResult): string[] => result.notes.map(({code}) => code);
