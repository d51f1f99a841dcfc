/** From when to when each row of stock states the level of its SKU and warehouse. */

import {NO_DAY, TimeColumn} from '../../data-adapters/column.ts';
import type {CanonicalTable} from '../../data-adapters/schema.ts';
import {oncePer} from '../once-per.ts';
import {dimensionCodes} from './dimension-codes.ts';
import {rowTimes} from './row-values.ts';
import type {RowTimes} from './row-values.ts';

/** Before all days: a row without a time stands from the beginning. */
export const ALWAYS = -0x7fffffff;
/** After all days. */
export const FOREVER = 0x7fffffff;

export interface LevelSpans {
  /** A row is the level at the end of every day from `from` up to, not including, `to`. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly time: RowTimes | undefined;
}

const spans = new WeakMap<CanonicalTable, Map<string, LevelSpans>>();

/**
 * Of every key (a SKU in a warehouse) the latest row up to the end of a day is its level, whatever it says; rows of one instant are lots that
 * lie side by side. O(n log n) unless the rows stand in order; once a table.
 */
export function levelSpans(table: CanonicalTable, at: readonly string[], keys: readonly string[]): LevelSpans {
  let byKeys = spans.get(table);
  if (!byKeys) spans.set(table, (byKeys = new Map<string, LevelSpans>()));
  const name = JSON.stringify([at, keys]);
  let found = byKeys.get(name);
  if (!found) byKeys.set(name, (found = readSpans(table, at, keys)));
  return found;
}

function readSpans(table: CanonicalTable, at: readonly string[], keys: readonly string[]): LevelSpans {
  const time = rowTimes(at, table);
  const dayOf = (row: number): number => (time && time.days[row] !== NO_DAY ? (time.days[row] as number) : ALWAYS);
  const instantOf = (row: number): number => (time && time.days[row] !== NO_DAY ? (time.values[row] as number) : -Infinity);
  const from = Int32Array.from({length: table.length}, (_, row) => dayOf(row));
  const to = new Int32Array(table.length).fill(FOREVER);
  const keyOf = denseKeys(table, keys);
  const latest = new Map<number, number[]>();
  for (const row of rowsInTime(table.length, time && instantOf)) {
    const key = keyOf[row] as number;
    const lots = latest.get(key);
    if (lots && instantOf(lots[0] as number) === instantOf(row)) {
      lots.push(row);
      continue;
    }
    for (const lot of lots ?? []) to[lot] = from[row] as number;
    latest.set(key, [row]);
  }
  return {from, to, time};
}

function rowsInTime(length: number, instantOf: ((row: number) => number) | undefined): Int32Array {
  const order = Int32Array.from({length}, (_, row) => row);
  if (!instantOf || order.every((row) => row === 0 || instantOf(row) >= instantOf(row - 1))) return order;
  return order.sort((a, b) => {
    const [left, right] = [instantOf(a), instantOf(b)];
    return left === right ? a - b : left < right ? -1 : 1;
  });
}

/** A dense number a row, equal where all of `keys` are; columns that the table lacks do not tell rows apart. */
function denseKeys(table: CanonicalTable, keys: readonly string[]): Int32Array {
  let dense = new Int32Array(table.length);
  for (const key of keys) {
    const column = dimensionCodes(table, key);
    if (!column) continue;
    const numbers = new Map<number, number>();
    dense = dense.map((before, row) => {
      const pair = before * (column.size + 1) + (column.codes[row] as number) + 1;
      let number = numbers.get(pair);
      if (number === undefined) numbers.set(pair, (number = numbers.size));
      return number;
    });
  }
  return dense;
}

/** The days on which stock was counted, in order. Empty for rows without times. */
export function snapshotDays(table: CanonicalTable): readonly number[] {
  const column = table.columns.get('snapshot_at');
  if (!(column instanceof TimeColumn)) return [];
  return distinctDays(column);
}

const distinctDays = oncePer(({days}: TimeColumn): readonly number[] => [...new Set(days)].filter((day) => day !== NO_DAY).sort((a, b) => a - b));
