/** What the lines of an order say together, worked out once a table. */

import {MoneyColumn, NumberColumn, TextColumn} from '../../data-adapters/column.ts';
import type {Column} from '../../data-adapters/column.ts';
import {growArray} from '../../data-adapters/columns/grow-array.ts';
import type {CanonicalTable} from '../../data-adapters/schema.ts';
import {KEPT} from '../../metrics/order-status.ts';
import {oncePer, oncePerTable} from '../once-per.ts';
import {conditionMask} from './row-values.ts';

export interface OrderKeys {
  /** The order of each line; −1 for a line without an order id. */
  readonly codes: Int32Array;
  readonly count: number;
}

/**
 * The order of each line. Ids need not be unique over shops: one id in two shops is two orders; lines that name no shop belong to the first.
 */
export const orderKeys = oncePer(readKeys);

function readKeys(lines: CanonicalTable): OrderKeys {
  const ids = lines.columns.get('order_id');
  const shops = lines.columns.get('shop');
  if (!(ids instanceof TextColumn)) return {codes: new Int32Array(lines.length).fill(-1), count: 0};
  if (!(shops instanceof TextColumn)) return {codes: ids.codes, count: ids.size};
  const firstShop = new Int32Array(ids.size).fill(-1);
  const further = new Map<number, number>();
  const codes = ids.codes.map((id, row) => {
    const shop = shops.codes[row] as number;
    if (id < 0 || shop < 0) return id;
    if (firstShop[id] === -1) firstShop[id] = shop;
    if (firstShop[id] === shop) return id;
    const pair = id * shops.size + shop;
    let code = further.get(pair);
    if (code === undefined) further.set(pair, (code = ids.size + further.size));
    return code;
  });
  return {codes, count: ids.size + further.size};
}

/**
 * A flag a line: 1 where its order makes a customer. The order was paid, neither cancelled nor wholly given back (by its status or because
 * its refunds reach its amount), and sold something: an order of negative quantities only is a return.
 */
export function keptOrderLines(lines: CanonicalTable): Uint8Array {
  return keptOrders(lines).flags;
}

interface KeptOrders {
  readonly flags: Uint8Array;
  /** What the orders come to in major units, what of it was given back, and whether they sold something. */
  readonly amounts: Float64Array;
  readonly refunds: Float64Array;
  readonly sold: Uint8Array;
}

const keptOrders = oncePerTable(readKept, growKept);

function readKept(lines: CanonicalTable): KeptOrders {
  const {count} = orderKeys(lines);
  const orders = {amounts: new Float64Array(count), refunds: new Float64Array(count), sold: new Uint8Array(count)};
  addLines(orders, lines, 0);
  return {...orders, flags: flagLines(orders, lines, 0)};
}

/** Undefined where a further line changes what an order was: then its earlier lines are flagged anew too. */
function growKept({flags, ...before}: KeptOrders, lines: CanonicalTable, from: number): KeptOrders | undefined {
  const {codes, count} = orderKeys(lines);
  const known = before.sold.length;
  const more = count - known;
  if (more < 0) return undefined;
  const orders = {
    amounts: growArray(before.amounts, new Float64Array(more)), refunds: growArray(before.refunds, new Float64Array(more)),
    sold: growArray(before.sold, new Uint8Array(more)),
  };
  const touched = new Map<number, boolean>();
  for (let row = from; row < lines.length; row++) {
    const order = codes[row] as number;
    if (order >= 0 && order < known && !touched.has(order)) touched.set(order, isKept(orders, order));
  }
  addLines(orders, lines, from);
  for (const [order, was] of touched) if (isKept(orders, order) !== was) return undefined;
  return {...orders, flags: growArray(flags, flagLines(orders, lines, from))};
}

type Orders = Omit<KeptOrders, 'flags'>;

function isKept({amounts, refunds, sold}: Orders, order: number): boolean {
  const refund = refunds[order] as number;
  // Both in major units: an order of cents may miss its refund by the last binary digit.
  return sold[order] === 1 && !(refund > 0 && refund > (amounts[order] as number) - 1e-6);
}

function addLines({amounts, refunds, sold}: Orders, lines: CanonicalTable, from: number): void {
  const {codes} = orderKeys(lines);
  addMoney(amounts, lines.columns.get('net'), codes, from);
  addMoney(refunds, lines.columns.get('refund'), codes, from);
  const quantity = lines.columns.get('quantity');
  const quantities = quantity instanceof NumberColumn ? quantity.values : undefined;
  for (let row = from; row < codes.length; row++) {
    const order = codes[row] as number;
    if (order >= 0 && !(quantities && (quantities[row] as number) < 0)) sold[order] = 1;
  }
}

/** In major units; lines without an amount add nothing. */
function addMoney(sums: Float64Array, column: Column | undefined, codes: Int32Array, from: number): void {
  if (!(column instanceof MoneyColumn)) return;
  const {values, scale} = column;
  for (let row = from; row < codes.length; row++) {
    const order = codes[row] as number;
    const value = values[row] as number;
    if (order >= 0 && value === value) sums[order] = (sums[order] as number) + value / scale;
  }
}

function flagLines(orders: Orders, lines: CanonicalTable, from: number): Uint8Array {
  const {codes} = orderKeys(lines);
  const flags = conditionMask([KEPT], lines).slice(from);
  for (let at = 0; at < flags.length; at++) {
    const order = codes[from + at] as number;
    if (order < 0 || !isKept(orders, order)) flags[at] = 0;
  }
  return flags;
}
