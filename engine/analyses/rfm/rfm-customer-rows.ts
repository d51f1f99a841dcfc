/** RFM of a customer export: one row a customer, its orders counted elsewhere. */

import {MoneyColumn, NO_DAY, NumberColumn, TextColumn, TimeColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {resolveAsOf} from '../../periods.ts';
import type {RfmQuery} from './rfm-query.ts';
import {QueryError} from '../../query.ts';
import {filterRows} from '../../select-rows.ts';
import type {RfmMembers} from './rfm-members.ts';

/**
 * Members of a `customers` table: `orders`, `net`, and the recency as a host's `recency_days` or from `last_ordered_at`. With an as-of day
 * in the query the day of the last order decides. Customers without an order or a recency are left out with a note. A period cannot be
 * told from such rows; one is ignored with a note.
 */
export function readCustomerRows(customers: CanonicalTable, query: RfmQuery, context: RunContext): RfmMembers {
  const orders = customers.columns.get('orders');
  const net = customers.columns.get('net');
  const ids = customers.columns.get('customer_id');
  const lastOrdered = customers.columns.get('last_ordered_at');
  const recencyDays = customers.columns.get('recency_days');
  const dated = lastOrdered instanceof TimeColumn ? lastOrdered : undefined;
  const counted = recencyDays instanceof NumberColumn && (query.asOf === undefined || !dated) ? recencyDays : undefined;
  if (!(orders instanceof NumberColumn) || !(net instanceof MoneyColumn) || !(ids instanceof TextColumn) || (!dated && !counted)) {
    const missing = [...(orders ? [] : ['orders']), ...(net ? [] : ['net']), ...(dated || counted ? [] : ['last_ordered_at'])];
    throw new QueryError(
      `RFM needs the table "order_lines", or a table "customers" with orders, net and last_ordered_at; it has no ${missing.join(', ')}.`,
      query, 'missing-column', missing,
    );
  }
  const filtered = filterRows(customers, query.filters ?? [], context, query);
  const known = dated ? dated.days.reduce((last, day) => Math.max(last, day), NO_DAY) : NO_DAY;
  const latest = known === NO_DAY ? context.dataset.today - 1 : known;
  const asOf = query.asOf === undefined ? latest + 1 : resolveAsOf(query.asOf, context.dataset, query);
  const recencyOf = (row: number): number => {
    if (counted) return counted.values[row] as number;
    const day = dated?.days[row] ?? NO_DAY;
    return day === NO_DAY ? NaN : asOf - day;
  };
  const rows: number[] = [];
  let without = 0;
  for (let row = 0; row < customers.length; row++) {
    if (!filtered.mask[row] || (ids.codes[row] as number) < 0) continue;
    if ((orders.values[row] as number) > 0 && recencyOf(row) >= 0) rows.push(row);
    else without++;
  }
  const notes = [...filtered.notes];
  if (without > 0) notes.push(note('missing-orders', `${without} customers without an order or its day are left out.`, {customers: without}));
  if (query.period !== undefined && query.period !== 'all') {
    notes.push(note('period-ignored', 'A table of customers has no orders to cut by a period: all of them count.'));
  }
  return {
    count: rows.length,
    nameOf: (member) => ids.at(rows[member] as number) ?? '',
    recency: Int32Array.from(rows, (row) => Math.floor(recencyOf(row))),
    lastDay: Int32Array.from(rows, (row) => dated?.days[row] ?? NO_DAY),
    orders: Float64Array.from(rows, (row) => orders.values[row] as number),
    net: Float64Array.from(rows, (row) => net.values[row] as number),
    scale: net.scale, asOf, notes,
  };
}
