/** The lines by which customers were won. */

import {TextColumn, TimeColumn} from '../../data-adapters/column.ts';
import type {CanonicalTable} from '../../data-adapters/schema.ts';
import {buyerOrders} from './buyer-orders.ts';
import {keptOrderLines} from './order-facts.ts';

const found = new WeakMap<CanonicalTable, Uint8Array>();

/** A flag a line: 1 where it belongs to its customer's first order that makes a customer. Once a table, whatever filters a query has. */
export function firstOrderLines(table: CanonicalTable): Uint8Array {
  let flags = found.get(table);
  if (!flags) found.set(table, (flags = readFlags(table)));
  return flags;
}

function readFlags(table: CanonicalTable): Uint8Array {
  const flags = new Uint8Array(table.length);
  const customers = table.columns.get('customer_id');
  const ordered = table.columns.get('ordered_at');
  if (!(customers instanceof TextColumn) || !(ordered instanceof TimeColumn)) return flags;
  const {starts, instants} = buyerOrders(table);
  return keptOrderLines(table).map((kept, row) => {
    const customer = customers.codes[row] as number;
    return Number(kept === 1 && customer >= 0 && ordered.values[row] === instants[starts[customer] as number]);
  });
}
