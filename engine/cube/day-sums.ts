/** Additive partial results of the cube: what the rows of each cell come to up to each day. */

import {NO_DAY} from '../../data-adapters/column.ts';
import type {Cells} from './cells.ts';

/** Days that a cube spans, both included. */
export interface DayRange {
  readonly first: number;
  readonly last: number;
}

/**
 * `before[(day − first) × cells + cell]`: the total of all days before `day`, for each day of the range and the one after it. A stretch of days is
 * one subtraction a cell, however long it is; exact, since the totals are whole numbers below 2^53.
 */
export interface DaySums {
  readonly range: DayRange;
  readonly cells: number;
  readonly before: Float64Array;
}

export interface SumRequest {
  readonly days: Int32Array;
  readonly cells: Cells;
  /** A flag a row, 1 for those that count. */
  readonly mask?: Uint8Array | undefined;
  /** Whole numbers whose absolute values add up below 2^53, NaN for none; without them rows are counted. */
  readonly values?: Float64Array | undefined;
}

/** One pass over the rows, one over the cells. Rows without a day count nowhere. */
export function sumDays(range: DayRange, request: SumRequest): DaySums {
  const {count} = request.cells;
  const before = new Float64Array((range.last - range.first + 2) * count);
  addRows(before, range.first, request);
  runTotals(before, count);
  return {range, cells: count, before};
}

/** The same with further rows, none of which is of a day before `range.first`: a pass over those rows and the days they touch. */
export function extendDays({range: old, cells, before}: DaySums, range: DayRange, request: SumRequest): DaySums {
  let touched = Infinity;
  for (let row = 0; row < request.days.length; row++) {
    const day = request.days[row] as number;
    if (day !== NO_DAY && day < touched) touched = day;
  }
  const size = (range.last - range.first + 2) * cells;
  const longer = size === before.length ? before : new Float64Array(size);
  if (longer !== before) {
    longer.set(before);
    const end = before.subarray(before.length - cells);
    for (let day = old.last + 1; day <= range.last; day++) longer.set(end, (day - range.first + 1) * cells);
  }
  if (touched === Infinity) return {range, cells, before: longer};
  const added = new Float64Array((range.last - touched + 2) * cells);
  addRows(added, touched, request);
  runTotals(added, cells);
  const from = (touched - range.first) * cells;
  for (let at = 0; at < added.length; at++) longer[from + at] = (longer[from + at] as number) + (added[at] as number);
  return {range, cells, before: longer};
}

/** Adds each row to the day after its own. */
function addRows(totals: Float64Array, first: number, {days, cells: {codes, offset, count}, mask, values}: SumRequest): void {
  for (let row = 0; row < days.length; row++) {
    if (mask !== undefined && mask[row] === 0) continue;
    const day = days[row] as number;
    if (day === NO_DAY) continue;
    let value = 1;
    if (values !== undefined) {
      value = values[row] as number;
      if (value !== value) continue;
    }
    const at = (day - first + 1) * count + (codes === undefined ? 0 : (codes[row] as number) + offset);
    totals[at] = (totals[at] as number) + value;
  }
}

function runTotals(totals: Float64Array, cells: number): void {
  for (let at = cells; at < totals.length; at++) totals[at] = (totals[at] as number) + (totals[at - cells] as number);
}
