/** Puts the rows of a table in the order of its main time. */

import {MoneyColumn, NumberColumn, TextColumn, TimeColumn} from '../column.ts';
import type {Column} from '../column.ts';
import {MAIN_TIME} from '../schema.ts';
import type {CanonicalTable} from '../schema.ts';
import {roomyFloat64, roomyInt32} from './grow-array.ts';
import {withScratch} from './scratch.ts';
import type {Scratch} from './scratch.ts';
import {timeOrder} from './time-order.ts';

/**
 * The table by its main time; rows of one time keep their order, rows without one stand last. The very table where it stands so already. `isOwn`:
 * nobody else has its columns, and they are put in order where they are.
 */
export function sortByTime(table: CanonicalTable, isOwn = false): CanonicalTable {
  const column = table.columns.get(MAIN_TIME[table.name]);
  if (!(column instanceof TimeColumn) || isSorted(column.values)) return table;
  return withScratch((scratch) => {
    const order = timeOrder(column.values, scratch.int32(table.length));
    const take = isOwn ? takeInPlace(scratch) : takeAnew;
    return {...table, columns: new Map([...table.columns].map(([name, each]) => [name, takeRows(each, order, take)] as const))};
  });
}

function isSorted(values: Float64Array): boolean {
  for (let row = 1; row < values.length; row++) if (!((values[row] as number) >= (values[row - 1] as number))) return false;
  return values.length === 0 || values[0] === values[0];
}

type Take = <T extends Float64Array | Int32Array>(values: T, rows: Int32Array) => T;

/** A column's rows in another order. */
function takeRows(column: Column, rows: Int32Array, take: Take): Column {
  if (column instanceof TextColumn) return new TextColumn(take(column.codes, rows), column.dictionary);
  if (column instanceof TimeColumn) return new TimeColumn(take(column.values, rows), take(column.days, rows));
  if (column instanceof MoneyColumn) return new MoneyColumn(take(column.values, rows), column.scale);
  return new NumberColumn(take(column.values, rows));
}

function takeAnew<T extends Float64Array | Int32Array>(values: T, rows: Int32Array): T {
  return gather(values, rows, (values instanceof Int32Array ? roomyInt32(rows.length) : roomyFloat64(rows.length)) as T);
}

function takeInPlace(scratch: Scratch): Take {
  let [integers, floats]: [Int32Array?, Float64Array?] = [];
  // Two columns may be one array.
  const moved = new Set<Float64Array | Int32Array>();
  return (values, rows) => {
    if (moved.has(values)) return values;
    moved.add(values);
    const before = values instanceof Int32Array ? (integers ??= scratch.int32(rows.length)) : (floats ??= scratch.float64(rows.length));
    before.set(values);
    return gather(before as typeof values, rows, values);
  };
}

/** `from` with a function takes ten times as long over typed arrays. */
function gather<T extends Float64Array | Int32Array>(values: T, rows: Int32Array, taken: T): T {
  for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i] as number] as number;
  return taken;
}
