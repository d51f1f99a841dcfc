/** What is to be credited: orders or events, each with whose it is, when, and what it is worth. */

import {TextColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {NOT_RETURNED, VALID} from '../../../metrics/order-status.ts';
import {MARGIN_MEASURES, VALID_NET} from '../../../metrics/sales.ts';
import {requireTable} from '../../context.ts';
import type {RunContext} from '../../context.ts';
import {timeColumn} from '../../facts/durations.ts';
import {keptOrderLines, orderKeys} from '../../facts/order-facts.ts';
import {conditionMask, missingColumns, rowNumbers} from '../../facts/row-values.ts';
import type {Note} from '../../result.ts';
import {eventsNamed} from './events-named.ts';
import type {AttributionPlan} from './attribution-plan.ts';

/** In order of person, then of time. */
export interface Conversions {
  readonly table: CanonicalTable;
  readonly count: number;
  /** By the code of `people`; −1 for nobody named. */
  readonly people: Int32Array;
  readonly names: readonly string[];
  readonly times: Float64Array;
  readonly days: Int32Array;
  /** A row of the table that speaks for it. */
  readonly rows: Int32Array;
  /** 1 where a line that it sold, or its event, passes the filters. */
  readonly passes: Uint8Array;
  /** Over the lines that pass, in integer units of `scale`; of events undefined. */
  readonly net: Amounts | undefined;
  readonly margin: Amounts | undefined;
  /** 1 for a customer's first order; of events undefined. */
  readonly first: Uint8Array | undefined;
  readonly notes: readonly Note[];
}

export interface Amounts {
  readonly values: Float64Array;
  readonly scale: number;
}

/** The table that conversions are rows of. */
export function conversionTable({conversion, query}: AttributionPlan, context: RunContext): CanonicalTable {
  return conversion === 'orders' ? requireTable(context, 'order_lines', query, 'Attribution of orders') : requireTable(context, 'events', query, 'Attribution');
}

/** All conversions there are; `filtered` flags the rows that pass the filters. */
export function readConversions({conversion}: AttributionPlan, table: CanonicalTable, filtered: Uint8Array): Conversions {
  return conversion === 'orders' ? readOrders(table, filtered) : readEvents(conversion, table, filtered);
}

function readEvents(steps: readonly string[], table: CanonicalTable, filtered: Uint8Array): Conversions {
  const {mask, notes} = eventsNamed(table, steps);
  const users = table.columns.get('user_id');
  const at = timeColumn(table, 'at');
  const rows = Int32Array.from([...mask.keys()].filter((row) => mask[row] === 1 && !Number.isNaN(at?.values[row])));
  const codes = users instanceof TextColumn ? users.codes : undefined;
  return sortConversions({
    table, notes, count: rows.length, rows, names: users instanceof TextColumn ? users.values : [],
    people: rows.map((row) => codes?.[row] ?? -1),
    passes: Uint8Array.from(rows, (row) => filtered[row] as number),
    times: Float64Array.from(rows, (row) => at?.values[row] ?? NaN), days: rows.map((row) => at?.days[row] ?? 0),
    net: undefined, margin: undefined, first: undefined,
  });
}

/** Orders with a valid line that is no return, by their first such line; the customer named first by name where lines at that instant differ. */
function readOrders(table: CanonicalTable, filtered: Uint8Array): Conversions {
  const {codes, count} = orderKeys(table);
  const sold = conditionMask([VALID, NOT_RETURNED], table);
  const customers = table.columns.get('customer_id');
  const names = customers instanceof TextColumn ? customers.values : [];
  const who = customers instanceof TextColumn ? customers.codes : new Int32Array(table.length).fill(-1);
  const at = timeColumn(table, 'ordered_at');
  const lines = new Int32Array(count).fill(-1);
  const passing = new Uint8Array(count);
  for (let row = 0; row < table.length; row++) {
    const order = codes[row] as number;
    const time = at?.values[row] ?? NaN;
    if (order < 0 || sold[row] !== 1 || time !== time) continue;
    if (filtered[row] === 1) passing[order] = 1;
    const held = lines[order] as number;
    const earlier = held < 0 ? -1 : time - (at?.values[held] as number);
    if (earlier < 0 || (earlier === 0 && comesBefore(names[who[row] as number], names[who[held] as number]))) lines[order] = row;
  }
  const orders = Int32Array.from([...lines.keys()].filter((order) => (lines[order] as number) >= 0));
  const rows = orders.map((order) => lines[order] as number);
  const kept = keptOrderLines(table);
  return sortConversions({
    table, notes: [], count: orders.length, rows, names,
    people: rows.map((row) => who[row] as number),
    times: Float64Array.from(rows, (row) => at?.values[row] as number), days: rows.map((row) => at?.days[row] as number),
    passes: Uint8Array.from(orders, (order) => passing[order] as number),
    net: sumLines(table, filtered, orders, [{measure: VALID_NET, sign: 1}]),
    margin: sumLines(table, filtered, orders, [
      {measure: MARGIN_MEASURES.sales, sign: 1}, {measure: MARGIN_MEASURES.refunds, sign: -1}, {measure: MARGIN_MEASURES.cost, sign: -1},
    ]),
    first: Uint8Array.from(rows, (row) => kept[row] as number),
  });
}

const comesBefore = (name: string | undefined, than: string | undefined): boolean => name !== undefined && (than === undefined || name < than);

type Part = {readonly measure: typeof VALID_NET; readonly sign: 1 | -1};

/** The sum of each order's lines that pass the filters; undefined where a column that cannot be done without is missing. */
function sumLines(table: CanonicalTable, filtered: Uint8Array, orders: Int32Array, parts: readonly Part[]): Amounts | undefined {
  const {codes, count} = orderKeys(table);
  const readable = parts.filter(({measure}) => (measure.of === undefined ? [] : missingColumns(measure.of, table)).length === 0);
  if (readable.length < parts.filter(({measure}) => measure.optional !== true).length || readable.length === 0) return undefined;
  const read = readable.map(({measure: {of = 1, where = []}, sign}) => ({...rowNumbers(of, table), mask: conditionMask(where, table), sign}));
  const scale = Math.max(...read.map((part) => part.scale));
  const sums = new Float64Array(count);
  for (const {values, mask, sign, scale: own} of read) {
    const factor = sign * (scale / own);
    for (let row = 0; row < values.length; row++) {
      const order = codes[row] as number;
      const value = values[row] as number;
      if (order >= 0 && mask[row] === 1 && filtered[row] === 1 && value === value) sums[order] = (sums[order] as number) + value * factor;
    }
  }
  return {values: Float64Array.from(orders, (order) => sums[order] as number), scale};
}

/** Of `first` the flags say which orders make a customer; the earliest of them by each person stays. */
function sortConversions(read: Conversions): Conversions {
  const {people, times, days, rows} = read;
  const order = Int32Array.from(people.keys()).sort((a, b) =>
    (people[a] as number) - (people[b] as number) || (times[a] as number) - (times[b] as number) || (rows[a] as number) - (rows[b] as number));
  const pick = (amounts: Amounts | undefined): Amounts | undefined =>
    amounts && {values: Float64Array.from(order, (index) => amounts.values[index] as number), scale: amounts.scale};
  const sorted = order.map((index) => people[index] as number);
  const known = new Set<number>();
  const {first} = read;
  return {
    ...read, people: sorted,
    times: Float64Array.from(order, (index) => times[index] as number), days: order.map((index) => days[index] as number),
    rows: order.map((index) => rows[index] as number), passes: Uint8Array.from(order, (index) => read.passes[index] as number),
    net: pick(read.net), margin: pick(read.margin),
    first: first && Uint8Array.from(order, (index, at) => {
      const person = sorted[at] as number;
      if (first[index] !== 1 || person < 0 || known.has(person)) return 0;
      known.add(person);
      return 1;
    }),
  };
}
