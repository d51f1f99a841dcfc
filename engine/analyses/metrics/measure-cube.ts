/** Totals of sums and counts from the cube, with the same answers as from rows. */

import type {RowMeasure} from '../../../metrics/metric.ts';
import {idSlice, sumSlice} from '../../cube/cube.ts';
import type {SliceMask} from '../../cube/cube.ts';
import {addSums, countDistinctDays} from '../../cube/window-counts.ts';
import type {FurtherIds} from '../../cube/window-counts.ts';
import {idsOf} from '../../facts/distinct-ids.ts';
import {exactNumbers} from '../../facts/row-values.ts';
import {oncePer} from '../../once-per.ts';
import {hasForeignMoney, isMoney} from './currencies.ts';
import type {Frames} from './measure-frame.ts';
import {measureMask} from './measure-mask.ts';
import type {MeasureTotals} from './measure-rows.ts';
import type {WindowSlice} from './window-slice.ts';

/**
 * Undefined where rows must be read: other aggregates, buyers' first orders, levels of stock, amounts in several currencies or of fractions that do
 * not add up exactly. O(cells × buckets) for sums, and one step an entry of the window for distinct counts.
 */
export function cubeTotals(measure: RowMeasure, frames: Frames): MeasureTotals | undefined {
  const {aggregate, having, latestPer, firstOrderInPeriod} = measure;
  if (having || latestPer || firstOrderInPeriod !== undefined) return undefined;
  if (aggregate !== 'sum' && aggregate !== 'count' && aggregate !== 'distinct') return undefined;
  const window = frames.slice(measure.table, measure.at);
  if (!window) return undefined;
  const {table} = window.slice;
  if (aggregate === 'sum' && isMoney(measure.of, table) && hasForeignMoney(table, frames.context.dataset.currency)) return undefined;
  const {mask: key} = textsOf(measure);
  const mask = key === undefined ? undefined : {key, flags: () => measureMask(measure, table)};
  return aggregate === 'distinct' ? distinctTotals(String(measure.of), mask, window, frames) : sumTotals(measure, mask, window, frames);
}

/** What the cube's parts are called after. */
const textsOf = oncePer(({of, where = [], keptOrders}: RowMeasure) => ({
  of: JSON.stringify(of), mask: where.length === 0 && !keptOrders ? undefined : JSON.stringify([where, keptOrders]),
}));

function sumTotals(measure: RowMeasure, mask: SliceMask | undefined, window: WindowSlice, frames: Frames): MeasureTotals | undefined {
  const {aggregate, of = ''} = measure;
  const {slice, stretches, chosen, rest} = window;
  const numbers = (from: number, before: number): ReturnType<typeof exactNumbers> => exactNumbers(of, slice.table, from, before);
  const isSum = aggregate === 'sum';
  const sums = isSum ? sumSlice(slice, mask, textsOf(measure).of, numbers) : sumSlice(slice, mask, 'rows');
  if (!sums) return undefined;
  const values = new Float64Array(frames.size);
  let whole = addSums(values, sums, stretches, chosen);
  if (rest.rows.length > 0) {
    const flags = mask?.flags();
    const amounts = isSum ? numbers(0, 0)?.values : undefined;
    rest.rows.forEach((row, at) => {
      const value = amounts ? (amounts[row] as number) : 1;
      if (flags?.[row] === 0 || value !== value) return;
      const group = (rest.combinations[at] as number) * frames.buckets.count + rest.bucket;
      values[group] = (values[group] as number) + value;
      whole += value;
    });
  }
  const {scale} = sums;
  if (scale !== 1) for (let group = 0; group < values.length; group++) values[group] = (values[group] as number) / scale;
  return {values, scale, empty: isSum ? 0 : undefined, whole: whole / scale};
}

function distinctTotals(of: string, mask: SliceMask | undefined, window: WindowSlice, frames: Frames): MeasureTotals {
  const {slice, stretches, chosen} = window;
  const values = new Float64Array(frames.size);
  const list = idSlice(slice, mask, of);
  if (!list) return {values, scale: 1};
  const further = furtherIds(of, mask, window);
  if (!list.additive) {
    const whole = countDistinctDays(values, list, stretches, chosen, further);
    return {values, scale: 1, whole: frames.combinations.names.length === 0 ? whole : undefined};
  }
  const whole = addSums(values, list.additive, stretches, chosen);
  // An id of one day and one cell is in no other: those of the day that has begun only repeat one another.
  const begun = new Map([...further.ids].map((id, at) => [id, further.combinations[at] as number] as const));
  for (const combination of begun.values()) {
    const group = combination * frames.buckets.count + further.stretch;
    values[group] = (values[group] as number) + 1;
  }
  return {values, scale: 1, whole: whole + begun.size};
}

function furtherIds(of: string, mask: SliceMask | undefined, {slice, rest}: WindowSlice): FurtherIds {
  const codes = rest.rows.length > 0 ? idsOf(slice.table, of)?.codes : undefined;
  const flags = codes && mask?.flags();
  const kept = [...rest.rows.keys()].filter((at) => {
    const row = rest.rows[at] as number;
    return codes !== undefined && flags?.[row] !== 0 && (codes[row] as number) >= 0;
  });
  return {
    ids: Int32Array.from(kept, (at) => codes?.[rest.rows[at] as number] ?? -1),
    combinations: Int32Array.from(kept, (at) => rest.combinations[at] as number),
    stretch: rest.bucket,
  };
}
