/** Orders as WooCommerce states them in its own tests: items, coupon, tax, shipping, refunds. */

import {createSource} from 'tillboard/engine';
import type {MetricsQuery, Source} from 'tillboard/engine';
import {VALID_STATUSES} from 'tillboard/metrics';
import type {Metric, RowMeasure} from 'tillboard/metrics';

import {knowOnly, listOf, NotCovered, pick} from './case.ts';
import type {Answer, Answerer, PeerCase} from './case.ts';
import {keyOf, single} from './totals.ts';

export interface Item {
  readonly sku?: string;
  readonly price: number;
  readonly qty: number;
}

export interface ShopOrder {
  readonly id: string | number;
  readonly time?: string;
  readonly status?: string;
  readonly customer?: string | number;
  readonly items?: number | readonly Item[];
  readonly coupon?: number;
  readonly discount?: number;
  readonly shipping?: number;
  readonly tax?: number;
  readonly fee?: number;
  readonly total?: number;
  readonly revenue?: number;
  readonly subtotal?: number;
  readonly visit?: number;
}

interface Refund {
  readonly order: string | number;
  readonly amount: number;
  readonly type?: string;
}

const ORDER_KEYS = [
  'id', 'time', 'status', 'customer', 'items', 'coupon', 'discount', 'shipping', 'tax', 'fee', 'total', 'subtotal', 'visit', 'revenue', 'note',
];
const ITEM_KEYS = ['sku', 'name', 'price', 'qty'];
/** Orders without a time were placed on one day; refunds are booked on it, or on the next where a case asks for the refunds alone. */
export const DAY = '2024-01-15';
const NEXT_DAY = '2024-01-16';

/** What a row is when only its total is told: one line of so many items. */
function itemsOf({items = 1, total = 0, tax = 0, shipping = 0, fee = 0, coupon, discount}: ShopOrder): readonly Item[] {
  if (typeof items !== 'number') return items;
  return [{sku: 'item', qty: items, price: (total - tax - shipping - fee + (coupon ?? discount ?? 0)) / items}];
}

/** An order's lines; what the order states as a whole stands on its first line. */
export function orderLines(order: ShopOrder, refund = 0, refundDay = DAY): Record<string, unknown>[] {
  knowOnly({...order}, ORDER_KEYS, 'order');
  const items = itemsOf(order);
  items.forEach((item) => knowOnly({...item}, ITEM_KEYS, 'item'));
  const {tax = 0, shipping = 0, fee = 0} = order;
  const discount = order.coupon ?? order.discount ?? 0;
  const list = items.reduce((all, {price, qty}) => all + price * qty, 0);
  const net = (order.subtotal ?? list - discount) + fee;
  const lines = fee === 0 ? items : [...items, {sku: 'fee', price: fee, qty: 0}];
  return lines.map(({sku, price, qty}, index) => {
    const whole = (value: number): number => (index === 0 ? value : 0);
    return {
      order_id: order.id, line_id: index, customer_id: order.customer ?? null, ordered_at: order.time ?? `${DAY}T12:00:00Z`, sku, quantity: qty,
      list_price: price, status: order.status ?? 'completed', shop_status: order.status ?? 'completed', net: whole(net), discount: whole(discount),
      tax: whole(tax), shipping: whole(shipping), refund: whole(refund), refunded_at: refund > 0 ? `${refundDay}T12:00:00Z` : null,
    };
  });
}

/** What an order that is called refunded gives back when no refund of its own is told: all of it. */
function refundOf(order: ShopOrder, refunds: readonly Refund[] | undefined, wanted: string): number {
  const own = refunds?.filter((refund) => refund.order === order.id && (wanted === 'all' || wanted === 'default' || refund.type === wanted)) ?? [];
  if (own.length > 0) return own.reduce((all, {amount}) => all + amount, 0);
  const told = refunds?.some((refund) => refund.order === order.id) ?? false;
  if (told || order.status !== 'refunded' || wanted === 'partial') return 0;
  return order.total ?? itemsOf(order).reduce((all, {price, qty}) => all + price * qty, 0) - (order.coupon ?? 0);
}

const customers: RowMeasure = {
  table: 'order_lines', aggregate: 'distinct', of: 'customer_id', where: [{column: 'status', in: VALID_STATUSES}], at: ['ordered_at'],
};

const METRICS: Readonly<Record<string, string | Metric>> = {
  orders: 'orders', items: 'units', gross_sales: 'gross_sales', coupons: 'discounts', refunds: 'refunds', net_revenue: 'net_sales', taxes: 'taxes',
  shipping: 'shipping_fees', total_sales: 'total_sales', aov: 'aov', items_per_order: 'units_per_order', customers: single('customers', customers),
  refund_customers: single('refund_customers', {...customers, where: [{column: 'refund', gt: 0}], at: ['refunded_at']}),
  products: single('products', {table: 'order_lines', aggregate: 'distinct', of: 'sku', where: [{column: 'status', in: VALID_STATUSES}, {column: 'quantity', gt: 0}], at: ['ordered_at']}),
  coupons_count: single('coupons_count', {table: 'order_lines', aggregate: 'distinct', of: 'order_id', where: [{column: 'discount', gt: 0}], at: ['ordered_at']}),
};

export const readAll = (
  source: Source, names: Readonly<Record<string, string | Metric>>, more: Partial<MetricsQuery> = {},
): Record<string, () => Promise<unknown>> =>
  Object.fromEntries(
    Object.entries(names).map(([name, metric]) => [
      name, async () => (await source.run({analysis: 'metrics', metrics: [metric], ...more})).totals?.[keyOf(metric)],
    ]),
  );

/** What the peer leaves out unless a case says otherwise, and what the kit's own rule leaves out: orders on hold are not paid yet. */
const PEER_LEAVES_OUT = ['pending', 'failed', 'cancelled', 'checkout-draft', 'auto-draft', 'trash'];
const WE_LEAVE_OUT = [...PEER_LEAVES_OUT, 'on-hold'];
const PARAMS = ['refunds', 'excluded_statuses', 'status_is', 'statuses'];

/**
 * `refunds: none` leaves refunds out. `all`, `full` and `partial` ask for those refunds alone, without the orders: here that is the day on
 * which they are booked, the day after the orders. `status_is` names orders that count although the shop leaves them out.
 */
export const wooCommerceCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, PARAMS, 'params');
  knowOnly(input, ['orders', 'refunds'], 'input');
  const wanted = String(params['refunds'] ?? 'default');
  if (!['default', 'none', 'all', 'full', 'partial'].includes(wanted)) throw new NotCovered(`refunds ${wanted}`);
  const onlyRefunds = ['all', 'full', 'partial'].includes(wanted);
  const refunds = input['refunds'] as Refund[] | undefined;
  const orders = input['orders'] as ShopOrder[];
  const rows = orders.flatMap((order) => orderLines(order, refundOf(order, refunds, wanted), onlyRefunds ? NEXT_DAY : DAY));
  const statusMap = statusesOf(orders, params);
  const source = createSource({order_lines: rows}, {timeZone: 'UTC', currency: 'USD', now: 'data', statusMap});
  const answers = readAll(source, METRICS, {...(wanted === 'none' ? {refundsOn: 'none'} : {}), ...(onlyRefunds ? {period: NEXT_DAY} : {})});
  const customersOfRefunds = answers['refund_customers'];
  const {got, how = ''} = await answer(expected, onlyRefunds && customersOfRefunds ? {...answers, customers: customersOfRefunds} : answers, onlyRefunds);
  const changed = Object.entries(statusMap).map(([status, meaning]) => `${status} ${meaning}`).join(', ');
  const notes = [how, changed ? `by option statusMap: ${changed}` : '', wanted === 'none' ? 'by option refundsOn: none' : ''].filter((each) => each !== '');
  return notes.length === 0 ? {got} : {got, how: notes.join('; ')};
};

/** Statuses that count for the case and not by the kit's rule, or the other way round: said to the kit as a host would. */
function statusesOf(orders: readonly ShopOrder[], params: PeerCase['params']): Record<string, 'completed' | 'cancelled'> {
  const chosen = params['status_is'] ?? params['statuses'];
  const excluded = listOf(params['excluded_statuses'] ?? PEER_LEAVES_OUT);
  const counts = (status: string): boolean => (chosen === undefined ? !excluded.includes(status) : listOf(chosen).includes(status));
  const statuses = [...new Set(orders.map(({status = 'completed'}) => status))].filter((status) => counts(status) === WE_LEAVE_OUT.includes(status));
  return Object.fromEntries(statuses.map((status) => [status, counts(status) ? 'completed' : 'cancelled']));
}

/** An average over no orders is null here and 0 there. */
async function answer(expected: PeerCase['expected'], answers: Record<string, () => unknown>, onlyRefunds: boolean): Promise<Answer> {
  const got = await pick(expected, answers);
  const held = ['aov', 'items_per_order'].filter((name) => onlyRefunds && got[name] === null && expected[name] === 0);
  for (const name of held) got[name] = 0;
  return held.length === 0 ? {got} : {got, how: `difference held: ${held.join(' and ')} over no orders is null here, 0 there`};
}
