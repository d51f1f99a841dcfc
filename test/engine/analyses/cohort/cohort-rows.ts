/** Small shops for the tests of cohorts. */

import {createSource} from '../../../../engine/create-source.ts';
import type {SourceOptions} from '../../../../engine/create-source.ts';
import type {CohortQuery} from '../../../../engine/analyses/cohort/cohort-query.ts';
import type {Cell, QueryResult} from '../../../../engine/result.ts';

export type Row = Readonly<Record<string, string | number | null>>;

export const OPTIONS: SourceOptions = {timeZone: 'Asia/Shanghai', currency: 'CNY', now: 'data'};

let orders = 0;
/** An order of one line. */
export const order = (customer_id: string | null, ordered_at: string, net = 100, more: Row = {}): Row => ({
  order_id: `o${++orders}`, customer_id, ordered_at, net, quantity: 1, status: 'completed', ...more,
});
export const event = (user_id: string | null, at: string, step = 'visit', more: Row = {}): Row => ({user_id, at, step, ...more});

export const ask = (
  tables: Readonly<Record<string, readonly Row[]>>, query: Partial<CohortQuery> = {}, options: SourceOptions = {},
): Promise<QueryResult> => createSource(tables, {...OPTIONS, ...options}).run({analysis: 'cohort', ...query});

/** Cells of one column as a triangle: a list a cohort, by age. */
export function triangle(result: QueryResult, name = 'value'): Record<string, (Cell | undefined)[]> {
  const table: Record<string, (Cell | undefined)[]> = {};
  result.columns['cohort']?.forEach((cohort, row) => (table[String(cohort)] ??= []).push(result.columns[name]?.[row]));
  return table;
}

export const codes = (result: QueryResult): string[] => result.notes.map(({code}) => code);
export const paramsOf = (result: QueryResult, code: string) => result.notes.find((note) => note.code === code)?.params;
