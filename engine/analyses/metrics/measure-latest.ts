/** Stock levels: of each key the latest rows up to the end, or the beginning, of a bucket. */

import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {RowMeasure} from '../../../metrics/metric.ts';
import {conditionMask} from '../../facts/row-values.ts';
import {levelSpans, snapshotDays} from '../../facts/stock-levels.ts';
import {firstAtLeast} from '../../kernels/first-at-least.ts';
import {Combinations} from './group-space.ts';
import type {Buckets} from './group-space.ts';
import type {Frame, Frames} from './measure-frame.ts';

/** What tells the stock of one place from that of another. */
export const STOCK_KEYS: readonly string[] = ['sku', 'warehouse'];

/**
 * Rows that state the level at the end of each bucket: of every key (a SKU in a warehouse) the latest, whatever it says. Filters and the
 * measure's conditions look at that row, so that a SKU that has sold out, or moved to another category, is not found by what it was before.
 * Rows without a time stand from the beginning; rows of one instant are lots and all count.
 *
 * One pass over the rows, and one entry a key and bucket.
 */
export function latestRows(measure: RowMeasure, keys: readonly string[], frames: Frames): Frame {
  const table = frames.context.dataset.tables[measure.table] as CanonicalTable;
  const holds = measure.where ? conditionMask(measure.where, table) : undefined;
  const days = measure.opening ? openingDays(table, frames.buckets) : closingDays(frames.buckets);
  return levelRows({table, at: measure.at, keys, mask: holds, days}, frames);
}

interface Levels {
  readonly table: CanonicalTable;
  readonly at: readonly string[];
  readonly keys: readonly string[];
  readonly mask?: Uint8Array | undefined;
  /** The day of each bucket at whose end the level is taken, rising. */
  readonly days: readonly number[];
}

export function levelRows({table, at, keys, mask, days}: Levels, frames: Frames): Frame {
  const {from, to, time} = levelSpans(table, at, keys);
  const keep = frames.filtered.mask(table);
  const rows: number[] = [];
  const bucketOf: number[] = [];
  for (let row = 0; row < table.length; row++) {
    if ((keep && !keep[row]) || (mask && !mask[row])) continue;
    for (let bucket = firstAtLeast(days, from[row] as number); bucket < days.length && (days[bucket] as number) < (to[row] as number); bucket++) {
      rows.push(row);
      bucketOf.push(bucket);
    }
  }
  const chosen = Int32Array.from(rows);
  const ids = frames.combinations.idsOf(table, chosen);
  const {count} = frames.buckets;
  return {table, time, rows: chosen, groups: ids.map((id, i) => id * count + (bucketOf[i] as number)), size: frames.size};
}

/**
 * A flag a group: 1 where the table holds any row of its combination, of whatever day. Of others nothing is known, which is not the same as none: a
 * SKU that is sold and never was counted.
 */
export function everCounted({table: name}: RowMeasure, {context, combinations, buckets, filtered, size}: Frames): Uint8Array {
  const table = context.dataset.tables[name] as CanonicalTable;
  const keep = filtered.mask(table);
  const rows = Int32Array.from({length: table.length}, (_, row) => row).filter((row) => !keep || keep[row] === 1);
  // Combinations of its own: those that no bucket holds are no rows of the answer.
  const counted = new Combinations(combinations.names, [table]);
  counted.idsOf(table, rows);
  const nameOf = (from: Combinations, id: number): string => JSON.stringify(from.valuesOf(id));
  const known = new Set(Array.from({length: counted.count}, (_, id) => nameOf(counted, id)));
  const flags = new Uint8Array(size);
  for (let id = 0; id < combinations.count; id++) {
    if (known.has(nameOf(combinations, id))) flags.fill(1, id * buckets.count, (id + 1) * buckets.count);
  }
  return flags;
}

export function closingDays(buckets: Buckets): number[] {
  return Array.from({length: buckets.count}, (_, bucket) => buckets.daysOf(bucket).to);
}

/**
 * The day before each bucket; its first day where stock was counted on it for the first time, which is a count on the morning of that day.
 */
export function openingDays(table: CanonicalTable, buckets: Buckets): number[] {
  const first = snapshotDays(table)[0];
  return Array.from({length: buckets.count}, (_, bucket) => {
    const {from} = buckets.daysOf(bucket);
    return first === from ? from : from - 1;
  });
}
