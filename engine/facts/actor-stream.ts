/** The rows of a table by whose they are, then by time. */

import {TextColumn} from '../../data-adapters/column.ts';
import type {CanonicalTable} from '../../data-adapters/schema.ts';
import {nearNames} from '../context.ts';
import type {EventStream} from '../kernels/event-stream.ts';
import {sortEvents} from '../kernels/event-stream.ts';
import {QueryError} from '../query.ts';
import type {DimensionCodes} from './dimension-codes.ts';
import {dimensionCodes} from './dimension-codes.ts';
import {timeColumn} from './durations.ts';
import type {RowTimes} from './row-values.ts';
import {MAIN_TIME} from './table-days.ts';

const streams = new WeakMap<CanonicalTable, Map<string, EventStream>>();

/** The stream of a dimension's values by the table's main time, worked out once a table and dimension. */
export function actorStream(table: CanonicalTable, actor: string, query: unknown): EventStream {
  let kept = streams.get(table);
  if (!kept) streams.set(table, (kept = new Map<string, EventStream>()));
  let stream = kept.get(actor);
  if (!stream) {
    const {codes, size} = actorCodes(table, actor, query);
    stream = sortEvents(codes, size, mainTimes(table, query).values);
    kept.set(actor, stream);
  }
  return stream;
}

/** When each row happened. Throws a `QueryError` where the table has no such column; one without rows needs none. */
export function mainTimes(table: CanonicalTable, query: unknown): RowTimes {
  const name = MAIN_TIME[table.name];
  const times = timeColumn(table, name);
  if (times) return times;
  if (table.length === 0) return {values: new Float64Array(0), days: new Int32Array(0)};
  throw new QueryError(`The table "${table.name}" has no column "${name}".`, query, 'missing-column', [name]);
}

/** The text of a row's actor, made for that row alone. Throws as {@link actorCodes} does. */
export function actorNames(table: CanonicalTable, actor: string, query: unknown): (row: number) => string {
  const column = table.columns.get(actor);
  if (column instanceof TextColumn) return (row) => column.at(row) ?? '';
  const {codes, values} = actorCodes(table, actor, query);
  return (row) => values[codes[row] as number] ?? '';
}

/** Whose each row is. Throws a `QueryError` with near names for a column that is no dimension of the table; one without rows needs none. */
export function actorCodes(table: CanonicalTable, actor: string, query: unknown): DimensionCodes {
  const codes = typeof actor === 'string' ? dimensionCodes(table, actor) : undefined;
  if (codes) return codes;
  if (table.length === 0) return new TextColumn(new Int32Array(0), []);
  const near = nearNames(String(actor), table.columns.keys());
  const hint = near.length > 0 ? ` Did you mean ${near.map((name) => `"${name}"`).join(', ')}?` : '';
  throw new QueryError(`The table "${table.name}" has no dimension ${JSON.stringify(actor)} to follow.${hint}`, query, 'missing-column', [String(actor)]);
}
