/** Finds rows that repeat others: by declared keys, in whole, or as a later copy of the same order. */

import type {Column, TextColumn, TimeColumn} from '../column.ts';
import {withScratch} from '../columns/scratch.ts';
import type {Scratch} from '../columns/scratch.ts';
import type {RowState} from './build-column.ts';

/** Whether a row repeats one that came before this load. */
type KnownRow = (row: number) => boolean;
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
  for (const row of equalRows(all, rows, isKnown)) {
    counter.add(row, all.slice(0, 4).map((column) => cellOf(column, row)).join(', '));
    if (drop) rows.dropped[row] = 1;
  }
}

function equalRows(columns: readonly Column[], rows: RowState, isKnown: KnownRow): readonly number[] {
  const key = columns.reduce<TextColumn | undefined>((most, each) => (each.type === 'text' && each.size > (most?.size ?? 0) ? each : most), undefined);
  const isWorth = key && key.size * WORTH_CHAINS > rows.length;
  const found = isWorth ? withScratch((scratch) => equalInChains(key, columns, rows, isKnown, scratch)) : undefined;
  if (found) return found;
  const seen = new RowSet(columns, rows.length);
  const equal: number[] = [];
  for (let row = 0; row < rows.length; row++) if (!rows.dropped[row] && (isKnown(row) || !seen.add(row))) equal.push(row);
  return equal;
}

/** Where texts have fewer rows each, equal rows are sought among those of one text. */
const WORTH_CHAINS = 16;
/** Comparisons a row after which hashing all columns is the shorter way. */
const PATIENCE = 8;

/** Each row against the earlier ones with the same text in `key`: for lines of orders a look at the row or two before. */
function equalInChains(
  key: TextColumn, columns: readonly Column[], {length, dropped}: RowState, isKnown: KnownRow, scratch: Scratch,
): number[] | undefined {
  const {codes} = key;
  const others = columns.filter((column) => column !== key).map(valuesOf);
  // The one that tells most rows apart comes first: of a line's columns mostly what was bought.
  const ranked = others.map((values) => ({values, distinct: distinctAtStart(values)})).sort((a, b) => b.distinct - a.distinct);
  const [first = codes, ...rest] = ranked.map(({values}) => values);
  const areEqual: RowTest = (row, other) => rest.every((values) => Object.is(values[other], values[row]));
  if (standTogether(key, dropped) && !dropped.includes(1)) return equalInRuns(codes, first, areEqual, isKnown);
  const last = scratch.int32(key.size + 1, -1);
  const before = scratch.int32(length);
  const equal: number[] = [];
  let patience = length * PATIENCE;
  for (let row = 0; row < length; row++) {
    if (dropped[row]) continue;
    const code = codes[row] as number;
    const value = first[row] as number;
    let other = last[code + 1] as number;
    for (; other >= 0; other = before[other] as number) {
      patience--;
      if (isSame(first[other] as number, value) && areEqual(row, other)) break;
    }
    if (patience < 0) return undefined;
    if (other >= 0 || isKnown(row)) equal.push(row);
    else {
      before[row] = last[code + 1] as number;
      last[code + 1] = row;
    }
  }
  return equal;
}

type RowTest = (row: number, other: number) => boolean;

/** The same where rows of one text stand together: no chains are needed. */
function equalInRuns(codes: Int32Array, first: Int32Array | Float64Array, areEqual: RowTest, isKnown: KnownRow): number[] | undefined {
  const equal: number[] = [];
  let patience = codes.length * PATIENCE;
  let start = 0;
  for (let row = 0; row < codes.length; row++) {
    if (codes[row] !== codes[start]) start = row;
    const value = first[row] as number;
    let other = row - 1;
    while (other >= start && !(isSame(first[other] as number, value) && areEqual(row, other))) other--;
    patience -= row - 1 - other;
    if (patience < 0) return undefined;
    if (other >= start || isKnown(row)) equal.push(row);
  }
  return equal;
}

const isSame = (one: number, other: number): boolean => one === other || (one !== one && other !== other);

const SAMPLE = 1024;

function distinctAtStart(values: Int32Array | Float64Array): number {
  return new Set(values.subarray(0, SAMPLE)).size;
}

function valuesOf(column: Column): Int32Array | Float64Array {
  return column.type === 'text' ? column.codes : column.values;
}

/**
 * Counts lines of an order id that carry a later time than its first lines; with `first` they are dropped as a second sending. `known` is when each
 * order was first known, NaN where it was not, and is brought up to date.
 */
export function handleRepeatedOrders(
  orders: TextColumn, orderedAt: TimeColumn, rows: RowState, policy: 'keep' | 'first', known?: Float64Array,
): void {
  const {codes} = orders;
  const {values} = orderedAt;
  const {dropped, length} = rows;
  if (!known && standTogether(orders, dropped, values)) return;
  const first = known ?? new Float64Array(orders.size).fill(NaN);
  let differ = false;
  for (let row = 0; row < length; row++) {
    const code = codes[row] as number;
    if (code < 0 || dropped[row]) continue;
    const time = values[row] as number;
    const before = first[code] as number;
    if (before === time) continue;
    if (before === before) differ = true;
    // A row without a time is a dropped one.
    if (!(before <= time)) first[code] = time;
  }
  const counter = rows.log.counter('repeated-order', policy === 'first' ? 'left-out' : 'kept', 'order_id');
  for (let row = 0; row < length && differ; row++) {
    const code = codes[row] as number;
    if (code < 0 || dropped[row] || !((values[row] as number) > (first[code] as number))) continue;
    counter.add(row, orders.at(row));
    if (policy === 'first') dropped[row] = 1;
  }
}

/** Whether the rows of each text follow one another (its codes rise as they appear), and have one of `values` where these are given. */
function standTogether({codes}: TextColumn, dropped: Uint8Array, values?: Float64Array): boolean {
  let latest = -1;
  let value = NaN;
  for (let row = 0; row < codes.length; row++) {
    if (dropped[row]) continue;
    const code = codes[row] as number;
    if (code < latest || (values && code === latest && values[row] !== value)) return false;
    latest = code;
    if (values) value = values[row] as number;
  }
  return true;
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
    this.#columns = columns.map(valuesOf);
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
