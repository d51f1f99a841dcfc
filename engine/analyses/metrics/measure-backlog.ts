/** Orders that are paid and wait to be shipped, as the end of each bucket finds them. */

import {TextColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {NOT_RETURNED, VALID} from '../../../metrics/order-status.ts';
import {note} from '../../build-result.ts';
import {idsOf} from '../../facts/distinct-ids.ts';
import {timeColumn} from '../../facts/durations.ts';
import {conditionMask, rowTimes} from '../../facts/row-values.ts';
import type {Note} from '../../result.ts';
import {firstAtLeast} from '../../kernels/first-at-least.ts';
import type {Frames} from './measure-frame.ts';
import type {MeasureKind} from './measure-kind.ts';
import type {BacklogMeasure} from '../../../metrics/order-measures.ts';
import type {MeasureTotals} from './measure-rows.ts';

export const backlogKind: MeasureKind<BacklogMeasure> = {
  missing: (_, {columns}) => (columns.has('shipped_at') || columns.has('status') ? [] : ['shipped_at']),
  isLevel: () => true,
  nameSteps: (measure) => measure,
  total: totalBacklog,
  notes: (_, frames, metric): Note[] =>
    linesOf(frames).columns.has('shipped_at')
      ? []
      : [note('backlog-by-status', `${metric} goes by the orders' status, which tells only of now: the rows have no shipped_at.`, {metric})],
};

const linesOf = ({context}: Frames): CanonicalTable => context.dataset.tables.order_lines as CanonicalTable;

/**
 * An order waits in a group from its payment (without one: its order) until the last of its lines there is shipped, or given back. A line said
 * to be shipped nobody knows when does not wait. One pass over the lines, and a step an order and bucket.
 */
function totalBacklog(_: BacklogMeasure, frames: Frames): MeasureTotals {
  const table = linesOf(frames);
  const {buckets, combinations, filtered} = frames;
  const ends = Array.from({length: buckets.count}, (_, bucket) => buckets.instantsOf(bucket).to);
  const paid = rowTimes(['paid_at', 'ordered_at'], table)?.values ?? new Float64Array(table.length).fill(NaN);
  const done = doneTimes(table);
  const valid = conditionMask([VALID, NOT_RETURNED], table);
  const keep = filtered.mask(table);
  const rows = Int32Array.from({length: table.length}, (_, row) => row).filter(
    (row) => valid[row] === 1 && (!keep || keep[row] === 1) && waitsSomewhere(ends, paid[row] as number, done[row] as number),
  );
  const groups = combinations.idsOf(table, rows);
  const covered = Uint8Array.from(buckets.starts, (_, bucket) => Number(table.columns.has('shipped_at') || isLatest(frames, bucket)));
  return {values: countWaiting(rows, groups, {table, ends, paid, done}, frames), scale: 1, covered};
}

interface Waits {
  readonly table: CanonicalTable;
  readonly ends: readonly number[];
  readonly paid: Float64Array;
  readonly done: Float64Array;
}

const waitsSomewhere = (ends: readonly number[], paid: number, done: number): boolean => {
  const end = ends[firstAtLeast(ends, paid + 1)];
  return end !== undefined && end <= done;
};

function countWaiting(rows: Int32Array, groups: Int32Array, {table, ends, paid, done}: Waits, {size}: Frames): Float64Array {
  const values = new Float64Array(size);
  const ids = idsOf(table, 'order_id');
  if (!ids) return values;
  const seen = new Set<number>();
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const order = ids.codes[row] as number;
    const until = done[row] as number;
    for (let bucket = firstAtLeast(ends, (paid[row] as number) + 1); bucket < ends.length && (ends[bucket] as number) <= until; bucket++) {
      const group = (groups[i] as number) * ends.length + bucket;
      const pair = group * ids.count + order;
      if (order < 0 || seen.has(pair)) continue;
      seen.add(pair);
      values[group] = (values[group] as number) + 1;
    }
  }
  return values;
}

/** When each line stops to wait: ∞ for one that still does, −∞ for one that is done nobody knows when. */
function doneTimes(table: CanonicalTable): Float64Array {
  const shipped = timeColumn(table, 'shipped_at')?.values;
  const refunded = timeColumn(table, 'refunded_at')?.values;
  const status = table.columns.get('status');
  const given = (values: Float64Array | undefined, row: number): number => {
    const value = values?.[row] ?? NaN;
    return value === value ? value : Infinity;
  };
  return Float64Array.from({length: table.length}, (_, row) => {
    const name = status instanceof TextColumn ? status.at(row) : null;
    const sent = given(shipped, row);
    const returned = name === 'refunded' ? given(refunded, row) : Infinity;
    const done = Math.min(sent, returned);
    return done === Infinity && name !== null && name !== 'paid' ? -Infinity : done;
  });
}

/** Whether nothing that the rows tell comes after the bucket: its end is the present. */
function isLatest({buckets, context}: Frames, bucket: number): boolean {
  const {today, days} = context.dataset;
  return buckets.daysOf(bucket).to >= Math.min(today, days?.last ?? today);
}
