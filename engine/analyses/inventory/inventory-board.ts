/** All items of a query: every SKU, and every SKU in every warehouse. */

import {NO_DAY} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {requireTable} from '../../context.ts';
import {emptyDaysOf} from '../../facts/empty-days.ts';
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
import type {AllFigures, Figure, Figures} from './item-figures.ts';
import {FIGURES, figureLists, judgeItems, judgeUnstocked} from './item-figures.ts';
import type {KeyDemand} from './item-demand.ts';
import {keyDemand} from './item-demand.ts';
import type {StockAsOf, StockItems} from './stock-items.ts';
import {availableOf, positionOf, stockAsOf, withoutStock} from './stock-items.ts';

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
  readonly figures: Figures;
  /** Each item's SKU, as a place among the board's SKUs. */
  readonly sku: Int32Array;
  /** Place among the warehouses, −1 for none; undefined for SKUs over all of theirs. */
  readonly warehouse?: Int32Array;
  /** The order line that an item was last sold by, −1 for none. */
  readonly lastRow: (item: number) => number;
}

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
  readonly skus: BoardItems & {readonly figures: AllFigures};
  /** One a SKU and warehouse, with the figures that are asked for. */
  readonly cells: (wanted: readonly Figure[]) => BoardItems & {readonly warehouse: Int32Array};
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
    cells: (wanted) => readCells({stock, sold, keyOf, skus, policy}, shelves, wanted),
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
  {names, demand: {history}}: SoldSkus, placeOf: Int32Array, {asOf, deadDays}: InventoryPolicy,
): {readonly keys: readonly number[]; readonly notes: readonly Note[]} {
  const sold = [...placeOf.keys()].filter((key) => placeOf[key] === -1 && history.first[key] !== NO_DAY);
  sold.sort((a, b) => ((names[a] as string) < (names[b] as string) ? -1 : 1));
  const keys = sold.filter((key) => asOf - (history.last[key] as number) < deadDays);
  const [lately, older] = [keys.length, sold.length - keys.length];
  const notes = [
    note('no-stock-row', `${lately} SKUs were sold and have no stock row: their stock is not known.`, {skus: lately}),
    note('gone-skus', `${older} SKUs without a stock row were last sold ${deadDays} or more days ago and are left out.`, {skus: older, days: deadDays}),
  ];
  return {keys, notes: notes.filter(({params}) => params['skus'] !== 0)};
}

function readSkus(stock: StockAsOf, sold: SoldSkus | undefined, keyOf: Int32Array, policy: InventoryPolicy): InventoryBoard['skus'] {
  const {count: stocked} = stock.skus;
  const {length: count} = keyOf;
  const figures = figureLists(count, FIGURES) as AllFigures;
  const demand = sold?.demand;
  judgeItems({stock: stock.skus, demand, keyOf}, policy, figures);
  if (count > stocked) judgeUnstocked({stock: withoutStock(count - stocked), demand, keyOf: keyOf.subarray(stocked)}, policy, figures, stocked);
  return {count, stocked, stock: stock.skus, figures, sku: keyOf.map((_, sku) => sku), lastRow: lastRowOf(demand, keyOf)};
}

/** One list behind the other; the first itself where there is no second. */
function joined(first: Int32Array, second: Int32Array): Int32Array {
  if (second.length === 0) return first;
  const all = new Int32Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

function lastRowOf(demand: KeyDemand | undefined, keyOf: Int32Array): (item: number) => number {
  return (item) => demand?.history.lastRow[keyOf[item] as number] ?? -1;
}

type Known = Pick<InventoryBoard, 'stock' | 'sold' | 'keyOf' | 'skus' | 'policy'>;

function readCells(
  {stock, sold, keyOf, skus, policy}: Known, shelves: DemandKeys | undefined, wanted: readonly Figure[],
): BoardItems & {readonly warehouse: Int32Array} {
  const {cells} = stock;
  const missing = Int32Array.from({length: skus.count - skus.stocked}, (_, at) => skus.stocked + at);
  const sku = joined(stock.cellSku, missing);
  const warehouse = joined(stock.cellWarehouse, missing.map(() => -1));
  const figures = figureLists(sku.length, wanted);
  const demand = sold && shelves ? keyDemand(sold.lines, shelves, policy) : sold?.demand;
  const keys = shelves ? stock.cellShelf : sku.map((place) => keyOf[place] as number);
  const wholes = {
    of: sku, available: availableOf(stock.skus), position: positionOf(stock.skus), figures: skus.figures, warehouses: stock.warehouses,
    split: shelves !== undefined,
  };
  judgeItems({stock: cells, demand, keyOf: keys, wholes}, policy, figures);
  figures.state.set(skus.figures.state.subarray(skus.stocked), cells.count);
  for (const figure of wanted) figures[figure]?.set(skus.figures[figure].subarray(skus.stocked), cells.count);
  const own = lastRowOf(demand, keys);
  return {
    count: sku.length, stocked: cells.count, stock: cells, figures, sku, warehouse,
    lastRow: (item) => (item < cells.count && stock.warehouses[sku[item] as number] !== 1 ? own(item) : skus.lastRow(sku[item] as number)),
  };
}
