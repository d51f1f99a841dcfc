/** New buyers per group, and those of them who came again within N days. */

import type {NewBuyersMeasure} from '../../../metrics/buyer-measures.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {note} from '../../build-result.ts';
import {buyerOrders} from '../../facts/buyer-orders.ts';
import {observedDay} from '../../facts/observed-day.ts';
import type {Note} from '../../result.ts';
import type {Frames} from './measure-frame.ts';
import type {MeasureKind} from './measure-kind.ts';
import type {MeasureTotals} from './measure-rows.ts';
import {namelessOrders} from './nameless-orders.ts';
import {newBuyers} from './new-buyers.ts';

export const newBuyersKind: MeasureKind<NewBuyersMeasure> = {
  missing: (_, table) => missingOrderColumns(table),
  nameSteps: (measure) => measure,
  asAsked: (measure, {newLookback}) => (typeof newLookback === 'number' ? {...measure, lookback: newLookback} : measure),
  total: totalNewBuyers,
  notes: (measure, frames, metric) => (measure.again ? [] : [...openNotes(measure, frames, metric), ...namelessOrders(frames)]),
};

/** Columns without which nobody knows whose order came when. */
export function missingOrderColumns({columns}: CanonicalTable): string[] {
  return ['customer_id', 'order_id', 'ordered_at'].filter((name) => !columns.has(name));
}

function totalNewBuyers({days, again, lookback}: NewBuyersMeasure, frames: Frames): MeasureTotals {
  const {groups, buyers, firsts} = newBuyers(frames, lookback);
  const orders = buyerOrders(frames.context.dataset.tables.order_lines as CanonicalTable);
  const last = lastFirstDay(days, frames);
  const values = new Float64Array(frames.size);
  groups.forEach((group, member) => {
    const first = firsts[member] as number;
    const day = orders.days[first] as number;
    if (day > last) return;
    if (again) {
      const next = first + 1;
      const hasNext = next < (orders.starts[(buyers[member] as number) + 1] as number);
      if (!hasNext || (orders.days[next] as number) - day > (days ?? Infinity)) return;
    }
    values[group] = (values[group] as number) + 1;
  });
  return {values, scale: 1};
}

/** The last day of a first order of which so many days after it are over. */
export function lastFirstDay(days: number | undefined, {context: {dataset}}: Frames): number {
  return days === undefined ? Infinity : observedDay(dataset.tables.order_lines as CanonicalTable, dataset) - days;
}

/** How many new buyers are left out because their days are not over. */
export function openNotes({days, lookback}: Pick<NewBuyersMeasure, 'days' | 'lookback'>, frames: Frames, metric: string): Note[] {
  const orders = buyerOrders(frames.context.dataset.tables.order_lines as CanonicalTable);
  const last = lastFirstDay(days, frames);
  const open = newBuyers(frames, lookback).firsts.filter((first) => (orders.days[first] as number) > last).length;
  if (open === 0 || days === undefined) return [];
  const text = `${metric} leaves out ${open} new buyers: their ${days} days are not over.`;
  return [note('horizon-open', text, {metric, members: open, days})];
}
