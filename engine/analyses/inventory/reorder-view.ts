/** What to order. */

import {concatCells, takeCells} from '../../column-data.ts';
import type {TypedColumn} from '../../sort-columns.ts';
import type {BoardItems, InventoryBoard} from './inventory-board.ts';
import {
  ABC_CLASS, AVAILABLE, CATEGORY, COST, costOf, COVER, DEMAND, IN_TRANSIT, LEAD_TIME,
  PACK, POINT, POSITION, PRODUCT, QUANTITY, SAFETY, SKU, STATE,
  UNIT_COST, WAREHOUSE,
} from './inventory-columns.ts';
import {URGENCY_OF} from './inventory-state.ts';

const COLUMNS = [
  SKU, PRODUCT, CATEGORY, WAREHOUSE, STATE, AVAILABLE, IN_TRANSIT, POSITION, DEMAND, COVER, LEAD_TIME, SAFETY, POINT, QUANTITY, PACK, UNIT_COST, COST,
  ABC_CLASS,
];

/** What is to be ordered: cells, then SKUs whose cells have no quantity of their own: they stand for all of theirs, without a warehouse. */
export interface ReorderItems {
  readonly cells: Int32Array;
  readonly skus: Int32Array;
}

export function reorderItems(cells: BoardItems, skus: BoardItems): ReorderItems {
  const [ofCells, ofSkus] = [cells.figures.quantity, skus.figures.quantity];
  const told = new Uint8Array(skus.count);
  for (let cell = 0; cell < cells.count; cell++) {
    const quantity = ofCells[cell] as number;
    if (quantity === quantity) told[cells.sku[cell] as number] = 1;
  }
  return {
    cells: itemsWhere(cells.count, (cell) => (ofCells[cell] as number) > 0),
    skus: itemsWhere(skus.count, (sku) => told[sku] === 0 && (ofSkus[sku] as number) > 0),
  };
}

function itemsWhere(count: number, test: (item: number) => boolean): Int32Array {
  const items = new Int32Array(count);
  let found = 0;
  for (let item = 0; item < count; item++) if (test(item)) items[found++] = item;
  return items.slice(0, found);
}

/** A number an item to order, in the order of {@link ReorderItems}. */
export function ofReorderItems({cells, skus}: ReorderItems, ofCells: ArrayLike<number>, ofSkus: ArrayLike<number>): Float64Array {
  const numbers = new Float64Array(cells.length + skus.length);
  for (let at = 0; at < cells.length; at++) numbers[at] = ofCells[cells[at] as number] as number;
  for (let at = 0; at < skus.length; at++) numbers[cells.length + at] = ofSkus[skus[at] as number] as number;
  return numbers;
}

/** Most urgent first, then the least cover, then the dearest order. */
export function reorderColumns(items: ReorderItems, cells: BoardItems, skus: BoardItems, board: InventoryBoard): TypedColumn[] {
  const order = reorderOrder(items, cells, skus, board);
  return COLUMNS.map(({field, data}) => ({
    field,
    data: () => takeCells(concatCells(takeCells(data(cells, board), items.cells), takeCells(data(skus, board), items.skus)), order),
  }));
}

function reorderOrder(items: ReorderItems, cells: BoardItems, skus: BoardItems, {names}: InventoryBoard): Int32Array {
  const each = (ofCells: ArrayLike<number>, ofSkus: ArrayLike<number>): Float64Array => ofReorderItems(items, ofCells, ofSkus);
  const [states, sku] = [each(cells.figures.state, skus.figures.state), each(cells.sku, skus.sku)];
  const urgency = states.map((state) => URGENCY_OF[state] as number);
  const cover = each(cells.figures.cover, skus.figures.cover).map((days) => (days === days ? days : Number.MAX_VALUE));
  const cost = each(costOf(cells), costOf(skus)).map((money) => (money === money ? money : 0));
  return Int32Array.from(sku.keys()).sort((a, b) =>
    (urgency[a] as number) - (urgency[b] as number) || (cover[a] as number) - (cover[b] as number) || (cost[b] as number) - (cost[a] as number) ||
    byName(names[sku[a] as number] as string, names[sku[b] as number] as string));
}

const byName = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
