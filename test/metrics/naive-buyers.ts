/** What becomes of buyers, told a second time: a loop over orders for each question, with nothing kept between them. */

import fc from 'fast-check';

import type {Row} from '../engine/shop-rows.ts';

/** Days count from 2024-01-01. */
export interface NaiveLine {
  readonly channel: string;
  readonly cents: number;
  readonly refundCents: number;
  readonly refundDay: number;
}

export interface NaiveOrder {
  readonly id: string;
  readonly customer: string | null;
  readonly day: number;
  readonly hour: number;
  readonly status: string;
  readonly lines: readonly NaiveLine[];
}

const text = (day: number): string => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
export {text as dayText};

export const randomOrders: fc.Arbitrary<NaiveOrder[]> = fc
  .array(
    fc.record({
      customer: fc.option(fc.constantFrom('ann', 'bob', 'cat'), {freq: 12}),
      day: fc.oneof(fc.integer({min: 0, max: 36}), fc.constantFrom(0, 3, 6, 9, 12, 15, 18)),
      hour: fc.constantFrom(0, 9, 23),
      status: fc.constantFrom('completed', 'completed', 'completed', 'paid', 'cancelled', 'refunded'),
      lines: fc.array(
        fc.record({
          channel: fc.constantFrom('app', 'web'), cents: fc.integer({min: 1, max: 5000}),
          back: fc.constantFrom(0, 0, 0, 0.5, 1), after: fc.integer({min: 0, max: 12}),
        }),
        {minLength: 1, maxLength: 2},
      ),
    }),
    {minLength: 1, maxLength: 40},
  )
  .map((list) =>
    list.map(({lines, ...order}, index) => ({
      ...order, id: `o${index}`,
      lines: lines.map(({channel, cents, back, after}) => ({channel, cents, refundCents: Math.round(cents * back), refundDay: order.day + after})),
    })),
  );

export function orderRows(orders: readonly NaiveOrder[]): Row[] {
  return orders.flatMap(({id, customer, day, hour, status, lines}) =>
    lines.map(({channel, cents, refundCents, refundDay}) => ({
      order_id: id, customer_id: customer, ordered_at: `${text(day)} ${String(hour).padStart(2, '0')}:00`, quantity: 1, net: cents / 100, status, channel,
      refund: refundCents === 0 ? null : refundCents / 100, refunded_at: refundCents === 0 ? null : text(refundDay),
    })),
  );
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
const goodStatus = ({status}: NaiveOrder): boolean => status === 'completed' || status === 'paid';

/** Orders that make a customer. */
export function keptOrders(orders: readonly NaiveOrder[]): NaiveOrder[] {
  return orders.filter((order) => {
    const back = sum(order.lines.map(({refundCents}) => refundCents));
    return order.customer !== null && goodStatus(order) && !(back > 0 && back >= sum(order.lines.map(({cents}) => cents)));
  });
}

/** Which rows are asked for: days `from` to `to`, of a channel or of all. */
export interface Slice {
  readonly from: number;
  readonly to: number;
  readonly channel?: string | undefined;
}

const inSlice = (order: NaiveOrder, {from, to, channel}: Slice): boolean =>
  order.day >= from && order.day <= to && (channel === undefined || order.lines.some((each) => each.channel === channel));

const customersOf = (orders: readonly NaiveOrder[]): string[] => [...new Set(orders.map(({customer}) => customer ?? ''))];
const byTime = (a: NaiveOrder, b: NaiveOrder): number => a.day - b.day || a.hour - b.hour;
const lastDay = (orders: readonly NaiveOrder[]): number => Math.max(...orders.map(({day}) => day));
const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** New buyers of the slice with the day of their first order. */
export function newBuyers(orders: readonly NaiveOrder[], slice: Slice): {customer: string; day: number}[] {
  const kept = keptOrders(orders);
  return customersOf(kept).flatMap((customer) => {
    const own = kept.filter((order) => order.customer === customer).sort(byTime);
    const firsts = own.filter((order) => byTime(order, own[0] as NaiveOrder) === 0);
    return firsts.some((order) => inSlice(order, slice)) ? [{customer, day: (own[0] as NaiveOrder).day}] : [];
  });
}

export function repurchase(orders: readonly NaiveOrder[], slice: Slice, days: number): number | null {
  const members = newBuyers(orders, slice).filter(({day}) => day + days <= lastDay(orders));
  const again = members.filter(
    ({customer, day}) => keptOrders(orders).filter((order) => order.customer === customer && order.day - day <= days).length >= 2,
  );
  return ratio(again.length, members.length);
}

export function lifetimeValue(orders: readonly NaiveOrder[], slice: Slice, days: number): number | null {
  const members = newBuyers(orders, slice).filter(({day}) => day + days <= lastDay(orders));
  const cents = members.map(({customer, day}) =>
    sum(orders.filter((order) => order.customer === customer && goodStatus(order) && order.day >= day).flatMap((order) =>
      order.lines.map((line) => (order.day - day <= days ? line.cents : 0) - (line.refundDay - day <= days ? line.refundCents : 0)),
    )),
  );
  return ratio(sum(cents) / 100, members.length);
}

export function retention(orders: readonly NaiveOrder[], slice: Slice, days: number): number | null {
  const kept = keptOrders(orders);
  const members = customersOf(kept).flatMap((customer) => {
    const own = kept.filter((order) => order.customer === customer);
    const first = Math.min(...own.map(({day}) => day));
    return own.some((order) => order.day === first && inSlice(order, slice)) ? [{own, first}] : [];
  }).filter(({first}) => first + days <= lastDay(orders));
  return ratio(members.filter(({own, first}) => own.some(({day}) => day === first + days)).length, members.length);
}

export function interval(orders: readonly NaiveOrder[], slice: Slice): number | null {
  const kept = keptOrders(orders);
  const gaps = customersOf(kept).flatMap((customer) => {
    const own = kept.filter((order) => order.customer === customer);
    const days = [...new Set(own.map(({day}) => day))].sort((a, b) => a - b);
    return days.flatMap((day, index) =>
      index > 0 && own.some((order) => order.day === day && inSlice(order, slice)) ? [day - (days[index - 1] as number)] : [],
    );
  }).sort((a, b) => a - b);
  const middle = gaps.length / 2;
  if (gaps.length === 0) return null;
  return Number.isInteger(middle) ? ((gaps[middle - 1] as number) + (gaps[middle] as number)) / 2 : (gaps[Math.floor(middle)] as number);
}

/** Of who ordered in the `days` before the last `days` up to `end`, who has not since. */
export function churn(orders: readonly NaiveOrder[], end: number, days: number, channel?: string): number | null {
  const last = lastDay(orders);
  const closing = Math.min(end, last);
  const first = Math.min(...orders.map(({day}) => day));
  if (closing - 2 * days + 1 < first) return null;
  const kept = keptOrders(orders);
  const base = customersOf(kept.filter((order) => inSlice(order, {from: closing - 2 * days + 1, to: closing - days, channel})));
  const silent = base.filter((customer) => !kept.some((order) => order.customer === customer && order.day > closing - days && order.day <= closing));
  return ratio(silent.length, base.length);
}
