/** Orders of nobody: in sales, and in no count of buyers. */

import {TextColumn} from '../../../data-adapters/column.ts';
import type {RowMeasure} from '../../../metrics/metric.ts';
import {note} from '../../build-result.ts';
import {oncePerArray} from '../../once-per.ts';
import type {Note} from '../../result.ts';
import type {Frames} from './measure-frame.ts';
import {totalOf} from './measure-rows.ts';

const hasBlank = oncePerArray((codes: Int32Array) => blankFrom(false, codes, 0), blankFrom);

function blankFrom(before: boolean, codes: Int32Array, from: number): boolean {
  for (let row = from; row < codes.length && !before; row++) if ((codes[row] as number) < 0) return true;
  return before;
}

/** Says how many orders of the window, of those lines, name no customer. By default orders that would make one. */
export function namelessOrders(frames: Frames, lines: Pick<RowMeasure, 'at' | 'where' | 'keptOrders'> = {at: ['ordered_at'], keptOrders: true}): Note[] {
  const {columns} = frames.context.dataset.tables.order_lines ?? {};
  const customers = columns?.get('customer_id');
  if (!(customers instanceof TextColumn) || !(columns?.get('order_id') instanceof TextColumn) || !hasBlank(customers.codes)) return [];
  const where = [...(lines.where ?? []), {column: 'customer_id', isNull: true}];
  const orders = totalOf({...lines, table: 'order_lines', aggregate: 'distinct', of: 'order_id', where}, frames);
  return orders === 0 ? [] : [note('missing-customer', `${orders} orders without a customer are left out.`, {orders})];
}
