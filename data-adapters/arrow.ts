/** Loads tables from Arrow IPC files and streams (`.arrow`, `.feather` of version 2). */

import {tableFromIPC} from '@uwdata/flechette';
import type {Table} from '@uwdata/flechette';

import {AdapterError} from './adapter.ts';
import type {Adapter} from './adapter.ts';
import {createZone} from './cells/time-zone.ts';
import type {Zone} from './cells/time-zone.ts';
import type {TableInput} from './conform.ts';
import {TypedTable} from './raw-tables/raw-table.ts';
import {ARROW_BYTES} from './read-source.ts';
import {arrowColumn} from './reading/arrow-column.ts';
import {bytesAdapter} from './reading/load-tables.ts';
import type {FileOptions, TextSources} from './reading/load-tables.ts';

export {AdapterError} from './adapter.ts';
export type {TextSource} from './read-source.ts';

export type ArrowOptions = Omit<FileOptions, 'utcDates'>;

/**
 * An adapter over one Arrow file or stream a table, `{order_lines: 'orders.arrow'}`.
 *
 * Dates and timestamps without a zone are the shop's wall clock, as in a text file; timestamps with a zone are instants. 64-bit integers
 * keep every digit as ids. A file or stream that is cut off inside of a batch, is no Arrow, or has compressed buffers is an
 * `AdapterError` that says so.
 */
export function createArrowAdapter(tables: TextSources, options: ArrowOptions = {}): Adapter {
  return bytesAdapter(tables, {maxBytes: ARROW_BYTES, ...options}, (content, {name, onRows}) => {
    if (typeof content === 'string') throw notArrow(name);
    const table = readTable(open(content, name), name, () => createZone(options.timeZone ?? 'UTC'));
    onRows(table.length);
    return table satisfies TableInput;
  });
}

function open(bytes: Uint8Array, name: string): Table {
  let table: Table | undefined;
  try {
    if (isWhole(bytes)) table = tableFromIPC(bytes, {useBigInt: true, useDate: true});
  } catch (cause) {
    if (cause instanceof Error && /compress|codec/i.test(cause.message)) {
      throw new AdapterError(`${name} has compressed buffers. Write it again without compression.`, {kind: 'parse', source: name, cause});
    }
    throw notArrow(name, cause);
  }
  if (!table) throw notArrow(name);
  const names = table.names.map(String);
  const twice = names.find((each, index) => names.indexOf(each) < index);
  if (twice === undefined) return table;
  throw new AdapterError(`${name} has two columns named ${JSON.stringify(twice)}. Rename one of them.`, {kind: 'schema', source: name});
}

const MAGIC = [65, 82, 82, 79, 87, 49];
const CONTINUES = -1;

/** A file carries its mark at both ends; a stream ends where a message ends. What is cut off elsewhere must not pass as a shorter table. */
function isWhole(bytes: Uint8Array): boolean {
  const {length} = bytes;
  if (MAGIC.every((byte, index) => bytes[index] === byte)) return length > 16 && MAGIC.every((byte, index) => bytes[length - 6 + index] === byte);
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  let at = 0;
  while (at + 8 <= length) {
    if (view.getInt32(at, true) !== CONTINUES) return false;
    const size = view.getInt32(at + 4, true);
    if (size === 0) return true;
    if (size < 8 || at + 8 + size > length) return false;
    at += 8 + size + bodyLength(view, at + 8);
  }
  return at === length && at > 0;
}

/** The fourth field of a message's table. */
function bodyLength(view: DataView, start: number): number {
  const table = start + view.getInt32(start, true);
  const layout = table - view.getInt32(table, true);
  const field = view.getInt16(layout, true) > 10 ? view.getInt16(layout + 10, true) : 0;
  return field === 0 ? 0 : Number(view.getBigInt64(table + field, true));
}

function notArrow(name: string, cause?: unknown): AdapterError {
  return new AdapterError(`${name} cannot be read as an Arrow file or stream. Write it again, or choose another file.`, {kind: 'parse', source: name, cause});
}

function readTable(table: Table, name: string, zone: () => Zone): TypedTable {
  try {
    const columns = table.names.map((_, index) => arrowColumn(table.getChildAt(index), zone));
    return new TypedTable(table.numRows, table.names.map(String), columns);
  } catch (cause) {
    if (cause instanceof RangeError && cause.message.startsWith('Unknown time zone')) {
      throw new AdapterError(cause.message, {kind: 'schema', source: 'options', cause});
    }
    throw notArrow(name, cause);
  }
}
