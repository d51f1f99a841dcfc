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
  const net = moneyOf(lines, 'net');
  const refund = moneyOf(lines, 'refund');
  const quantity = lines.columns.get('quantity');
  const amounts = new Float64Array(count);
  const refunds = new Float64Array(count);
  const sold = new Uint8Array(count);
  for (let row = 0; row < lines.length; row++) {
    const order = codes[row] as number;
    if (order < 0) continue;
    amounts[order] = (amounts[order] as number) + net(row);
    refunds[order] = (refunds[order] as number) + refund(row);
    if (!(quantity instanceof NumberColumn) || !((quantity.values[row] as number) < 0)) sold[order] = 1;
  }
  // Both in major units: an order of cents may miss its refund by the last binary digit.
  const givenBack = (order: number): boolean => (refunds[order] as number) > 0 && (refunds[order] as number) > (amounts[order] as number) - 1e-6;
  const byStatus = conditionMask([KEPT], lines);
  return byStatus.map((flag, row) => {
    const order = codes[row] as number;
    return Number(flag === 1 && order >= 0 && sold[order] === 1 && !givenBack(order));
  });
}

function moneyOf(lines: CanonicalTable, name: string): (row: number) => number {
  const column = lines.columns.get(name);
  if (!(column instanceof MoneyColumn)) return () => 0;
  const {values, scale} = column;
  return (row) => {
    const value = values[row] as number;
    return value === value ? value / scale : 0;
  };
}
