/** Orders as WooCommerce and Matomo state them in their own tests. */

import {createSource} from 'tillboard/engine';
import type {MetricsQuery, Source} from 'tillboard/engine';
import {plus, ratio, VALID_STATUSES} from 'tillboard/metrics';
import type {Metric} from 'tillboard/metrics';

import {knowOnly, NotCovered, pick} from './case.ts';
import type {Answerer, PeerCase} from './case.ts';
import {caseMetric, single} from './count-metric.ts';

interface Item {
  readonly sku?: string;
  readonly price: number;
  readonly qty: number;
}

interface Order {
  readonly id: string | number;
  readonly time?: string;
  readonly status?: string;
  readonly customer?: string | number;
  readonly items: number | readonly Item[];
  readonly coupon?: number;
  readonly discount?: number;
  readonly shipping?: number;
  readonly tax?: number;
  readonly total?: number;
  readonly subtotal?: number;
  readonly visit?: number;
}

interface Refund {
  readonly order: string | number;
  readonly amount: number;
}

const ORDER_KEYS = [
  'id', 'time', 'status', 'customer', 'items', 'coupon', 'discount', 'shipping', 'tax', 'total', 'subtotal', 'visit', 'revenue', 'note',
];
const TIME = '2024-01-15T12:00:00Z';

/** An order's lines; what the order states as a whole stands on its first line. */
function linesOf(order: Order, refunds: readonly Refund[]): object[] {
  knowOnly(order as unknown as Record<string, unknown>, ORDER_KEYS, 'order');
  const {tax = 0, shipping = 0} = order;
  const discount = order.coupon ?? order.discount ?? 0;
  const items = typeof order.items === 'number' ? [{sku: 'item', qty: order.items, price: ((order.total ?? 0) - tax - shipping) / order.items}] : order.items;
  const list = items.reduce((all, {price, qty}) => all + price * qty, 0);
  const given = refunds.filter((refund) => refund.order === order.id).reduce((all, {amount}) => all + amount, 0);
  const net = order.subtotal ?? list - discount;
  return items.map(({sku, price, qty}, index) => {
    const first = index === 0;
    return {
      order_id: order.id, customer_id: order.customer ?? null, ordered_at: order.time ?? TIME, sku, quantity: qty, list_price: price,
      status: order.status ?? 'completed', net: first ? net : 0, discount: first ? discount : 0, tax: first ? tax : 0, shipping: first ? shipping : 0,
      refund: first ? given || (order.status === 'refunded' && refunds.length === 0 ? net : 0) : 0,
    };
  });
}

const customers = single('customers', {
  table: 'order_lines', aggregate: 'distinct', of: 'customer_id', where: [{column: 'status', in: VALID_STATUSES}], at: ['ordered_at'],
});

const WOOCOMMERCE: Readonly<Record<string, string | Metric>> = {
  orders: 'orders', items: 'units', gross_sales: 'gross_sales', coupons: 'discounts', refunds: 'refunds', net_revenue: 'net_sales', taxes: 'taxes',
  shipping: 'shipping_fees', total_sales: 'total_sales', aov: 'aov', items_per_order: 'units_per_order', customers,
};

const readAll = (source: Source, names: Readonly<Record<string, string | Metric>>, more: Partial<MetricsQuery> = {}): Record<string, () => unknown> =>
  Object.fromEntries(
    Object.entries(names).map(([name, metric]) => [
      name,
      async () => (await source.run({analysis: 'metrics', metrics: [metric], ...more})).totals?.[typeof metric === 'string' ? metric : metric.key],
    ]),
  );

export const wooCommerceCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, ['refunds', 'excluded_statuses'], 'params');
  knowOnly(input, ['orders', 'refunds'], 'input');
  const wanted = params['refunds'] ?? 'all';
  if (wanted !== 'none' && wanted !== 'all') throw new NotCovered(`refunds ${String(wanted)}`);
  const excluded = (params['excluded_statuses'] ?? ['failed', 'cancelled', 'pending']) as string[];
  // The kit's own status rule must leave out just what the case leaves out.
  if (excluded.some((status) => !['failed', 'cancelled', 'pending', 'checkout-draft', 'auto-draft', 'trash'].includes(status))) {
    throw new NotCovered(`excluded_statuses ${excluded.join(', ')}`);
  }
  const refunds = (input['refunds'] ?? []) as Refund[];
  const rows = (input['orders'] as Order[]).flatMap((order) => linesOf(order, refunds));
  const source = createSource({order_lines: rows}, {timeZone: 'UTC', currency: 'USD', now: 'data'});
  return {got: await pick(expected, readAll(source, WOOCOMMERCE, wanted === 'none' ? {refundsOn: 'none'} : {}))};
};

/** Matomo's revenue has tax and shipping in it. */
const totalPerOrder = (): Metric => {
  const at = ['ordered_at'] as const;
  const part = (of: string) => ({table: 'order_lines', aggregate: 'sum', of, at}) as const;
  return caseMetric(
    'total_per_order',
    {net: part('net'), tax: part('tax'), shipping: part('shipping'), orders: {table: 'order_lines', aggregate: 'distinct', of: 'order_id', at}},
    ratio(plus('net', plus('tax', 'shipping')), 'orders'),
  );
};

const MATOMO: Readonly<Record<string, string | Metric>> = {
  orders: 'orders', revenue: 'total_sales', subtotal: 'net_sales', tax: 'taxes', shipping: 'shipping_fees', discount: 'discounts', items: 'units',
  aov: totalPerOrder(), conversion_rate: 'session_conversion',
  visits_converted: single('visits_converted', {table: 'events', aggregate: 'sessions', gapMinutes: 30, withStep: ['pay']}),
};

/** A visit is a session; a receipt page that is loaded again sends its order again. */
export const matomoOrdersCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, ['day', 'timezone'], 'params');
  knowOnly(input, ['orders', 'visits'], 'input');
  const orders = input['orders'] as Order[];
  const day = String(params['day'] ?? TIME.slice(0, 10));
  const visits = Array.from({length: Number(input['visits'])}, (_, index) => ({user_id: `v${index + 1}`, session_id: `v${index + 1}`, at: `${day}T00:00:00Z`, step: 'view'}));
  const paid = orders.map(({visit, time}) => ({user_id: `v${visit ?? 1}`, session_id: `v${visit ?? 1}`, at: time ?? TIME, step: 'pay'}));
  const source = createSource(
    {order_lines: orders.flatMap((order) => linesOf(order, [])), events: [...visits, ...paid]},
    {timeZone: String(params['timezone'] ?? 'UTC'), currency: 'USD', now: 'data', repeatedOrders: 'first'},
  );
  return {got: await pick(expected, readAll(source, MATOMO, {period: day})), how: 'by option repeatedOrders: first'};
};

export const productReportCase: Answerer = async ({input, params, expected, agrees_with_recommended_default: agrees}: PeerCase) => {
  knowOnly(params, [], 'params');
  knowOnly(input, ['lines', 'category_view_visits'], 'input');
  const items = input['lines'] as {order: string; price: number; qty: number}[];
  const rows = items.map(({order, price, qty}, index) => ({order_id: order, line_id: index, ordered_at: TIME, quantity: qty, net: price * qty}));
  const views = Array.from({length: Number(input['category_view_visits'] ?? 0)}, (_, index) => ({user_id: `v${index}`, session_id: `v${index}`, at: TIME, step: 'view'}));
  const buys = [...new Set(items.map(({order}) => order))].map((_, index) => ({user_id: `v${index}`, session_id: `v${index}`, at: TIME, step: 'pay'}));
  const source = createSource({order_lines: rows, events: [...views, ...buys]}, {timeZone: 'UTC', currency: 'USD', now: 'data', preset: 'none'});
  const answers = readAll(source, {
    revenue: 'net_sales', qty: 'units', orders: 'orders', avg_qty: 'units_per_order', avg_price: 'avg_price', conversion: 'session_conversion',
  });
  const ours = await answers['avg_price']?.();
  const total = items.reduce((all, {price, qty}) => all + price * qty, 0) / items.reduce((all, {qty}) => all + qty, 0);
  const unweighted = items.reduce((all, {price}) => all + price, 0) / items.length;
  const got = await pick(expected, {...answers, peer_avg_price: () => (Math.abs(Number(ours) - total) < 1e-9 ? unweighted : `ours is ${String(ours)}, weighted is ${total}`)});
  return agrees ? {got} : {got, how: `difference held: the average price is weighted by quantity here (${Number(ours).toFixed(2)}), a mean of prices there`};
};
