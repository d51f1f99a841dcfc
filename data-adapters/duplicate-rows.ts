/** Finds rows that repeat others: by declared keys, in whole, or as a later copy of the same order. */

import type {RowState} from './build-column.ts';
import {TextColumn} from './column.ts';
import type {Column, TimeColumn} from './column.ts';

/** Whether a row repeats one that came before this load. */
export type KnownRow = (row: number) => boolean;
const nothingKnown: KnownRow = () => false;

/**
 * Marks the later rows of equal keys as dropped and counts them. A row without a value in one of the columns is no duplicate: without
 * its key nothing says that it is the same.
 */
export function dropDuplicateKeys(keys: readonly (readonly [name: string, column: Column])[], rows: RowState, isKnown = nothingKnown): void {
  const counter = rows.log.counter('duplicate-row', 'left-out', keys.map(([name]) => name).join(' + '));
  const columns = keys.map(([, column]) => column);
  const seen = new RowSet(columns, rows.length);
  for (let row = 0; row < rows.length; row++) {
    if (rows.dropped[row] || columns.some((column) => isNull(column, row)) || (!isKnown(row) && seen.add(row))) continue;
    counter.add(row, columns.map((column) => cellOf(column, row)).join(' + '));
    rows.dropped[row] = 1;
  }
}

/** Counts rows that equal an earlier one in every column, and drops them where `drop` says so. */
export function countEqualRows(columns: ReadonlyMap<string, Column>, rows: RowState, drop: boolean, isKnown = nothingKnown): void {
  const counter = rows.log.counter('duplicate-row', drop ? 'left-out' : 'kept');
  const all = [...columns.values()];
  const seen = new RowSet(all, rows.length);
  for (let row = 0; row < rows.length; row++) {
    if (rows.dropped[row] || (!isKnown(row) && seen.add(row))) continue;
    counter.add(row, all.slice(0, 4).map((column) => cellOf(column, row)).join(', '));
    if (drop) rows.dropped[row] = 1;
  }
}

/**
 * Counts lines of an order id that carry a later time than its first lines; with `first` they are dropped as a second sending. `first` is when each
 * order was first known, Infinity where it was not, and is brought up to date.
 */
export function handleRepeatedOrders(
  orders: TextColumn, orderedAt: TimeColumn, rows: RowState, policy: 'keep' | 'first', first = new Float64Array(orders.values.length).fill(Infinity),
): void {
  for (let row = 0; row < rows.length; row++) {
    const code = orders.codes[row] ?? -1;
    if (code >= 0 && !rows.dropped[row]) first[code] = Math.min(first[code] ?? Infinity, orderedAt.values[row] ?? Infinity);
  }
  const counter = rows.log.counter('repeated-order', policy === 'first' ? 'left-out' : 'kept', 'order_id');
  for (let row = 0; row < rows.length; row++) {
    const code = orders.codes[row] ?? -1;
    if (rows.dropped[row] || code < 0 || !((orderedAt.values[row] ?? NaN) > (first[code] ?? Infinity))) continue;
    counter.add(row, orders.at(row));
    if (policy === 'first') rows.dropped[row] = 1;
  }
}

export function isNull(column: Column, row: number): boolean {
  if (column.type === 'text') return (column.codes[row] ?? -1) < 0;
  const value = column.values[row] ?? NaN;
  return value !== value;
}

function cellOf(column: Column, row: number): string {
  const value = column.at(row);
  return value === null ? '' : value instanceof Date ? value.toISOString() : String(value);
}

/** A set of rows by the values of some columns: open addressing over hashes, equality by comparing the values. */
class RowSet {
  readonly #hashes: Uint32Array;
  readonly #slots: Int32Array;
  readonly #columns: readonly (Int32Array | Float64Array)[];
  constructor(columns: readonly Column[], length: number) {
    this.#columns = columns.map((column) => (column instanceof TextColumn ? column.codes : column.values));
    this.#hashes = hashRows(this.#columns, length);
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(length * 2 + 2))).fill(-1);
  }
  /** Whether no equal row was there yet. */
  add(row: number): boolean {
    const mask = this.#slots.length - 1;
    let slot = (this.#hashes[row] ?? 0) & mask;
    for (;;) {
      const other = this.#slots[slot] ?? -1;
      if (other < 0) {
        this.#slots[slot] = row;
        return true;
      }
      if (this.#hashes[other] === this.#hashes[row] && this.#columns.every((values) => Object.is(values[other], values[row]))) return false;
      slot = (slot + 1) & mask;
    }
  }
}

function hashRows(columns: readonly (Int32Array | Float64Array)[], length: number): Uint32Array {
  const hashes = new Uint32Array(length);
  const float = new Float64Array(1);
  const words = new Uint32Array(float.buffer);
  for (const values of columns) {
    for (let row = 0; row < length; row++) {
      float[0] = values[row] ?? 0;
      let hash = Math.imul((hashes[row] ?? 0) ^ (words[0] ?? 0), 0x85ebca6b);
      hash = Math.imul((hash ^ (hash >>> 13)) + (words[1] ?? 0), 0xc2b2ae35);
      hashes[row] = hash ^ (hash >>> 16);
    }
  }
  return hashes;
}
