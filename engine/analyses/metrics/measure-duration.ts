/** How long something took: quantiles of durations, one an order or ticket. */

import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {DurationMeasure} from '../../../metrics/order-measures.ts';
import {note} from '../../build-result.ts';
import {idsOf} from '../../facts/distinct-ids.ts';
import {hoursBetween, timeColumn} from '../../facts/durations.ts';
import {conditionMask} from '../../facts/row-values.ts';
import {countInto, sumInto} from '../../kernels/group-sums.ts';
import {quantilesInto} from '../../kernels/group-quantiles.ts';
import {QueryError} from '../../query.ts';
import type {Note} from '../../result.ts';
import {Combinations} from './group-space.ts';
import type {Frame, Frames} from './measure-frame.ts';
import type {MeasureKind} from './measure-kind.ts';
import type {MeasureTotals} from './measure-rows.ts';

export const durationKind: MeasureKind<DurationMeasure> = {
  missing: ({from, to, where = [], per}, {columns}) => [
    ...(from.some((name) => columns.has(name)) ? [] : from.slice(0, 1)),
    ...[to, ...(per ? [per] : []), ...where.map(({column}) => column).filter((column) => column !== 'status')].filter((name) => !columns.has(name)),
  ],
  nameSteps: (measure) => measure,
  total: totalDurations,
  notes: durationNotes,
};

/** Hours of the rows that count, in their groups. Of rows that share an id only the last stays, or the longest. */
function totalDurations(measure: DurationMeasure, frames: Frames): MeasureTotals {
  checkQuantile(measure, frames);
  const frame = frames.frame(measure.table, measure.at);
  const {mask, hours} = lastOfEach(measure, frame.table, frames);
  const ids = measure.per === undefined ? undefined : idsOf(frame.table, measure.per);
  const values = new Float64Array(frame.size).fill(NaN);
  const groups: number[] = [];
  const longest: number[] = [];
  const places = new Map<number, number>();
  for (let i = 0; i < frame.rows.length; i++) {
    const row = frame.rows[i] as number;
    const duration = hours[row] as number;
    if (!mask[row] || !(duration >= 0)) continue;
    const group = frame.groups[i] as number;
    const id = ids ? (ids.codes[row] as number) : -1;
    const key = id < 0 ? -1 : group * (ids?.count ?? 0) + id;
    const place = key < 0 ? undefined : places.get(key);
    if (place !== undefined) {
      longest[place] = Math.max(longest[place] as number, duration);
      continue;
    }
    if (key >= 0) places.set(key, groups.length);
    groups.push(group);
    longest.push(duration);
  }
  if (measure.quantile === 'mean') meansInto(values, groups, longest);
  else quantilesInto(values, groups, longest, measure.quantile);
  return {values, scale: 1, empty: NaN};
}

function checkQuantile({quantile, to}: DurationMeasure, {query}: Frames): void {
  if (quantile === 'mean' || (quantile >= 0 && quantile <= 1)) return;
  throw new QueryError(`The quantile of ${to} is ${JSON.stringify(quantile)}. Write a number from 0 to 1, such as 0.5, or "mean".`, query);
}

function meansInto(means: Float64Array, groups: readonly number[], values: readonly number[]): void {
  const counts = new Float64Array(means.length);
  const sums = new Float64Array(means.length);
  const grouped = {groups: Int32Array.from(groups), rows: Int32Array.from(values, (_, place) => place)};
  countInto(counts, grouped);
  sumInto(sums, grouped, Float64Array.from(values), false);
  counts.forEach((count, group) => {
    if (count > 0) means[group] = (sums[group] as number) / count;
  });
}

function durationsOf(measure: DurationMeasure, table: CanonicalTable, {context}: Frames): {mask: Uint8Array; hours: Float64Array} {
  return {mask: conditionMask(measure.where ?? [], table), hours: hoursBetween(table, measure.from, measure.to, context.dataset.timeZone)};
}

/**
 * Where rows are dated by their end, what shares an id is over with the last of its rows, whenever the others ended: an order sent in two parcels is
 * sent with the second, and once. Of the combination's rows that pass the filters, in all of the table.
 */
function lastOfEach(measure: DurationMeasure, table: CanonicalTable, frames: Frames): {mask: Uint8Array; hours: Float64Array} {
  const found = durationsOf(measure, table, frames);
  const {per, to, at} = measure;
  const ids = per === undefined || at[0] !== to ? undefined : idsOf(table, per);
  const ends = timeColumn(table, to)?.values;
  if (!ids || !ends) return found;
  const mask = found.mask.slice();
  frames.filtered.mask(table)?.forEach((passes, row) => (mask[row] = (mask[row] as number) & passes));
  const rows = Int32Array.from({length: table.length}, (_, row) => row).filter((row) => mask[row] === 1 && (found.hours[row] as number) >= 0);
  // Combinations of its own: those that occur outside the window alone are no rows of the answer.
  const combinations = new Combinations(frames.combinations.names, [table]);
  const groups = combinations.idsOf(table, rows);
  const last = latestOf(combinations.count * ids.count);
  const keyOf = (i: number, row: number): number => (groups[i] as number) * ids.count + (ids.codes[row] as number);
  const isNamed = (row: number): boolean => (ids.codes[row] as number) >= 0;
  rows.forEach((row, i) => {
    if (isNamed(row)) last.add(keyOf(i, row), ends[row] as number);
  });
  rows.forEach((row, i) => {
    if (isNamed(row) && (ends[row] as number) < last.of(keyOf(i, row))) mask[row] = 0;
  });
  return {mask, hours: found.hours};
}

/** Up to this many keys stand in a flat array: 32 MB. */
const FLAT = 1 << 22;

/** The largest value of each key below `size`. */
function latestOf(size: number): {add: (key: number, value: number) => void; of: (key: number) => number} {
  if (size > FLAT) {
    const known = new Map<number, number>();
    const of = (key: number): number => known.get(key) ?? -Infinity;
    return {of, add: (key, value) => known.set(key, Math.max(of(key), value))};
  }
  const flat = new Float64Array(size).fill(-Infinity);
  return {
    of: (key) => flat[key] as number,
    add: (key, value) => {
      if (value > (flat[key] as number)) flat[key] = value;
    },
  };
}

function durationNotes(measure: DurationMeasure, frames: Frames, metric: string): Note[] {
  const frame = frames.frame(measure.table, measure.at);
  const {columns} = frame.table;
  const {from, to} = measure;
  const used = from.find((name) => columns.has(name)) ?? '';
  const fallback = used !== from[0]
    ? [note('counted-from', `${metric} counts from ${used}: the rows have no ${String(from[0])}.`, {metric, wanted: String(from[0]), used})]
    : [];
  const rows = countNegative(durationsOf(measure, frame.table, frames), frame);
  if (rows === 0) return fallback;
  const text = `${metric} leaves out ${rows} rows of ${measure.table}: their ${to} is before their ${used}.`;
  return [...fallback, note('negative-duration', text, {metric, rows, table: measure.table, earlier: used, later: to})];
}

function countNegative({mask, hours}: {readonly mask: Uint8Array; readonly hours: Float64Array}, {rows}: Frame): number {
  let count = 0;
  for (const row of rows) count += Number(mask[row] === 1 && (hours[row] as number) < 0);
  return count;
}
