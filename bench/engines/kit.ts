/** This kit, through its public door. */

import {createSource} from 'tillboard/engine';
import type {Query, QueryResult, Source} from 'tillboard/engine';
import type {MetricInput} from 'tillboard/metrics';

import type {Engine} from '../data/answers.ts';
import {CATEGORIES, CHANNELS, DAYS, SKUS, STATUSES, STEPS, WAREHOUSES} from '../data/shop.ts';
import type {Shop} from '../data/shop.ts';

const decode = (codes: ArrayLike<number>, values: readonly string[]): string[] => Array.from(codes, (code) => values[code] as string);
const texts = (ids: Int32Array): string[] => Array.from(ids, String);
const instants = (seconds: Int32Array): Float64Array => Float64Array.from(seconds, (second) => second * 1000);
const amounts = (cents: Int32Array): Float64Array => Float64Array.from(cents, (each) => each / 100);

/** Columns as a host has them: ids as text, times as epoch milliseconds, money in major units. */
export function createKitSource({orders, events, stock}: Shop): Source {
  return createSource(
    {
      order_lines: {
        order_id: texts(orders.order), customer_id: texts(orders.customer), ordered_at: instants(orders.second),
        channel: decode(orders.channel, CHANNELS), warehouse: decode(orders.warehouse, WAREHOUSES), category: decode(orders.category, CATEGORIES),
        sku: decode(orders.sku, SKUS), quantity: orders.quantity,
        net: amounts(orders.net), cost: amounts(orders.cost), status: decode(orders.status, STATUSES),
      },
      events: {
        user_id: Array.from(events.user, (user, row) => `${user}-${events.channel[row] as number}`), at: instants(events.second), step: decode(events.step, STEPS),
        channel: decode(events.channel, CHANNELS),
      },
      stock: {
        sku: decode(stock.sku, SKUS), warehouse: decode(stock.warehouse, WAREHOUSES), on_hand: stock.onHand, unit_cost: amounts(stock.unitCost),
      },
    },
    {timeZone: 'UTC', currency: 'CNY', now: '2024-12-30T23:59:59.999Z'},
  );
}

const NOT_CANCELLED = {column: 'status', notIn: ['cancelled']};
const PAID = {column: 'status', in: ['paid']};
const lines = {table: 'order_lines', at: ['ordered_at']} as const;

const METRICS: readonly MetricInput[] = [
  {key: 'sold', unit: 'money', formula: 'net', measures: {net: {...lines, aggregate: 'sum', of: 'net', where: [NOT_CANCELLED]}}},
  {key: 'sold_orders', unit: 'count', formula: 'orders', measures: {orders: {...lines, aggregate: 'distinct', of: 'order_id', where: [NOT_CANCELLED]}}},
  {key: 'sold_to', unit: 'count', formula: 'buyers', measures: {buyers: {...lines, aggregate: 'distinct', of: 'customer_id', where: [NOT_CANCELLED]}}},
  {key: 'given_back', unit: 'money', formula: 'net', measures: {net: {...lines, aggregate: 'sum', of: 'net', where: [{column: 'status', in: ['refunded']}]}}},
  {
    key: 'earned', unit: 'money', formula: 'net - cost',
    measures: {net: {...lines, aggregate: 'sum', of: 'net', where: [PAID]}, cost: {...lines, aggregate: 'sum', of: {multiply: ['cost', 'quantity']}, where: [PAID]}},
  },
];
const KEYS = METRICS.map(({key}) => key);

const numbers = (result: QueryResult, name: string): number[] => (result.columns[name] ?? []).map((cell) => Number(cell ?? 0));
const cents = (values: readonly number[]): number[] => values.map((value) => Math.round(value * 100));
const dayText = (day: number): string => new Date(Date.UTC(2023, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);
const isMoney = (at: number): boolean => at === 0 || at === 3 || at === 4;

/** `unique` makes each question a new one: a source keeps its last answers, and a benchmark of those would be none. */
export function createKit(source: Source): Engine {
  let asked = 0;
  const run = (query: Query): Promise<QueryResult> => source.run({...query, ...({unique: asked++} as object)});
  return {
    async kpi() {
      const daily = await run({analysis: 'metrics', metrics: METRICS, grain: 'day', period: {from: dayText(0), to: dayText(DAYS - 1)}});
      const whole = await run({
        analysis: 'metrics', metrics: METRICS, period: {from: dayText(700), to: dayText(729)},
        compare: [{from: dayText(670), to: dayText(699)}, {from: dayText(335), to: dayText(364)}],
      });
      const [gmv, orders, buyers, refunded, margin] = KEYS.map((key, at) => (isMoney(at) ? cents(numbers(daily, key)) : numbers(daily, key))) as [
        number[], number[], number[], number[], number[],
      ];
      const periods = ['', '_custom', '_custom_2'].map((suffix) =>
        KEYS.map((key, at) => {
          const value = Number(whole.totals?.[key + suffix] ?? 0);
          return isMoney(at) ? Math.round(value * 100) : value;
        }),
      );
      return {gmv, orders, buyers, refunded, margin, periods};
    },
    async rfm() {
      const grid = await run({analysis: 'rfm', asOf: dayText(DAYS), filters: [{dimension: 'status', in: ['paid']}]});
      const answer = {customers: new Array<number>(25).fill(0), money: new Array<number>(25).fill(0)};
      numbers(grid, 'r').forEach((r, row) => {
        const cell = (r - 1) * 5 + (numbers(grid, 'f')[row] as number) - 1;
        answer.customers[cell] = numbers(grid, 'customers')[row] as number;
        answer.money[cell] = cents(numbers(grid, 'net'))[row] as number;
      });
      return answer;
    },
    async funnel() {
      const result = await run({analysis: 'funnel', steps: STEPS, within: '7d', by: ['channel']});
      const reached = new Array<number>(CHANNELS.length * 4).fill(0);
      for (let row = 0; row < result.length; row++) {
        const cell = CHANNELS.indexOf(String(result.columns['channel']?.[row])) * 4 + STEPS.indexOf(String(result.columns['step']?.[row]));
        reached[cell] = Number(result.columns['reached']?.[row]);
      }
      return reached;
    },
    async stock() {
      const board = await run({analysis: 'inventory', asOf: dayText(DAYS - 1), period: {from: dayText(0), to: dayText(DAYS - 1)}, trailingDays: 28});
      const zeros = (): number[] => new Array<number>(WAREHOUSES.length * 3).fill(0);
      const answer = {cells: zeros(), value: zeros(), short: zeros(), long: zeros()};
      const {warehouse = [], abc = [], on_hand: onHand = [], unit_cost: unitCost = [], units_sold: sold = []} = board.columns;
      for (let row = 0; row < board.length; row++) {
        if (onHand[row] === null) continue;
        const cell = (Number(String(warehouse[row]).slice(2)) - 1) * 3 + ['A', 'B', 'C'].indexOf(String(abc[row]));
        const units = Number(sold[row] ?? 0);
        answer.cells[cell] = (answer.cells[cell] as number) + 1;
        answer.value[cell] = (answer.value[cell] as number) + Math.round(Number(onHand[row]) * Number(unitCost[row]) * 100);
        if (units === 0) continue;
        const cover = (Number(onHand[row]) * 28) / units;
        if (cover < 7) answer.short[cell] = (answer.short[cell] as number) + 1;
        if (cover > 90) answer.long[cell] = (answer.long[cell] as number) + 1;
      }
      return answer;
    },
    async cohort() {
      const result = await run({analysis: 'cohort', grain: 'month', filters: [{dimension: 'status', in: ['paid']}]} as unknown as Query);
      const kept = new Array<number>(24 * 24).fill(0);
      for (let row = 0; row < result.length; row++) {
        const [year, month] = String(result.columns['cohort']?.[row]).split('-').map(Number) as [number, number];
        const value = result.columns['value']?.[row];
        if (typeof value === 'number') kept[((year - 2023) * 12 + month - 1) * 24 + Number(result.columns['age']?.[row])] = value;
      }
      return kept;
    },
  };
}
