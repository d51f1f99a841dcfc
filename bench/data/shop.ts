/**
 * A seeded shop of any size as typed columns: two years of order lines and events, and stock. Money in whole cents, so that sums are exact
 * everywhere.
 */

import {createRandom} from './random.ts';

export const FIRST_SECOND = Date.UTC(2023, 0, 1) / 1000;
export const DAY_SECONDS = 86_400;
export const DAYS = 730;
const SPAN = DAYS * DAY_SECONDS;

const numbered = (prefix: string, count: number, digits: number): string[] =>
  Array.from({length: count}, (_, index) => prefix + String(index + 1).padStart(digits, '0'));

export const CHANNELS = ['app', 'web', 'mini', 'douyin', 'tmall', 'jd', 'pos', 'affiliate'];
export const CATEGORIES = [
  'phones', 'laptops', 'audio', 'camera', 'kitchen', 'cleaning', 'furniture', 'bedding', 'shoes', 'men', 'women', 'kids', 'beauty', 'health', 'snacks',
  'drinks', 'toys', 'sports', 'books', 'garden',
];
export const SKUS = numbered('SKU', 5000, 5);
export const WAREHOUSES = numbered('WH', 12, 2);
export const STATUSES = ['paid', 'refunded', 'cancelled'];
export const STEPS = ['view', 'cart', 'checkout', 'pay'];

/** One line each; texts as codes into the lists above. An order's lines share time, customer, channel and status; rows are in order of time. */
export interface OrderColumns {
  readonly length: number;
  readonly order: Int32Array;
  readonly customer: Int32Array;
  readonly second: Int32Array;
  readonly channel: Uint8Array;
  readonly warehouse: Uint8Array;
  readonly category: Uint8Array;
  readonly sku: Uint16Array;
  readonly quantity: Int32Array;
  /** Cents of the whole line after discount. */
  readonly net: Int32Array;
  /** Cents of one piece. */
  readonly cost: Int32Array;
  readonly status: Uint8Array;
}

export interface EventColumns {
  readonly length: number;
  readonly user: Int32Array;
  readonly second: Int32Array;
  readonly step: Uint8Array;
  readonly channel: Uint8Array;
}

export interface StockColumns {
  readonly length: number;
  readonly sku: Uint16Array;
  readonly warehouse: Uint8Array;
  readonly onHand: Int32Array;
  readonly unitCost: Int32Array;
}

export interface Shop {
  readonly orders: OrderColumns;
  readonly events: EventColumns;
  readonly stock: StockColumns;
}

export function createShop(lines: number): Shop {
  return {orders: createOrders(lines), events: createEvents(2 * lines, lines), stock: createStock()};
}

/** Ids are sparse and scrambled, as a back office's are. */
const customerId = (index: number, count: number): number => 1_000_000 + ((index * 7919) % count) * 7 + (index % 7);
const customersOf = (lines: number): number => Math.max(1000, Math.floor(lines / 5));

function createOrders(length: number): OrderColumns {
  const random = createRandom(42);
  const customers = customersOf(length);
  const integers = (): Int32Array => new Int32Array(length);
  const [order, customer, second, quantity, net, cost] = [integers(), integers(), integers(), integers(), integers(), integers()] as [
    Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array,
  ];
  const bytes = (): Uint8Array => new Uint8Array(length);
  const [channel, warehouse, category, status] = [bytes(), bytes(), bytes(), bytes()] as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  const sku = new Uint16Array(length);
  const prices = Array.from({length: SKUS.length}, () => 500 + Math.floor(Math.exp(random() * 5) * 400));
  let [id, left, who, when, where, state] = [5_000_000, 0, 0, 0, 0, 0];
  let latest = 0;
  for (let row = 0; row < length; row++) {
    if (left === 0) {
      id++;
      left = 1 + Math.floor(random() * random() * 5);
      who = Math.floor(customers * random() ** 3);
      when = Math.max(latest, Math.floor(SPAN * Math.min(0.999999999, ((row + random() * 0.5) / length) ** 0.8)));
      latest = when;
      where = Math.floor(CHANNELS.length * random() ** 1.5);
      const chance = random();
      state = chance < 0.9 ? 0 : chance < 0.96 ? 1 : 2;
    }
    left--;
    const what = Math.floor(SKUS.length * random() ** 2.5);
    const pieces = 1 + Math.floor(random() * random() * 4);
    const price = Math.floor((prices[what] as number) * (0.9 + 0.2 * random()));
    const discount = random() < 0.3 ? Math.floor(price * pieces * 0.15 * random()) : 0;
    order[row] = id;
    customer[row] = customerId(who, customers);
    second[row] = FIRST_SECOND + when;
    channel[row] = where;
    warehouse[row] = (who % 31) % WAREHOUSES.length;
    category[row] = what % CATEGORIES.length;
    sku[row] = what;
    quantity[row] = pieces;
    net[row] = pieces * price - discount;
    cost[row] = Math.floor((prices[what] as number) * 0.62);
    status[row] = state;
  }
  return {length, order, customer, second, channel, warehouse, category, sku, quantity, net, cost, status};
}

function createEvents(length: number, lines: number): EventColumns {
  const random = createRandom(43);
  const customers = customersOf(lines);
  const [user, second] = [new Int32Array(length), new Int32Array(length)] as [Int32Array, Int32Array];
  const events = {length, user, second, step: new Uint8Array(length), channel: new Uint8Array(length)};
  const goesOn = [0.45, 0.6, 0.75];
  let row = 0;
  const add = (user: number, channel: number, time: number, step: number): void => {
    events.user[row] = user;
    events.channel[row] = channel;
    events.second[row] = FIRST_SECOND + Math.min(SPAN - 1, time);
    events.step[row++] = step;
  };
  while (row < length) {
    const user = customerId(Math.floor(customers * random() ** 3), customers);
    const channel = Math.floor(CHANNELS.length * random() ** 1.5);
    let time = Math.floor((SPAN - 20 * DAY_SECONDS) * (row / length));
    for (let views = 1 + Math.floor(random() * 3); views > 0 && row < length; views--) {
      add(user, channel, time, 0);
      time += 5 + Math.floor(random() * 600);
    }
    for (let step = 1; step < STEPS.length && row < length && random() < (goesOn[step - 1] as number); step++) {
      if (random() < 0.25) time += Math.floor(random() * 6 * DAY_SECONDS);
      add(user, channel, time, step);
      time += 5 + Math.floor(random() * 600);
    }
  }
  return events;
}

function createStock(): StockColumns {
  const random = createRandom(44);
  const length = SKUS.length * WAREHOUSES.length;
  const [onHand, unitCost] = [new Int32Array(length), new Int32Array(length)] as [Int32Array, Int32Array];
  const stock = {length, sku: new Uint16Array(length), warehouse: new Uint8Array(length), onHand, unitCost};
  for (let row = 0; row < length; row++) {
    stock.sku[row] = Math.floor(row / WAREHOUSES.length);
    stock.warehouse[row] = row % WAREHOUSES.length;
    stock.onHand[row] = Math.floor(random() * random() * 300);
    stock.unitCost[row] = 300 + Math.floor(random() * 20_000);
  }
  return stock;
}
