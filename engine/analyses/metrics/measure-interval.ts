/** Days from one order day of a buyer to its next, per group. */

import {TextColumn, TimeColumn} from '../../../data-adapters/column.ts';
import type {IntervalMeasure} from '../../../metrics/buyer-measures.ts';
import {buyerOrders} from '../../facts/buyer-orders.ts';
import {keptOrderLines} from '../../facts/order-facts.ts';
import {firstFromDay} from '../../kernels/actor-times.ts';
import {quantilesInto} from '../../kernels/group-quantiles.ts';
import {createPairSet} from '../../kernels/pair-set.ts';
import type {Frames} from './measure-frame.ts';
import type {MeasureKind} from './measure-kind.ts';
import {missingOrderColumns} from './measure-new-buyers.ts';
import type {MeasureTotals} from './measure-rows.ts';
import {namelessOrders} from './nameless-orders.ts';

export const intervalKind: MeasureKind<IntervalMeasure> = {
  missing: (_, table) => missingOrderColumns(table),
  nameSteps: (measure) => measure,
  total: totalIntervals,
  notes: (_, frames) => namelessOrders(frames),
};

/** A gap counts once in every group in which a line of the day that ends it stands. Two orders of one day leave no gap between them. */
function totalIntervals({quantile}: IntervalMeasure, frames: Frames): MeasureTotals {
  const {table, rows, groups, size} = frames.frame('order_lines', ['ordered_at']);
  const values = new Float64Array(size).fill(NaN);
  const customers = table.columns.get('customer_id');
  const ordered = table.columns.get('ordered_at');
  if (!(customers instanceof TextColumn) || !(ordered instanceof TimeColumn)) return {values, scale: 1, empty: NaN};
  const orders = buyerOrders(table);
  const kept = keptOrderLines(table);
  const pairs = createPairSet(size, orders.days.length);
  const gaps: number[] = [];
  const gapGroups: number[] = [];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const customer = customers.codes[row] as number;
    if (!kept[row] || customer < 0) continue;
    const day = ordered.days[row] as number;
    const at = firstFromDay(orders, customer, day);
    // A line dated after the day of its order ends no gap.
    if (at === orders.starts[customer] || at === orders.starts[customer + 1] || orders.days[at] !== day) continue;
    const group = groups[i] as number;
    if (!pairs.add(group, at)) continue;
    gaps.push(day - (orders.days[at - 1] as number));
    gapGroups.push(group);
  }
  quantilesInto(values, gapGroups, gaps, quantile);
  return {values, scale: 1, empty: NaN};
}
