/** Orders and money of each buyer, from the parts of orders that count. */

import {NO_DAY} from '../../../data-adapters/column.ts';
import type {Scratch} from '../../../data-adapters/columns/scratch.ts';
import {SEVERAL, SOLD} from '../../facts/order-parts.ts';
import type {OrderParts} from '../../facts/order-parts.ts';

/** Customers with an order that is neither returns alone nor wholly given back; a place each. */
export interface Buyers {
  readonly customers: Int32Array;
  readonly lastDay: Int32Array;
  readonly orders: Float64Array;
  /** Net minus refunds, of all orders, in the parts' integer units. */
  readonly net: Float64Array;
}

interface Sums {
  readonly money: Float64Array;
  readonly orders: Int32Array;
  readonly last: Int32Array;
}

/** `customers` are codes a line, `refundDays` a line's; a refund after `asOf` is not known yet. A pass over the parts. */
export function readBuyers(
  parts: OrderParts, included: Uint8Array, customers: Int32Array, refundDays: Int32Array | undefined, asOf: number, scratch: Scratch,
): Buyers {
  const count = parts.starts.length - 1;
  const sums: Sums = {money: scratch.float64(count), orders: scratch.int32(count), last: scratch.int32(count, NO_DAY)};
  const refund = knownRefunds(parts, refundDays, asOf, scratch);
  addWholeOrders(parts, included, refund, sums);
  addSplitOrders(parts, included, refund, sums, customers);
  let size = 0;
  for (let code = 0; code < count; code++) if ((sums.orders[code] as number) > 0) size++;
  const buyers = {customers: new Int32Array(size), lastDay: new Int32Array(size), orders: new Float64Array(size), net: new Float64Array(size)};
  let buyer = 0;
  for (let code = 0; code < count; code++) {
    if (sums.orders[code] === 0) continue;
    buyers.customers[buyer] = code;
    buyers.lastDay[buyer] = sums.last[code] as number;
    buyers.orders[buyer] = sums.orders[code] as number;
    buyers.net[buyer++] = sums.money[code] as number;
  }
  return buyers;
}

function knownRefunds(
  {refund, rows}: OrderParts, refundDays: Int32Array | undefined, asOf: number, scratch: Scratch,
): Float64Array | undefined {
  if (!refund || !refundDays) return refund;
  const known = scratch.float64(refund.length);
  known.set(refund);
  for (let at = 0; at < known.length; at++) if (known[at] !== 0 && (refundDays[rows[at] as number] as number) > asOf) known[at] = 0;
  return known;
}

/** Orders of one part: customer by customer. */
function addWholeOrders({starts, days, marks, net}: OrderParts, included: Uint8Array, refunds: Float64Array | undefined, sums: Sums): void {
  for (let code = 0; code + 1 < starts.length; code++) {
    let money = 0;
    let orders = 0;
    let last = NO_DAY;
    for (let at = starts[code] as number, to = starts[code + 1] as number; at < to; at++) {
      const mark = marks[at] as number;
      if (!included[at] || (mark & SEVERAL) !== 0) continue;
      const amount = net[at] as number;
      const back = refunds ? (refunds[at] as number) : 0;
      money += amount - back;
      if ((mark & SOLD) === 0 || (back > 0 && back >= amount)) continue;
      orders++;
      if ((days[at] as number) > last) last = days[at] as number;
    }
    sums.money[code] = money;
    sums.orders[code] = orders;
    sums.last[code] = last;
  }
}

/** Orders of several parts, of which only some may count. */
function addSplitOrders(parts: OrderParts, included: Uint8Array, refunds: Float64Array | undefined, sums: Sums, customers: Int32Array): void {
  const {days, marks, net, rows, several} = parts;
  for (let order = 0; order + 1 < several.offsets.length; order++) {
    let [amount, back, sold, day] = [0, 0, 0, NO_DAY];
    let code = -1;
    for (let i = several.offsets[order] as number, to = several.offsets[order + 1] as number; i < to; i++) {
      const at = several.parts[i] as number;
      if (!included[at]) continue;
      code = customers[rows[at] as number] as number;
      amount += net[at] as number;
      back += refunds ? (refunds[at] as number) : 0;
      sold |= (marks[at] as number) & SOLD;
      day = day === NO_DAY ? (days[at] as number) : Math.min(day, days[at] as number);
    }
    if (code < 0) continue;
    sums.money[code] = (sums.money[code] as number) + amount - back;
    if (sold === 0 || (back > 0 && back >= amount)) continue;
    sums.orders[code] = (sums.orders[code] as number) + 1;
    sums.last[code] = Math.max(sums.last[code] as number, day);
  }
}
