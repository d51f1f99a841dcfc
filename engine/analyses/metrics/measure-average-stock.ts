/** Stock over a bucket: the mean of its counts. */

import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {AverageStockMeasure} from '../../../metrics/stock-measures.ts';
import {note} from '../../build-result.ts';
import {conditionMask, missingColumns, rowNumbers} from '../../facts/row-values.ts';
import {levelSpans, snapshotDays} from '../../facts/stock-levels.ts';
import {firstAtLeast} from '../../kernels/first-at-least.ts';
import type {Note} from '../../result.ts';
import type {Frames} from './measure-frame.ts';
import type {MeasureKind} from './measure-kind.ts';
import {STOCK_KEYS} from './measure-latest.ts';
import type {MeasureTotals} from './measure-rows.ts';

const AT = ['snapshot_at'];

export const averageStockKind: MeasureKind<AverageStockMeasure> = {
  missing: ({of, where = []}, table) => [...missingColumns(of, table), ...where.map(({column}) => column).filter((name) => !table.columns.has(name))],
  isLevel: () => true,
  nameSteps: (measure) => measure,
  total: totalAverage,
  notes: averageNotes,
};

const stockOf = ({context}: Frames): CanonicalTable => context.dataset.tables.stock as CanonicalTable;

/**
 * A row adds its value for each day on which stock was counted and the row was the level; a SKU that a count leaves out stays at its last. One
 * pass over the rows and the buckets that each stands in.
 */
function totalAverage({of, where}: AverageStockMeasure, frames: Frames): MeasureTotals {
  const table = stockOf(frames);
  const {from, to} = levelSpans(table, AT, STOCK_KEYS);
  const counts = countDays(table, frames);
  const lasts = counts.map((days) => days.at(-1) ?? 0);
  const {values: numbers, scale} = rowNumbers(of, table);
  const holds = where ? conditionMask(where, table) : undefined;
  const keep = frames.filtered.mask(table);
  const rows: number[] = [];
  const shares: {bucket: number; part: number}[] = [];
  for (let row = 0; row < table.length; row++) {
    const number = numbers[row] as number;
    if (number !== number || (keep && !keep[row]) || (holds && !holds[row])) continue;
    for (let bucket = firstAtLeast(lasts, from[row] as number); bucket < counts.length; bucket++) {
      const days = counts[bucket] as readonly number[];
      const held = firstAtLeast(days, to[row] as number) - firstAtLeast(days, from[row] as number);
      if ((days[0] ?? 0) >= (to[row] as number)) break;
      if (held === 0) continue;
      rows.push(row);
      shares.push({bucket, part: number * held});
    }
  }
  const ids = frames.combinations.idsOf(table, Int32Array.from(rows));
  const values = new Float64Array(frames.size);
  shares.forEach(({bucket, part}, i) => {
    const group = (ids[i] as number) * counts.length + bucket;
    values[group] = (values[group] as number) + part;
  });
  // One division at the end: sums of whole minor units stay exact until then.
  return {values: values.map((sum, group) => sum / (scale * (counts[group % counts.length]?.length ?? 1))), scale};
}

/**
 * The days whose levels are averaged in each bucket: those inside it on which stock was counted. Where there is but one and the bucket is
 * longer, what was before it (or, where it is a count of the first morning, after the last) is the other end; where there is none, the level
 * that still stands at the bucket's end.
 */
function countDays(table: CanonicalTable, {buckets}: Frames): readonly (readonly number[])[] {
  const all = snapshotDays(table);
  return Array.from({length: buckets.count}, (_, bucket) => {
    const {from, to} = buckets.daysOf(bucket);
    const inside = all.slice(firstAtLeast(all, from), firstAtLeast(all, to + 1));
    const [only] = inside;
    if (only === undefined) return [to];
    if (inside.length > 1 || from === to) return inside;
    if (only === from) return all.includes(to + 1) ? [only, to + 1] : inside;
    const first = all[0] as number;
    return first < from ? [from - 1, only] : inside;
  });
}

function averageNotes(_: AverageStockMeasure, frames: Frames, metric: string): Note[] {
  const {from, to} = frames.buckets.daysOf(0);
  if (from === to || (countDays(stockOf(frames), frames)[0]?.length ?? 0) > 1) return [];
  return [note('one-stock-count', `${metric} takes one count of stock for the average: the period has no other.`, {metric})];
}
