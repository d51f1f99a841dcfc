/** This kit, through its public door. */

import {createSource, openSource, typedColumn} from 'tillboard/engine';
import type {Filter, Query, QueryResult, Source, SourceOptions} from 'tillboard/engine';
import type {MetricInput} from 'tillboard/metrics';

type Codes = ArrayLike<number>;

/** The reference's columns: whole numbers, codes into `names`. Money in cents, times in epoch seconds. */
export interface BenchShop {
  readonly orders: Readonly<Record<'ord' | 'cust' | 'order_time' | 'channel' | 'province' | 'category' | 'sku' | 'qty' | 'amt' | 'cost' | 'status', Int32Array>>;
  readonly events: Readonly<Record<'user' | 'event_time' | 'step' | 'channel', Int32Array>>;
  readonly stock: Readonly<Record<'sku' | 'warehouse' | 'on_hand' | 'unit_cost', Int32Array>>;
}

export interface BenchNames {
  readonly CHANNELS: readonly string[];
  readonly CATEGORIES: readonly string[];
  readonly SKUS: readonly string[];
  readonly STATUSES: readonly string[];
  readonly STEPS: readonly string[];
  readonly WAREHOUSES: readonly string[];
}

export interface Brush {
  readonly d0: number;
  readonly d1: number;
  readonly mask: number;
}

export const KIT_OPTIONS: SourceOptions = {timeZone: 'UTC', currency: 'CNY', now: '2024-12-30T23:59:59.999Z'};
const DAYS = 730;

const decode = (codes: Codes, values: readonly string[]): string[] => Array.from(codes, (code) => values[code] as string);
const texts = (ids: Codes): string[] => Array.from(ids, String);
const instants = (seconds: Codes): Float64Array => Float64Array.from(seconds, (second) => second * 1000);
const amounts = (cents: Codes): Float64Array => Float64Array.from(cents, (each) => each / 100);

/** Columns as a host has them: ids as text, times as epoch milliseconds, money in major units. */
export function kitTables({orders, events, stock}: BenchShop, names: BenchNames): Record<string, Record<string, ArrayLike<unknown>>> {
  const {CHANNELS, CATEGORIES, SKUS, STATUSES, STEPS, WAREHOUSES} = names;
  return {
    order_lines: {
      order_id: texts(orders.ord), customer_id: texts(orders.cust), ordered_at: instants(orders.order_time),
      channel: decode(orders.channel, CHANNELS), warehouse: Array.from(orders.province, (province) => WAREHOUSES[province % 12] as string),
      category: decode(orders.category, CATEGORIES), sku: decode(orders.sku, SKUS), quantity: orders.qty,
      net: amounts(orders.amt), cost: amounts(orders.cost), status: decode(orders.status, STATUSES),
    },
    // One who acts is a user on a channel.
    events: {
      user_id: Array.from(events.user, (user, row) => `${user}-${events.channel[row] as number}`), at: instants(events.event_time),
      step: decode(events.step, STEPS), channel: decode(events.channel, CHANNELS),
    },
    stock: {
      sku: decode(stock.sku, SKUS), warehouse: decode(stock.warehouse, WAREHOUSES), on_hand: stock.on_hand, unit_cost: amounts(stock.unit_cost),
    },
  };
}

const NOT_CANCELLED = {column: 'status', notIn: ['cancelled']};
const PAID = {column: 'status', in: ['paid']};
const lines = {table: 'order_lines', at: ['ordered_at']} as const;

export const METRICS: readonly MetricInput[] = [
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

const ADDITIVE = METRICS.filter(({unit}) => unit === 'money');

const numbers = (result: QueryResult, name: string): number[] => (result.columns[name] ?? []).map((cell) => Number(cell ?? 0));
const toCents = (value: unknown): number => Math.round(Number(value ?? 0) * 100);
const cents = (values: readonly unknown[]): number[] => values.map(toCents);
const dayText = (day: number): string => new Date(Date.UTC(2023, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);
const dayOf = (text: unknown): number => (Date.parse(String(text)) - Date.UTC(2023, 0, 1)) / 86_400_000;
const isMoney = (at: number): boolean => at === 0 || at === 3 || at === 4;

export type KitEngine = ReturnType<typeof createKit>;

/** `unique` makes each question a new one: a source keeps its answers, and a benchmark of those would be none. Like widgets, asks for no table. */
export function createKit(source: Source, {CHANNELS, CATEGORIES, STEPS, WAREHOUSES}: BenchNames) {
  let asked = 0;
  const run = (query: Query): Promise<QueryResult> => source.run({...query, ...({unique: asked++} as object)}, {table: false});
  const periods = async (): Promise<number[][]> => {
    const whole = await run({
      analysis: 'metrics', metrics: METRICS, period: {from: dayText(700), to: dayText(729)},
      compare: [{from: dayText(670), to: dayText(699)}, {from: dayText(335), to: dayText(364)}],
    });
    return ['', '_custom', '_custom_2'].map((suffix) =>
      KEYS.map((key, at) => (isMoney(at) ? toCents(whole.totals?.[key + suffix]) : Number(whole.totals?.[key + suffix] ?? 0))),
    );
  };
  const filter = async ({d0, d1, mask}: Brush, metrics: readonly MetricInput[]): Promise<object> => {
    const filters: Filter[] = [{dimension: 'channel', in: CHANNELS.filter((_, at) => ((mask >> at) & 1) === 1)}];
    const scope = {analysis: 'metrics', period: {from: dayText(d0), to: dayText(d1 - 1)}, filters} as const;
    const [kpi, byCategory, byDay] = await Promise.all([
      run({...scope, metrics}), run({...scope, metrics: ['sold'].map(one), by: ['category']}), run({...scope, metrics: ['sold'].map(one), grain: 'day'}),
    ]);
    const total = (key: string): unknown => kpi.totals?.[key];
    const cat = new Array<number>(CATEGORIES.length).fill(0);
    byCategory.columns['category']?.forEach((name, row) => (cat[CATEGORIES.indexOf(String(name))] = toCents(byCategory.columns['sold']?.[row])));
    const trend = new Array<number>(DAYS).fill(0);
    byDay.columns['period']?.forEach((day, row) => (trend[dayOf(day)] = toCents(byDay.columns['sold']?.[row])));
    const counts = ['sold_orders', 'sold_to'].map((key) => Number(total(key) ?? 0));
    return {kpi: [...['sold', 'given_back', 'earned'].map((key) => toCents(total(key))), ...counts], cat, trend};
  };
  return {
    periods,
    /** The grid gives no mean M score. */
    without: {W2: ['mscore']},
    /** How its cost grows is written down. */
    growth: true,
    filter: (brush: Brush) => filter(brush, METRICS),
    filterAdditive: (brush: Brush) => filter(brush, ADDITIVE),
    works: {
      async W1() {
        const daily = await run({analysis: 'metrics', metrics: METRICS, grain: 'day', period: {from: dayText(0), to: dayText(DAYS - 1)}});
        const [gmv, orders, buyers, refund, margin] = KEYS.map((key, at) => (isMoney(at) ? cents(numbers(daily, key)) : numbers(daily, key)));
        return {gmv, orders, buyers, refund, margin, periods: await periods()};
      },
      async W2() {
        const grid = await run({analysis: 'rfm', asOf: dayText(DAYS - 1), filters: [{dimension: 'status', in: ['paid']}]});
        const answer = {counts: new Array<number>(25).fill(0), mon: new Array<number>(25).fill(0)};
        const [f, customers, net] = [numbers(grid, 'f'), numbers(grid, 'customers'), cents(grid.columns['net'] ?? [])];
        numbers(grid, 'r').forEach((r, row) => {
          const cell = (r - 1) * 5 + (f[row] as number) - 1;
          answer.counts[cell] = customers[row] as number;
          answer.mon[cell] = net[row] as number;
        });
        return answer;
      },
      async W3() {
        const result = await run({analysis: 'funnel', steps: STEPS, within: '7d', by: ['channel']});
        const funnel = new Array<number>(CHANNELS.length * 4).fill(0);
        for (let row = 0; row < result.length; row++) {
          const cell = CHANNELS.indexOf(String(result.columns['channel']?.[row])) * 4 + STEPS.indexOf(String(result.columns['step']?.[row]));
          funnel[cell] = Number(result.columns['reached']?.[row]);
        }
        return {funnel};
      },
      W4: async () => stockAnswer(await run({
        analysis: 'inventory', asOf: dayText(DAYS - 1), period: {from: dayText(0), to: dayText(DAYS - 1)}, trailingDays: 28,
        columns: ['warehouse', 'abc', 'on_hand', 'unit_cost', 'units_sold'], totals: false,
      }), WAREHOUSES),
      async W5() {
        const result = await run({analysis: 'cohort', grain: 'month', filters: [{dimension: 'status', in: ['paid']}]});
        const ret = new Array<number>(24 * 24).fill(0);
        for (let row = 0; row < result.length; row++) {
          const [year, month] = String(result.columns['cohort']?.[row]).split('-').map(Number) as [number, number];
          const value = result.columns['value']?.[row];
          if (typeof value === 'number') ret[((year - 2023) * 12 + month - 1) * 24 + Number(result.columns['age']?.[row])] = value;
        }
        return {ret};
      },
    },
  };
}

function one(key: string): MetricInput {
  return METRICS.find((metric) => metric.key === key) as MetricInput;
}

/** By warehouse × 3 + ABC class: cells, cents at cost, cells under 7 days of cover, cells over 90 or unsold, and their sell-through added up. */
function stockAnswer(board: QueryResult, WAREHOUSES: readonly string[]): object {
  const zeros = (): number[] => new Array<number>(WAREHOUSES.length * 3).fill(0);
  const answer = {cnt: zeros(), val: zeros(), risk: zeros(), over: zeros(), str: zeros()};
  const add = (list: number[], cell: number, value = 1): number => (list[cell] = (list[cell] as number) + value);
  const numbersOf = (name: string): Float64Array => {
    const column = typedColumn(board, name);
    return column?.kind === 'numbers' ? column.numbers : new Float64Array(board.length).fill(NaN);
  };
  const codesOf = (name: string, order: readonly string[]): {codes: Int32Array; places: Int32Array} => {
    const column = typedColumn(board, name);
    if (column?.kind !== 'codes') throw new Error(`The board gives no ${name}.`);
    return {codes: column.codes, places: Int32Array.from(column.values, (value) => order.indexOf(String(value)))};
  };
  const [warehouses, classes] = [codesOf('warehouse', WAREHOUSES), codesOf('abc', ['A', 'B', 'C'])];
  const [onHand, unitCost, sold] = [numbersOf('on_hand'), numbersOf('unit_cost'), numbersOf('units_sold')];
  for (let row = 0; row < board.length; row++) {
    const stock = onHand[row] as number;
    if (stock !== stock) continue;
    const cell = (warehouses.places[warehouses.codes[row] as number] as number) * 3 + (classes.places[classes.codes[row] as number] as number);
    const units = sold[row] as number;
    add(answer.cnt, cell);
    add(answer.val, cell, Math.round(stock * (unitCost[row] as number) * 100));
    const cover = units > 0 ? (stock * 28) / units : stock > 0 ? Infinity : 28;
    if (cover < 7) add(answer.risk, cell);
    if (cover > 90) add(answer.over, cell);
    if (units + stock > 0) add(answer.str, cell, units / (units + stock));
  }
  return answer;
}

export interface OpenedKit {
  readonly engine: KitEngine;
  readonly source: Source;
  close(): void;
}

/** As a host has it that calls `createSource`: rows and work on the page. */
export function openKitOnPage(shop: BenchShop, names: BenchNames): OpenedKit {
  const source = createSource(kitTables(shop, names), KIT_OPTIONS);
  return {engine: createKit(source, names), source, close: () => undefined};
}

/** As `<till-data>` and `openSource` have it: rows and work in the kit's worker. Rejects where the worker does not start. */
export async function openKitInWorker(shop: BenchShop, names: BenchNames, worker: string): Promise<OpenedKit> {
  const source = await openSource(kitTables(shop, names), KIT_OPTIONS, {worker});
  if (source.info.runsOn !== 'worker') throw new Error(`No worker: ${source.info.whyOnPage ?? 'the page was asked for'}`);
  return {engine: createKit(source, names), source, close: () => source.close()};
}
