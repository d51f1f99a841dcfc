/** A window of a query laid over the cube: which days, which cells, and in which groups they fall. */

import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {sliceOf, sumSlice} from '../../cube/cube.ts';
import type {Slice} from '../../cube/cube.ts';
import type {ChosenCells, DayStretches} from '../../cube/window-counts.ts';
import {dimensionCodes} from '../../facts/dimension-codes.ts';
import type {RowTimes} from '../../facts/row-values.ts';
import type {Window} from '../../periods.ts';
import type {Filter} from '../../query.ts';
import {passingCodes, spanOfWindow} from '../../select-rows.ts';
import type {Frames} from './measure-frame.ts';

export interface WindowSlice {
  readonly slice: Slice;
  /** Of each bucket the days that count in whole. */
  readonly stretches: DayStretches;
  readonly chosen: ChosenCells;
  /** Rows of a last day that counts up to the clock, and the combination of each. They fall into `bucket`. */
  readonly rest: {readonly rows: Int32Array; readonly combinations: Int32Array; readonly bucket: number};
}

/**
 * Undefined where rows must be read: hours, ranges of numbers, times or dimensions that the table lacks, too many cells. Names the
 * combinations that have a row in the window, as the rows themselves would.
 */
export function sliceWindow(table: CanonicalTable, at: readonly string[], frames: Frames): WindowSlice | undefined {
  const {window, buckets, combinations, filtered} = frames;
  if (buckets.grain === 'hour') return undefined;
  const filters = filtered.answeredBy(table);
  if (filters.some((filter) => !isListed(filter, table))) return undefined;
  const names = [...new Set([...combinations.names, ...filters.map(({dimension}) => dimension)])].sort();
  const slice = sliceOf(table, at, names);
  if (!slice) return undefined;
  const cut = cutDay(slice.time, window);
  const last = cut ? window.to - 1 : window.to;
  const stretches = {from: new Int32Array(buckets.count), to: new Int32Array(buckets.count)};
  let bucket = 0;
  for (let each = 0; each < buckets.count; each++) {
    const {from, to} = buckets.daysOf(each);
    stretches.from[each] = each === 0 ? window.from : from;
    stretches.to[each] = Math.min(to, last);
    if (from <= window.to) bucket = each;
  }
  const passes = passingCells(slice, filters);
  const rest = (cut ?? new Int32Array(0)).filter((row) => passes[cellOf(slice, row)] === 1);
  const chosen = chooseCells(slice, passes, {from: window.from, to: last}, rest, frames);
  const combinationsOfRest = rest.map((row) => chosen.combinationOf?.[cellOf(slice, row)] ?? 0);
  return {slice, stretches, chosen, rest: {rows: rest, combinations: combinationsOfRest, bucket}};
}

function isListed({dimension, gte = -Infinity, lte = Infinity}: Filter, table: CanonicalTable): boolean {
  return gte === -Infinity && lte === Infinity && dimensionCodes(table, dimension) !== undefined;
}

function cellOf({cells: {codes, offset}}: Slice, row: number): number {
  return codes ? (codes[row] as number) + offset : 0;
}

/** Rows of the window's last day before it is cut; undefined where all of that day's rows lie before. */
function cutDay(time: RowTimes, {to, until}: Window): Int32Array | undefined {
  if (until === undefined) return undefined;
  const {days, values} = time;
  const span = spanOfWindow(time, {from: to, to}) ?? {from: 0, to: days.length};
  const rows: number[] = [];
  let isCut = false;
  for (let row = span.from; row < span.to; row++) {
    if (days[row] !== to) continue;
    if ((values[row] as number) < until) rows.push(row);
    else isCut = true;
  }
  return isCut ? Int32Array.from(rows) : undefined;
}

/** A flag a cell: 1 where every filter lets its values through. */
function passingCells({table, cells}: Slice, filters: readonly Filter[]): Uint8Array {
  const passes = new Uint8Array(cells.count).fill(1);
  for (const filter of filters) {
    const dimension = dimensionCodes(table, filter.dimension);
    const codes = cells.codesOf[cells.names.indexOf(filter.dimension)];
    if (!dimension || !codes) continue;
    const pass = passingCodes(filter, dimension.values);
    for (let cell = 0; cell < passes.length; cell++) if (!pass[(codes[cell] as number) + 1]) passes[cell] = 0;
  }
  return passes;
}

function chooseCells(
  slice: Slice, passes: Uint8Array, {from, to}: {from: number; to: number}, rest: Int32Array, {combinations}: Frames,
): ChosenCells {
  const {table, cells, range} = slice;
  const isWhole = combinations.names.length === 0;
  const occurs = isWhole ? passes : passes.slice();
  if (!isWhole) {
    const {before} = sumSlice(slice, undefined, 'rows') as {before: Float64Array};
    const low = (Math.max(from, range.first) - range.first) * cells.count;
    const high = (Math.min(to, range.last) + 1 - range.first) * cells.count;
    for (let cell = 0; cell < cells.count; cell++) if (!(high > low) || before[high + cell] === before[low + cell]) occurs[cell] = 0;
    for (const row of rest) occurs[cellOf(slice, row)] = 1;
  }
  const chosen = Int32Array.from([...occurs.keys()].filter((cell) => occurs[cell] === 1));
  if (isWhole && chosen.length === cells.count) return {cells: chosen, combinations: new Int32Array(chosen.length), combinationOf: undefined};
  const codes = combinations.names.map((name) => {
    const codesOf = cells.codesOf[cells.names.indexOf(name)] as Int32Array;
    return chosen.map((cell) => codesOf[cell] as number);
  });
  const ids = combinations.idsOfCodes(table, codes, chosen.length);
  const combinationOf = new Int32Array(cells.count).fill(-1);
  chosen.forEach((cell, index) => (combinationOf[cell] = ids[index] as number));
  return {cells: chosen, combinations: ids, combinationOf};
}
