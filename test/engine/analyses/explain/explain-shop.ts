/** Shops of two months for the tests of explanations: February is the base, March the period. */

import {createSource} from '../../../../engine/create-source.ts';
import type {ExplainQuery} from '../../../../engine/analyses/explain/explain-query.ts';
import type {Cell, QueryResult} from '../../../../engine/result.ts';
import {OPTIONS} from '../../shop-rows.ts';
import type {Row} from '../../shop-rows.ts';

export const FEB_TO_MARCH = {period: '2024-03', compare: {from: '2024-02-01', to: '2024-02-29'}} as const;
export const MARCH_TO_FEB = {period: '2024-02', compare: {from: '2024-03-01', to: '2024-03-31'}} as const;

export function explain(tables: Readonly<Record<string, readonly Row[]>>, query: Partial<ExplainQuery> & {readonly metric: ExplainQuery['metric']}): Promise<QueryResult> {
  return createSource(tables, OPTIONS).run({analysis: 'explain', ...FEB_TO_MARCH, ...query});
}

export type Found = Readonly<Record<string, Cell>>;

/** Rows of the tree by id. */
export function nodesOf(result: QueryResult): Map<string, Found> {
  return new Map(rowsOf(result).map((row) => [String(row['id']), row]));
}

export function rowsOf({columns, length}: QueryResult): Found[] {
  return Array.from({length}, (_, row) => Object.fromEntries(Object.entries(columns).map(([name, cells]) => [name, cells[row] ?? null])));
}

/** Plain sums of a column over the children, by parent and kind. */
export function sumsOf(result: QueryResult, column: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of rowsOf(result)) {
    const key = `${String(row['parent'])} ${String(row['kind'])}`;
    sums.set(key, (sums.get(key) ?? 0) + Number(row[column] ?? 0));
  }
  return sums;
}
