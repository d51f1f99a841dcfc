/** Recency, frequency and money of each customer, from order lines or from a table of customers. */

import {MoneyColumn, NO_DAY, NumberColumn, TextColumn, TimeColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {KEPT_STATUSES} from '../../../metrics/order-status.ts';
import {note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {requireTable} from '../../context.ts';
import {idsOf, pairsOf} from '../../facts/distinct-ids.ts';
import type {Ids} from '../../facts/distinct-ids.ts';
import {daysOf} from '../../facts/table-days.ts';
import {resolveAsOf, resolvePeriod} from '../../periods.ts';
import type {RfmQuery} from './rfm-query.ts';
import {QueryError} from '../../query.ts';
import type {Note} from '../../result.ts';
import {filterRows} from '../../select-rows.ts';
import {readCustomerRows} from './rfm-customer-rows.ts';

/** Customers with at least one order that counts, a place each in every array. */
export interface RfmMembers {
  readonly ids: readonly string[];
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
  return readOrderLines(requireTable(context, 'order_lines', query, 'RFM'), query, context);
}

/** What the lines of one customer's order add up to, by the codes of {@link LineColumns.order}. */
interface Orders {
  readonly customer: Int32Array;
  readonly day: Int32Array;
  readonly net: Float64Array;
  readonly refund: Float64Array;
  /** 1 where a line was not a return. */
  readonly sold: Uint8Array;
}

function readOrderLines(lines: CanonicalTable, query: RfmQuery, context: RunContext): RfmMembers {
  const columns = lineColumns(lines, query);
  const filtered = filterRows(lines, query.filters ?? [], context, query);
  const window = resolvePeriod(query.period, context.dataset, query);
  const {days} = columns.ordered;
  const last = daysOf(lines)?.last ?? context.dataset.today;
  const asOf = query.asOf === undefined ? Math.min(last, window.to) + 1 : resolveAsOf(query.asOf, context.dataset, query);
  const keptStatus = columns.status?.values.map((status) => KEPT_STATUSES.includes(status));
  const anonymous = new Set<number>();
  const orders: Orders = {
    customer: new Int32Array(columns.order.count).fill(-1),
    day: new Int32Array(columns.order.count).fill(NO_DAY),
    net: new Float64Array(columns.order.count),
    refund: new Float64Array(columns.order.count),
    sold: new Uint8Array(columns.order.count),
  };
  const currencies = new Set<number>();
  for (let row = 0; row < lines.length; row++) {
    const day = days[row] as number;
    if (!filtered.mask[row] || day === NO_DAY || day < window.from || day > window.to || day > asOf) continue;
    if (day === window.to && (columns.ordered.values[row] as number) >= (window.until ?? Infinity)) continue;
    if (keptStatus && !keptStatus[columns.status?.codes[row] as number]) continue;
    if ((columns.customer.codes[row] as number) < 0) {
      anonymous.add(columns.anyOrder.codes[row] as number);
      continue;
    }
    const order = columns.order.codes[row] as number;
    if (order < 0) continue;
    currencies.add(columns.currency?.codes[row] ?? -1);
    addLine(orders, order, row, columns, asOf);
  }
  const notes = [...filtered.notes];
  if (anonymous.size > 0) {
    notes.push(note('missing-customer', `${anonymous.size} orders without a customer are left out.`, {orders: anonymous.size}));
  }
  const mixed = currencies.size > 1;
  if (mixed) {
    const names = [...currencies].map((code) => columns.currency?.values[code] ?? '–').sort().join(', ');
    notes.push(note('mixed-currency', `Amounts in ${names} are not added up. Convert them to one currency, or filter by currency.`, {currencies: names}));
  }
  return groupByCustomer(orders, columns, asOf, mixed, notes);
}

function addLine(orders: Orders, order: number, row: number, columns: LineColumns, asOf: number): void {
  const day = columns.ordered.days[row] as number;
  const {net, refund, scale} = columns;
  orders.customer[order] = columns.customer.codes[row] as number;
  orders.day[order] = (orders.day[order] as number) === NO_DAY ? day : Math.min(orders.day[order] as number, day);
  const amount = net.values[row] as number;
  if (amount === amount) orders.net[order] = (orders.net[order] as number) + amount * (scale / net.scale);
  const back = refund?.values[row];
  const backDay = columns.refunded?.days[row] ?? NO_DAY;
  if (refund && back !== undefined && back === back && backDay <= asOf) {
    orders.refund[order] = (orders.refund[order] as number) + back * (scale / refund.scale);
  }
  if (!((columns.quantity?.values[row] ?? NaN) < 0)) orders.sold[order] = 1;
}

function groupByCustomer(orders: Orders, {customer, scale}: LineColumns, asOf: number, mixed: boolean, notes: readonly Note[]): RfmMembers {
  const count = customer.size;
  const lastDay = new Int32Array(count).fill(NO_DAY);
  const frequency = new Float64Array(count);
  const money = new Float64Array(count);
  for (let order = 0; order < orders.customer.length; order++) {
    const code = orders.customer[order] as number;
    if (code < 0) continue;
    const net = orders.net[order] as number;
    const refund = orders.refund[order] as number;
    money[code] = (money[code] as number) + net - refund;
    if (!orders.sold[order] || (refund > 0 && refund >= net)) continue;
    frequency[code] = (frequency[code] as number) + 1;
    lastDay[code] = Math.max(lastDay[code] as number, orders.day[order] as number);
  }
  const members = frequency.reduce((sum, orders) => sum + Number(orders > 0), 0);
  const ids = new Array<string>(members);
  const [recency, last] = [new Int32Array(members), new Int32Array(members)];
  const [own, net] = [new Float64Array(members), new Float64Array(members)];
  let member = 0;
  for (let code = 0; code < count; code++) {
    if (frequency[code] === 0) continue;
    ids[member] = customer.text(code) ?? '';
    recency[member] = asOf - (lastDay[code] as number);
    last[member] = lastDay[code] as number;
    own[member] = frequency[code] as number;
    net[member] = mixed ? NaN : (money[code] as number);
    member++;
  }
  return {ids, recency, lastDay: last, orders: own, net, scale, asOf, notes};
}

interface LineColumns {
  /** Of each line with a customer: one id in two shops is two orders, and so are the parts of two customers in one. */
  readonly order: Ids;
  readonly anyOrder: Ids;
  readonly customer: TextColumn;
  readonly ordered: TimeColumn;
  readonly net: MoneyColumn;
  readonly refund: MoneyColumn | undefined;
  readonly refunded: TimeColumn | undefined;
  readonly quantity: NumberColumn | undefined;
  readonly status: TextColumn | undefined;
  readonly currency: TextColumn | undefined;
  /** Of all amounts: the finer of net and refund. */
  readonly scale: number;
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
  const net = need('net', MoneyColumn);
  const refund = column('refund', MoneyColumn);
  need('order_id', TextColumn);
  const customer = need('customer_id', TextColumn);
  const none: Ids = {codes: new Int32Array(0), count: 0};
  return {
    customer,
    order: pairsOf(lines, 'customer_id', 'order_id') ?? none,
    anyOrder: idsOf(lines, 'order_id') ?? none,
    ordered: need('ordered_at', TimeColumn),
    net, refund,
    refunded: column('refunded_at', TimeColumn),
    quantity: column('quantity', NumberColumn),
    status: column('status', TextColumn),
    currency: column('currency', TextColumn),
    scale: Math.max(net.scale, refund?.scale ?? 1),
  };
}

