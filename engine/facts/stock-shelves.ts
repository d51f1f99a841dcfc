/** The shelves of a stock table, a SKU in a warehouse each, and which rows tell of them. */

import {NO_DAY, TextColumn, TimeColumn} from '../../data-adapters/column.ts';
import type {CanonicalTable} from '../../data-adapters/schema.ts';
import type {Parts} from '../kernels/merge-parts.ts';
import {oncePer} from '../once-per.ts';

/** Shelves in the order of their SKU's and warehouse's names; those without a warehouse before the others of their SKU. */
export interface StockShelves {
  readonly count: number;
  /** Rising. */
  readonly skus: readonly string[];
  readonly warehouses: readonly string[];
  /** By shelf: places in `skus` and `warehouses`, −1 for no warehouse. */
  readonly skuOf: Int32Array;
  readonly warehouseOf: Int32Array;
  /** The shelves of SKU `s` are those from `skuStarts[s]` to `skuStarts[s + 1]`. */
  readonly skuStarts: Int32Array;
  /** The rows of each shelf, in the order of the table. */
  readonly rows: Parts;
}

/** Once a table. Undefined without a text column `sku`. O(n + names log names). */
export const stockShelves = oncePer((stock: CanonicalTable): StockShelves | undefined => {
  const [sku, warehouse] = [stock.columns.get('sku'), stock.columns.get('warehouse')];
  if (!(sku instanceof TextColumn)) return undefined;
  const places = inOrder(sku.values);
  const houses = inOrder(warehouse instanceof TextColumn ? warehouse.values : []);
  // By SKU, then by warehouse: two stable passes of counting.
  const skuRanks = ranksOf(sku, places.rankOf);
  const houseRanks = warehouse instanceof TextColumn ? ranksOf(warehouse, houses.rankOf) : undefined;
  const byHouse = houseRanks ? inGroups(rowsOf(stock.length), houseRanks, houses.names.length) : rowsOf(stock.length);
  const parts = inGroups(byHouse, skuRanks, places.names.length).subarray(countBelow(skuRanks, 0));
  const [starts, skuOf, warehouseOf] = [new Int32Array(parts.length + 1), new Int32Array(parts.length), new Int32Array(parts.length)];
  let count = 0;
  for (let at = 0; at < parts.length; at++) {
    const row = parts[at] as number;
    const house = houseRanks ? (houseRanks[row] as number) : -1;
    if (count > 0 && skuOf[count - 1] === skuRanks[row] && warehouseOf[count - 1] === house) continue;
    starts[count] = at;
    skuOf[count] = skuRanks[row] as number;
    warehouseOf[count++] = house;
  }
  starts[count] = parts.length;
  const skus = skuOf.slice(0, count);
  return {
    count, skus: places.names, warehouses: houses.names, skuOf: skus, warehouseOf: warehouseOf.slice(0, count),
    skuStarts: startsOf(skus, places.names.length), rows: {starts: starts.slice(0, count + 1), parts},
  };
});

/** By row the place of its text in the order of the names, −1 for none. */
function ranksOf({codes}: TextColumn, rankOf: Int32Array): Int32Array {
  const ranks = new Int32Array(codes.length);
  for (let row = 0; row < codes.length; row++) ranks[row] = (codes[row] as number) < 0 ? -1 : (rankOf[codes[row] as number] as number);
  return ranks;
}

function rowsOf(length: number): Int32Array {
  const rows = new Int32Array(length);
  for (let row = 0; row < length; row++) rows[row] = row;
  return rows;
}

/** Rows by their group, those of one group in the order given; those of −1 first. */
function inGroups(rows: Int32Array, groupOf: Int32Array, count: number): Int32Array {
  const next = new Int32Array(count + 2);
  for (let row = 0; row < groupOf.length; row++) next[(groupOf[row] as number) + 2] = (next[(groupOf[row] as number) + 2] as number) + 1;
  for (let group = 1; group < next.length; group++) next[group] = (next[group] as number) + (next[group - 1] as number);
  const found = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    const group = (groupOf[row] as number) + 1;
    const place = next[group] as number;
    found[place] = row;
    next[group] = place + 1;
  }
  return found;
}

function countBelow(values: Int32Array, limit: number): number {
  let count = 0;
  for (let at = 0; at < values.length; at++) if ((values[at] as number) < limit) count++;
  return count;
}

function inOrder(values: readonly string[]): {readonly names: readonly string[]; readonly rankOf: Int32Array} {
  const order = values.map((_, code) => code).sort((a, b) => ((values[a] as string) < (values[b] as string) ? -1 : 1));
  const rankOf = new Int32Array(values.length);
  order.forEach((code, rank) => (rankOf[code] = rank));
  return {names: order.map((code) => values[code] as string), rankOf};
}

/** Where each group begins in a list of groups that rises. */
function startsOf(groups: Int32Array, count: number): Int32Array {
  const starts = new Int32Array(count + 1);
  for (const group of groups) starts[group + 1] = (starts[group + 1] as number) + 1;
  for (let group = 0; group < count; group++) starts[group + 1] = (starts[group + 1] as number) + (starts[group] as number);
  return starts;
}

/** What lies on the shelves at the end of a day. */
export interface StockedShelves {
  /** Shelves that a row tells of, rising. */
  readonly shelves: Int32Array;
  /** Their rows: the lots of the latest snapshot. */
  readonly lots: Parts;
  /** The first day on which a snapshot or a receipt tells of it; NaN where none has a day. */
  readonly firstDay: Float64Array;
}

/**
 * Of each shelf the latest snapshot at or before the end of `asOf`, of the rows that `mask` keeps. A row without a snapshot time holds at any day,
 * and is older than any with one; rows of the same instant are lots that lie side by side. One pass.
 */
export function stockedShelves(stock: CanonicalTable, {count, rows}: StockShelves, asOf: number, mask: Uint8Array | undefined): StockedShelves {
  const [snapshot, received] = [timesOf(stock, 'snapshot_at'), timesOf(stock, 'received_at')];
  const shelves = new Int32Array(count);
  const starts = new Int32Array(count + 1);
  const firstDay = new Float64Array(count);
  const lots = new Int32Array(rows.parts.length);
  let kept = 0;
  let end = 0;
  for (let shelf = 0; shelf < count; shelf++) {
    const begin = end;
    let latest = NaN;
    let first = NaN;
    for (let at = rows.starts[shelf] as number; at < (rows.starts[shelf + 1] as number); at++) {
      const row = rows.parts[at] as number;
      const day = snapshot ? (snapshot.days[row] as number) : NO_DAY;
      if ((mask && mask[row] === 0) || day > asOf) continue;
      first = earlier(first, earlier(dayOrNone(day), received ? dayOrNone(received.days[row] as number) : NaN));
      const time = day === NO_DAY ? -Infinity : ((snapshot as TimeColumn).values[row] as number);
      if (latest === latest && time < latest) continue;
      if (time !== latest) end = begin;
      latest = time;
      lots[end++] = row;
    }
    if (end === begin) continue;
    shelves[kept] = shelf;
    firstDay[kept] = first;
    starts[++kept] = end;
  }
  const of = {starts: starts.subarray(0, kept + 1), parts: lots.subarray(0, end)};
  return {shelves: shelves.subarray(0, kept), lots: of, firstDay: firstDay.subarray(0, kept)};
}

const dayOrNone = (day: number): number => (day === NO_DAY ? NaN : day);
const earlier = (a: number, b: number): number => (a !== a || b < a ? b : a);

function timesOf(stock: CanonicalTable, name: string): TimeColumn | undefined {
  const column = stock.columns.get(name);
  return column instanceof TimeColumn ? column : undefined;
}
