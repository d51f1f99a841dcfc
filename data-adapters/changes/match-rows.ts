/** Finds the rows of a table that have given values in some of its columns. */

import type {Column} from '../column.ts';
import {compareColumns, equalCells} from '../columns/compare-columns.ts';
import type {ComparedColumn} from '../columns/compare-columns.ts';
import type {CanonicalTable} from '../schema.ts';

/** Some columns of further rows by their names, the most telling first; undefined for one that is blank all through. */
export type KeyColumns = readonly (readonly [name: string, column: Column | undefined])[];

/**
 * Calls `each` for every row of `table`, and of the `length` further rows, that are equal in those columns. A column that the table lacks is blank.
 * One pass over the table, none where it has no value of the first column.
 */
export function matchRows(
  table: CanonicalTable, keys: KeyColumns, length: number, skip: (laterRow: number) => boolean, each: (row: number, laterRow: number) => void,
): void {
  const [first, ...others] = keys.map(([name, column]) => compareColumns(table.columns.get(name), column));
  if (!first) return;
  const {heads, next, any} = chainRows(first, length, skip);
  if (!any) return;
  const {earlier, blank} = first;
  for (let row = 0; row < table.length; row++) {
    for (let later = heads(earlier ? (earlier[row] as number) : blank); later >= 0; later = next[later] as number) {
      if (others.every((column) => equalCells(column, row, later))) each(row, later);
    }
  }
}

/** Further rows of equal first cells, chained one to the next. */
function chainRows({earlier, later, blank}: ComparedColumn, length: number, skip: (laterRow: number) => boolean): {
  readonly heads: (cell: number) => number;
  readonly next: Int32Array;
  readonly any: boolean;
} {
  const next = new Int32Array(length);
  const head = new Map<number, number>();
  let largest = -1;
  for (let row = 0; row < length; row++) {
    const cell = later ? (later[row] as number) : blank;
    if (skip(row) || cell === -2 || (!earlier && !Object.is(cell, blank))) continue;
    next[row] = head.get(cell) ?? -1;
    head.set(cell, row);
    if (cell > largest) largest = cell;
  }
  if (!(earlier instanceof Int32Array)) return {heads: (cell) => head.get(cell) ?? -1, next, any: head.size > 0};
  // Codes are dense: a list of them is asked a million times faster than a map.
  const dense = new Int32Array(largest + 2).fill(-1);
  for (const [code, row] of head) dense[code + 1] = row;
  return {heads: (code) => dense[code + 1] ?? -1, next, any: head.size > 0};
}
