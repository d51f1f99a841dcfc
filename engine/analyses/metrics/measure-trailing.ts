/** A day's mean over the days up to the end of each bucket, and how many days a bucket has. */

import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {PeriodDaysMeasure, TrailingMeasure} from '../../../metrics/stock-measures.ts';
import {daysOf} from '../../facts/table-days.ts';
import {conditionMask, missingColumns, rowNumbers, rowTimes} from '../../facts/row-values.ts';
import {firstAtLeast} from '../../kernels/first-at-least.ts';
import type {Frames} from './measure-frame.ts';
import type {MeasureKind} from './measure-kind.ts';
import {closingDays} from './measure-latest.ts';
import type {MeasureTotals} from './measure-rows.ts';

export const trailingKind: MeasureKind<TrailingMeasure> = {
  missing: ({of, where = []}, table) => [
    ...missingColumns(of, table), ...where.map(({column}) => column).filter((name) => name !== 'status' && !table.columns.has(name)),
  ],
  isLevel: () => true,
  nameSteps: (measure) => measure,
  total: totalTrailing,
};

/** Rows of the days before the period count, too. Where the rows begin later than the trailing days, the mean is over the days there are. */
function totalTrailing({table: name, of, where = [], at, days}: TrailingMeasure, frames: Frames): MeasureTotals {
  const table = frames.context.dataset.tables[name] as CanonicalTable;
  const time = rowTimes(at, table);
  const mask = conditionMask(where, table);
  const keep = frames.filtered.mask(table);
  const ends = closingDays(frames.buckets);
  const until = frames.window.until ?? Infinity;
  const {values: numbers, scale} = rowNumbers(of, table);
  const rows: number[] = [];
  const bucketOf: number[] = [];
  for (let row = 0; row < table.length && time; row++) {
    const day = time.days[row] as number;
    if (!mask[row] || (keep && !keep[row]) || Number.isNaN(numbers[row])) continue;
    for (let bucket = firstAtLeast(ends, day); bucket < ends.length && (ends[bucket] as number) - days < day; bucket++) {
      if (day === frames.window.to && (time.values[row] as number) >= until) continue;
      rows.push(row);
      bucketOf.push(bucket);
    }
  }
  const first = daysOf(table, at[0])?.first ?? -Infinity;
  const lengths = ends.map((end) => Math.max(1, Math.min(days, end - first + 1)));
  const ids = frames.combinations.idsOf(table, Int32Array.from(rows));
  const values = new Float64Array(frames.size);
  rows.forEach((row, i) => {
    const group = (ids[i] as number) * ends.length + (bucketOf[i] as number);
    values[group] = (values[group] as number) + (numbers[row] as number);
  });
  return {values: values.map((sum, group) => sum / scale / (lengths[group % ends.length] as number)), scale};
}

export const periodDaysKind: MeasureKind<PeriodDaysMeasure> = {
  missing: () => [],
  isLevel: () => true,
  nameSteps: (measure) => measure,
  total: (_, {buckets}) => ({
    values: new Float64Array(0),
    scale: 1,
    byBucket: Float64Array.from({length: buckets.count}, (_value, bucket) => {
      const {from, to} = buckets.daysOf(bucket);
      return buckets.grain === 'hour' ? 1 / 24 : to - from + 1;
    }),
  }),
};
