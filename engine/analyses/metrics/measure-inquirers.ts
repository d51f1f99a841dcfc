/** Customers who asked before they bought, per group, and those of them who then ordered. */

import {TextColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {InquiryMeasure} from '../../../metrics/buyer-measures.ts';
import {note} from '../../build-result.ts';
import {placedOrders} from '../../facts/buyer-orders.ts';
import {isBareDates, timeColumn} from '../../facts/durations.ts';
import {observedDay} from '../../facts/observed-day.ts';
import {firstFromDay} from '../../kernels/actor-times.ts';
import {createPairSet} from '../../kernels/pair-set.ts';
import type {Note} from '../../result.ts';
import type {Frames} from './measure-frame.ts';
import type {MeasureKind} from './measure-kind.ts';
import type {MeasureTotals} from './measure-rows.ts';

export const inquiryKind: MeasureKind<InquiryMeasure> = {
  missing: (_, {columns}) => ['customer_id', 'at'].filter((name) => !columns.has(name)),
  needs: () => [{table: 'order_lines', columns: ['customer_id', 'order_id', 'ordered_at']}],
  nameSteps: (measure) => measure,
  total: totalInquirers,
  notes: inquiryNotes,
};

const ordersOf = ({context}: Frames): CanonicalTable => context.dataset.tables.order_lines as CanonicalTable;

function totalInquirers({days, ordered, kinds}: InquiryMeasure, frames: Frames): MeasureTotals {
  const {table, rows, groups, size} = frames.frame('service', ['at']);
  const values = new Float64Array(size);
  const customers = table.columns.get('customer_id');
  const time = timeColumn(table, 'at');
  if (!(customers instanceof TextColumn) || !time) return {values, scale: 1};
  const isInquiry = inquiryFlags(table, kinds);
  const last = observedDay(ordersOf(frames), frames.context.dataset) - days;
  const follows = orderAfter(table, days, frames);
  const pairs = createPairSet(size, customers.size);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const customer = customers.codes[row] as number;
    if (customer < 0 || !isInquiry(row) || (time.days[row] as number) > last || (ordered && !follows(row))) continue;
    const group = groups[i] as number;
    if (pairs.add(group, customer)) values[group] = (values[group] as number) + 1;
  }
  return {values, scale: 1};
}

/** Whether the ticket's customer placed an order after it, up to so many calendar days later. Where one side has bare dates, from its day on. */
function orderAfter(tickets: CanonicalTable, days: number, frames: Frames): (row: number) => boolean {
  const lines = ordersOf(frames);
  const {timeZone} = frames.context.dataset;
  const buyers = lines.columns.get('customer_id');
  const customers = tickets.columns.get('customer_id');
  const asked = timeColumn(tickets, 'at');
  const ordered = timeColumn(lines, 'ordered_at');
  if (!(buyers instanceof TextColumn) || !(customers instanceof TextColumn) || !asked || !ordered) return () => false;
  const orders = placedOrders(lines);
  const codes = new Map(buyers.values.map((name, code) => [name, code] as const));
  const buyerOf = Int32Array.from(customers.values, (name) => codes.get(name) ?? -1);
  const byDay = isBareDates(asked, timeZone) || isBareDates(ordered, timeZone);
  return (row) => {
    const buyer = buyerOf[customers.codes[row] as number] ?? -1;
    if (buyer < 0) return false;
    const day = asked.days[row] as number;
    const end = orders.starts[buyer + 1] as number;
    for (let at = firstFromDay(orders, buyer, day); at < end && (orders.days[at] as number) <= day + days; at++) {
      if (byDay || (orders.instants[at] as number) >= (asked.values[row] as number)) return true;
    }
    return false;
  };
}

/** Tickets of the kinds, or all where there are none of them. */
function inquiryFlags(tickets: CanonicalTable, kinds: readonly string[]): (row: number) => boolean {
  const column = tickets.columns.get('kind');
  if (!(column instanceof TextColumn)) return () => true;
  const listed = column.values.map((name) => kinds.includes(name.toLowerCase()));
  if (!listed.includes(true)) return () => true;
  return (row) => listed[column.codes[row] as number] ?? false;
}

function inquiryNotes({days, ordered, kinds}: InquiryMeasure, frames: Frames, metric: string): Note[] {
  if (ordered) return [];
  const {table, rows} = frames.frame('service', ['at']);
  const customers = table.columns.get('customer_id');
  const time = timeColumn(table, 'at');
  if (!(customers instanceof TextColumn) || !time) return [];
  const isInquiry = inquiryFlags(table, kinds);
  const asked = rows.filter(isInquiry);
  const nameless = asked.filter((row) => (customers.codes[row] as number) < 0).length;
  const last = observedDay(ordersOf(frames), frames.context.dataset) - days;
  const open = asked.filter((row) => (time.days[row] as number) > last && (customers.codes[row] as number) >= 0).length;
  const kind = table.columns.get('kind');
  const all = !(kind instanceof TextColumn) || !kind.values.some((name) => kinds.includes(name.toLowerCase()));
  return [
    ...(all ? [note('all-tickets', `${metric} counts every ticket as an inquiry: none is of a kind such as ${kinds[0] ?? ''}.`, {metric, kind: kinds[0] ?? ''})] : []),
    ...(nameless > 0 ? [note('nameless-tickets', `${nameless} tickets without a customer are left out.`, {rows: nameless})] : []),
    ...(open > 0 ? [note('tickets-open', `${metric} leaves out ${open} tickets: their ${days} days are not over.`, {metric, rows: open, days})] : []),
  ];
}
