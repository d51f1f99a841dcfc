/** The order of rows by their instants. */

import {withScratch} from './scratch.ts';
import type {Scratch} from './scratch.ts';

/** Bits of a digit: counts and places being written fit the nearest cache. */
const BITS = 11;
const DIGITS = 1 << BITS;
/** Up to this many units after the first a time is sorted by in one go; later ones first by what is left over. */
const PART = 2 ** 32;
/** Beyond this a difference of instants is no exact whole number of low and high parts. */
const WIDEST = 2 ** 48;
const SECOND = 1000;

/**
 * Row numbers by value, the earliest first; equal values in the order of their rows, NaN last. Whole numbers by counting, O(n) for each 11 bits
 * between the first and the last, in seconds where all are whole ones; others by comparing, O(n log n). They are written to `order`.
 */
export function timeOrder(values: Float64Array, order: Int32Array = new Int32Array(values.length)): Int32Array {
  const {first, last, known, isWhole, inSeconds} = survey(values);
  let at = 0;
  let end = known;
  for (let row = 0; row < values.length; row++) order[values[row] === values[row] ? at++ : end++] = row;
  const rows = order.subarray(0, known);
  const unit = inSeconds ? SECOND : 1;
  if (isWhole && last - first < WIDEST) withScratch((scratch) => sortByCounting(rows, values, first, unit, (last - first) / unit, scratch));
  else rows.sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  return order;
}

interface Survey {
  readonly first: number;
  readonly last: number;
  /** How many values are no NaN. */
  readonly known: number;
  readonly isWhole: boolean;
  /** Whether all are whole seconds from one another. */
  readonly inSeconds: boolean;
}

function survey(values: Float64Array): Survey {
  let [first, last, known, isWhole, inSeconds] = [Infinity, -Infinity, 0, true, true];
  let rest = NaN;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (value !== value) continue;
    known++;
    if (value < first) first = value;
    if (value > last) last = value;
    if (Math.floor(value) !== value) isWhole = false;
    const left = value - Math.floor(value / SECOND) * SECOND;
    if (rest !== rest) rest = left;
    if (left !== rest) inSeconds = false;
  }
  return {first, last, known, isWhole, inSeconds};
}

function sortByCounting(rows: Int32Array, values: Float64Array, first: number, unit: number, span: number, scratch: Scratch): void {
  const keys = scratch.uint32(rows.length);
  const spare = {rows: scratch.int32(rows.length), keys: scratch.uint32(rows.length)};
  // The remainder of a division by 2^32 is what an unsigned 32-bit array keeps of a number.
  for (let at = 0; at < rows.length; at++) keys[at] = ((values[rows[at] as number] as number) - first) / unit;
  sortByDigits(rows, keys, spare, Math.min(span, PART - 1));
  if (span < PART) return;
  for (let at = 0; at < rows.length; at++) keys[at] = Math.floor(((values[rows[at] as number] as number) - first) / unit / PART);
  sortByDigits(rows, keys, spare, Math.floor(span / PART));
}

/** Sorts rows, and their keys with them, by keys up to `largest`: stable, a pass for each digit. */
function sortByDigits(rows: Int32Array, keys: Uint32Array, spare: {readonly rows: Int32Array; readonly keys: Uint32Array}, largest: number): void {
  let [fromRows, fromKeys, toRows, toKeys] = [rows, keys, spare.rows, spare.keys];
  for (let shift = 0; shift < 32 && largest / 2 ** shift >= 1; shift += BITS) {
    const places = new Int32Array(DIGITS + 1);
    for (let at = 0; at < rows.length; at++) {
      const digit = ((fromKeys[at] as number) >>> shift) & (DIGITS - 1);
      places[digit + 1] = (places[digit + 1] as number) + 1;
    }
    for (let digit = 0; digit < DIGITS; digit++) places[digit + 1] = (places[digit + 1] as number) + (places[digit] as number);
    for (let at = 0; at < rows.length; at++) {
      const key = fromKeys[at] as number;
      const digit = (key >>> shift) & (DIGITS - 1);
      const place = places[digit] as number;
      places[digit] = place + 1;
      toKeys[place] = key;
      toRows[place] = fromRows[at] as number;
    }
    [fromRows, toRows] = [toRows, fromRows];
    [fromKeys, toKeys] = [toKeys, fromKeys];
  }
  if (fromRows !== rows) rows.set(fromRows);
}
