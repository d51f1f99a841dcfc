/** All items of a query: every SKU, and every SKU in every warehouse. */

import {NO_DAY} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {requireTable} from '../../context.ts';
import {emptyDaysOf} from '../../facts/empty-days.ts';
import {once} from '../../once-per.ts';
import type {Note} from '../../result.ts';
import {checkFilters, filterRows} from '../../select-rows.ts';
import type {FilteredRows} from '../../select-rows.ts';
import type {DemandKeys} from './demand-keys.ts';
import {lineShelves, stockedSkuOf} from './demand-keys.ts';
import type {DemandLines} from './inventory-demand.ts';
import {demandLines} from './inventory-demand.ts';
import type {InventoryPolicy} from './inventory-policy.ts';
import {checkClasses, readPolicy} from './inventory-policy.ts';
import type {InventoryQuery} from './inventory-query.ts';
import {ItemFigures} from './item-figures.ts';
import type {KeyDemand} from './item-demand.ts';
import {keyDemand} from './item-demand.ts';
import type {StockAsOf, StockItems} from './stock-items.ts';
import {availableOf, positionOf, stockAsOf} from './stock-items.ts';

/** What sold, by the lines' own SKUs. */
export interface SoldSkus {
  readonly demand: KeyDemand;
  readonly lines: DemandLines;
  readonly keys: DemandKeys;
  readonly names: readonly string[];
}

/** Items of a view: those with a stock row first, then SKUs without one. */
export interface BoardItems {
  readonly count: number;
  /** How many have a stock row. */
  readonly stocked: number;
  readonly stock: StockItems;
  readonly figures: ItemFigures;
  /** Each item's SKU, as a place among the board's SKUs. */
  readonly sku: Int32Array;
  /** Place among the warehouses, −1 for none; undefined for SKUs over all of theirs. */
  readonly warehouse?: Int32Array;
  /** The order line that an item was last sold by, −1 for none. */
  readonly lastRow: (item: number) => number;
}

export type CellItems = BoardItems & {readonly warehouse: Int32Array};

export interface InventoryBoard {
  readonly policy: InventoryPolicy;
  readonly query: InventoryQuery;
  readonly tables: {readonly stock: CanonicalTable; readonly lines: CanonicalTable | undefined};
  readonly stock: StockAsOf;
  readonly sold: SoldSkus | undefined;
  /** The line key of each SKU, −1 for none. */
  readonly keyOf: Int32Array;
  /** Names of SKUs, those without a stock row last. */
  readonly names: readonly string[];
  /** Warehouses that each SKU with a stock row lies in. */
  readonly warehouses: Int32Array;
  readonly split: boolean;
  /** One a SKU, all its warehouses added up. */
  readonly skus: BoardItems;
  /** One a SKU and warehouse. */
  readonly cells: () => CellItems;
  readonly notes: readonly Note[];
}

export function readBoard(query: InventoryQuery, context: RunContext): InventoryBoard {
  const table = requireTable(context, 'stock', query, 'The stock board');
  const lines = context.dataset.tables.order_lines;
  const policy = readPolicy(query, table, lines, context);
  const {filters = []} = query;
  checkFilters(filters, query);
  const stockRows = filters.length === 0 ? ALL_ROWS : filterRows(table, filters, context, query);
  // A filter that stock cannot answer would hold all of the stock against a part of its demand, and call the shelves full.
  const shared = filters.filter((filter) => !stockRows.ignored.includes(filter));
  const lineRows = lines && (shared.length === 0 ? ALL_ROWS : filterRows(lines, shared, context, query));
  const stock = stockAsOf(table, policy.asOf, stockRows.mask, query);
  const sold = lines && soldSkus(demandLines(lines, lineRows?.mask, query), table, policy);
  if (sold) checkClasses(query);
  const placeOf = sold && skuPlaces(sold.names, stock);
  const unstocked = sold && placeOf && lineRows?.ignored.length === 0 ? soldWithoutStock(sold, placeOf, policy) : {keys: [], notes: []};
  const keyOf = itemKeys(stock.skus.count, placeOf, unstocked.keys);
  const names = unstocked.keys.length === 0 ? stock.skuNames : [...stock.skuNames, ...unstocked.keys.map((key) => sold?.names[key] as string)];
  const shelves = sold && lineShelves(sold.lines.table, stock.shelves);
  const skus = readSkus(stock, sold, keyOf, policy);
  return {
    policy, query, tables: {stock: table, lines}, stock, sold, keyOf, names, warehouses: stock.warehouses, split: shelves !== undefined, skus,
    cells: once(() => readCells({stock, sold, keyOf, skus, policy}, shelves)),
    notes: [...stockRows.notes, ...(lines ? [] : [NO_SALES_DATA]), ...unstocked.notes],
  };
}

/** What no filter leaves. */
const ALL_ROWS: Omit<FilteredRows, 'mask'> & {readonly mask?: Uint8Array} = {ignored: [], notes: []};

const NO_SALES_DATA = note('no-sales-data', 'Without order lines there is no demand: cover, slow and dead stock and quantities are not known.');

function soldSkus(lines: DemandLines, stock: CanonicalTable, policy: InventoryPolicy): SoldSkus {
  const {codes, values: names} = lines.sku;
  const keys = {codes, count: names.length};
  const empty = emptyDaysOf(stock, policy.asOf - policy.trailingDays + 1, policy.asOf);
  const emptyDays = empty && Float64Array.from(names, (name) => empty.get(name) ?? 0);
  return {demand: keyDemand(lines, keys, policy, emptyDays), lines, keys, names};
}

/** The place of each line key among the SKUs with a stock row, −1 for none. */
function skuPlaces(names: readonly string[], {shelves, skus}: StockAsOf): Int32Array {
  const stocked = stockedSkuOf(names, shelves);
  if (skus.count === shelves.skus.length) return stocked;
  const places = new Int32Array(shelves.skus.length).fill(-1);
  skus.sku.forEach((sku, place) => (places[sku] = place));
  return stocked.map((sku) => (sku < 0 ? -1 : (places[sku] as number)));
}

function itemKeys(stocked: number, placeOf: Int32Array | undefined, unstocked: readonly number[]): Int32Array {
  const keys = new Int32Array(stocked + unstocked.length).fill(-1);
  placeOf?.forEach((place, key) => {
    if (place >= 0) keys[place] = key;
  });
  keys.set(unstocked, stocked);
  return keys;
}

/** SKUs sold lately that no stock row tells of. Those last sold long ago are counted in a note. */
function soldWithoutStock(
  {names, demand}: SoldSkus, placeOf: Int32Array, {asOf, deadDays}: InventoryPolicy,
): {readonly keys: readonly number[]; readonly notes: readonly Note[]} {
  const history = demand.history();
  const sold: number[] = [];
  for (let key = 0; key < placeOf.length; key++) if (placeOf[key] === -1 && history.first[key] !== NO_DAY) sold.push(key);
  sold.sort((a, b) => ((names[a] as string) < (names[b] as string) ? -1 : 1));
  const keys = sold.filter((key) => asOf - (history.last[key] as number) < deadDays);
  const [lately, older] = [keys.length, sold.length - keys.length];
  const notes = [
    note('no-stock-row', `${lately} SKUs were sold and have no stock row: their stock is not known.`, {skus: lately}),
    note('gone-skus', `${older} SKUs without a stock row were last sold ${deadDays} or more days ago and are left out.`, {skus: older, days: deadDays}),
  ];
  return {keys, notes: notes.filter(({params}) => params['skus'] !== 0)};
}

function readSkus({skus: stock}: StockAsOf, sold: SoldSkus | undefined, keyOf: Int32Array, policy: InventoryPolicy): BoardItems {
  const {length: count} = keyOf;
  const demand = sold?.demand;
  const figures = new ItemFigures({count, stock, demand, own: demand, keyOf}, policy);
  return {count, stocked: stock.count, stock, figures, sku: keyOf.map((_, sku) => sku), lastRow: lastRowOf(demand, keyOf)};
}

function lastRowOf(demand: KeyDemand | undefined, keyOf: Int32Array): (item: number) => number {
  return (item) => demand?.history().lastRow[keyOf[item] as number] ?? -1;
}

interface Known {
  readonly stock: StockAsOf;
  readonly sold: SoldSkus | undefined;
  readonly keyOf: Int32Array;
  readonly skus: BoardItems;
  readonly policy: InventoryPolicy;
}

function readCells({stock, sold, keyOf, skus, policy}: Known, shelves: DemandKeys | undefined): CellItems {
  const {cells, cellAlone: alone} = stock;
  const missing = Int32Array.from({length: skus.count - skus.stocked}, (_, at) => skus.stocked + at);
  const sku = joined(stock.cellSku, missing);
  const warehouse = joined(stock.cellWarehouse, missing.map(() => -1));
  // Demand that is the SKU's is not a warehouse's: its cells take cover and urgency from it, and have no quantity.
  const own = sold && shelves ? keyDemand(sold.lines, shelves, policy) : undefined;
  const demand = own ?? sold?.demand;
  const keys = shelves ? stock.cellShelf : stock.cellSku.map((place) => keyOf[place] as number);
  const wholes = {of: sku, available: availableOf(stock.skus), position: positionOf(stock.skus), figures: skus.figures};
  const figures = new ItemFigures(
    {count: sku.length, stock: cells, demand, own, keyOf: keys, wholes}, policy, {sku, figures: skus.figures, items: alone, from: cells.count},
  );
  const ownRow = lastRowOf(demand, keys);
  return {
    count: sku.length, stocked: cells.count, stock: cells, figures, sku, warehouse,
    lastRow: (item) => (item < cells.count && stock.warehouses[sku[item] as number] !== 1 ? ownRow(item) : skus.lastRow(sku[item] as number)),
  };
}

/** One list behind the other; the first itself where there is no second. */
function joined(first: Int32Array, second: Int32Array): Int32Array {
  if (second.length === 0) return first;
  const all = new Int32Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
