/** The rows of a table by whose they are, then by time. */

import type {CanonicalTable} from '../../data-adapters/schema.ts';
import {nearNames} from '../context.ts';
import type {EventStream} from '../kernels/event-stream.ts';
import {sortEvents} from '../kernels/event-stream.ts';
import {QueryError} from '../query.ts';
import type {DimensionCodes} from './dimension-codes.ts';
import {dimensionCodes} from './dimension-codes.ts';
import {timeColumn} from './durations.ts';
import {MAIN_TIME} from './table-days.ts';

const streams = new WeakMap<CanonicalTable, Map<string, EventStream>>();

/** The stream of a dimension's values by the table's main time, worked out once a table and dimension. The table must have both. */
export function actorStream(table: CanonicalTable, actor: string, query: unknown): EventStream {
  let kept = streams.get(table);
  if (!kept) streams.set(table, (kept = new Map<string, EventStream>()));
  let stream = kept.get(actor);
  if (!stream) {
    const {codes, values} = actorCodes(table, actor, query);
    const time = MAIN_TIME[table.name];
    const times = timeColumn(table, time);
    if (!times) throw new QueryError(`The table "${table.name}" has no column "${time}".`, query, 'missing-column', [time]);
    stream = sortEvents(codes, values.length, times.values);
    kept.set(actor, stream);
  }
  return stream;
}

/** Whose each row is. Throws a `QueryError` with near names for a column that is no dimension of the table. */
export function actorCodes(table: CanonicalTable, actor: string, query: unknown): DimensionCodes {
  const codes = typeof actor === 'string' ? dimensionCodes(table, actor) : undefined;
  if (codes) return codes;
  const near = nearNames(String(actor), table.columns.keys());
  const hint = near.length > 0 ? ` Did you mean ${near.map((name) => `"${name}"`).join(', ')}?` : '';
  throw new QueryError(`The table "${table.name}" has no dimension ${JSON.stringify(actor)} to follow.${hint}`, query, 'missing-column', [String(actor)]);
}
