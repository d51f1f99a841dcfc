/** When each customer ordered first, over all history. */

import {NO_DAY, TextColumn, TimeColumn} from '../../data-adapters/column.ts';
import type {CanonicalTable} from '../../data-adapters/schema.ts';
import {keptOrderLines} from './order-facts.ts';

/** By customer code: the day and the instant; a day after all others for a customer without such an order. */
export interface FirstOrders {
  readonly days: Int32Array;
  readonly instants: Float64Array;
}

const found = new WeakMap<CanonicalTable, FirstOrders>();

/** The first order that makes a customer ({@link keptOrderLines}). Worked out once a table, whatever filters a query has. */
export function firstOrders(table: CanonicalTable): FirstOrders {
  let first = found.get(table);
  if (!first) found.set(table, (first = compute(table)));
  return first;
}

function compute(table: CanonicalTable): FirstOrders {
  const customers = table.columns.get('customer_id');
  const ordered = table.columns.get('ordered_at');
  if (!(customers instanceof TextColumn) || !(ordered instanceof TimeColumn)) return {days: new Int32Array(0), instants: new Float64Array(0)};
  const days = new Int32Array(customers.values.length).fill(2147483647);
  const instants = new Float64Array(customers.values.length).fill(Infinity);
  const counts = keptOrderLines(table);
  for (let row = 0; row < table.length; row++) {
    const customer = customers.codes[row] as number;
    const day = ordered.days[row] as number;
    if (customer < 0 || !counts[row] || day === NO_DAY) continue;
    if (day < (days[customer] as number)) days[customer] = day;
    instants[customer] = Math.min(instants[customer] as number, ordered.values[row] as number);
  }
  return {days, instants};
}
