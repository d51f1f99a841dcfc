import {expect} from 'chai';
import fc from 'fast-check';

import {createSource} from '../../../../engine/create-source.ts';

/** Lines that mostly agree within their order, as exports have them, and sometimes do not. */
const LINE = fc.record({
  order: fc.integer({min: 0, max: 7}),
  customer: fc.constantFrom('a', 'b', 'c', null),
  day: fc.integer({min: 1, max: 9}),
  hour: fc.integer({min: 8, max: 10}),
  odd: fc.integer({min: 0, max: 9}),
  cents: fc.integer({min: -500, max: 9000}),
  refund: fc.constantFrom(0, 0, 0, 500, 9000),
  refundDay: fc.integer({min: 1, max: 12}),
  quantity: fc.constantFrom(1, 2, -1),
  status: fc.constantFrom('paid', 'completed', 'cancelled', 'refunded'),
  channel: fc.constantFrom('web', 'app'),
  category: fc.constantFrom('x', 'y'),
});
const ASKED = fc.record({
  channel: fc.constantFrom(undefined, 'web'), category: fc.constantFrom(undefined, 'x'), asOf: fc.integer({min: 1, max: 14}),
  from: fc.integer({min: 1, max: 6}), length: fc.integer({min: 0, max: 8}),
});
type Line = typeof LINE extends fc.Arbitrary<infer Each> ? Each : never;
const dateOf = (day: number): string => `2024-03-${String(day).padStart(2, '0')}`;

/** The lines of an order share what they say of it, but where `odd` is 0. */
function agree(lines: readonly Line[]): Line[] {
  const first = new Map<number, Line>();
  return lines.map((line) => {
    const known = first.get(line.order);
    if (!known) first.set(line.order, line);
    if (!known || line.odd === 0) return line;
    const {customer, day, hour, status, channel} = known;
    return {...line, customer, day, hour, status, channel};
  });
}

/** Order by order and customer by customer, in cents: `customer → [days since, orders, net]`. */
interface Asked {
  readonly asOf: number;
  readonly from: number;
  readonly to: number;
  readonly channel?: string;
  readonly category?: string;
}

function byHand(lines: readonly Line[], {asOf, from, to, channel, category}: Asked) {
  const orders = new Map<string, Line[]>();
  for (const line of lines) {
    if (line.customer === null || !['paid', 'completed'].includes(line.status) || line.day < from || line.day > Math.min(to, asOf)) continue;
    if ((channel && line.channel !== channel) || (category && line.category !== category)) continue;
    const key = `${line.customer}|${line.order}`;
    orders.set(key, [...(orders.get(key) ?? []), line]);
  }
  const buyers = new Map<string, {last: number; orders: number; net: number}>();
  for (const own of orders.values()) {
    const net = own.reduce((sum, {cents}) => sum + cents, 0);
    const refund = own.reduce((sum, line) => sum + (line.refundDay <= asOf ? line.refund : 0), 0);
    const buyer = buyers.get(own[0]!.customer!) ?? {last: 0, orders: 0, net: 0};
    buyer.net += net - refund;
    if (own.some(({quantity}) => quantity > 0) && !(refund > 0 && refund >= net)) {
      buyer.orders++;
      buyer.last = Math.max(buyer.last, Math.min(...own.map(({day}) => day)));
    }
    buyers.set(own[0]!.customer!, buyer);
  }
  return [...buyers].filter(([, {orders: count}]) => count > 0).sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, {last, orders: count, net}]) => [name, asOf - last, count, net / 100]);
}

describe('RFM against a count by hand', () => {
  it('agrees whatever is filtered, on lines that agree within their order and lines that do not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(LINE, {minLength: 1, maxLength: 30}), ASKED, async (raw, {length, channel, category, ...rest}) => {
        const lines = agree(raw);
        const source = createSource({
          order_lines: lines.map(({order, customer, day, hour, cents, refund, refundDay, quantity, status, channel: on, category: of}) => ({
            order_id: `o${order}`, customer_id: customer, ordered_at: `${dateOf(day)}T${String(hour).padStart(2, '0')}:00:00`, net: cents / 100,
            refund: refund / 100, refunded_at: dateOf(refundDay), quantity, status, channel: on, category: of,
          })),
        }, {timeZone: 'UTC', currency: 'CNY', now: '2024-12-31T00:00:00Z'});
        const filters = [...(channel ? [{dimension: 'channel', in: [channel]}] : []), ...(category ? [{dimension: 'category', in: [category]}] : [])];
        const asked = {asOf: rest.asOf, from: rest.from, to: rest.from + length, ...(channel ? {channel} : {}), ...(category ? {category} : {})};
        const {columns, length: rows} = await source.run({
          analysis: 'rfm', view: 'customers', filters, asOf: dateOf(asked.asOf), period: {from: dateOf(asked.from), to: dateOf(asked.to)},
          sort: {column: 'customer_id'},
        }, {table: false});
        const found = Array.from({length: rows}, (_, row) => ['customer_id', 'recency_days', 'orders', 'net'].map((name) => columns[name]?.[row]));
        expect(found).to.deep.equal(byHand(lines, asked));
      }),
      {numRuns: 150},
    );
  });
});
