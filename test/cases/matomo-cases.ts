/** Orders, visits, carts and product reports as Matomo states them in its own tests. */

import {createSource} from 'tillboard/engine';
import {plus, ratio} from 'tillboard/metrics';
import type {Metric} from 'tillboard/metrics';

import {knowOnly, NotCovered, pick} from './case.ts';
import type {Answerer, PeerCase} from './case.ts';
import {caseMetric, single, sumOf} from './totals.ts';
import type {ShopOrder} from './woocommerce-cases.ts';
import {DAY, orderLines, readAll} from './woocommerce-cases.ts';

const ORDERS = {table: 'order_lines', aggregate: 'distinct', of: 'order_id', at: ['ordered_at']} as const;
const ITEMS = sumOf('quantity');

/** Matomo's revenue has tax and shipping in it, and so has its average. */
const METRICS: Readonly<Record<string, string | Metric>> = {
  orders: 'orders', revenue: 'total_sales', subtotal: 'net_sales', tax: 'taxes', shipping: 'shipping_fees', discount: 'discounts', items: 'units',
  aov: caseMetric('total_per_order', {net: sumOf('net'), tax: sumOf('tax'), shipping: sumOf('shipping'), orders: ORDERS}, ratio(plus('net', plus('tax', 'shipping')), 'orders')),
  conversion_rate: 'session_conversion',
  visits_converted: single('visits_converted', {table: 'events', aggregate: 'sessions', gapMinutes: 30, withStep: ['pay']}),
};

type Event = Readonly<Record<'user_id' | 'session_id' | 'at' | 'step', string>>;

const visitEvent = (visit: number | string, at: string, step: string): Event => ({user_id: `v${visit}`, session_id: `v${visit}`, at, step});

/** A visit is a session; a receipt page that is loaded again sends its order again. */
export const matomoOrdersCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, ['day', 'timezone'], 'params');
  knowOnly(input, ['orders', 'visits'], 'input');
  const orders = input['orders'] as ShopOrder[];
  const day = String(params['day'] ?? DAY);
  const visits = Array.from({length: Number(input['visits'] ?? 0)}, (_, index) => visitEvent(index + 1, day, 'view'));
  const paid = orders.map(({visit = 1, time = day}) => visitEvent(visit, time, 'pay'));
  const source = createSource(
    {order_lines: orders.flatMap((order) => orderLines(order)), events: [...visits, ...paid]},
    {timeZone: String(params['timezone'] ?? 'UTC'), currency: 'USD', now: 'data', repeatedOrders: 'first'},
  );
  return {got: await pick(expected, readAll(source, METRICS, {period: day})), how: 'by option repeatedOrders: first'};
};

/** Carts left in a visit that holds no order. Matomo divides by all visits; ours divides by those with a cart. */
export const matomoCartsCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, ['day', 'timezone'], 'params');
  knowOnly(input, ['carts', 'orders', 'visits'], 'input');
  const day = String(params['day'] ?? DAY);
  const carts = (input['carts'] ?? []) as ShopOrder[];
  const orders = (input['orders'] ?? []) as ShopOrder[];
  if (carts.some(({visit}) => visit === undefined)) throw new NotCovered('carts without a visit');
  const visits = Array.from({length: Number(input['visits'] ?? 0)}, (_, index) => visitEvent(index + 1, day, 'view'));
  const put = carts.map(({visit = 0, time = day}) => visitEvent(visit, time, 'cart'));
  const paid = orders.map(({visit = 0, time = day}) => visitEvent(visit, time, 'pay'));
  const left = carts.filter(({visit}) => !orders.some((order) => order.visit === visit));
  const last = new Map(left.map((cart) => [cart.visit, cart]));
  const lines = [...last.values()].flatMap((cart) => orderLines({...cart, id: `cart ${cart.visit ?? ''}`, status: 'pending'}));
  // A cart is given seven days here: a later visit tells that they are over.
  const later = visitEvent('later', new Date(Date.parse(day) + 30 * 86_400_000).toISOString(), 'view');
  const source = createSource({order_lines: lines, events: [...visits, ...put, ...paid, later]}, {timeZone: String(params['timezone'] ?? 'UTC'), currency: 'USD', now: 'data'});
  const sessions = {table: 'events', aggregate: 'sessions', gapMinutes: 30} as const;
  const abandoned: Metric = single('abandoned', ORDERS);
  return {
    got: await pick(expected, readAll(source, {
      abandoned_carts: abandoned, carts: abandoned, revenue: 'gmv', abandoned_revenue: 'gmv', items: single('cart_items', ITEMS),
      abandonment_rate: 'cart_abandonment', visits_with_cart: 'cart_sessions', visits: single('visits', sessions),
    }, {period: day})),
  };
};

/** A product or category over its lines and the visits that saw it. */
export const productReportCase: Answerer = async ({input, params, expected, agrees_with_recommended_default: agrees}: PeerCase) => {
  knowOnly(params, [], 'params');
  const viewed = Object.keys(input).find((name) => /view(_visits|s)$/.test(name));
  knowOnly(input, ['lines', ...(viewed ? [viewed] : [])], 'input');
  const items = input['lines'] as {order: string; price: number; qty: number}[];
  items.forEach((item) => knowOnly({...item}, ['order', 'price', 'qty', 'sku', 'name', 'category'], 'line'));
  const at = `${DAY}T12:00:00Z`;
  const rows = items.map(({order, price, qty}, index) => ({order_id: order, line_id: index, ordered_at: at, quantity: qty, net: price * qty}));
  const views = Array.from({length: viewed ? Number(input[viewed]) : 0}, (_, index) => visitEvent(index, at, 'view'));
  const buys = [...new Set(items.map(({order}) => order))].map((_, index) => visitEvent(index, at, 'pay'));
  const source = createSource({order_lines: rows, events: [...views, ...buys]}, {timeZone: 'UTC', currency: 'USD', now: 'data', preset: 'none'});
  const answers = readAll(source, {
    revenue: 'net_sales', qty: 'units', quantity: 'units', orders: 'orders', avg_qty: 'units_per_order', avg_price: 'avg_price', conversion: 'session_conversion',
  });
  const ours = Number(await answers['avg_price']?.());
  const sum = (of: (item: {price: number; qty: number}) => number): number => items.reduce((all, item) => all + of(item), 0);
  const weighted = sum(({price, qty}) => price * qty) / sum(({qty}) => qty);
  const peerPrice = (): number => {
    if (Math.abs(ours - weighted) > 1e-9) throw new Error(`our average price is ${ours}, weighted by quantity it is ${weighted}`);
    return sum(({price}) => price) / items.length;
  };
  const got = await pick(expected, {...answers, peer_avg_price: peerPrice, ...(agrees ? {} : {avg_price: peerPrice})});
  const held = !agrees || 'peer_avg_price' in expected;
  return held ? {got, how: `difference held: the average price is weighted by quantity here (${ours.toFixed(2)}), a mean of prices there`} : {got};
};
