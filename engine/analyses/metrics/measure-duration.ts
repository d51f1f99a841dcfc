/** How long something took: quantiles of durations, one an order or ticket. */

import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {DurationMeasure} from '../../../metrics/order-measures.ts';
import {note} from '../../build-result.ts';
import {idsOf} from '../../facts/distinct-ids.ts';
import {hoursBetween} from '../../facts/durations.ts';
import {conditionMask} from '../../facts/row-values.ts';
import {countInto, sumInto} from '../../kernels/group-sums.ts';
import {quantilesInto} from '../../kernels/group-quantiles.ts';
import {QueryError} from '../../query.ts';
import type {Note} from '../../result.ts';
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

/** Hours of the rows that count, in their groups. Of rows that share an id only the longest stays. */
function totalDurations(measure: DurationMeasure, frames: Frames): MeasureTotals {
  checkQuantile(measure, frames);
  const frame = frames.frame(measure.table, measure.at);
  const {mask, hours} = durationsOf(measure, frame.table, frames);
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
