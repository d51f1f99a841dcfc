/** Puts an answer into the one shape that all analyses return. */

import type {Cell, Field, Note, QueryResult, ResolvedPeriod} from './result.ts';

export interface ResultParts {
  /** Field and values, in the order of the columns. A number that is not finite becomes null. */
  readonly columns: readonly {readonly field: Field; readonly values: readonly Cell[]}[];
  readonly totals?: Readonly<Record<string, Cell>>;
  readonly asOf: number;
  readonly period?: ResolvedPeriod;
  readonly baselines?: Readonly<Record<string, ResolvedPeriod>>;
  readonly notes?: readonly Note[];
}

const finite = (cell: Cell): Cell => (typeof cell === 'number' && !Number.isFinite(cell) ? null : cell);

/** Null-prototype objects, so a column may be called `__proto__`. All columns must be of one length. */
export function buildResult({columns, totals, asOf, period, baselines, notes = []}: ResultParts): QueryResult {
  const values = nullObject(columns.map(({field, values: cells}) => [field.name, cells.map(finite)] as const));
  return {
    columns: values,
    length: columns[0]?.values.length ?? 0,
    fields: columns.map(({field}) => field),
    ...(totals ? {totals: nullObject(Object.entries(totals).map(([name, cell]) => [name, finite(cell)] as const))} : {}),
    asOf: new Date(asOf).toISOString(),
    ...(period ? {period, partial: period.partial} : {}),
    ...(baselines ? {baselines} : {}),
    notes: dedupe(notes),
  };
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
