/** Finds how a column's dates such as `12/1/2010` are ordered, where the host does not say so. */

import {yearLastParts} from '../cells/parse-time.ts';
import type {DateOrder} from '../cells/parse-time.ts';
import {civilDay} from '../cells/time-zone.ts';
import type {CellReader} from '../raw-tables/raw-column.ts';

interface FoundDateOrder {
  readonly order: DateOrder;
  /** Cells whose date is read by it. */
  readonly rows: number;
  /** The first row that can be read in no other order. */
  readonly row: number;
}

const ORDERS: readonly DateOrder[] = ['mdy', 'dmy', 'ymd'];

/**
 * The one order that some cell leaves alone (13 is no month) and that no other cell speaks against; undefined where there is none. A cell that is
 * a date in no order says nothing. Reads each cell once.
 */
export function findDateOrder(cell: CellReader, length: number): FoundDateOrder | undefined {
  const fits = new Map<string, readonly DateOrder[]>();
  let left = ORDERS;
  let settled: {order: DateOrder; row: number} | undefined;
  let rows = 0;
  for (let row = 0; row < length; row++) {
    const text = cell(row);
    if (typeof text !== 'string') continue;
    let orders = fits.get(text);
    if (!orders) fits.set(text, (orders = ordersOf(text)));
    const [only] = orders;
    if (only === undefined) continue;
    rows++;
    if (orders.length === 1) settled ??= {order: only, row};
    left = left.filter((order) => orders.includes(order));
    if (left.length === 0) return undefined;
  }
  return settled && {...settled, rows};
}

function ordersOf(text: string): readonly DateOrder[] {
  const parts = yearLastParts(text);
  return parts ? ORDERS.filter((order) => {
    const date = parts.inOrder(order);
    return date !== undefined && civilDay(Number(date.year), Number(date.month), Number(date.day)) !== undefined;
  }) : [];
}
