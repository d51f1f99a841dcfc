/** What the lines of an order say together, worked out once a table. */

import {MoneyColumn, NumberColumn, TextColumn} from '../../data-adapters/column.ts';
import type {CanonicalTable} from '../../data-adapters/schema.ts';
import {KEPT} from '../../metrics/order-status.ts';
import {oncePer} from '../once-per.ts';
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
export const keptOrderLines = oncePer(readKept);

function readKept(lines: CanonicalTable): Uint8Array {
  const {codes, count} = orderKeys(lines);
  const amounts = sumOfOrders(lines, 'net', codes, count);
  const refunds = sumOfOrders(lines, 'refund', codes, count);
  const quantity = lines.columns.get('quantity');
  const quantities = quantity instanceof NumberColumn ? quantity.values : undefined;
  const keeps = new Uint8Array(count);
  for (let row = 0; row < lines.length; row++) {
    const order = codes[row] as number;
    if (order >= 0 && !(quantities && (quantities[row] as number) < 0)) keeps[order] = 1;
  }
  // Both in major units: an order of cents may miss its refund by the last binary digit.
  for (let order = 0; order < count; order++) {
    const refund = refunds[order] as number;
    if (refund > 0 && refund > (amounts[order] as number) - 1e-6) keeps[order] = 0;
  }
  const flags = conditionMask([KEPT], lines).slice();
  for (let row = 0; row < flags.length; row++) {
    const order = codes[row] as number;
    if (order < 0 || keeps[order] === 0) flags[row] = 0;
  }
  return flags;
}

/** In major units; lines without an amount add nothing. */
function sumOfOrders(lines: CanonicalTable, name: string, codes: Int32Array, count: number): Float64Array {
  const sums = new Float64Array(count);
  const column = lines.columns.get(name);
  if (!(column instanceof MoneyColumn)) return sums;
  const {values, scale} = column;
  for (let row = 0; row < codes.length; row++) {
    const order = codes[row] as number;
    const value = values[row] as number;
    if (order >= 0 && value === value) sums[order] = (sums[order] as number) + value / scale;
  }
  return sums;
}
