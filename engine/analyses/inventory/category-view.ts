/** Items summed up by category, and by warehouse. */

import {sumOfKnown} from '../../kernels/sum-of.ts';
import type {Cell, Field} from '../../result.ts';
import type {ResultColumn} from '../../sort-columns.ts';
import {toCells} from '../../column-data.ts';
import type {BoardItems, InventoryBoard} from './inventory-board.ts';
import type {ItemColumn} from './inventory-columns.ts';
import {
  AVAILABLE, CATEGORY, COST, COVER, DEMAND, IN_TRANSIT, ON_HAND, POSITION, QUANTITY, RESERVED, RETAIL, SOLD, STATE, VALUE, WAREHOUSE,
} from './inventory-columns.ts';
import {BY_URGENCY, URGENCY_OF} from './inventory-state.ts';
import {availableOf} from './stock-items.ts';

/** States above this rank ask for a hand. */
const URGENT = BY_URGENCY.indexOf('dead');
const SUMS_BEFORE_COVER = [ON_HAND, RESERVED, AVAILABLE, IN_TRANSIT, POSITION];
const SUMS_BEHIND_COVER = [DEMAND, SOLD, QUANTITY, COST, VALUE, RETAIL];

const count = (name: string, en: string, zh: string): Field => ({name, type: 'number', unit: 'count', label: {en, zh}});
const SKUS = count('skus', 'SKUs', 'SKU 数');
const URGENT_SKUS = count('urgent_skus', 'SKUs to act on', '需处理 SKU 数');

/** A row a category, or a category in a warehouse: the most urgent state in it, sums, and how many need a hand. */
export function categoryColumns(items: BoardItems, board: InventoryBoard, perWarehouse: boolean): ResultColumn[] {
  const cellsOf = (column: ItemColumn): readonly Cell[] => toCells(column.data(items, board));
  const [categories, warehouses] = [cellsOf(CATEGORY), perWarehouse ? cellsOf(WAREHOUSE) : []];
  const groups = new Map<string, number[]>();
  for (let item = 0; item < items.count; item++) {
    const key = JSON.stringify([categories[item], warehouses[item] ?? null]);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  const firstOf = (cells: readonly Cell[], [item]: readonly number[]): Cell => cells[item as number] ?? null;
  const rows = [...groups.values()].sort(
    (a, b) => byName(firstOf(categories, a), firstOf(categories, b)) || byName(firstOf(warehouses, a), firstOf(warehouses, b)),
  );
  const {state} = items.figures;
  const ranksOf = (group: readonly number[]): number[] => group.map((item) => URGENCY_OF[state[item] as number] as number);
  const column = (field: Field, of: (group: readonly number[]) => Cell): ResultColumn => ({field, values: rows.map(of)});
  const sum = (each: ItemColumn): ResultColumn => {
    const data = each.data(items, board);
    const numbers = data.kind === 'numbers' ? data.numbers : undefined;
    return column(each.field, (group) => sumOfKnown(Float64Array.from(group, (item) => numbers?.[item] ?? NaN)));
  };
  const cover = groupCover(items);
  return [
    column(CATEGORY.field, (group) => firstOf(categories, group)),
    ...(perWarehouse ? [column(WAREHOUSE.field, (group) => firstOf(warehouses, group))] : []),
    column(STATE.field, (group) => BY_URGENCY[ranksOf(group).reduce((least, rank) => Math.min(least, rank))] ?? 'ok'),
    column(SKUS, (group) => group.length),
    column(URGENT_SKUS, (group) => ranksOf(group).filter((rank) => rank < URGENT).length),
    ...SUMS_BEFORE_COVER.map(sum),
    column(COVER.field, cover),
    ...SUMS_BEHIND_COVER.map(sum),
  ];
}

/** Units on the shelf ÷ what they sell a day: a ratio of sums, an item's demand taken from its cover where its own is not known. */
function groupCover({stock, stocked, figures: {mean, cover}}: BoardItems): (group: readonly number[]) => number | null {
  const available = availableOf(stock);
  return (group) => {
    let units = 0;
    let demand = 0;
    for (const item of group) {
      if (item >= stocked) continue;
      const left = Math.max(0, available[item] as number);
      const [daily, days] = [mean[item] as number, cover[item] as number];
      units += left;
      demand += daily === daily ? daily : days > 0 ? left / days : 0;
    }
    return demand === 0 ? null : units / demand;
  };
}

/** Nulls last. */
function byName(a: Cell, b: Cell): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}
