/**
 * The cube of a table: partial results a day and cell, kept for whoever asks next. What a period, a comparison or a filter changes is then which
 * days and cells are added up, and no row is read again. Rows that are added to the table's end are added to what is kept.
 */

import {NO_DAY} from '../../data-adapters/column.ts';
import type {CanonicalTable} from '../../data-adapters/schema.ts';
import {idsOf} from '../facts/distinct-ids.ts';
import {rowTimes} from '../facts/row-values.ts';
import type {AddedNumbers, RowTimes} from '../facts/row-values.ts';
import type {IdCodes} from '../kernels/count-distinct.ts';
import {oncePerTable} from '../once-per.ts';
import {cellsOf, growCells} from './cells.ts';
import type {Cells} from './cells.ts';
import {listDayIds} from './day-ids.ts';
import type {DayIds} from './day-ids.ts';
import {extendDays, sumDays} from './day-sums.ts';
import type {DayRange, DaySums} from './day-sums.ts';

/** A table by day and by some of its dimensions. */
export interface Slice {
  readonly table: CanonicalTable;
  /** The time columns that date a row, the first that it has. */
  readonly times: readonly string[];
  readonly time: RowTimes;
  readonly range: DayRange;
  readonly cells: Cells;
}

/** What tells rows that count from others: a flag a row. */
export interface SliceMask {
  readonly key: string;
  readonly flags: () => Uint8Array | undefined;
}

export interface SliceSums extends DaySums {
  /** The power of ten by which the sums are scaled. */
  readonly scale: number;
}

/** Partial results of fewer cells than this are kept whatever the table's size. */
const SMALL = 1 << 18;
/** Numbers that the parts of one cube may hold together: so many a row, and so many besides. The longest unused make room. */
const ROOM_A_ROW = 4;
const ROOM = 1 << 20;

interface Part {
  readonly value: unknown;
  readonly rows: number;
  readonly weight: number;
}

class Cube {
  readonly #parts = new Map<string, Part>();
  #weight = 0;

  /** The part of a name over the first `rows` rows: as it is kept, grown from it, or made. */
  part<T>(name: string, rows: number, weigh: (value: T) => number, make: () => T, grow: (value: T, from: number) => T | undefined): T {
    const kept = this.#parts.get(name);
    this.#parts.delete(name);
    if (kept?.rows === rows) {
      this.#parts.set(name, kept);
      return kept.value as T;
    }
    this.#weight -= kept?.weight ?? 0;
    const value = (kept && kept.rows < rows ? grow(kept.value as T, kept.rows) : undefined) ?? make();
    const weight = weigh(value);
    this.#parts.set(name, {value, rows, weight});
    this.#weight += weight;
    this.#makeRoom(ROOM + rows * ROOM_A_ROW);
    return value;
  }

  #makeRoom(room: number): void {
    for (const [name, {weight}] of this.#parts) {
      if (this.#weight <= room || this.#parts.size === 1) return;
      this.#parts.delete(name);
      this.#weight -= weight;
    }
  }
}

/** One object for a table and whatever it grows to. */
const cubeOf = oncePerTable(() => new Cube(), (cube) => cube);

const weighless = (): number => 0;

/**
 * A table by the time columns `at` and the dimensions `names`. Undefined where the table lacks all of them, where no row has a day, or where there
 * would be more cells than rows to read.
 */
export function sliceOf(table: CanonicalTable, at: readonly string[], names: readonly string[]): Slice | undefined {
  const times = at.filter((name) => table.columns.has(name));
  const time = rowTimes(times, table);
  if (!time) return undefined;
  const cube = cubeOf(table);
  const range = cube.part('range ' + times.join(' '), table.length, weighless, () => rangeOf(time.days, 0), (old, from) => union(old, rangeOf(time.days, from)));
  if (range.last < range.first) return undefined;
  const cells = cube.part<Cells | undefined>(
    JSON.stringify(['cells', names]), table.length, (made) => (names.length > 1 ? (made?.codes?.length ?? 0) / 2 : 0),
    () => cellsOf(table, names), (old, from) => old && growCells(old, table, from),
  );
  if (!cells || cells.count * (range.last - range.first + 2) > Math.max(SMALL, table.length)) return undefined;
  return {table, times, time, range, cells};
}

/**
 * Sums of each day and cell; without `values` the number of rows. Undefined where plain adding would not be exact: then `values` answers none.
 * They are asked of the rows from one on, and told the `size` of those before. `key` tells the values from others of the table.
 */
export function sumSlice(
  slice: Slice, mask: SliceMask | undefined, key: string, values?: (from: number, before: number) => AddedNumbers | undefined,
): SliceSums | undefined {
  const {table, time: {days}, range, cells} = slice;
  interface Kept {
    readonly sums: SliceSums | undefined;
    readonly flags: Uint8Array | undefined;
    readonly size: number;
  }
  const make = (): Kept => {
    const found = values?.(0, 0);
    const flags = mask?.flags();
    if (values && !found) return {sums: undefined, flags, size: 0};
    return {sums: {...sumDays(range, {days, cells, mask: flags, values: found?.values}), scale: found?.scale ?? 1}, flags, size: found?.size ?? 0};
  };
  const grow = ({sums, flags: before, size}: Kept, from: number): Kept | undefined => {
    // What did not add up exactly does not with further rows.
    if (!sums) return {sums, flags: before, size};
    const found = values?.(from, size);
    if (values && !found) return {sums: undefined, flags: before, size};
    const flags = mask?.flags();
    if ((found && found.scale !== sums.scale) || sums.cells !== cells.count || sums.range.first !== range.first) return undefined;
    if (!beginsWith(flags, before)) return undefined;
    const further = {
      days: days.subarray(from), cells: {...cells, codes: cells.codes?.subarray(from)}, mask: flags?.subarray(from), values: found?.values,
    };
    return {sums: {...extendDays(sums, range, further), scale: sums.scale}, flags, size: found?.size ?? 0};
  };
  const name = nameOf('sums', slice, mask, key);
  return cubeOf(table).part(name, table.length, ({sums}) => sums?.before.length ?? 0, make, grow).sums;
}

/** Ids of the column `of` by day and cell. Undefined where the column holds none. */
export function idSlice(slice: Slice, mask: SliceMask | undefined, of: string): DayIds | undefined {
  const {table, time: {days}, range, cells} = slice;
  interface Kept {
    readonly list: DayIds | undefined;
    readonly ids: IdCodes | undefined;
    readonly flags: Uint8Array | undefined;
  }
  const make = (): Kept => {
    const ids = idsOf(table, of);
    const flags = mask?.flags();
    return {list: ids && listDayIds(range, {days, cells, mask: flags, ids}), ids, flags};
  };
  const grow = ({list, ids: known, flags: before}: Kept, from: number): Kept | undefined => {
    const ids = idsOf(table, of);
    const flags = mask?.flags();
    if (!list || !ids || list.range.first !== range.first || (list.additive && list.additive.cells !== cells.count)) return undefined;
    if (!beginsWith(flags, before) || !beginsWith(ids.codes, known?.codes)) return undefined;
    const grown = list.with(range, {days, cells, mask: flags, ids}, from);
    return grown && {list: grown, ids, flags};
  };
  const name = nameOf('ids', slice, mask, of);
  const weigh = ({list}: Kept): number => (list ? (list.older.length + list.newest.length + (list.cells?.length ?? 0) / 2) / 2 : 0);
  return cubeOf(table).part(name, table.length, weigh, make, grow).list;
}

function nameOf(kind: string, {times, cells}: Slice, mask: SliceMask | undefined, key: string): string {
  return JSON.stringify([kind, times, cells.names, key, mask?.key]);
}

/** Whether the rows that were there before are as they were. */
function beginsWith(longer: Uint8Array | Int32Array | undefined, before: Uint8Array | Int32Array | undefined): boolean {
  if (!longer || !before) return longer === before;
  if (longer.buffer === before.buffer && longer.byteOffset === before.byteOffset) return true;
  for (let row = 0; row < before.length; row++) if (longer[row] !== before[row]) return false;
  return true;
}

function rangeOf(days: Int32Array, start: number): DayRange {
  let first = Infinity;
  let last = -Infinity;
  for (let row = start; row < days.length; row++) {
    const day = days[row] as number;
    if (day === NO_DAY) continue;
    if (day < first) first = day;
    if (day > last) last = day;
  }
  return {first, last};
}

function union(one: DayRange, other: DayRange): DayRange {
  return {first: Math.min(one.first, other.first), last: Math.max(one.last, other.last)};
}
