/** When each customer ordered first, over all history. */

import {NO_DAY, TextColumn, TimeColumn} from '../../data-adapters/column.ts';
import type {CanonicalTable} from '../../data-adapters/schema.ts';
import {KEPT_STATUSES} from '../../metrics/order-status.ts';
import {conditionMask} from './row-values.ts';

const found = new WeakMap<CanonicalTable, Int32Array>();

/**
 * The day of the first order that was neither cancelled nor wholly given back, by customer code; a day after all others for a customer
 * without one. Worked out once a table, whatever filters a query has.
 */
export function firstOrderDays(table: CanonicalTable): Int32Array {
  let days = found.get(table);
  if (!days) {
    days = compute(table);
    found.set(table, days);
  }
  return days;
}

function compute(table: CanonicalTable): Int32Array {
  const customers = table.columns.get('customer_id');
  const ordered = table.columns.get('ordered_at');
  if (!(customers instanceof TextColumn) || !(ordered instanceof TimeColumn)) return new Int32Array(0);
  const first = new Int32Array(customers.values.length).fill(2147483647);
  const counts = conditionMask([{column: 'status', in: KEPT_STATUSES}], table);
  for (let row = 0; row < table.length; row++) {
    const customer = customers.codes[row] as number;
    const day = ordered.days[row] as number;
    if (customer >= 0 && counts[row] && day !== NO_DAY && day < (first[customer] as number)) first[customer] = day;
  }
  return first;
}
