/** Small shops of every kind of row, made at random, for properties that must hold of any of them. */

import fc from 'fast-check';

export type ShopRow = Readonly<Record<string, string | number | null>>;
export type ShopTables = Readonly<Record<string, readonly ShopRow[]>>;

const DAYS = 40;
const FIRST = Date.UTC(2024, 0, 20);

/** A wall-clock time of the shop; minutes so that some rows share an instant. */
const time = fc.tuple(fc.integer({min: 0, max: DAYS - 1}), fc.integer({min: 0, max: 23}), fc.constantFrom(0, 30)).map(
  ([day, hour, minute]) => new Date(FIRST + day * 86_400_000 + hour * 3_600_000 + minute * 60_000).toISOString().slice(0, 16).replace('T', ' '),
);
const day = fc.integer({min: 0, max: DAYS - 1}).map((at) => new Date(FIRST + at * 86_400_000).toISOString().slice(0, 10));
const later = (from: string, hours: number): string => new Date(Date.parse(`${from.replace(' ', 'T')}Z`) + hours * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

const cents = fc.integer({min: 0, max: 99_999}).map((value) => value / 100);
const channel = fc.constantFrom('app', 'web', 'a|b');
const customer = fc.constantFrom('c1', 'c2', 'c3', 'c4', '007', null);
const sku = fc.constantFrom('tea', 'cup', 'pot');

/** The lines of one order share its head. */
const order = fc.record({
  order_id: fc.integer({min: 1, max: 1_000_000}).map((id) => `o${id}`), customer_id: customer, ordered_at: time, channel,
  status: fc.constantFrom('pending', 'paid', 'shipped', 'completed', 'refunded', 'cancelled'),
  ship: fc.option(fc.integer({min: 0, max: 90}), {nil: null}), deliver: fc.integer({min: 1, max: 200}),
  lines: fc.array(fc.record({
    sku, quantity: fc.integer({min: -1, max: 5}), net: cents, cost: fc.option(cents, {nil: null}), list_price: fc.option(cents, {nil: null}),
    discount: fc.option(cents, {nil: null}), refund: fc.option(cents, {nil: null}), wait: fc.integer({min: 0, max: 600}), tax: cents,
    shipping: cents, returned_quantity: fc.integer({min: 0, max: 2}),
  }), {minLength: 1, maxLength: 3}),
}).map(({lines, ship, deliver, ...head}) => lines.map(({refund, wait, ...line}): ShopRow => {
  const shipped = ship === null ? null : later(head.ordered_at, 1 + ship);
  return {
    ...head, ...line, category: line.sku === 'pot' ? 'hard' : 'soft', paid_at: later(head.ordered_at, 1), shipped_at: shipped, promised_at: later(head.ordered_at, 48),
    delivered_at: shipped === null ? null : later(shipped, deliver), refund, refunded_at: refund === null ? null : later(head.ordered_at, wait),
  };
}));

const event = fc.record({
  user_id: fc.constantFrom('c1', 'c2', 'c3', 'v4', 'v5'), at: time, step: fc.constantFrom('view', 'cart', 'checkout', 'pay'), channel,
  session_id: fc.constantFrom('s1', 's2', 's3', 's4'), sku,
});
const traffic = fc.record({day, channel, visitors: fc.nat(500), page_views: fc.nat(900), sessions: fc.nat(600), bounces: fc.nat(100)});
const stock = fc.record({
  sku, warehouse: fc.constantFrom('east', 'west'), on_hand: fc.integer({min: -2, max: 50}), reserved: fc.nat(3), in_transit: fc.nat(5), unit_cost: cents,
  snapshot_at: day, received_at: fc.constant('2024-01-10'),
});
const spend = fc.record({day, channel, campaign: fc.constantFrom('x', 'y'), cost: cents, impressions: fc.nat(9000), clicks: fc.nat(90)});
const service = fc.record({
  id: fc.integer({min: 1, max: 1_000_000}).map((id) => `t${id}`), at: time, wait: fc.option(fc.integer({min: 0, max: 100}), {nil: null}),
  score: fc.option(fc.integer({min: -1, max: 11}), {nil: null}), channel, kind: fc.constantFrom('chat', 'mail'), customer_id: customer,
}).map(({wait, ...ticket}): ShopRow => ({
  ...ticket, responded_at: wait === null ? null : later(ticket.at, wait), resolved_at: wait === null ? null : later(ticket.at, wait * 2),
}));

/** `lines` flattened, so that a shrunk shop loses single orders. */
export const randomShop: fc.Arbitrary<ShopTables> = fc.record({
  order_lines: fc.array(order, {minLength: 1, maxLength: 14}).map((orders) => orders.flat()),
  events: fc.array(event, {minLength: 1, maxLength: 40}),
  traffic: fc.array(traffic, {minLength: 1, maxLength: 12}),
  stock: fc.array(stock, {minLength: 1, maxLength: 12}),
  spend: fc.array(spend, {minLength: 1, maxLength: 8}),
  service: fc.array(service, {minLength: 1, maxLength: 8}),
});

export const SHOP_OPTIONS = {timeZone: 'Asia/Shanghai', currency: 'CNY', now: '2024-03-05T12:00:00+08:00'} as const;
