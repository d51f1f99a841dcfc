/**
 * The practical limit: one thread, typed arrays, each answer in as few passes as its author could find. It knows what no engine may assume: rows in
 * order of time, one day, customer, channel and status an order.
 */

import {PERIODS} from '../data/answers.ts';
import type {CohortAnswer, Engine, FunnelAnswer, KpiAnswer, RfmAnswer, StockAnswer} from '../data/answers.ts';
import {CHANNELS, DAY_SECONDS, DAYS, FIRST_SECOND, SKUS, WAREHOUSES} from '../data/shop.ts';
import type {EventColumns, OrderColumns, Shop, StockColumns} from '../data/shop.ts';

interface Coded extends OrderColumns {
  readonly day: Int16Array;
  readonly orders: Dense;
  readonly customers: Dense;
}

interface Dense {
  readonly codes: Int32Array;
  readonly count: number;
}

/** Ids to 0, 1, 2… in order of appearance: what ingestion does once. */
function denseCodes(ids: Int32Array): Dense {
  const known = new Map<number, number>();
  const codes = ids.map((id) => {
    let code = known.get(id);
    if (code === undefined) known.set(id, (code = known.size));
    return code;
  });
  return {codes, count: known.size};
}

function code(orders: OrderColumns): Coded {
  const day = Int16Array.from(orders.second, (second) => Math.floor((second - FIRST_SECOND) / DAY_SECONDS));
  return {...orders, day, orders: denseCodes(orders.order), customers: denseCodes(orders.customer)};
}

export function createHand({orders, events, stock}: Shop): Engine {
  const coded = code(orders);
  const users = denseCodes(events.user);
  return {
    kpi: () => kpi(coded), rfm: () => rfm(coded), funnel: () => funnel(events, users),
    stock: () => stockBoard(coded, stock), cohort: () => cohort(coded),
  };
}

function kpi({length, day, net, status, quantity, cost, orders, customers}: Coded): KpiAnswer {
  const gmv = new Float64Array(DAYS);
  const refunded = new Float64Array(DAYS);
  const margin = new Float64Array(DAYS);
  const [orderCounts, buyers] = [new Int32Array(DAYS), new Int32Array(DAYS)] as [Int32Array, Int32Array];
  const orderDay = new Int16Array(orders.count).fill(-1);
  const customerDay = new Int16Array(customers.count).fill(-1);
  const customerPeriod = new Uint8Array(customers.count);
  const periodBuyers = [0, 0, 0];
  const periodOf = new Uint8Array(DAYS);
  PERIODS.forEach(([from, to], index) => periodOf.fill(index + 1, from, to));
  for (let row = 0; row < length; row++) {
    const state = status[row] as number;
    if (state === 2) continue;
    const at = day[row] as number;
    const cents = net[row] as number;
    gmv[at] = (gmv[at] as number) + cents;
    if (state === 1) refunded[at] = (refunded[at] as number) + cents;
    else margin[at] = (margin[at] as number) + cents - (quantity[row] as number) * (cost[row] as number);
    const order = orders.codes[row] as number;
    if (orderDay[order] === at) continue;
    orderDay[order] = at;
    orderCounts[at] = (orderCounts[at] as number) + 1;
    const customer = customers.codes[row] as number;
    if (customerDay[customer] === at) continue;
    customerDay[customer] = at;
    buyers[at] = (buyers[at] as number) + 1;
    const period = periodOf[at] as number;
    if (period !== 0 && customerPeriod[customer] !== period) {
      customerPeriod[customer] = period;
      periodBuyers[period - 1] = (periodBuyers[period - 1] as number) + 1;
    }
  }
  const sum = (values: ArrayLike<number>, from: number, to: number): number => {
    let total = 0;
    for (let at = from; at < to; at++) total += values[at] as number;
    return total;
  };
  const periods = PERIODS.map(([from, to], index) => [
    sum(gmv, from, to), sum(orderCounts, from, to), periodBuyers[index] as number, sum(refunded, from, to), sum(margin, from, to),
  ]);
  return {gmv: [...gmv], orders: [...orderCounts], buyers: [...buyers], refunded: [...refunded], margin: [...margin], periods};
}

/** Type-7 quantiles at fifths of sorted values. */
export function fifths(sorted: ArrayLike<number>): number[] {
  return [1, 2, 3, 4].map((part) => {
    const steps = (sorted.length - 1) * part;
    const below = Math.floor(steps / 5);
    const rest = (steps - below * 5) / 5;
    const low = sorted[below] as number;
    return rest === 0 ? low : low + rest * ((sorted[below + 1] as number) - low);
  });
}

const scoreOf = (value: number, cuts: readonly number[]): number => cuts.reduce((score, cut) => score + (value > cut ? 1 : 0), 0);

function rfm({length, day, net, status, orders, customers}: Coded): RfmAnswer {
  const last = new Int16Array(customers.count).fill(-1);
  const frequency = new Int32Array(customers.count);
  const money = new Float64Array(customers.count);
  const seen = new Uint8Array(orders.count);
  for (let row = 0; row < length; row++) {
    if (status[row] !== 0) continue;
    const customer = customers.codes[row] as number;
    last[customer] = day[row] as number;
    money[customer] = (money[customer] as number) + (net[row] as number);
    const order = orders.codes[row] as number;
    if (seen[order] === 0) {
      seen[order] = 1;
      frequency[customer] = (frequency[customer] as number) + 1;
    }
  }
  const active = Int32Array.from(frequency.keys()).filter((customer) => (frequency[customer] as number) > 0);
  const recency = Int32Array.from(active, (customer) => DAYS - (last[customer] as number));
  const counts = Int32Array.from(active, (customer) => frequency[customer] as number);
  const recencyCuts = fifths(recency.slice().sort());
  const frequencyCuts = fifths(counts.slice().sort());
  const answer = {customers: new Array<number>(25).fill(0), money: new Array<number>(25).fill(0)};
  active.forEach((customer, index) => {
    const cell = (4 - scoreOf(recency[index] as number, recencyCuts)) * 5 + scoreOf(counts[index] as number, frequencyCuts);
    answer.customers[cell] = (answer.customers[cell] as number) + 1;
    answer.money[cell] = (answer.money[cell] as number) + (money[customer] as number);
  });
  return answer;
}

const WEEK = 7 * DAY_SECONDS;

function funnel({length, second, step, channel}: EventColumns, users: Dense): FunnelAnswer {
  const actors = users.count * CHANNELS.length;
  const starts = new Int32Array(actors + 1);
  const actorOf = (row: number): number => (users.codes[row] as number) * CHANNELS.length + (channel[row] as number);
  for (let row = 0; row < length; row++) starts[actorOf(row) + 1] = (starts[actorOf(row) + 1] as number) + 1;
  for (let actor = 0; actor < actors; actor++) starts[actor + 1] = (starts[actor + 1] as number) + (starts[actor] as number);
  const next = starts.slice(0, actors);
  const keys = new Float64Array(length);
  for (let row = 0; row < length; row++) {
    const actor = actorOf(row);
    keys[next[actor] as number] = (second[row] as number) * 4 + (step[row] as number);
    next[actor] = (next[actor] as number) + 1;
  }
  const reached = new Array<number>(CHANNELS.length * 4).fill(0);
  for (let actor = 0; actor < actors; actor++) {
    const [from, to] = [starts[actor] as number, starts[actor + 1] as number];
    if (from === to) continue;
    const level = levelOf(keys.subarray(from, to).sort());
    for (let index = 0; index < level; index++) {
      const cell = (actor % CHANNELS.length) * 4 + index;
      reached[cell] = (reached[cell] as number) + 1;
    }
  }
  return reached;
}

/** The furthest step of one actor's sorted events: each step remembers the latest view that leads to it. */
function levelOf(keys: Float64Array): number {
  const begun = [-1, -1, -1];
  let level = 0;
  for (const key of keys) {
    const time = Math.floor(key / 4);
    const step = key - time * 4;
    if (step === 0) {
      begun[0] = time;
      level = Math.max(level, 1);
      continue;
    }
    const view = begun[step - 1] as number;
    if (view < 0 || time - view > WEEK) continue;
    if (step < 3) begun[step] = Math.max(begun[step] as number, view);
    level = Math.max(level, step + 1);
  }
  return level;
}

function stockBoard({length, day, net, status, sku, warehouse, quantity}: Coded, stock: StockColumns): StockAnswer {
  const sold = new Int32Array(SKUS.length * WAREHOUSES.length);
  const revenue = new Float64Array(SKUS.length);
  for (let row = 0; row < length; row++) {
    if (status[row] === 2) continue;
    const item = sku[row] as number;
    revenue[item] = (revenue[item] as number) + (net[row] as number);
    const cell = item * WAREHOUSES.length + (warehouse[row] as number);
    if ((day[row] as number) >= DAYS - 28) sold[cell] = (sold[cell] as number) + (quantity[row] as number);
  }
  const total = revenue.reduce((sum, each) => sum + each, 0);
  const byRevenue = [...revenue.keys()].sort((a, b) => (revenue[b] as number) - (revenue[a] as number) || a - b);
  const classes = new Uint8Array(SKUS.length);
  let before = 0;
  for (const item of byRevenue) {
    classes[item] = before < 0.8 * total ? 0 : before < 0.95 * total ? 1 : 2;
    before += revenue[item] as number;
  }
  const zeros = (): number[] => new Array<number>(WAREHOUSES.length * 3).fill(0);
  const answer = {cells: zeros(), value: zeros(), short: zeros(), long: zeros()};
  for (let row = 0; row < stock.length; row++) {
    const item = stock.sku[row] as number;
    const cell = (stock.warehouse[row] as number) * 3 + (classes[item] as number);
    const onHand = stock.onHand[row] as number;
    const units = sold[item * WAREHOUSES.length + (stock.warehouse[row] as number)] as number;
    answer.cells[cell] = (answer.cells[cell] as number) + 1;
    answer.value[cell] = (answer.value[cell] as number) + onHand * (stock.unitCost[row] as number);
    if (units === 0) continue;
    const cover = (onHand * 28) / units;
    if (cover < 7) answer.short[cell] = (answer.short[cell] as number) + 1;
    if (cover > 90) answer.long[cell] = (answer.long[cell] as number) + 1;
  }
  return answer;
}

const MONTH_OF = Int8Array.from({length: DAYS}, (_, day) => {
  const date = new Date((FIRST_SECOND + day * DAY_SECONDS) * 1000);
  return (date.getUTCFullYear() - 2023) * 12 + date.getUTCMonth();
});

function cohort({length, day, status, customers}: Coded): CohortAnswer {
  const months = new Int32Array(customers.count);
  for (let row = 0; row < length; row++) {
    if (status[row] !== 0) continue;
    const customer = customers.codes[row] as number;
    months[customer] = (months[customer] as number) | (1 << (MONTH_OF[day[row] as number] as number));
  }
  const kept = new Array<number>(24 * 24).fill(0);
  for (const mask of months) {
    if (mask === 0) continue;
    const first = 31 - Math.clz32(mask & -mask);
    for (let left = mask; left !== 0; left &= left - 1) {
      const month = 31 - Math.clz32(left & -left);
      kept[first * 24 + month - first] = (kept[first * 24 + month - first] as number) + 1;
    }
  }
  return kept;
}
