/** Stock levels: of each key the latest row up to the end of a bucket. */

import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {RowMeasure} from '../../../metrics/metric.ts';
import {dimensionCodes} from '../../facts/dimension-codes.ts';
import type {Frame, Frames} from './measure-frame.ts';
import {conditionMask, rowTimes} from '../../facts/row-values.ts';
import type {RowTimes} from '../../facts/row-values.ts';

/**
 * Rows that state the level at the end of each bucket: of every key (a SKU in a warehouse) the latest one, whatever it says. Filters and the
 * measure's conditions look at that row, so that a SKU that has sold out, or moved to another category, is not found by what it was before.
 * Rows without a time stand from the beginning; of rows of one time the last counts.
 *
 * One pass over the rows, and one over the keys a bucket.
 */
export function latestRows(measure: RowMeasure, keys: readonly string[], frames: Frames): Frame {
  const table = frames.context.dataset.tables[measure.table] as CanonicalTable;
  const time = rowTimes(measure.at, table);
  const order = rowsInTime(table, time);
  const keyOf = denseKeys(table, keys);
  const keep = frames.filtered.mask(table);
  const holds = measure.where ? conditionMask(measure.where, table) : undefined;
  const {buckets} = frames;
  const latest: number[] = [];
  const rows: number[] = [];
  const bucketOf: number[] = [];
  let next = 0;
  for (let bucket = 0; bucket < buckets.count; bucket++) {
    const {to} = buckets.daysOf(bucket);
    for (; next < order.length; next++) {
      const row = order[next] as number;
      if (time && (time.days[row] as number) > to) break;
      latest[keyOf[row] as number] = row;
    }
    for (const row of latest) {
      if (row === undefined || (keep && !keep[row]) || (holds && !holds[row])) continue;
      rows.push(row);
      bucketOf.push(bucket);
    }
  }
  const chosen = Int32Array.from(rows);
  const ids = frames.combinations.idsOf(table, chosen);
  return {table, time, rows: chosen, groups: ids.map((id, i) => id * buckets.count + (bucketOf[i] as number)), size: frames.size};
}

/** All rows by time, those without one first. The dataset's rows come sorted, but for these. */
function rowsInTime(table: CanonicalTable, time: RowTimes | undefined): Int32Array {
  const order = Int32Array.from({length: table.length}, (_, row) => row);
  if (!time) return order;
  const {values} = time;
  const rank = (row: number): number => {
    const value = values[row] as number;
    return value === value ? value : -Infinity;
  };
  const sorted = order.every((row) => row === 0 || rank(row) >= rank(row - 1));
  return sorted ? order : order.sort((a, b) => (rank(a) === rank(b) ? a - b : rank(a) - rank(b)));
}

/** A dense number a row, equal where all of `keys` are; columns that the table lacks do not tell rows apart. */
function denseKeys(table: CanonicalTable, keys: readonly string[]): Int32Array {
  let dense = new Int32Array(table.length);
  for (const key of keys) {
    const column = dimensionCodes(table, key);
    if (!column) continue;
    const numbers = new Map<number, number>();
    dense = dense.map((before, row) => {
      const pair = before * (column.values.length + 1) + (column.codes[row] as number) + 1;
      let number = numbers.get(pair);
      if (number === undefined) numbers.set(pair, (number = numbers.size));
      return number;
    });
  }
  return dense;
}
