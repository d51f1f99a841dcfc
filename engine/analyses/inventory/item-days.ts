/** How long items lie, and how long they were not sold; as of `judge-items.ts`. */

import {NO_DAY} from '../../../data-adapters/column.ts';
import type {InventoryPolicy} from './inventory-policy.ts';
import type {ItemFigures} from './item-figures.ts';
import type {Items} from './judge-items.ts';
import {unknown} from './judge-items.ts';

/** The day of the last sale. */
export function lastSales({count, demand, keyOf}: Items): Float64Array {
  const days = unknown(count);
  const last = demand?.history().last;
  for (let item = 0; last && item < keyOf.length; item++) {
    const day = last[keyOf[item] as number] ?? NO_DAY;
    if (day !== NO_DAY) days[item] = day;
  }
  return days;
}

/** Days without a sale, as far as is known. */
export function quietDays({count, keyOf}: Items, {asOf, historyFrom}: InventoryPolicy, {lastSale}: ItemFigures): Float64Array {
  const quiet = unknown(count);
  for (let item = 0; historyFrom !== null && item < keyOf.length; item++) {
    const last = lastSale[item] as number;
    quiet[item] = asOf - (last === last ? last : historyFrom);
  }
  return quiet;
}

/** Days on the shelf: since receipt, else since the first day that snapshots or sales tell of the item. */
export function shelfDays({count, stock, demand, keyOf}: Items, {asOf}: InventoryPolicy): Float64Array {
  const age = unknown(count);
  const {receivedDay, firstDay} = stock;
  const first = demand?.history().first;
  for (let item = 0; item < stock.count; item++) {
    const sale = first?.[keyOf[item] as number] ?? NO_DAY;
    age[item] = Math.max(0, asOf - firstKnownDay(receivedDay ? (receivedDay[item] as number) : NaN, firstDay[item] as number, sale));
  }
  return age;
}

function firstKnownDay(received: number, snapshot: number, sale: number): number {
  if (received === received) return received;
  return sale !== NO_DAY && !(snapshot < sale) ? sale : snapshot;
}
