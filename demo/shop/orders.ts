/** The order lines of the demo shop, as columns sorted by time. */

import type {Baskets} from './basket.ts';
import {createBaskets, quantityOf} from './basket.ts';
import {DAYS, DAY_MS, dayText, FIRST_DAY, LAST_DAY, NOW, promotionOn, startOf} from './calendar.ts';
import type {Promotion} from './calendar.ts';
import {CATEGORIES, CHANNELS, DEVICES, OWN_STORE, PRODUCTS, REGIONS, WAREHOUSES, word} from './catalogue.ts';
import type {Device, Language} from './catalogue.ts';
import type {Customer, Visit} from './customers.ts';
import type {Random} from './random.ts';
import {weightedIndex} from './random.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;

/** Orders by hour of the day. */
const HOURS = weightedIndex([2.2, 1, 0.5, 0.3, 0.3, 0.5, 1.2, 2.4, 3.8, 5.2, 6.2, 6, 5.4, 5.4, 5.6, 5.8, 5.4, 4.9, 5, 6, 7.4, 8, 6.8, 4.2]);

/** A batch of candles that broke on the way: refunds rise for a month. */
const BAD_BATCH = {sku: 'FR-01', from: '2024-10-08', to: '2024-11-04', rate: 0.19};

type Texts = (string | null)[];
type Numbers = number[];

/** `order_lines` as columns. Times are epoch milliseconds, NaN where there is none yet; money is in yuan. */
export interface OrderColumns extends Record<string, readonly unknown[]> {
  order_id: string[];
  customer_id: string[];
  ordered_at: Numbers;
  sku: string[];
  product: string[];
  category: string[];
  quantity: Numbers;
  net: Numbers;
  list_price: Numbers;
  discount: Numbers;
  /** Of one unit, as is the list price. */
  cost: Numbers;
  status: string[];
  refund: (number | null)[];
  refunded_at: Numbers;
  paid_at: Numbers;
  shipped_at: Numbers;
  delivered_at: Numbers;
  channel: string[];
  region: string[];
  /** Which one shipped it: a column of the shop's own. */
  warehouse: string[];
  campaign: Texts;
  device: string[];
}

const emptyColumns = (): OrderColumns => ({
  order_id: [], customer_id: [], ordered_at: [], sku: [], product: [], category: [], quantity: [], net: [], list_price: [], discount: [],
  cost: [], status: [], refund: [], refunded_at: [], paid_at: [], shipped_at: [], delivered_at: [],
  channel: [], region: [], warehouse: [], campaign: [], device: [],
});

/** What is true of a whole order. */
interface Order {
  readonly id: string;
  readonly customer: Customer;
  readonly at: number;
  readonly paidAt: number;
  readonly shippedAt: number;
  readonly deliveredAt: number;
  readonly status: 'pending' | 'cancelled' | 'paid' | 'shipped' | 'completed';
  readonly channel: number;
  readonly warehouse: number;
  readonly device: Device;
  readonly sale: Promotion | undefined;
}

/** An order of the shop's own store, for the visit that led to it. */
export interface OwnOrder {
  readonly customer: string;
  readonly at: number;
  readonly paidAt: number;
  readonly device: Device;
  readonly sku: string;
}

const SHIPS = REGIONS.map(({ships}) => weightedIndex(ships));

const known = (time: number): number => (time <= NOW ? time : NaN);
const cents = (amount: number): number => Math.round(amount * 100) / 100;

function placeOrder(id: string, customer: Customer, at: number, channel: number, random: Random): Order {
  const cancelled = random.chance(0.034);
  const unpaid = at > NOW - DAY_MS && random.chance(0.07);
  const paidAt = cancelled || unpaid ? NaN : known(at + Math.round(random.exponential(6) * MINUTE));
  const shippedAt = known(paidAt + (4 + random.exponential(16)) * HOUR);
  const deliveredAt = known(shippedAt + (30 + random.exponential(34)) * HOUR);
  const reached = Number.isNaN(paidAt) ? 'pending' : Number.isNaN(shippedAt) ? 'paid' : Number.isNaN(deliveredAt) ? 'shipped' : 'completed';
  const status = cancelled ? 'cancelled' : reached;
  const device = random.chance(CHANNELS[channel]?.mobile ?? 1) ? 'mobile' : 'desktop';
  const warehouse = SHIPS[customer.region]?.(random) ?? 0;
  const sale = promotionOn(Math.floor((at + 8 * HOUR) / DAY_MS));
  return {id, customer, at, paidAt, shippedAt, deliveredAt, status, channel, warehouse, device, sale};
}

function refundOf(order: Order, product: number, net: number, day: string, random: Random): {at: number; amount: number} | undefined {
  const {sku = '', category = 0} = PRODUCTS[product] ?? {};
  const bad = sku === BAD_BATCH.sku && day >= BAD_BATCH.from && day <= BAD_BATCH.to;
  const rate = (bad ? BAD_BATCH.rate : (CATEGORIES[category]?.refundRate ?? 0)) * (order.sale ? 1.35 : 1);
  if (!random.chance(rate)) return undefined;
  const at = known(order.deliveredAt + (10 + random.exponential(90)) * HOUR);
  return Number.isNaN(at) ? undefined : {at, amount: random.chance(0.78) ? net : cents(net * (0.2 + 0.5 * random.next()))};
}

function addLine(columns: OrderColumns, order: Order, product: number, day: string, language: Language, random: Random): void {
  const {sku, name, category, price, unitCost} = PRODUCTS[product] ?? {sku: '', name: ['', ''] as const, category: 0, price: 0, unitCost: 0};
  const quantity = quantityOf(price, random);
  const off = order.sale ? order.sale.discount * (0.7 + 0.5 * random.next()) : random.chance(0.3) ? 0.05 : 0;
  const discount = cents(price * quantity * off);
  const net = cents(price * quantity - discount);
  const refund = order.status === 'completed' ? refundOf(order, product, net, day, random) : undefined;
  columns.order_id.push(order.id);
  columns.customer_id.push(order.customer.id);
  columns.ordered_at.push(order.at);
  columns.sku.push(sku);
  columns.product.push(word(name, language));
  columns.category.push(word(CATEGORIES[category]?.name ?? ['', ''], language));
  columns.quantity.push(quantity);
  columns.net.push(net);
  columns.list_price.push(price);
  columns.discount.push(discount);
  columns.cost.push(unitCost);
  columns.status.push(refund?.amount === net ? 'refunded' : order.status);
  columns.refund.push(refund?.amount ?? null);
  columns.refunded_at.push(refund?.at ?? NaN);
  columns.paid_at.push(order.paidAt);
  columns.shipped_at.push(order.shippedAt);
  columns.delivered_at.push(order.deliveredAt);
  columns.channel.push(word(CHANNELS[order.channel]?.name ?? ['', ''], language));
  columns.region.push(word(REGIONS[order.customer.region]?.name ?? ['', ''], language));
  columns.warehouse.push(word(WAREHOUSES[order.warehouse] ?? ['', ''], language));
  columns.campaign.push(order.sale ? word(order.sale.name, language) : null);
  columns.device.push(word(DEVICES[order.device], language));
}

/** Customers of each day, in a typed array cut at `starts`. */
function byDay(visits: readonly Visit[]): {starts: Int32Array; customers: Int32Array} {
  const starts = new Int32Array(DAYS + 1);
  for (const {day} of visits) starts[day - FIRST_DAY + 1] = (starts[day - FIRST_DAY + 1] ?? 0) + 1;
  for (let day = 0; day < DAYS; day++) starts[day + 1] = (starts[day + 1] ?? 0) + (starts[day] ?? 0);
  const next = starts.slice();
  const customers = new Int32Array(visits.length);
  for (const {day, customer} of visits) {
    const slot = next[day - FIRST_DAY] ?? 0;
    customers[slot] = customer;
    next[day - FIRST_DAY] = slot + 1;
  }
  return {starts, customers};
}

function timesOf(day: number, count: number, random: Random): Float64Array {
  const times = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    let at: number;
    do at = startOf(day) + HOURS(random) * HOUR + Math.floor(random.next() * HOUR);
    while (at > NOW);
    times[index] = at;
  }
  return times.sort();
}

export function createOrders(customers: readonly Customer[], visits: readonly Visit[], language: Language, random: Random) {
  const columns = emptyColumns();
  const ownOrders: OwnOrder[] = [];
  const baskets: Baskets = createBaskets();
  const {starts, customers: buyers} = byDay(visits);
  const basket: number[] = [];
  for (let day = FIRST_DAY; day <= LAST_DAY; day++) {
    baskets.open(day);
    const text = dayText(day);
    const progress = (day - FIRST_DAY) / DAYS;
    const channelOf = weightedIndex(CHANNELS.map(({weight: [first, last]}) => first + (last - first) * progress));
    const start = starts[day - FIRST_DAY] ?? 0;
    const count = (starts[day - FIRST_DAY + 1] ?? start) - start;
    timesOf(day, count, random).forEach((at, index) => {
      const customer = customers[buyers[start + index] ?? 0];
      if (!customer) return;
      // Nineteen digits, as marketplaces number orders: more than a number can hold.
      const id = `${text.replaceAll('-', '')}${String(10_000_000_000 + (index + 1) * 7_919)}`;
      const order = placeOrder(id, customer, at, channelOf(random), random);
      const size = baskets.fill(basket, customer.favourite, random);
      for (let line = 0; line < size; line++) addLine(columns, order, basket[line] ?? 0, text, language, random);
      if (order.channel === OWN_STORE) {
        ownOrders.push({customer: customer.id, at, paidAt: order.paidAt, device: order.device, sku: PRODUCTS[basket[0] ?? 0]?.sku ?? ''});
      }
    });
  }
  return {columns, ownOrders};
}
