/** Puts an answer into the one shape that all analyses return. */

import {cellData} from './column-data.ts';
import type {ColumnData} from './column-data.ts';
import {once} from './once-per.ts';
import {columnsOf} from './result-columns.ts';
import type {Cell, Note, QueryResult, ResolvedPeriod} from './result.ts';
import type {ResultColumn, TypedColumn} from './sort-columns.ts';

export interface ResultParts {
  /** Field and values, in the order of the columns, all of one length. A number that is not finite becomes null. */
  readonly columns: readonly (ResultColumn | TypedColumn)[];
  /** Needed where there is no column of values to tell it. */
  readonly length?: number;
  readonly totals?: Readonly<Record<string, Cell>>;
  readonly asOf: number;
  readonly period?: ResolvedPeriod;
  readonly baselines?: Readonly<Record<string, ResolvedPeriod>>;
  readonly notes?: readonly Note[];
}

const finite = (cell: Cell): Cell => (typeof cell === 'number' && !Number.isFinite(cell) ? null : cell);

/** Null-prototype objects, so a column may be called `__proto__`. */
export function buildResult({columns, length, totals, asOf, period, baselines, notes = []}: ResultParts): QueryResult {
  const first = columns[0];
  return {
    columns: columnsOf(columns.map((column) => [column.field.name, dataOf(column)] as const)),
    length: length ?? (first && 'values' in first ? first.values.length : 0),
    fields: columns.map(({field}) => field),
    ...(totals ? {totals: nullObject(Object.entries(totals).map(([name, cell]) => [name, finite(cell)] as const))} : {}),
    asOf: new Date(asOf).toISOString(),
    ...(period ? {period, partial: period.partial} : {}),
    ...(baselines ? {baselines} : {}),
    notes: dedupe(notes),
  };
}

function dataOf(column: ResultColumn | TypedColumn): ColumnData | (() => ColumnData) {
  return 'values' in column ? cellData(column.values.map(finite)) : once(column.data);
}

function nullObject<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const object = Object.create(null) as Record<string, T>;
  for (const [name, value] of entries) object[name] = value;
  return object;
}

function dedupe(notes: readonly Note[]): readonly Note[] {
  const seen = new Set<string>();
  return notes.filter((note) => {
    const key = JSON.stringify([note.code, note.params]);
    return !seen.has(key) && seen.add(key);
  });
}

/** A note with its English words. */
export function note(code: string, message: string, params: Note['params'] = {}): Note {
  return {code, params, message};
}
