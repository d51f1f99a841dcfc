/** Orders of nobody: in sales, and in no count of buyers. */

import {TextColumn} from '../../../data-adapters/column.ts';
import {note} from '../../build-result.ts';
import {idsOf} from '../../facts/distinct-ids.ts';
import {keptOrderLines} from '../../facts/order-facts.ts';
import {oncePer} from '../../once-per.ts';
import type {Note} from '../../result.ts';
import type {Frames} from './measure-frame.ts';

const hasBlank = oncePer(({codes}: TextColumn): boolean => codes.some((code) => code < 0));

/** Says how many orders of the window, of lines that `mask` keeps, name no customer. By default orders that would make one. */
export function namelessOrders(frames: Frames, at: readonly string[] = ['ordered_at'], mask?: Uint8Array): Note[] {
  const {table, rows} = frames.frame('order_lines', at);
  const customers = table.columns.get('customer_id');
  const ids = idsOf(table, 'order_id');
  if (!(customers instanceof TextColumn) || !ids) return [];
  if (!hasBlank(customers)) return [];
  const counts = mask ?? keptOrderLines(table);
  const seen = new Set<number>();
  for (const row of rows) if (counts[row] && (customers.codes[row] as number) < 0) seen.add(ids.codes[row] as number);
  const orders = seen.size;
  return orders === 0 ? [] : [note('missing-customer', `${orders} orders without a customer are left out.`, {orders})];
}
