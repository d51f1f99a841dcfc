/** Columns of items, each with its meaning and what it is read from. */

import {dayText} from '../../../data-adapters/cells/time-zone.ts';
import {TextColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {Unit} from '../../../metrics/metric.ts';
import {codedData, numberData} from '../../column-data.ts';
import type {ColumnData} from '../../column-data.ts';
import type {Field} from '../../result.ts';
import {dimensionField} from '../funnel/funnel-fields.ts';
import type {BoardItems, InventoryBoard} from './inventory-board.ts';
import {ABC, abcOf, XYZ, xyzOf} from './inventory-classes.ts';
import {INVENTORY_STATES} from './inventory-state.ts';
import type {ItemFigures} from './item-figures.ts';
import {availableOf, positionOf} from './stock-items.ts';

export interface ItemColumn {
  readonly field: Field;
  /** Lists of its own, or such as are marked as kept. */
  readonly data: (items: BoardItems, board: InventoryBoard) => ColumnData;
}

type Reading = (items: BoardItems, board: InventoryBoard) => Float64Array | undefined;

function number(
  name: string, unit: Unit, en: string, zh: string, read: (items: BoardItems, board: InventoryBoard) => Float64Array, kept = false,
): ItemColumn {
  return {field: {name, type: 'number', unit, label: {en, zh}}, data: (items, board) => numberData(read(items, board), kept)};
}

/** The board keeps its figures for other views. */
const figure = (name: string, unit: Unit, en: string, zh: string, of: Exclude<keyof ItemFigures, 'state'>): ItemColumn =>
  number(name, unit, en, zh, ({figures}) => figures[of], true);

/** What stock says; unknown for SKUs without a stock row, and for all where no row can tell, unless `otherwise` stands in. */
function stocked(name: string, unit: Unit, en: string, zh: string, read: Reading, otherwise = NaN): ItemColumn {
  const data = (items: BoardItems, board: InventoryBoard): ColumnData => fillUp(read(items, board), items, otherwise);
  return {field: {name, type: 'number', unit, label: {en, zh}}, data};
}

function fillUp(values: Float64Array | undefined, {count, stocked: known}: BoardItems, otherwise: number): ColumnData {
  if (values && count === known) return numberData(values, true);
  const filled = new Float64Array(count).fill(NaN, known);
  if (values) filled.set(values);
  else filled.fill(otherwise, 0, known);
  return numberData(filled);
}

const coded = (field: Field, data: ItemColumn['data']): ItemColumn => ({field, data});
const text = (name: string, en: string, zh: string): Field => ({name, type: 'text', label: {en, zh}});

function dayColumn(name: string, en: string, zh: string, read: Reading): ItemColumn {
  return coded({name, type: 'day', label: {en, zh}}, (items, board) => codedDays(read(items, board), items.count));
}

function codedDays(days: Float64Array | undefined, count: number): ColumnData {
  const codes = new Int32Array(count).fill(-1);
  const codeOf = new Map<number, number>();
  days?.forEach((day, item) => {
    if (day !== day) return;
    let code = codeOf.get(day);
    if (code === undefined) codeOf.set(day, (code = codeOf.size));
    codes[item] = code;
  });
  return codedData(codes, Array.from(codeOf.keys(), dayText));
}

/** What the stock rows say of the item, else the order line by which it was last sold. */
function named(name: 'product' | 'category'): ItemColumn {
  return coded(dimensionField(name), (items, {tables: {stock, lines}}) => {
    const [own, sold] = [textOf(stock, name), textOf(lines, name)];
    const codes = new Int32Array(items.count).fill(-1);
    const list = items.stock[name];
    if (list) codes.set(list);
    const values = [...(own?.values ?? [])];
    const codeOf = new Map(values.map((value, code) => [value, code] as const));
    for (let item = 0; sold && item < codes.length; item++) {
      const row = codes[item] === -1 ? items.lastRow(item) : -1;
      const value = row < 0 ? null : sold.at(row);
      if (value === null) continue;
      let code = codeOf.get(value);
      if (code === undefined) codeOf.set(value, (code = values.push(value) - 1));
      codes[item] = code;
    }
    return codedData(codes, values);
  });
}

function textOf(table: CanonicalTable | undefined, name: string): TextColumn | undefined {
  const column = table?.columns.get(name);
  return column instanceof TextColumn ? column : undefined;
}

function sellThrough({figures: {sold}, stock: {onHand}, stocked: known}: BoardItems): Float64Array {
  return sold.map((units, item) => {
    const all = units + Math.max(0, onHand[item] as number);
    return item >= known || all === 0 ? NaN : units / all;
  });
}

/** Quantities × unit cost; unknown where one of them is. */
export function costOf(items: BoardItems): Float64Array {
  const {unitCost} = items.stock;
  return items.figures.quantity.map((units, item) => (unitCost ? units * (unitCost[item] ?? NaN) : NaN));
}

function classCodes({sku, count}: BoardItems, ofSku: Int32Array): Int32Array {
  const codes = new Int32Array(count);
  for (let item = 0; item < count; item++) codes[item] = ofSku[sku[item] as number] as number;
  return codes;
}

export const SKU = coded(dimensionField('sku'), ({sku}, {names}) => codedData(sku, names, true));
export const PRODUCT = named('product');
export const CATEGORY = named('category');
export const WAREHOUSE = coded(dimensionField('warehouse'), ({warehouse, count}, {stock}) =>
  codedData(warehouse ?? new Int32Array(count).fill(-1), stock.shelves.warehouses, true));
export const WAREHOUSES = number('warehouses', 'count', 'Warehouses', '仓库数', ({sku, stocked: known}, {warehouses}) =>
  Float64Array.from(sku, (place, item) => (item < known ? (warehouses[place] as number) : 0)));
export const STATE = coded(text('state', 'State', '状态'), ({figures}) => codedData(Int32Array.from(figures.state), INVENTORY_STATES));
export const ON_HAND = stocked('on_hand', 'count', 'On hand', '在库数量', ({stock}) => stock.onHand);
export const RESERVED = stocked('reserved', 'count', 'Reserved', '已占用', ({stock}) => stock.reserved, 0);
export const AVAILABLE = stocked('available', 'count', 'Available', '可售库存', ({stock}) => availableOf(stock));
export const IN_TRANSIT = stocked('in_transit', 'count', 'In transit', '在途', ({stock}) => stock.inTransit, 0);
export const POSITION = stocked('position', 'count', 'Position (available + in transit)', '库存头寸(可售+在途)', ({stock}) => positionOf(stock));
export const COVER = figure('days_of_cover', 'days', 'Days of cover', '可售天数', 'cover');
export const DEMAND = figure('daily_demand', 'count', 'Units a day', '日均销量', 'mean');
const DEMAND_SD = figure('demand_sd', 'count', 'Spread of a day’s units', '日销量标准差', 'sd');
export const SOLD = figure('units_sold', 'count', 'Units sold', '销量', 'sold');
export const LEAD_TIME = stocked('lead_time_days', 'days', 'Lead time', '补货周期', ({stock: {leadTime, count}}, {policy}) =>
  leadTime?.map((days) => (days === days ? days : policy.leadTimeDays)) ?? new Float64Array(count).fill(policy.leadTimeDays));
export const SAFETY = figure('safety_stock', 'count', 'Safety stock', '安全库存', 'safety');
export const POINT = figure('reorder_point', 'count', 'Reorder point', '补货点', 'point');
export const QUANTITY = figure('reorder_qty', 'count', 'Suggested order', '建议补货量', 'quantity');
export const COST = number('reorder_cost', 'money', 'Order value', '补货金额', costOf);
export const UNIT_COST = stocked('unit_cost', 'money', 'Unit cost', '单位成本', ({stock}) => stock.unitCost);
export const PACK = stocked('pack_size', 'count', 'Pack size', '箱规', ({stock}) => stock.packSize);
export const ABC_CLASS = coded(text('abc', 'ABC class', 'ABC 分类'), (items, board) => codedData(classCodes(items, abcOf(board)), ABC));
const XYZ_CLASS = coded(text('xyz', 'XYZ class', 'XYZ 分类'), (items, board) => codedData(classCodes(items, xyzOf(board)), XYZ));
const SELL_THROUGH = number('sell_through', 'ratio', 'Sell-through', '售罄率', sellThrough);
export const VALUE = stocked('value', 'money', 'Stock value at cost', '库存金额', ({stock}) => stock.value);
export const RETAIL = stocked('retail_value', 'money', 'Stock value at price', '库存零售额', ({stock}) => stock.retailValue);
const AGE = stocked('stock_age_days', 'days', 'Stock age', '库龄', ({stock}, {policy}) =>
  stock.receivedDay?.map((day) => Math.max(0, policy.asOf - day)));
const LAST_SOLD = dayColumn('last_sold_on', 'Last sold', '最近销售日', ({figures}) => figures.lastSale);
const SNAPSHOT = dayColumn('snapshot_on', 'Counted on', '盘点日', ({stock}) => stock.snapshotDay);
const DISCONTINUED = coded(
  {name: 'discontinued', type: 'boolean', label: {en: 'Discontinued', zh: '已停售'}},
  ({count, stocked: known, stock: {discontinued}}) =>
    codedData(Int32Array.from({length: count}, (_, item) => (item >= known ? -1 : (discontinued?.[item] ?? 0))), [false, true]),
);

export const ITEM_FIGURES: readonly ItemColumn[] = [
  STATE, ON_HAND, RESERVED, AVAILABLE, IN_TRANSIT, POSITION, COVER, DEMAND, DEMAND_SD, SOLD, LEAD_TIME, SAFETY, POINT, QUANTITY, COST, ABC_CLASS,
  XYZ_CLASS, SELL_THROUGH, UNIT_COST, VALUE, RETAIL, AGE, LAST_SOLD, SNAPSHOT, DISCONTINUED,
];
