/** Buyers who ordered some time ago, and those of them who have not ordered since: a state at the end of each bucket. */

import {TextColumn} from '../../../data-adapters/column.ts';
import {dayText} from '../../../data-adapters/cells/time-zone.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {LapseMeasure} from '../../../metrics/buyer-measures.ts';
import {note} from '../../build-result.ts';
import {buyerOrders} from '../../facts/buyer-orders.ts';
import {timeColumn} from '../../facts/durations.ts';
import {observedDay} from '../../facts/observed-day.ts';
import {keptOrderLines} from '../../facts/order-facts.ts';
import {firstAtLeast} from '../../kernels/first-at-least.ts';
import {daysOf} from '../../facts/table-days.ts';
import {spansAfter, withoutSpans} from '../../kernels/day-spans.ts';
import type {DaySpans} from '../../kernels/day-spans.ts';
import type {Note} from '../../result.ts';
import type {Frames} from './measure-frame.ts';
import type {MeasureKind} from './measure-kind.ts';
import {missingOrderColumns} from './measure-new-buyers.ts';
import type {MeasureTotals} from './measure-rows.ts';

export const lapseKind: MeasureKind<LapseMeasure> = {
  missing: (_, table) => missingOrderColumns(table),
  isLevel: () => true,
  nameSteps: (measure) => measure,
  total: totalLapsed,
  notes: lapseNotes,
};

const linesOf = ({context}: Frames): CanonicalTable => context.dataset.tables.order_lines as CanonicalTable;

/**
 * A day on which somebody of the group ordered makes a base member of the ends from `days` to 2 × `days` − 1 later; a day on which it ordered
 * anything at all keeps it from being lapsed at the `days` ends from itself on. One entry a buyer, group and order day.
 */
function totalLapsed({days, lapsed}: LapseMeasure, frames: Frames): MeasureTotals {
  const table = linesOf(frames);
  const ends = closingDays(frames);
  const orders = buyerOrders(table);
  const members = ordersByMember(table, ends, days, frames);
  const count = ends.length;
  // Where members come and go, summed up over the buckets at the end.
  const steps = new Float64Array(frames.combinations.count * (count + 1));
  const flags = Uint8Array.from(ends, (end, bucket) => Number(isKnown(end, bucket, days, frames)));
  for (const {combination, customer, on} of members) {
    let spans: DaySpans = spansAfter(on, days, 2 * days - 1);
    if (lapsed) spans = withoutSpans(spans, spansAfter(orders.days, 0, days - 1, orders.starts[customer], orders.starts[customer + 1]));
    for (let at = 0; at < spans.length; at += 2) {
      const from = combination * (count + 1) + firstAtLeast(ends, spans[at] as number);
      const to = combination * (count + 1) + firstAtLeast(ends, (spans[at + 1] as number) + 1);
      steps[from] = (steps[from] as number) + 1;
      steps[to] = (steps[to] as number) - 1;
    }
  }
  const values = new Float64Array(frames.size);
  let present = 0;
  steps.forEach((step, at) => {
    const bucket = at % (count + 1);
    present = bucket === 0 ? step : present + step;
    if (bucket < count) values[Math.floor(at / (count + 1)) * count + bucket] = present;
  });
  return {values, scale: 1, covered: flags};
}

/** The last day of each bucket that the rows tell of wholly. */
function closingDays(frames: Frames): number[] {
  const observed = observedDay(linesOf(frames), frames.context.dataset);
  return Array.from({length: frames.buckets.count}, (_, bucket) => Math.min(frames.buckets.daysOf(bucket).to, observed));
}

/** Whether the rows reach back to the beginning of the base window, and on into the bucket. */
function isKnown(end: number, bucket: number, days: number, frames: Frames): boolean {
  const first = daysOf(linesOf(frames))?.first ?? Infinity;
  return end >= frames.buckets.daysOf(bucket).from && end - 2 * days + 1 >= first;
}

interface Member {
  readonly combination: number;
  readonly customer: number;
  /** Days with an order in the group, rising. */
  readonly on: readonly number[];
}

/** Members of some bucket's base window. */
function ordersByMember(table: CanonicalTable, ends: readonly number[], days: number, frames: Frames): Iterable<Member> {
  const customers = table.columns.get('customer_id');
  const ordered = timeColumn(table, 'ordered_at');
  if (!(customers instanceof TextColumn) || !ordered) return [];
  const kept = keptOrderLines(table);
  const keep = frames.filtered.mask(table);
  const from = (ends[0] ?? 0) - 2 * days + 1;
  const to = (ends[ends.length - 1] ?? 0) - days;
  const counts = (row: number): boolean => kept[row] === 1 && keep?.[row] !== 0 && (customers.codes[row] as number) >= 0;
  const rows = Int32Array.from({length: table.length}, (_, row) => row).filter(
    (row) => counts(row) && (ordered.days[row] as number) >= from && (ordered.days[row] as number) <= to,
  );
  const ids = frames.combinations.idsOf(table, rows);
  const members = new Map<number, {combination: number; customer: number; on: number[]}>();
  const known = customers.size;
  rows.forEach((row, i) => {
    const combination = ids[i] as number;
    const customer = customers.codes[row] as number;
    const key = combination * known + customer;
    const member = members.get(key);
    const day = ordered.days[row] as number;
    if (!member) members.set(key, {combination, customer, on: [day]});
    else if (member.on[member.on.length - 1] !== day) member.on.push(day);
  });
  for (const {on} of members.values()) on.sort((a, b) => a - b);
  return members.values();
}

function lapseNotes({days, lapsed}: LapseMeasure, frames: Frames, metric: string): Note[] {
  const [end] = closingDays(frames);
  const first = daysOf(linesOf(frames))?.first;
  if (lapsed || first === undefined || end === undefined || isKnown(end, 0, days, frames)) return [];
  const day = dayText(first + 2 * days - 1);
  return [note('base-short', `${metric} looks back ${2 * days} days: the orders tell of it from ${day} on.`, {metric, days: 2 * days, day})];
}
