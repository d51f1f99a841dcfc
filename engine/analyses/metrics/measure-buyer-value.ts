/** What new buyers brought in their first N days, or so far. */

import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {BuyerValueMeasure} from '../../../metrics/buyer-measures.ts';
import {buyerMoney} from '../../facts/buyer-money.ts';
import {buyerOrders} from '../../facts/buyer-orders.ts';
import {addsExactly, sumInto} from '../../kernels/group-sums.ts';
import {undefinedMoney} from './currencies.ts';
import type {Frames} from './measure-frame.ts';
import type {MeasureKind} from './measure-kind.ts';
import {lastFirstDay, missingOrderColumns} from './measure-new-buyers.ts';
import type {MeasureTotals} from './measure-rows.ts';
import {newBuyers} from './new-buyers.ts';

export const buyerValueKind: MeasureKind<BuyerValueMeasure> = {
  missing: (_, table) => [...missingOrderColumns(table), ...(table.columns.has('net') ? [] : ['net'])],
  nameSteps: (measure) => measure,
  asAsked: (measure, {newLookback, refundsOn}) => ({
    ...measure, ...(typeof newLookback === 'number' ? {lookback: newLookback} : {}), ...(refundsOn ? {refundsOn} : {}),
  }),
  total: totalValue,
};

/** Amounts dated after the clock's day have not happened. Cost: a look at every amount of the members. */
function totalValue({days, lookback, refundsOn = 'refund'}: BuyerValueMeasure, frames: Frames): MeasureTotals {
  const table = frames.context.dataset.tables.order_lines as CanonicalTable;
  const {groups, buyers, firsts} = newBuyers(frames, lookback);
  const orders = buyerOrders(table);
  const money = buyerMoney(table);
  const last = lastFirstDay(days, frames);
  const {today} = frames.context.dataset;
  const taken = {groups: [] as number[], entries: [] as number[]};
  groups.forEach((group, member) => {
    const first = orders.days[firsts[member] as number] as number;
    if (first > last) return;
    const buyer = buyers[member] as number;
    for (let at = money.starts[buyer] as number; at < (money.starts[buyer + 1] as number); at++) {
      if (refundsOn === 'none' && money.isRefund[at]) continue;
      const day = (refundsOn === 'order' ? money.ordered[at] : money.days[at]) as number;
      if ((money.ordered[at] as number) < first || day > Math.min(today, first + (days ?? Infinity))) continue;
      taken.groups.push(group);
      taken.entries.push(at);
    }
  });
  const {size} = frames;
  const values = new Float64Array(size);
  const entryGroups = Int32Array.from(taken.groups);
  const entries = Int32Array.from(taken.entries);
  sumInto(values, {groups: entryGroups, rows: entries, mask: undefined}, money.amounts, addsExactly(money.amounts));
  for (let group = 0; group < size; group++) values[group] = (values[group] as number) / money.scale;
  const rows = entries.map((at) => money.rows[at] as number);
  undefinedMoney(frames, {table, time: undefined, rows, groups: entryGroups, size}, undefined)?.forEach((flag, group) => {
    if (flag) values[group] = NaN;
  });
  return {values, scale: money.scale};
}
