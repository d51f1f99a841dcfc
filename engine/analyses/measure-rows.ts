/** Totals of row measures per group. */

import {TextColumn} from '../../data-adapters/column.ts';
import type {CanonicalTable} from '../../data-adapters/schema.ts';
import {MoneyColumn} from '../../data-adapters/column.ts';
import type {RowMeasure, RowValue} from '../../metrics/metric.ts';
import {dimensionCodes} from '../dimension-codes.ts';
import {extremeInto, medianInto, sumInto} from '../kernels/group-sums.ts';
import {createPairCounter} from '../kernels/pair-counter.ts';
import {firstOrders} from './first-orders.ts';
import {mixedCurrencies} from './measure-frame.ts';
import type {Frame, Frames} from './measure-frame.ts';
import {latestRows} from './measure-latest.ts';
import {keptOrderLines, orderKeys} from './order-facts.ts';
import type {OrderKeys} from './order-facts.ts';
import {rowNumbers} from './row-values.ts';

/** A total a group, NaN where there is none, and the power of ten that sums of money are exact to. */
export interface MeasureTotals {
  readonly values: Float64Array;
  readonly scale: number;
}

export function totalRows(measure: RowMeasure, frames: Frames): MeasureTotals {
  if (measure.latestPer) return aggregate(measure, latestRows(measure, measure.latestPer, frames), frames);
  const frame = frames.frame({table: measure.table, at: measure.at, where: measure.where});
  const kept = measure.keptOrders ? onlyRows(frame, flagsOf(frame, keptOrderLines(frame.table))) : frame;
  const narrowed = measure.firstOrderInPeriod === undefined ? kept : onlyFirstOrders(kept, measure.firstOrderInPeriod, frames);
  return aggregate(measure, narrowed, frames);
}

function aggregate(measure: RowMeasure, frame: Frame, frames: Frames): MeasureTotals {
  const {table, rows, groups, size} = frame;
  const values = new Float64Array(size);
  if (measure.aggregate === 'count') {
    for (let i = 0; i < groups.length; i++) values[groups[i] as number] = (values[groups[i] as number] as number) + 1;
    return {values, scale: 1};
  }
  if (measure.aggregate === 'distinct') {
    countDistinct(values, measure, frame);
    return {values, scale: 1};
  }
  const numbers = rowNumbers(measure.of ?? '', table);
  if (measure.aggregate === 'sum') sumInto(values, new Int32Array(size), groups, rows, numbers.values, numbers.exact);
  else {
    values.fill(NaN);
    if (measure.aggregate === 'median') medianInto(values, groups, rows, numbers.values);
    else extremeInto(values, groups, rows, numbers.values, measure.aggregate === 'max');
  }
  if (numbers.scale !== 1) for (let group = 0; group < size; group++) values[group] = (values[group] as number) / numbers.scale;
  const mixed = isMoney(measure.of, table) ? mixedCurrencies(frames, frame) : undefined;
  mixed?.forEach((flag, group) => {
    if (flag) values[group] = NaN;
  });
  return {values, scale: numbers.scale};
}

function isMoney(value: RowValue | undefined, table: CanonicalTable): boolean {
  if (value === undefined || typeof value === 'number') return false;
  if (typeof value === 'string') return table.columns.get(value) instanceof MoneyColumn;
  const parts: readonly RowValue[] = 'multiply' in value ? value.multiply : 'add' in value ? value.add : 'firstOf' in value ? value.firstOf : [];
  return parts.some((part) => isMoney(part, table));
}

/** Distinct ids per group; rows without an id are in none. With `having`, ids with at least so many distinct values beside them. */
function countDistinct(totals: Float64Array, measure: RowMeasure, {table, rows, groups, size}: Frame): void {
  const ids = idsOf(table, String(measure.of));
  if (!ids) return;
  const {having} = measure;
  const pairs = createPairCounter(size, ids.count);
  const others = having ? idsOf(table, having.column) : undefined;
  const seen = others ? createPairCounter(size, others.count) : undefined;
  const atLeast = having?.atLeast ?? 1;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const id = ids.codes[row] as number;
    if (id < 0) continue;
    const group = groups[i] as number;
    if (others && seen) {
      const other = others.codes[row] as number;
      if (other < 0 || seen.add(group, other) !== 1) continue;
    }
    if (pairs.add(group, id) === atLeast) totals[group] = (totals[group] as number) + 1;
  }
}

function idsOf(table: CanonicalTable, name: string): OrderKeys | undefined {
  if (name === 'order_id' && table.name === 'order_lines') return orderKeys(table);
  const column = dimensionCodes(table, name);
  return column && {codes: column.codes, count: column.values.length};
}

/** Rows whose customer's first order ever falls (or does not) in the row's own bucket. */
function onlyFirstOrders(frame: Frame, wanted: boolean, frames: Frames): Frame {
  const customers = frame.table.columns.get('customer_id');
  if (!(customers instanceof TextColumn)) return {...frame, rows: new Int32Array(0), groups: new Int32Array(0)};
  const {days, instants} = firstOrders(frame.table);
  const {buckets} = frames;
  const ranges = Array.from({length: buckets.count}, (_, bucket) => buckets.daysOf(bucket));
  const isIn = (customer: number, bucket: number): boolean => {
    if (buckets.grain === 'hour') return buckets.hourOf(instants[customer] as number) === buckets.starts[bucket];
    const {from, to} = ranges[bucket] as {from: number; to: number};
    return (days[customer] as number) >= from && (days[customer] as number) <= to;
  };
  return onlyRows(frame, (i) => {
    const customer = customers.codes[frame.rows[i] as number] as number;
    return customer >= 0 && isIn(customer, (frame.groups[i] as number) % buckets.count) === wanted;
  });
}

function flagsOf({rows}: Frame, flags: Uint8Array): (i: number) => boolean {
  return (i) => flags[rows[i] as number] === 1;
}

function onlyRows(frame: Frame, keep: (i: number) => boolean): Frame {
  const rows = new Int32Array(frame.rows.length);
  const groups = new Int32Array(frame.rows.length);
  let kept = 0;
  for (let i = 0; i < frame.rows.length; i++) {
    if (!keep(i)) continue;
    rows[kept] = frame.rows[i] as number;
    groups[kept++] = frame.groups[i] as number;
  }
  return {...frame, rows: rows.subarray(0, kept), groups: groups.subarray(0, kept)};
}
