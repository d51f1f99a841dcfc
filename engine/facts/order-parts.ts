/** Order lines put together where they say the same of their order: what questions about buyers read in place of rows. */

import {MoneyColumn, NumberColumn, TextColumn, TimeColumn} from '../../data-adapters/column.ts';
import type {CanonicalTable} from '../../data-adapters/schema.ts';
import {withScratch} from '../../data-adapters/columns/scratch.ts';
import type {Scratch} from '../../data-adapters/columns/scratch.ts';
import {KEPT_STATUSES} from '../../metrics/order-status.ts';
import {oncePer} from '../once-per.ts';
import {pairsOf} from './distinct-ids.ts';
import type {Ids} from './distinct-ids.ts';
import type {RowTimes} from './row-values.ts';
import {orderLevelColumns} from './order-columns.ts';

/** Parts by customer, then by instant. Lines without a customer or an instant are in none. */
export interface OrderParts {
  /** `customers + 1` offsets: the parts of customer `c` stand at positions `starts[c]` to `starts[c + 1] - 1`. */
  readonly starts: Int32Array;
  /** The first line of each part, which speaks for all of them in `columns`. */
  readonly rows: Int32Array;
  readonly days: Int32Array;
  /** {@link SEVERAL} and the others, a position. */
  readonly marks: Uint8Array;
  /** Columns in which all lines of every part agree, beside the customer, the order and its instant; `all` where every line is a part. */
  readonly columns: ReadonlySet<string> | 'all';
  /** Orders of more than one part: those of the i-th at `parts[offsets[i]]` to `parts[offsets[i + 1] - 1]`. */
  readonly several: {readonly offsets: Int32Array; readonly parts: Int32Array};
  /** What the lines of each part add up to, in integer units: `amount / scale` is money. Lines without an amount add nothing. */
  readonly net: Float64Array;
  /** None where the table has no such column. */
  readonly refund: Float64Array | undefined;
  readonly scale: number;
}

/** The order of the part has other parts. */
export const SEVERAL = 1;
/** The part has no order id. */
export const NO_ORDER = 2;
/** The part is of the instant of the customer's part before it. */
export const SAME_INSTANT = 4;
/** Some line of the part is no return. */
export const SOLD = 8;
/** By its status the part makes a customer. */
export const KEPT_STATUS = 16;

/**
 * Lines of one customer's order at one instant that agree in status, currency, day of the refund and whatever else the table's orders have in
 * common (channel, region, …). The cost of a pass over the lines, once a table.
 */
const orderParts = oncePer((lines: CanonicalTable): OrderParts => putTogether(lines, orderLevelColumns(lines)));

/** Each line as a part of its own: for questions that ask by what tells lines of an order apart. Once a table. */
const lineParts = oncePer((lines: CanonicalTable): OrderParts => putTogether(lines, undefined));

const SHARED = ['order_id', 'customer_id', 'ordered_at'];

/** The coarser parts that still agree in every one of `columns`, whichever of them the table has. */
export function partsAgreeingIn(lines: CanonicalTable, columns: readonly string[]): OrderParts {
  const parts = orderParts(lines);
  const agree = (name: string): boolean => SHARED.includes(name) || !lines.columns.has(name) || parts.columns === 'all' || parts.columns.has(name);
  return columns.every(agree) ? parts : lineParts(lines);
}

function putTogether(lines: CanonicalTable, agreeing: readonly string[] | undefined): OrderParts {
  return withScratch((scratch) => putTogetherWith(lines, agreeing, scratch));
}

function putTogetherWith(lines: CanonicalTable, agreeing: readonly string[] | undefined, scratch: Scratch): OrderParts {
  const customers = textColumn(lines, 'customer_id');
  const ordered = lines.columns.get('ordered_at');
  const codes = customers?.codes ?? new Int32Array(lines.length).fill(-1);
  const orders = pairsOf(lines, 'customer_id', 'order_id') ?? {codes: new Int32Array(lines.length).fill(-1), count: 0};
  const undated = (): RowTimes => ({values: new Float64Array(lines.length).fill(NaN), days: new Int32Array(lines.length)});
  const {values, days} = ordered instanceof TimeColumn ? ordered : undated();
  const {partOf, first} = numberParts(codes, orders, values, agreeing?.map((name) => comparable(lines, name)), scratch);
  const starts = new Int32Array((customers?.size ?? 0) + 1);
  for (let part = 0; part < first.length; part++) bump(starts, (codes[first[part] as number] as number) + 1);
  for (let code = 0; code + 1 < starts.length; code++) starts[code + 1] = (starts[code + 1] as number) + (starts[code] as number);
  const place = placesOf(first, codes, starts, scratch);
  const rows = new Int32Array(first.length);
  for (let part = 0; part < first.length; part++) rows[place[part] as number] = first[part] as number;
  for (let row = 0; row < partOf.length; row++) if ((partOf[row] as number) >= 0) partOf[row] = place[partOf[row] as number] as number;
  const marks = new Uint8Array(rows.length);
  const partDays = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    partDays[at] = days[row] as number;
    const before = rows[Math.max(0, at - 1)] as number;
    const same = at > 0 && codes[before] === codes[row] && values[before] === values[row];
    marks[at] = ((orders.codes[row] as number) < 0 ? NO_ORDER : 0) | (same ? SAME_INSTANT : 0);
  }
  markSold(lines, partOf, marks);
  markKept(lines, rows, marks);
  return {
    starts, rows, days: partDays, marks, columns: agreeing ? new Set(agreeing) : 'all', several: findSeveral(rows, orders, marks, scratch),
    ...sumMoney(lines, partOf, rows.length),
  };
}

function textColumn(lines: CanonicalTable, name: string): TextColumn | undefined {
  const column = lines.columns.get(name);
  return column instanceof TextColumn ? column : undefined;
}

function markSold(lines: CanonicalTable, partOf: Int32Array, marks: Uint8Array): void {
  const quantity = lines.columns.get('quantity');
  const values = quantity instanceof NumberColumn ? quantity.values : undefined;
  for (let row = 0; row < partOf.length; row++) {
    const at = partOf[row] as number;
    if (at >= 0 && !(values && (values[row] as number) < 0)) marks[at] = (marks[at] as number) | SOLD;
  }
}

/** A table without statuses has only paid orders. */
function markKept(lines: CanonicalTable, rows: Int32Array, marks: Uint8Array): void {
  const status = textColumn(lines, 'status');
  const keeps = status && Uint8Array.from([0, ...status.values.map((value) => Number(KEPT_STATUSES.includes(value)))]);
  for (let at = 0; at < rows.length; at++) {
    if (!keeps || keeps[((status).codes[rows[at] as number] as number) + 1]) marks[at] = (marks[at] as number) | KEPT_STATUS;
  }
}

function sumMoney(lines: CanonicalTable, partOf: Int32Array, count: number): Pick<OrderParts, 'net' | 'refund' | 'scale'> {
  const moneyColumn = (name: string): MoneyColumn | undefined => {
    const column = lines.columns.get(name);
    return column instanceof MoneyColumn ? column : undefined;
  };
  const [net, refund] = [moneyColumn('net'), moneyColumn('refund')];
  const scale = Math.max(net?.scale ?? 1, refund?.scale ?? 1);
  const sumOf = ({values, scale: own}: MoneyColumn): Float64Array => {
    const sums = new Float64Array(count);
    for (let row = 0; row < partOf.length; row++) {
      const at = partOf[row] as number;
      const value = values[row] as number;
      if (at >= 0 && value === value) sums[at] = (sums[at] as number) + value * (scale / own);
    }
    return sums;
  };
  return {net: net ? sumOf(net) : new Float64Array(count), refund: refund && sumOf(refund), scale};
}

function bump(counts: Int32Array, at: number): void {
  counts[at] = (counts[at] as number) + 1;
}

function comparable(lines: CanonicalTable, name: string): Int32Array {
  const column = lines.columns.get(name);
  if (column instanceof TextColumn) return column.codes;
  return column instanceof TimeColumn ? column.days : new Int32Array(lines.length);
}

/** The part of each line, numbered by their first lines, −1 for none; and those lines. */
function numberParts(
  customers: Int32Array, orders: Ids, instants: Float64Array, keys: readonly Int32Array[] | undefined, scratch: Scratch,
): {readonly partOf: Int32Array; readonly first: Int32Array} {
  const length = customers.length;
  const partOf = scratch.int32(length, -1);
  const first = scratch.int32(length);
  const last = scratch.int32(orders.count, -1);
  let count = 0;
  for (let row = 0; row < length; row++) {
    const instant = instants[row] as number;
    if ((customers[row] as number) < 0 || instant !== instant) continue;
    const order = orders.codes[row] as number;
    const open = order < 0 || !keys ? -1 : (last[order] as number);
    if (open >= 0 && keys && instants[first[open] as number] === instant && agreeIn(keys, first[open] as number, row)) {
      partOf[row] = open;
      continue;
    }
    first[count] = row;
    partOf[row] = count;
    if (order >= 0) last[order] = count;
    count++;
  }
  return {partOf, first: first.subarray(0, count)};
}

function agreeIn(keys: readonly Int32Array[], left: number, right: number): boolean {
  for (let key = 0; key < keys.length; key++) {
    const codes = keys[key] as Int32Array;
    if (codes[left] !== codes[right]) return false;
  }
  return true;
}

/** Where each part stands among those of its customer: as the table does, in the order of time. */
function placesOf(first: Int32Array, codes: Int32Array, starts: Int32Array, scratch: Scratch): Int32Array {
  const next = starts.slice();
  const place = scratch.int32(first.length);
  for (let part = 0; part < first.length; part++) {
    const code = codes[first[part] as number] as number;
    place[part] = next[code] as number;
    bump(next, code);
  }
  return place;
}

/** Marks the parts of such orders too. */
function findSeveral(rows: Int32Array, orders: Ids, marks: Uint8Array, scratch: Scratch): OrderParts['several'] {
  const counts = scratch.int32(orders.count);
  for (let at = 0; at < rows.length; at++) {
    const order = orders.codes[rows[at] as number] as number;
    if (order >= 0) bump(counts, order);
  }
  // From here on where the parts of an order go next; −1 for an order of one.
  let found = 0;
  let size = 0;
  for (let order = 0; order < counts.length; order++) {
    const parts = counts[order] as number;
    counts[order] = parts > 1 ? size : -1;
    if (parts < 2) continue;
    found++;
    size += parts;
  }
  const offsets = new Int32Array(found + 1);
  const parts = new Int32Array(size);
  let index = 0;
  for (let order = 0; order < counts.length; order++) if ((counts[order] as number) >= 0) offsets[index++] = counts[order] as number;
  offsets[found] = size;
  for (let at = 0; size > 0 && at < rows.length; at++) {
    const order = orders.codes[rows[at] as number] as number;
    if (order < 0 || (counts[order] as number) < 0) continue;
    parts[counts[order] as number] = at;
    bump(counts, order);
    marks[at] = (marks[at] as number) | SEVERAL;
  }
  return {offsets, parts};
}
