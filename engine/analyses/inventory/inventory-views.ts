/** The views of the stock board as columns. */

import {dayText} from '../../../data-adapters/time-zone.ts';
import type {Unit} from '../../../metrics/metric.ts';
import type {Cell, Field} from '../../result.ts';
import {dimensionField} from '../funnel/funnel-fields.ts';
import type {InventoryItem} from './inventory-item.ts';
import {BY_URGENCY} from './inventory-state.ts';
import type {ResultColumn} from '../../sort-columns.ts';
import {sumOf} from '../../kernels/sum-of.ts';

interface Reading {
  readonly field: Field;
  readonly of: (item: InventoryItem) => Cell;
}

const number = (name: string, unit: Unit, en: string, zh: string, of: Reading['of']): Reading => ({field: {name, type: 'number', unit, label: {en, zh}}, of});
const text = (name: string, en: string, zh: string, of: Reading['of']): Reading => ({field: {name, type: 'text', label: {en, zh}}, of});
const day = (name: string, en: string, zh: string, of: (item: InventoryItem) => number | null): Reading => ({
  field: {name, type: 'day', label: {en, zh}},
  of: (item) => {
    const found = of(item);
    return found === null ? null : dayText(found);
  },
});
const stocked = (of: Reading['of']): Reading['of'] => (item) => (item.hasStock ? of(item) : null);

const SKU: Reading = {field: dimensionField('sku'), of: ({sku}) => sku};
const PRODUCT: Reading = {field: dimensionField('product'), of: ({product}) => product};
const CATEGORY: Reading = {field: dimensionField('category'), of: ({category}) => category};
const WAREHOUSE: Reading = {field: dimensionField('warehouse'), of: ({warehouse}) => warehouse};
const STATE = text('state', 'State', '状态', ({state}) => state);
const ON_HAND = number('on_hand', 'count', 'On hand', '在库数量', ({onHand}) => onHand);
const RESERVED = number('reserved', 'count', 'Reserved', '已占用', ({reserved}) => reserved);
const AVAILABLE = number('available', 'count', 'Available', '可售库存', stocked(({available}) => available));
const IN_TRANSIT = number('in_transit', 'count', 'In transit', '在途', ({inTransit}) => inTransit);
const POSITION = number('position', 'count', 'Position (available + in transit)', '库存头寸(可售+在途)', stocked(({position}) => position));
const COVER = number('days_of_cover', 'days', 'Days of cover', '可售天数', ({cover}) => cover);
const DEMAND = number('daily_demand', 'count', 'Units a day', '日均销量', ({dailyDemand}) => dailyDemand);
const DEMAND_SD = number('demand_sd', 'count', 'Spread of a day’s units', '日销量标准差', ({demandSd}) => demandSd);
const SOLD = number('units_sold', 'count', 'Units sold', '销量', ({unitsSold}) => unitsSold);
const LEAD_TIME = number('lead_time_days', 'days', 'Lead time', '补货周期', stocked(({leadTime}) => leadTime));
const SAFETY = number('safety_stock', 'count', 'Safety stock', '安全库存', ({safetyStock}) => safetyStock);
const POINT = number('reorder_point', 'count', 'Reorder point', '补货点', ({reorderPoint}) => reorderPoint);
const QUANTITY = number('reorder_qty', 'count', 'Suggested order', '建议补货量', ({reorderQty}) => reorderQty);
const COST = number('reorder_cost', 'money', 'Order value', '补货金额', ({reorderCost}) => reorderCost);
const UNIT_COST = number('unit_cost', 'money', 'Unit cost', '单位成本', ({unitCost}) => unitCost);
const PACK = number('pack_size', 'count', 'Pack size', '箱规', ({packSize}) => packSize);
const ABC = text('abc', 'ABC class', 'ABC 分类', ({abc}) => abc);
const XYZ = text('xyz', 'XYZ class', 'XYZ 分类', ({xyz}) => xyz);
const SELL_THROUGH = number('sell_through', 'ratio', 'Sell-through', '售罄率', ({sellThrough}) => sellThrough);
const VALUE = number('value', 'money', 'Stock value at cost', '库存金额', ({value}) => value);
const RETAIL = number('retail_value', 'money', 'Stock value at price', '库存零售额', ({retailValue}) => retailValue);
const AGE = number('stock_age_days', 'days', 'Stock age', '库龄', ({stockAge}) => stockAge);
const LAST_SOLD = day('last_sold_on', 'Last sold', '最近销售日', ({lastSaleDay}) => lastSaleDay);
const SNAPSHOT = day('snapshot_on', 'Counted on', '盘点日', ({snapshotDay}) => snapshotDay);
const DISCONTINUED: Reading = {
  field: {name: 'discontinued', type: 'boolean', label: {en: 'Discontinued', zh: '已停售'}},
  of: stocked(({discontinued}) => discontinued),
};
const WAREHOUSES = number('warehouses', 'count', 'Warehouses', '仓库数', ({warehouses}) => warehouses);

const FIGURES = [
  STATE, ON_HAND, RESERVED, AVAILABLE, IN_TRANSIT, POSITION, COVER, DEMAND, DEMAND_SD, SOLD, LEAD_TIME, SAFETY, POINT, QUANTITY, COST, ABC, XYZ,
  SELL_THROUGH, UNIT_COST, VALUE, RETAIL, AGE, LAST_SOLD, SNAPSHOT, DISCONTINUED,
];

const columnsOf = (readings: readonly Reading[], items: readonly InventoryItem[]): ResultColumn[] =>
  readings.map(({field, of}) => ({field, values: items.map(of)}));

export const cellColumns = (cells: readonly InventoryItem[]): ResultColumn[] => columnsOf([SKU, PRODUCT, CATEGORY, WAREHOUSE, ...FIGURES], cells);

export const skuColumns = (skus: readonly InventoryItem[]): ResultColumn[] => columnsOf([SKU, PRODUCT, CATEGORY, WAREHOUSES, ...FIGURES], skus);

/** What to order, most urgent first, then the least cover, then the dearest order. */
export function reorderColumns(items: readonly InventoryItem[]): ResultColumn[] {
  const urgency = (item: InventoryItem): number => BY_URGENCY.indexOf(item.state);
  const cover = ({cover: days}: InventoryItem): number => days ?? Number.MAX_VALUE;
  const cost = ({reorderCost}: InventoryItem): number => reorderCost ?? 0;
  const sorted = [...items].sort((a, b) => urgency(a) - urgency(b) || cover(a) - cover(b) || cost(b) - cost(a) || byName(a.sku, b.sku));
  const what = [SKU, PRODUCT, CATEGORY, WAREHOUSE, STATE, AVAILABLE, IN_TRANSIT, POSITION];
  return columnsOf([...what, DEMAND, COVER, LEAD_TIME, SAFETY, POINT, QUANTITY, PACK, UNIT_COST, COST, ABC], sorted);
}

/** Cells of one category in one warehouse (or in all): the most urgent state in it, sums, and how many need a hand. */
export function categoryColumns(cells: readonly InventoryItem[], perWarehouse: boolean): ResultColumn[] {
  const groups = new Map<string, InventoryItem[]>();
  for (const cell of cells) {
    const key = JSON.stringify([cell.category, perWarehouse ? cell.warehouse : null]);
    const group = groups.get(key);
    if (group) group.push(cell);
    else groups.set(key, [cell]);
  }
  const rows = [...groups.values()].sort((a, b) => byName(a[0]?.category, b[0]?.category) || byName(a[0]?.warehouse, b[0]?.warehouse));
  const column = (reading: Reading, of: (group: readonly InventoryItem[]) => Cell): ResultColumn => ({field: reading.field, values: rows.map(of)});
  const first = (reading: Reading): ResultColumn => column(reading, ([item]) => (item ? reading.of(item) : null));
  const sum = (reading: Reading): ResultColumn =>
    column(reading, (group) => {
      const known = group.map(reading.of).filter((value) => typeof value === 'number');
      return known.length === 0 ? null : sumOf(known);
    });
  return [
    first(CATEGORY),
    ...(perWarehouse ? [first(WAREHOUSE)] : []),
    column(STATE, (group) => BY_URGENCY.find((state) => group.some((item) => item.state === state)) ?? 'ok'),
    column(number('skus', 'count', 'SKUs', 'SKU 数', () => null), (group) => group.length),
    column(number('urgent_skus', 'count', 'SKUs to act on', '需处理 SKU 数', () => null), (group) => group.filter(isUrgent).length),
    ...[ON_HAND, RESERVED, AVAILABLE, IN_TRANSIT, POSITION].map(sum),
    column(COVER, groupCover),
    sum(DEMAND), sum(SOLD), sum(QUANTITY), sum(COST), sum(VALUE), sum(RETAIL),
  ];
}

function isUrgent({state}: InventoryItem): boolean {
  return BY_URGENCY.indexOf(state) < 4;
}

/** Units on the shelf ÷ what they sell a day: a ratio of sums, each item's demand taken from its own cover. */
function groupCover(group: readonly InventoryItem[]): number | null {
  let units = 0;
  let demand = 0;
  for (const {available, cover, dailyDemand, hasStock} of group) {
    if (!hasStock) continue;
    units += Math.max(0, available);
    demand += dailyDemand ?? (cover === null || cover === 0 ? 0 : Math.max(0, available) / cover);
  }
  return demand === 0 ? null : units / demand;
}

function byName(a: string | null | undefined, b: string | null | undefined): number {
  if ((a ?? null) === (b ?? null)) return 0;
  if (a === null || a === undefined) return 1;
  if (b === null || b === undefined) return -1;
  return a < b ? -1 : 1;
}
