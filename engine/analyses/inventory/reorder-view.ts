/** What to order. */

import {takeCells, toCells} from '../../column-data.ts';
import type {Cell} from '../../result.ts';
import type {ResultColumn} from '../../sort-columns.ts';
import type {BoardItems, InventoryBoard} from './inventory-board.ts';
import type {ItemColumn} from './inventory-columns.ts';
import {
  ABC_CLASS, AVAILABLE, CATEGORY, COST, COVER, DEMAND, IN_TRANSIT, LEAD_TIME,
  PACK, POINT, POSITION, PRODUCT, QUANTITY, SAFETY, SKU, STATE,
  UNIT_COST, WAREHOUSE,
} from './inventory-columns.ts';
import {BY_URGENCY} from './inventory-state.ts';

const COLUMNS = [
  SKU, PRODUCT, CATEGORY, WAREHOUSE, STATE, AVAILABLE, IN_TRANSIT, POSITION, DEMAND, COVER, LEAD_TIME, SAFETY, POINT, QUANTITY, PACK, UNIT_COST, COST,
  ABC_CLASS,
];

/** Cells to order, then SKUs whose cells have no quantity of their own: they stand for all of theirs, without a warehouse. */
export function reorderRows(cells: BoardItems, skus: BoardItems): {readonly cells: Int32Array; readonly skus: Int32Array} {
  const [ofCells, ofSkus] = [cells.figures.quantity, skus.figures.quantity];
  const told = new Set<number>();
  cells.sku.forEach((sku, cell) => {
    const quantity = ofCells[cell] as number;
    if (quantity === quantity) told.add(sku);
  });
  return {
    cells: Int32Array.from([...cells.sku.keys()].filter((cell) => (ofCells[cell] as number) > 0)),
    skus: Int32Array.from([...skus.sku.keys()].filter((sku) => !told.has(sku) && (ofSkus[sku] as number) > 0)),
  };
}

/** Most urgent first, then the least cover, then the dearest order. */
export function reorderColumns(cells: BoardItems, skus: BoardItems, board: InventoryBoard): ResultColumn[] {
  const rows = reorderRows(cells, skus);
  const valuesOf = ({data}: ItemColumn): readonly Cell[] => [
    ...toCells(takeCells(data(cells, board), rows.cells)), ...toCells(takeCells(data(skus, board), rows.skus)),
  ];
  const columns = COLUMNS.map((column) => ({field: column.field, values: valuesOf(column)}));
  const [names, states, covers, costs] = [SKU, STATE, COVER, COST].map((column) => columns[COLUMNS.indexOf(column)]?.values ?? []) as [
    readonly string[], readonly string[], readonly (number | null)[], readonly (number | null)[],
  ];
  const urgency = states.map((state) => (BY_URGENCY as readonly string[]).indexOf(state));
  const cover = (row: number): number => covers[row] ?? Number.MAX_VALUE;
  const cost = (row: number): number => costs[row] ?? 0;
  const order = [...names.keys()].sort((a, b) =>
    (urgency[a] as number) - (urgency[b] as number) || cover(a) - cover(b) || cost(b) - cost(a) || byName(names[a] as string, names[b] as string));
  return columns.map(({field, values}) => ({field, values: order.map((row) => values[row] ?? null)}));
}

const byName = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
