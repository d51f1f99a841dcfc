/** Recency, frequency and money of each customer, from order lines or from a table of customers. */

import {MoneyColumn, NO_DAY, TextColumn, TimeColumn} from '../../../data-adapters/column.ts';
import {withScratch} from '../../../data-adapters/columns/scratch.ts';
import type {Scratch} from '../../../data-adapters/columns/scratch.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {KEPT_STATUSES} from '../../../metrics/order-status.ts';
import {note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {requireTable} from '../../context.ts';
import {codesInOrder} from '../../facts/codes-in-order.ts';
import {dimensionCodes} from '../../facts/dimension-codes.ts';
import {idsOf} from '../../facts/distinct-ids.ts';
import type {Ids} from '../../facts/distinct-ids.ts';
import {KEPT_STATUS, NO_ORDER, partsAgreeingIn} from '../../facts/order-parts.ts';
import type {OrderParts} from '../../facts/order-parts.ts';
import {rowsWithout} from '../../facts/rows-without.ts';
import {daysOf} from '../../facts/table-days.ts';
import {resolveAsOf, resolvePeriod} from '../../periods.ts';
import type {Window} from '../../periods.ts';
import type {RfmQuery} from './rfm-query.ts';
import {QueryError} from '../../query.ts';
import type {Filter} from '../../query.ts';
import type {Note} from '../../result.ts';
import {checkFilters, filterAlong} from '../../select-rows.ts';
import type {RowMask} from '../../select-rows.ts';
import {readBuyers} from './rfm-buyers.ts';
import {readCustomerRows} from './rfm-customer-rows.ts';

/** Customers with at least one order that counts, a place each in every array. */
export interface RfmMembers {
  readonly count: number;
  readonly nameOf: (member: number) => string;
  /** Whole days from the last order to the as-of day. */
  readonly recency: Int32Array;
  /** Day of the last order; `NO_DAY` where only the recency is known. */
  readonly lastDay: Int32Array;
  readonly orders: Float64Array;
  /** Net minus refunds, in integer units: `net / scale`. NaN where amounts cannot be added. */
  readonly net: Float64Array;
  readonly scale: number;
  /** The as-of day. */
  readonly asOf: number;
  readonly notes: readonly Note[];
}

/**
 * Members from `order_lines`, or where there are none from a `customers` table that carries `orders`, `net` and `last_ordered_at` (or
 * a host's `recency_days`).
 *
 * An order counts when it was paid and is neither cancelled nor wholly given back; an order of returns only (every quantity negative)
 * is no order, but lowers the money. The as-of day is the day after the last order (of the source, or of an earlier period's end)
 * unless the query says it; orders and refunds after it are not known yet.
 */
export function readMembers(query: RfmQuery, context: RunContext): RfmMembers {
  const {order_lines: lines, customers} = context.dataset.tables;
  if (!lines && customers) return readCustomerRows(customers, query, context);
  return withScratch((scratch) => readOrderLines(requireTable(context, 'order_lines', query, 'RFM'), query, context, scratch));
}

function readOrderLines(lines: CanonicalTable, query: RfmQuery, context: RunContext, scratch: Scratch): RfmMembers {
  const columns = lineColumns(lines, query);
  const {filters = []} = query;
  const window = resolvePeriod(query.period, context.dataset, query);
  const last = daysOf(lines)?.last ?? context.dataset.today;
  const asOf = query.asOf === undefined ? Math.min(last, window.to) + 1 : resolveAsOf(query.asOf, context.dataset, query);
  checkFilters(filters, query);
  const parts = partsAgreeingIn(lines, filters.map(({dimension}) => dimension));
  const filtered = filterAlong(lines, parts.rows, filters, context, query);
  const included = includedParts(parts, filtered.mask, columns.ordered, window, asOf, scratch);
  const notes = [...filtered.notes];
  const nameless = countNameless(lines, columns, filters, window, asOf, context);
  if (nameless > 0) notes.push(note('missing-customer', `${nameless} orders without a customer are left out.`, {orders: nameless}));
  const currencies = currenciesOf(lines, parts, included);
  if (currencies.length > 1) {
    const names = currencies.join(', ');
    notes.push(note('mixed-currency', `Amounts in ${names} are not added up. Convert them to one currency, or filter by currency.`, {currencies: names}));
  }
  const buyers = readBuyers(parts, included, columns.customer.codes, columns.refunded?.days, asOf, scratch);
  return {
    count: buyers.customers.length,
    nameOf: (member) => columns.customer.at(parts.rows[parts.starts[buyers.customers[member] as number] as number] as number) ?? '',
    recency: buyers.lastDay.map((day) => asOf - day), lastDay: buyers.lastDay, orders: buyers.orders,
    net: currencies.length > 1 ? buyers.net.fill(NaN) : buyers.net, scale: parts.scale, asOf, notes,
  };
}

/** A flag a part: of an order, kept by its status, inside the filters, the window and what is known on `asOf`. */
function includedParts(
  {rows, days, marks}: OrderParts, mask: RowMask, {values}: TimeColumn, {from, to, until}: Window, asOf: number, scratch: Scratch,
): Uint8Array {
  const included = scratch.uint8(rows.length);
  const last = Math.min(to, asOf);
  for (let at = 0; at < included.length; at++) {
    const day = days[at] as number;
    if (mask[at] === 0 || day < from || day > last || ((marks[at] as number) & (NO_ORDER | KEPT_STATUS)) !== KEPT_STATUS) continue;
    if (until === undefined || day < to || (values[rows[at] as number] as number) < until) included[at] = 1;
  }
  return included;
}

/** Orders in the scope whose lines name nobody. */
function countNameless(
  lines: CanonicalTable, {customer, ordered, anyOrder, status}: LineColumns, filters: readonly Filter[], {from, to, until = Infinity}: Window,
  asOf: number, context: RunContext,
): number {
  const rows = rowsWithout(customer.codes);
  if (rows.length === 0) return 0;
  const {mask} = filterAlong(lines, rows, filters, context, undefined);
  const orders = new Set<number>();
  rows.forEach((row, at) => {
    const day = ordered.days[row] as number;
    if (!mask[at] || day === NO_DAY || day < from || day > Math.min(to, asOf) || (day === to && (ordered.values[row] as number) >= until)) return;
    if (!status || KEPT_STATUSES.includes(status.at(row) ?? '')) orders.add(anyOrder.codes[row] as number);
  });
  return orders.size;
}

/** Of the parts that count; – for one without. */
function currenciesOf(lines: CanonicalTable, {rows}: OrderParts, included: Uint8Array): string[] {
  const codes = codesInOrder(lines, rows, 'currency');
  const values = dimensionCodes(lines, 'currency')?.values ?? [];
  if (!codes) return [];
  const found = new Uint8Array(values.length + 1);
  for (let at = 0; at < included.length; at++) if (included[at]) found[codes[at] as number] = 1;
  return ['–', ...values].filter((_, code) => found[code] === 1).sort();
}

interface LineColumns {
  readonly anyOrder: Ids;
  readonly customer: TextColumn;
  readonly ordered: TimeColumn;
  readonly refunded: TimeColumn | undefined;
  readonly status: TextColumn | undefined;
}

function lineColumns(lines: CanonicalTable, query: unknown): LineColumns {
  const column = <T>(name: string, type: abstract new (...args: never[]) => T): T | undefined => {
    const found = lines.columns.get(name);
    return found instanceof type ? found : undefined;
  };
  const need = <T>(name: string, type: abstract new (...args: never[]) => T): T => {
    const found = column(name, type);
    if (found) return found;
    throw new QueryError(`RFM needs the column "${name}" of "order_lines", which the source does not have.`, query, 'missing-column', [name]);
  };
  need('net', MoneyColumn);
  need('order_id', TextColumn);
  return {
    customer: need('customer_id', TextColumn),
    anyOrder: idsOf(lines, 'order_id') ?? {codes: new Int32Array(lines.length).fill(-1), count: 0},
    ordered: need('ordered_at', TimeColumn),
    refunded: column('refunded_at', TimeColumn),
    status: column('status', TextColumn),
  };
}
