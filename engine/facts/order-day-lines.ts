/** Lines that stand for the day of their order. */

import type {CanonicalTable} from '../../data-adapters/schema.ts';
import {oncePer} from '../once-per.ts';
import {timeColumn} from './durations.ts';
import {keptOrderLines} from './order-facts.ts';
import {pairsOf} from './distinct-ids.ts';

/**
 * A flag a line: 1 where its order makes a customer and the line is of the day of the order's first such line. A line added to an order on a later
 * day is no purchase of that day. Once a table.
 */
export const orderDayLines = oncePer(readFlags);

function readFlags(table: CanonicalTable): Uint8Array {
  const kept = keptOrderLines(table);
  const ordered = timeColumn(table, 'ordered_at');
  const orders = pairsOf(table, 'customer_id', 'order_id');
  if (!ordered || !orders) return kept;
  const {values, days} = ordered;
  const first = new Int32Array(orders.count).fill(-1);
  for (let row = 0; row < kept.length; row++) {
    const order = orders.codes[row] as number;
    const time = values[row] as number;
    if (!kept[row] || order < 0 || time !== time) continue;
    const known = first[order] as number;
    if (known < 0 || time < (values[known] as number)) first[order] = row;
  }
  const flags = kept.slice();
  for (let row = 0; row < flags.length; row++) {
    const order = orders.codes[row] as number;
    const known = order < 0 ? -1 : (first[order] as number);
    if (known >= 0 && days[known] !== days[row]) flags[row] = 0;
  }
  return flags;
}
