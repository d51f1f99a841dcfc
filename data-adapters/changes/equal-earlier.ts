/** Tells whether a later row equals one that is there in every column. */

import type {Column} from '../column.ts';
import {cellsOf, compareColumns, equalCells} from '../columns/compare-columns.ts';
import type {ComparedColumn} from '../columns/compare-columns.ts';
import {MAIN_TIME} from '../schema.ts';
import type {CanonicalTable} from '../schema.ts';

/**
 * Equal rows are of one time, and a table stands in the order of its main time: only rows of the times asked for are read. A table without a main
 * time is read whole.
 */
export class EqualEarlier {
  readonly #table: CanonicalTable;
  readonly #isGone: (row: number) => boolean;
  readonly #later: ReadonlyMap<string, Column>;
  #compared: readonly ComparedColumn[] | undefined;
  /** No row stands at a later time. */
  readonly #last: number;
  readonly #times: ArrayLike<number> | undefined;
  readonly #laterTimes: ArrayLike<number> | undefined;
  /** Rows of a time by their hash. */
  readonly #ofTime = new Map<number, ReadonlyMap<number, readonly number[]>>();

  constructor(table: CanonicalTable, isGone: (row: number) => boolean, later: ReadonlyMap<string, Column>) {
    this.#table = table;
    this.#isGone = isGone;
    this.#later = later;
    const time = table.columns.get(MAIN_TIME[table.name]);
    const laterTime = later.get(MAIN_TIME[table.name]);
    this.#times = time && cellsOf(time);
    this.#laterTimes = laterTime && cellsOf(laterTime);
    const last = this.#times ? (this.#times[table.length - 1] ?? -Infinity) : 0;
    this.#last = last === last ? last : Infinity;
  }

  get #columns(): readonly ComparedColumn[] {
    return (this.#compared ??= [...new Set([...this.#table.columns.keys(), ...this.#later.keys()])].map(
      (name) => compareColumns(this.#table.columns.get(name), this.#later.get(name)),
    ));
  }

  has(laterRow: number): boolean {
    const time = this.#times ? (this.#laterTimes?.[laterRow] ?? NaN) : 0;
    if (time > this.#last || this.#table.length === 0) return false;
    let rows = this.#ofTime.get(time);
    if (!rows) this.#ofTime.set(time, (rows = this.#read(time)));
    if (rows.size === 0) return false;
    const hash = this.#hash(({later, blank}) => (later ? (later[laterRow] as number) : blank));
    return rows.get(hash)?.some((row) => this.#columns.every((column) => equalCells(column, row, laterRow))) ?? false;
  }

  #read(time: number): ReadonlyMap<number, readonly number[]> {
    const rows = new Map<number, number[]>();
    const [from, to] = this.#times ? [this.#first(time, false), this.#first(time, true)] : [0, this.#table.length];
    for (let row = from; row < to; row++) {
      if (this.#isGone(row)) continue;
      const hash = this.#hash(({earlier, blank}) => (earlier ? (earlier[row] as number) : blank));
      const same = rows.get(hash);
      if (same) same.push(row);
      else rows.set(hash, [row]);
    }
    return rows;
  }

  /** The first row that stands at, or `after`, a time; rows without one stand last. */
  #first(time: number, after: boolean): number {
    const rank = time === time ? time : Infinity;
    let low = 0;
    let high = this.#table.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const value = this.#times?.[middle] as number;
      const at = value === value ? value : Infinity;
      if (at < rank || (after && at === rank)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #hash(cellOf: (column: ComparedColumn) => number): number {
    let hash = 0;
    for (const column of this.#columns) hash = (Math.imul(hash, 31) + (cellOf(column) * 1000 | 0)) | 0;
    return hash;
  }
}
