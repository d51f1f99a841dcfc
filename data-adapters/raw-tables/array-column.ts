/** Arrays of a host as raw columns. */

import {ListColumn} from './list-column.ts';
import {numberColumn} from './raw-column.ts';
import type {RawColumn} from './raw-column.ts';

/** Typed arrays are numbers throughout; of other lists that is found out. */
export function arrayColumn(values: ArrayLike<unknown>): RawColumn {
  const cell = (row: number): unknown => values[row];
  if (values instanceof Float64Array || values instanceof Int32Array) return numberColumn(values, cell);
  if (values instanceof BigInt64Array || values instanceof BigUint64Array) return numberColumn(Float64Array.from(values, ofBigInt), cell, true);
  const isTyped = ArrayBuffer.isView(values) && !(values instanceof DataView);
  if (isTyped) return numberColumn(new Float64Array(values as unknown as ArrayLike<number>), cell, true);
  return new ListColumn(values.length, cell);
}

/** Infinite where a number cannot hold it: the cell tells. */
function ofBigInt(value: bigint): number {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : Infinity;
}
