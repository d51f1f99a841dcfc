/** What lies of each SKU in each warehouse, and of each SKU, as of a day: one number an item, not one record. */

import {MoneyColumn, NO_DAY, NumberColumn, TextColumn, TimeColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {StockShelves} from '../../facts/stock-shelves.ts';
import {stockedShelves, stockShelves} from '../../facts/stock-shelves.ts';
import type {Parts} from '../../kernels/merge-parts.ts';
import {
  addKnown, addParts, everyPart, firstCode, firstKnown, largestPart, leastPart, weightedMean, worthOf,
} from '../../kernels/merge-parts.ts';
import {oncePer} from '../../once-per.ts';
import {QueryError} from '../../query.ts';

/** By item; NaN is unknown, days count from 1970-01-01, amounts are in major units. A list is undefined where no row can tell. */
export interface StockItems {
  readonly count: number;
  /** Place in the SKUs of the shelves. */
  readonly sku: Int32Array;
  readonly onHand: Float64Array;
  readonly reserved: Float64Array | undefined;
  readonly inTransit: Float64Array | undefined;
  /** Weighted by units where lots or warehouses differ. */
  readonly unitCost: Float64Array | undefined;
  readonly price: Float64Array | undefined;
  /** At cost, and at price; units below 0 count 0. Unknown where a warehouse's cost or price is. */
  readonly value: Float64Array | undefined;
  readonly retailValue: Float64Array | undefined;
  /** Mean day of receipt, weighted by units. */
  readonly receivedDay: Float64Array | undefined;
  /** The oldest of its snapshots. */
  readonly snapshotDay: Float64Array | undefined;
  readonly leadTime: Float64Array | undefined;
  readonly leadTimeSd: Float64Array | undefined;
  readonly reorderPoint: Float64Array | undefined;
  readonly safetyStock: Float64Array | undefined;
  readonly packSize: Float64Array | undefined;
  /** 1 where all of it is. */
  readonly discontinued: Float64Array | undefined;
  readonly product: Int32Array | undefined;
  readonly category: Int32Array | undefined;
  /** The first day on which a snapshot or a receipt tells of it. */
  readonly firstDay: Float64Array;
}

export interface StockAsOf {
  readonly shelves: StockShelves;
  /** In the order of SKU and warehouse. */
  readonly cells: StockItems;
  /** In the order of names: SKUs that have a cell. */
  readonly skus: StockItems;
  readonly skuNames: readonly string[];
  /** How many warehouses each SKU lies in. */
  readonly warehouses: Int32Array;
  /** By cell: its place among the table's shelves, its SKU's in `skus`, and its warehouse's among those of the shelves, −1 for none. */
  readonly cellShelf: Int32Array;
  readonly cellSku: Int32Array;
  readonly cellWarehouse: Int32Array;
  /** Cells of SKUs that lie nowhere else. */
  readonly cellAlone: Int32Array;
}

/**
 * Stock at the end of a day, of the rows that `mask` keeps. Without a mask the last day asked for is kept: it holds until another day is asked for,
 * and for all days where rows have no snapshot time.
 */
export function stockAsOf(stock: CanonicalTable, asOf: number, mask: Uint8Array | undefined, query: unknown): StockAsOf {
  const shelves = stockShelves(stock);
  if (!shelves || !stock.columns.has('on_hand')) {
    const missing = shelves ? 'on_hand' : 'sku';
    throw new QueryError(`The stock board needs the column "${missing}" of "stock".`, query, 'missing-column', [missing]);
  }
  if (mask) return readStock(stock, shelves, asOf, mask);
  const kept = lastRead(stock);
  const day = stock.columns.get('snapshot_at') instanceof TimeColumn ? asOf : 0;
  if (kept.read?.day !== day) kept.read = {day, stock: readStock(stock, shelves, asOf, undefined)};
  return kept.read.stock;
}

const lastRead = oncePer((): {read?: {readonly day: number; readonly stock: StockAsOf}} => ({}));

function readStock(stock: CanonicalTable, shelves: StockShelves, asOf: number, mask: Uint8Array | undefined): StockAsOf {
  const {shelves: shelf, lots, firstDay} = stockedShelves(stock, shelves, asOf, mask);
  const sku = shelf.map((each) => shelves.skuOf[each] as number);
  const cells = mergeLots(stock, lots, sku, firstDay);
  const {starts, present} = runsOf(sku);
  const cellSku = new Int32Array(cells.count);
  for (let place = 0; place < present.length; place++) cellSku.fill(place, starts[place], starts[place + 1]);
  const warehouses = present.map((_, place) => (starts[place + 1] as number) - (starts[place] as number));
  return {
    shelves, cells, cellShelf: shelf, cellSku, skuNames: Array.from(present, (place) => shelves.skus[place] as string),
    cellWarehouse: shelf.map((each) => shelves.warehouseOf[each] as number),
    warehouses, cellAlone: starts.subarray(0, present.length).filter((_, place) => warehouses[place] === 1),
    skus: mergeCells(cells, {starts, parts: Int32Array.from(sku.keys())}, present),
  };
}

/** Where each run of equal numbers begins, the end behind, and the number of each. */
function runsOf(groups: Int32Array): {readonly starts: Int32Array; readonly present: Int32Array} {
  const starts = [...groups.keys()].filter((at) => at === 0 || groups[at] !== groups[at - 1]);
  return {starts: Int32Array.from([...starts, groups.length]), present: Int32Array.from(starts, (at) => groups[at] as number)};
}

function mergeLots(stock: CanonicalTable, lots: Parts, sku: Int32Array, firstDay: Float64Array): StockItems {
  const merge = (name: string, how: Merge): Float64Array | undefined => mergeOf(numbersOf(stock, name), how, lots);
  const days = (name: string, how: Merge): Float64Array | undefined => mergeOf(daysOfRows(stock, name), how, lots);
  const units = numbersOf(stock, 'on_hand') ?? new Float64Array(stock.length);
  const weighted: Merge = (values, of) => weightedMean(values, units, of);
  const onHand = addParts(units, lots);
  const own = {starts: lots.starts.map((_, at) => at), parts: sku.map((_, at) => at)};
  const [unitCost, price] = [merge('unit_cost', weighted), merge('price', weighted)];
  return {
    count: sku.length, sku, onHand, unitCost, price, firstDay,
    value: unitCost && worthOf(unitCost, onHand, own),
    retailValue: price && worthOf(price, onHand, own),
    reserved: merge('reserved', addParts),
    inTransit: merge('in_transit', addParts),
    receivedDay: days('received_at', weighted),
    // Lots of a cell are of one instant.
    snapshotDay: days('snapshot_at', firstKnown),
    leadTime: merge('lead_time_days', largestPart),
    leadTimeSd: merge('lead_time_sd_days', largestPart),
    reorderPoint: merge('reorder_point', firstKnown),
    safetyStock: merge('safety_stock', firstKnown),
    packSize: merge('pack_size', largestPart),
    discontinued: merge('discontinued', everyPart),
    product: codesOf(stock, 'product', lots),
    category: codesOf(stock, 'category', lots),
  };
}

function mergeCells(cells: StockItems, of: Parts, sku: Int32Array): StockItems {
  const merge = (values: Float64Array | undefined, how: Merge): Float64Array | undefined => mergeOf(values, how, of);
  const weighted: Merge = (values, parts) => weightedMean(values, cells.onHand, parts);
  const worth: Merge = (values, parts) => worthOf(values, cells.onHand, parts);
  return {
    count: sku.length, sku,
    onHand: addParts(cells.onHand, of),
    unitCost: merge(cells.unitCost, weighted), price: undefined, firstDay: leastPart(cells.firstDay, of),
    value: merge(cells.unitCost, worth), retailValue: merge(cells.price, worth),
    reserved: merge(cells.reserved, addParts),
    inTransit: merge(cells.inTransit, addParts),
    receivedDay: merge(cells.receivedDay, weighted),
    snapshotDay: merge(cells.snapshotDay, leastPart),
    leadTime: merge(cells.leadTime, largestPart),
    leadTimeSd: merge(cells.leadTimeSd, largestPart),
    reorderPoint: merge(cells.reorderPoint, addKnown),
    safetyStock: merge(cells.safetyStock, addKnown),
    packSize: merge(cells.packSize, largestPart),
    discontinued: merge(cells.discontinued, everyPart),
    product: cells.product && firstCode(cells.product, of),
    category: cells.category && firstCode(cells.category, of),
  };
}

type Merge = (values: Float64Array, of: Parts) => Float64Array;
const mergeOf = (values: Float64Array | undefined, how: Merge, of: Parts): Float64Array | undefined => values && how(values, of);

/** The numbers of a column, amounts in major units. */
function numbersOf(stock: CanonicalTable, name: string): Float64Array | undefined {
  const column = stock.columns.get(name);
  if (column instanceof NumberColumn) return column.values;
  if (column instanceof MoneyColumn) return column.values.map((value) => value / column.scale);
  return undefined;
}

function daysOfRows(stock: CanonicalTable, name: string): Float64Array | undefined {
  const column = stock.columns.get(name);
  return column instanceof TimeColumn ? Float64Array.from(column.days, (day) => (day === NO_DAY ? NaN : day)) : undefined;
}

function codesOf(stock: CanonicalTable, name: string, lots: Parts): Int32Array | undefined {
  const column = stock.columns.get(name);
  return column instanceof TextColumn ? firstCode(column.codes, lots) : undefined;
}

/** On hand − reserved. */
export function availableOf({onHand, reserved}: StockItems): Float64Array {
  return reserved ? onHand.map((units, item) => units - (reserved[item] as number)) : onHand;
}

/** Available + in transit. */
export function positionOf(stock: StockItems): Float64Array {
  const {inTransit} = stock;
  const available = availableOf(stock);
  return inTransit ? available.map((units, item) => units + (inTransit[item] as number)) : available;
}
