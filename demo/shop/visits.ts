/**
 * Visits to the shop's own store: every event of the last weeks, and daily totals of all channels for both years. Each order of the
 * own store in those weeks ends exactly one session.
 */

import {CHANNELS, DEVICES, OWN_STORE, PRODUCTS, word} from './catalogue.ts';
import type {Device, Language} from './catalogue.ts';
import {DAYS, dayOf, dayText, FIRST_DAY, LAST_DAY, NOW, startOf} from './calendar.ts';
import type {OrderColumns, OwnOrder} from './orders.ts';
import type {Random} from './random.ts';
import {weightedIndex} from './random.ts';

/** Sixty-two days are kept event by event: a month and the month before it. */
export const EVENT_DAYS = 62;

export const STEPS = ['view', 'cart', 'checkout', 'pay'] as const;
type Step = (typeof STEPS)[number];

/** Sessions that end before each step, for every session that pays. */
const LOST = {
  mobile: {view: 20.5, cart: 4.6, checkout: 1.05},
  desktop: {view: 11.5, cart: 2.3, checkout: 0.28},
} as const;

/** The pay page of phones failed for a few days: checkouts that led nowhere. */
const OUTAGE = {from: dayOf('2024-12-03'), to: dayOf('2024-12-05'), lost: 3.2};

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface EventColumns extends Record<string, readonly unknown[]> {
  user_id: string[];
  at: number[];
  step: Step[];
  session_id: string[];
  channel: string[];
  sku: string[];
  device: string[];
}

/** Where visitors of the own store come from. */
const SOURCES = [['小红书', 'Social'], ['搜索', 'Search'], ['直接访问', 'Direct'], ['短信', 'SMS']] as const;
const SOURCE_OF = weightedIndex([38, 27, 25, 10]);
const PRODUCT_OF = weightedIndex(PRODUCTS.map(({pull}) => pull));

interface Session {
  readonly user: string;
  readonly device: Device;
  readonly sku: string;
  /** Time of the last step, and how many steps were reached. */
  readonly end: number;
  readonly reached: number;
}

function addSession(columns: EventColumns, session: Session, language: Language, random: Random): void {
  const id = `S${String(columns.session_id.length + 1).padStart(8, '0')}`;
  const source = word(SOURCES[SOURCE_OF(random)] ?? SOURCES[0], language);
  const device = word(DEVICES[session.device], language);
  const looks = session.reached === 1 && random.chance(0.6) ? 1 : random.integer(1, 3);
  let at = session.end;
  const times: [number, Step][] = [];
  for (let level = session.reached - 1; level >= 0; level--) {
    const step = STEPS[level] ?? 'view';
    for (let repeat = 0; repeat < (level === 0 ? looks : 1); repeat++) {
      times.push([at, step]);
      at -= (15 + random.exponential(level === 3 ? 90 : 200)) * 1000;
    }
  }
  for (const [time, step] of times.reverse()) {
    columns.user_id.push(session.user);
    columns.at.push(Math.round(time));
    columns.step.push(step);
    columns.session_id.push(id);
    columns.channel.push(source);
    columns.sku.push(session.sku);
    columns.device.push(device);
  }
}

/** A time that fell out of its span is drawn anew from the hours beside the edge. */
function within(at: number, from: number, to: number, random: Random): number {
  if (at < from) return Math.min(to, from + random.next() * 2 * HOUR);
  return at > to ? Math.max(from, to - random.next() * 2 * HOUR) : at;
}

/** Sessions around one paid order that did not end in one. */
function addLostSessions(columns: EventColumns, order: OwnOrder, customers: readonly string[], language: Language, random: Random): void {
  const day = Math.floor((order.at + 8 * HOUR) / DAY);
  const rates = LOST[order.device];
  const outage = order.device === 'mobile' && day >= OUTAGE.from && day <= OUTAGE.to ? OUTAGE.lost : 0;
  const wanted = [rates.view, rates.cart, rates.checkout + outage];
  wanted.forEach((mean, index) => {
    const count = Math.floor(mean) + (random.chance(mean % 1) ? 1 : 0);
    for (let number = 0; number < count; number++) {
      const end = within(order.at + (random.next() - 0.5) * 4 * HOUR, startOf(day), Math.min(NOW, startOf(day + 1) - 1), random);
      const known = random.chance(0.12 + 0.1 * index);
      const user = known ? (customers[random.integer(0, customers.length - 1)] ?? 'V0') : `V${String(random.integer(1, 9_999_999)).padStart(7, '0')}`;
      const sku = PRODUCTS[PRODUCT_OF(random)]?.sku ?? '';
      addSession(columns, {user, device: order.device, sku, end, reached: index + 1}, language, random);
    }
  });
}

export function createEvents(ownOrders: readonly OwnOrder[], customers: readonly string[], language: Language, random: Random): EventColumns {
  const columns: EventColumns = {user_id: [], at: [], step: [], session_id: [], channel: [], sku: [], device: []};
  const from = startOf(LAST_DAY - EVENT_DAYS + 1);
  for (const order of ownOrders) {
    if (order.at < from) continue;
    const paid = !Number.isNaN(order.paidAt);
    const end = paid ? order.paidAt : order.at;
    addSession(columns, {user: order.customer, device: order.device, sku: order.sku, end, reached: paid ? 4 : 3}, language, random);
    addLostSessions(columns, order, customers, language, random);
  }
  return columns;
}

export interface TrafficColumns extends Record<string, readonly unknown[]> {
  day: string[];
  channel: string[];
  visitors: number[];
  page_views: number[];
  sessions: number[];
  bounces: number[];
}

/** Visitors for one order, by channel. The own store's agrees with {@link LOST}. */
const VISITORS_PER_ORDER = [21, 24, 38, 25];

/** Daily totals by channel, from the orders of the day and a conversion rate that wanders a little. */
export function createTraffic(orders: OrderColumns, language: Language, random: Random): TrafficColumns {
  const names = CHANNELS.map(({name}) => word(name, language));
  const counts = names.map(() => new Float64Array(DAYS));
  let last = '';
  orders.order_id.forEach((id, row) => {
    if (id === last) return;
    last = id;
    const day = Math.floor(((orders.ordered_at[row] ?? 0) + 8 * HOUR) / DAY) - FIRST_DAY;
    const series = counts[names.indexOf(orders.channel[row] ?? '')];
    if (series) series[day] = (series[day] ?? 0) + 1;
  });
  const columns: TrafficColumns = {day: [], channel: [], visitors: [], page_views: [], sessions: [], bounces: []};
  for (let day = 0; day < DAYS; day++) {
    names.forEach((name, channel) => {
      const visitors = Math.round((counts[channel]?.[day] ?? 0) * (VISITORS_PER_ORDER[channel] ?? 25) * random.logNormal(1, 0.07));
      const sessions = Math.round(visitors * (1.12 + 0.1 * random.next()));
      columns.day.push(dayText(FIRST_DAY + day));
      columns.channel.push(name);
      columns.visitors.push(visitors);
      columns.sessions.push(sessions);
      columns.page_views.push(Math.round(sessions * (3.1 + random.next())));
      columns.bounces.push(Math.round(sessions * (0.38 + 0.1 * random.next() - (channel === OWN_STORE ? 0.06 : 0))));
    });
  }
  return columns;
}
