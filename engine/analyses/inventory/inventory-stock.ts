/** The stock table as of a day: the latest snapshot of each SKU in each warehouse. */

import {MoneyColumn, NO_DAY, NumberColumn, TextColumn, TimeColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {QueryError} from '../../query.ts';

/** What lies in one warehouse (or in no named one) of one SKU. Absent values are null; amounts are in major units. */
export interface StockCell {
  readonly sku: string;
  readonly warehouse: string | null;
  readonly product: string | null;
  readonly category: string | null;
  readonly onHand: number;
  readonly inTransit: number;
  readonly reserved: number;
  /** Weighted by units where lots differ. */
  readonly unitCost: number | null;
  readonly price: number | null;
  /** Mean day of receipt, weighted by units. */
  readonly receivedDay: number | null;
  readonly snapshotDay: number | null;
  readonly leadTime: number | null;
  readonly leadTimeSd: number | null;
  readonly reorderPoint: number | null;
  readonly safetyStock: number | null;
  readonly packSize: number | null;
  readonly discontinued: boolean;
  /** The first day on which a snapshot or a receipt tells of it. */
  readonly firstDay: number | null;
}

interface Columns {
  readonly sku: TextColumn;
  readonly warehouse: TextColumn | undefined;
  readonly snapshot: TimeColumn | undefined;
  readonly received: TimeColumn | undefined;
  readonly number: (name: string, row: number) => number | null;
  readonly text: (name: string, row: number) => string | null;
}

function readColumns(stock: CanonicalTable, query: unknown): Columns {
  const sku = stock.columns.get('sku');
  if (!(sku instanceof TextColumn) || !stock.columns.has('on_hand')) {
    const missing = sku instanceof TextColumn ? 'on_hand' : 'sku';
    throw new QueryError(`The stock board needs the column "${missing}" of "stock".`, query, 'missing-column', [missing]);
  }
  const time = (name: string): TimeColumn | undefined => {
    const column = stock.columns.get(name);
    return column instanceof TimeColumn ? column : undefined;
  };
  const warehouse = stock.columns.get('warehouse');
  return {
    sku,
    warehouse: warehouse instanceof TextColumn ? warehouse : undefined,
    snapshot: time('snapshot_at'),
    received: time('received_at'),
    number(name, row) {
      const column = stock.columns.get(name);
      return column instanceof NumberColumn || column instanceof MoneyColumn ? column.at(row) : null;
    },
    text(name, row) {
      const column = stock.columns.get(name);
      return column instanceof TextColumn ? column.at(row) : null;
    },
  };
}

/**
 * Cells of the rows that `mask` keeps, in the order of SKU and warehouse. A row without a snapshot time holds at any day. Of one cell the
 * latest snapshot at or before the end of `asOf` counts; rows of the same instant are lots of one cell and are added up.
 */
export function readStock(stock: CanonicalTable, mask: Uint8Array, asOf: number, query: unknown): StockCell[] {
  const columns = readColumns(stock, query);
  const width = (columns.warehouse?.size ?? 0) + 1;
  const rows = new Map<number, {time: number; rows: number[]; firstDay: number | null}>();
  for (let row = 0; row < stock.length; row++) {
    if (!mask[row]) continue;
    const day = columns.snapshot?.days[row] ?? NO_DAY;
    if (day > asOf) continue;
    const key = (columns.sku.codes[row] as number) * width + (columns.warehouse?.codes[row] ?? -1) + 1;
    const time = day === NO_DAY ? -Infinity : (columns.snapshot?.values[row] ?? -Infinity);
    const known = firstKnownDay(columns, row, day);
    const found = rows.get(key);
    if (!found) rows.set(key, {time, rows: [row], firstDay: known});
    else {
      found.firstDay = smaller(found.firstDay, known);
      if (time > found.time) [found.time, found.rows] = [time, [row]];
      else if (time === found.time) found.rows.push(row);
    }
  }
  const cells = [...rows.values()].map(({rows: lots, firstDay}) => mergeLots(columns, lots, firstDay));
  return cells.sort((a, b) => compare(a.sku, b.sku) || compare(a.warehouse ?? '', b.warehouse ?? ''));
}

function firstKnownDay({received}: Columns, row: number, snapshotDay: number): number | null {
  const receivedDay = received?.days[row] ?? NO_DAY;
  const days = [snapshotDay, receivedDay].filter((day) => day !== NO_DAY);
  return days.length === 0 ? null : Math.min(...days);
}

const smaller = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b));

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function mergeLots(columns: Columns, lots: readonly number[], firstDay: number | null): StockCell {
  const {number, text, sku, warehouse, snapshot, received} = columns;
  const first = lots[0] as number;
  const units = lots.map((row) => number('on_hand', row) ?? 0);
  const sum = (name: string): number => lots.reduce((total, row) => total + (number(name, row) ?? 0), 0);
  const some = (name: string): number | null => lots.map((row) => number(name, row)).find((value) => value !== null) ?? null;
  const largest = (name: string): number | null => {
    const values = lots.map((row) => number(name, row)).filter((value) => value !== null);
    return values.length === 0 ? null : Math.max(...values);
  };
  const receivedDays = lots.map((row) => received?.days[row] ?? NO_DAY).map((day) => (day === NO_DAY ? null : day));
  const snapshotDay = snapshot?.days[first] ?? NO_DAY;
  return {
    sku: sku.at(first) ?? '',
    warehouse: warehouse?.at(first) ?? null,
    product: lots.map((row) => text('product', row)).find((value) => value !== null) ?? null,
    category: lots.map((row) => text('category', row)).find((value) => value !== null) ?? null,
    onHand: units.reduce((total, each) => total + each, 0),
    inTransit: sum('in_transit'),
    reserved: sum('reserved'),
    unitCost: weighted(lots.map((row) => number('unit_cost', row)), units),
    price: weighted(lots.map((row) => number('price', row)), units),
    receivedDay: weighted(receivedDays, units),
    snapshotDay: snapshotDay === NO_DAY ? null : snapshotDay,
    leadTime: largest('lead_time_days'),
    leadTimeSd: largest('lead_time_sd_days'),
    reorderPoint: some('reorder_point'),
    safetyStock: some('safety_stock'),
    packSize: largest('pack_size'),
    discontinued: lots.every((row) => number('discontinued', row) === 1),
    firstDay,
  };
}

/** Mean of the values that are known, weighted by units above 0; by equal weights where there are no units. */
export function weighted(values: readonly (number | null)[], units: readonly number[]): number | null {
  let sum = 0;
  let weight = 0;
  let plain = 0;
  let known = 0;
  values.forEach((value, index) => {
    if (value === null) return;
    const size = Math.max(0, units[index] ?? 0);
    sum += value * size;
    weight += size;
    plain += value;
    known++;
  });
  if (known === 0) return null;
  // One value stays itself, free of rounding.
  if (known === 1) return plain;
  return weight > 0 ? sum / weight : plain / known;
}

/** Days on which the snapshots say that nothing of a SKU lay anywhere, by SKU: demand on them is not known. */
export function emptyDays(stock: CanonicalTable, from: number, to: number): Map<string, number> {
  const snapshot = stock.columns.get('snapshot_at');
  const sku = stock.columns.get('sku');
  const onHand = stock.columns.get('on_hand');
  const empty = new Map<string, number>();
  if (!(snapshot instanceof TimeColumn) || !(sku instanceof TextColumn) || !(onHand instanceof NumberColumn)) return empty;
  const days = to - from + 1;
  const byDay = new Map<number, number>();
  for (let row = 0; row < stock.length; row++) {
    const day = snapshot.days[row] as number;
    if (day === NO_DAY || day < from || day > to) continue;
    const key = (sku.codes[row] as number) * days + day - from;
    byDay.set(key, (byDay.get(key) ?? 0) + Math.max(0, onHand.values[row] as number));
  }
  for (const [key, units] of byDay) {
    if (units > 0) continue;
    const name = sku.values[Math.floor(key / days)] ?? '';
    empty.set(name, (empty.get(name) ?? 0) + 1);
  }
  return empty;
}
