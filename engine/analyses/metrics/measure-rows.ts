/** Totals of row measures per group. */

import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {Condition, RowMeasure} from '../../../metrics/metric.ts';
import {countDistinctInto} from '../../kernels/count-distinct.ts';
import {countInto, extremeInto, medianInto, sumInto} from '../../kernels/group-sums.ts';
import type {GroupedRows} from '../../kernels/group-sums.ts';
import {countDistinctSpans, countSpans, sumSpans} from '../../kernels/span-sums.ts';
import {createPairCounter} from '../../kernels/pair-counter.ts';
import {createPairSet} from '../../kernels/pair-set.ts';
import {isMoney, undefinedMoney} from './currencies.ts';
import {idsOf, pairsOf} from '../../facts/distinct-ids.ts';
import type {Ids} from '../../facts/distinct-ids.ts';
import {cubeTotals} from './measure-cube.ts';
import type {Frame, Frames} from './measure-frame.ts';
import type {ChooseName, MeasureKind} from './measure-kind.ts';
import {everCounted, latestRows, openingDays} from './measure-latest.ts';
import {measureMask} from './measure-mask.ts';
import type {MetricsQuery} from './metrics-query.ts';
import {missingColumns, rowNumbers, rowTimes} from '../../facts/row-values.ts';
import type {RowNumbers} from '../../facts/row-values.ts';

/** A total a group, and the power of ten that sums of money are exact to. */
export interface MeasureTotals {
  /** NaN where the total is undefined. Groups beyond the end hold no rows: {@link empty}. */
  readonly values: Float64Array;
  readonly scale: number;
  /** The total of no rows: 0 for sums and counts, NaN for all else. */
  readonly empty?: number | undefined;
  /** A flag a bucket, where the measure itself knows of buckets in which it is undefined. */
  readonly covered?: Uint8Array;
  /** One value a bucket for all its groups, in place of `values`. */
  readonly byBucket?: Float64Array;
  /** The total of all groups together, where it fell out on the way. */
  readonly whole?: number | undefined;
}

/** Sums, counts, distinct counts and the like over the rows of a group, whoever's: `firstOrderInPeriod` has a kind of its own. */
export const rowKind: MeasureKind<RowMeasure> = {
  missing: missingOf,
  isLevel: ({latestPer}) => latestPer !== undefined,
  nameSteps: (measure, choose) =>
    measure.where?.some(({firstIn}) => firstIn) ? {...measure, where: measure.where.map((each) => withName(each, choose))} : measure,
  asAsked: (measure, query) => withLookback(datedBy(measure, query), query),
  total: totalRows,
};

/** Refunds lower sales on their own day, on their order's day, or not at all. */
function datedBy(measure: RowMeasure, {refundsOn = 'refund'}: MetricsQuery): RowMeasure {
  if (measure.aggregate !== 'sum' || measure.of !== 'refund' || refundsOn === 'refund') return measure;
  if (refundsOn === 'order') return {...measure, at: ['ordered_at']};
  return {...measure, where: [...(measure.where ?? []), {column: 'refund', lt: -Infinity}]};
}

function withLookback(measure: RowMeasure, {newLookback}: MetricsQuery): RowMeasure {
  return measure.firstOrderInPeriod !== undefined && typeof newLookback === 'number' ? {...measure, lookback: newLookback} : measure;
}

function missingOf({of, where = [], optional, having, firstOrderInPeriod}: RowMeasure, table: CanonicalTable): string[] {
  const has = (name: string): boolean => table.columns.has(name);
  const ofColumns = of === undefined || optional ? [] : missingColumns(of, table);
  const whereColumns = where.map(({column}) => column).filter((name) => name !== 'status' && !has(name));
  const customer = firstOrderInPeriod !== undefined && !has('customer_id') ? ['customer_id'] : [];
  const beside = having && !has(having.column) ? [having.column] : [];
  // Orders without a status are paid ones: whoever asks for another cannot do without.
  const needsStatus = where.some(({column, in: list}) => column === 'status' && list && !list.includes('paid'));
  return [...new Set([...ofColumns, ...whereColumns, ...customer, ...beside, ...(needsStatus && !has('status') ? ['status'] : [])])];
}

function withName({firstIn, ...condition}: Condition, choose: ChooseName): Condition {
  return firstIn ? {...condition, in: [choose(condition.column, firstIn)]} : condition;
}

/** What a measure comes to over frames that are one group. */
export function totalOf(measure: RowMeasure, frames: Frames): number {
  return totalRows(measure, frames).values[0] ?? 0;
}

/** From the cube; else one pass over the frame's rows a measure, whose conditions are flags worked out once a table. */
function totalRows(measure: RowMeasure, frames: Frames): MeasureTotals {
  if (measure.latestPer) {
    const totals = countedAlone(measure, aggregate(measure, latestRows(measure, measure.latestPer, frames), undefined, frames), frames);
    return measure.opening ? {...totals, covered: openingKnown(measure, frames)} : totals;
  }
  const known = cubeTotals(measure, frames);
  if (known) return known;
  const frame = frames.frame(measure.table, measure.at);
  return aggregate(measure, frame, measureMask(measure, frame.table), frames);
}

/** Of what was never counted no level is known; groups beyond the end are combinations of other tables. */
function countedAlone(measure: RowMeasure, {values, ...totals}: MeasureTotals, frames: Frames): MeasureTotals {
  if (frames.combinations.names.length === 0) return {...totals, values};
  const counted = everCounted(measure, frames);
  return {...totals, values: values.map((value, group) => (counted[group] === 1 ? value : NaN)), empty: NaN};
}

/** Buckets at whose beginning some stock had been counted. */
function openingKnown({table: name, at}: RowMeasure, {context, buckets}: Frames): Uint8Array {
  const table = context.dataset.tables[name] as CanonicalTable;
  const first = rowTimes(at, table)?.days.reduce((least, day) => Math.min(least, day), Infinity) ?? -Infinity;
  return Uint8Array.from(openingDays(table, buckets), (day) => Number(day >= first));
}

/** Over the frame's rows that `mask` flags. */
export function aggregate(measure: RowMeasure, frame: Frame, mask: Uint8Array | undefined, frames: Frames): MeasureTotals {
  const {table, size} = frame;
  const values = new Float64Array(size);
  if (measure.aggregate === 'count') return {values, scale: 1, whole: count(values, frame, mask)};
  if (measure.aggregate === 'distinct') {
    const ids = idsOf(table, String(measure.of));
    if (!ids) return {values, scale: 1};
    if (!measure.having) return {values, scale: 1, whole: countDistinct(values, frame, mask, ids)};
    countRepeated(values, measure, measure.having, table, {groups: frame.groups, rows: frame.rows, mask});
    return {values, scale: 1};
  }
  const numbers = rowNumbers(measure.of ?? '', table);
  const isSum = measure.aggregate === 'sum';
  let whole: number | undefined;
  if (isSum) whole = sum(values, frame, mask, numbers);
  else {
    values.fill(NaN);
    const grouped = {groups: frame.groups, rows: frame.rows, mask};
    if (measure.aggregate === 'median') medianInto(values, grouped, numbers.values);
    else extremeInto(values, grouped, numbers.values, measure.aggregate === 'max');
  }
  if (numbers.scale !== 1) for (let group = 0; group < size; group++) values[group] = (values[group] as number) / numbers.scale;
  const mixed = isMoney(measure.of, table) ? undefinedMoney(frames, frame, mask) : undefined;
  mixed?.forEach((flag, group) => {
    if (flag) values[group] = NaN;
  });
  const mayMix = isMoney(measure.of, table) && table.columns.has('currency');
  return {values, scale: numbers.scale, empty: isSum ? 0 : NaN, whole: mayMix || whole === undefined ? undefined : whole / numbers.scale};
}

function count(values: Float64Array, frame: Frame, mask: Uint8Array | undefined): number | undefined {
  if (frame.spans) return countSpans(values, {spans: frame.spans, mask: bothMasks(frame.keep, mask)});
  countInto(values, {groups: frame.groups, rows: frame.rows, mask});
  return undefined;
}

function sum(values: Float64Array, frame: Frame, mask: Uint8Array | undefined, numbers: RowNumbers): number | undefined {
  if (frame.spans && numbers.exact) return sumSpans(values, {spans: frame.spans, mask: bothMasks(frame.keep, mask)}, numbers.values);
  sumInto(values, {groups: frame.groups, rows: frame.rows, mask}, numbers.values, numbers.exact);
  return undefined;
}

function countDistinct(values: Float64Array, frame: Frame, mask: Uint8Array | undefined, ids: Ids): number | undefined {
  if (frame.spans) return countDistinctSpans(values, {spans: frame.spans, mask: bothMasks(frame.keep, mask)}, ids);
  countDistinctInto(values, {groups: frame.groups, rows: frame.rows, mask}, ids);
  return undefined;
}

function bothMasks(one: Uint8Array | undefined, other: Uint8Array | undefined): Uint8Array | undefined {
  return one && other ? one.map((flag, row) => flag & (other[row] as number)) : (one ?? other);
}

/** Distinct ids per group that have at least so many distinct values of another column beside them. */
function countRepeated(
  totals: Float64Array, {of}: RowMeasure, {column, atLeast}: {readonly column: string; readonly atLeast: number}, table: CanonicalTable,
  {groups, rows, mask}: GroupedRows,
): void {
  const ids = idsOf(table, String(of));
  const pairs = pairsOf(table, String(of), column);
  if (!ids || !pairs) return;
  const seen = createPairSet(totals.length, pairs.count);
  const counts = createPairCounter(totals.length, ids.count);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    if (mask !== undefined && mask[row] === 0) continue;
    const pair = pairs.codes[row] as number;
    const group = groups[i] as number;
    if (pair < 0 || !seen.add(group, pair)) continue;
    if (counts.add(group, ids.codes[row] as number) === atLeast) totals[group] = (totals[group] as number) + 1;
  }
}
