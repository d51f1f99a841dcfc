/** The views of the stock board as columns. */

import {cellData} from '../../column-data.ts';
import {nearNames} from '../../context.ts';
import {QueryError} from '../../query.ts';
import type {ResultColumn, TypedColumn} from '../../sort-columns.ts';
import {categoryColumns} from './category-view.ts';
import type {InventoryBoard} from './inventory-board.ts';
import {CATEGORY, costOf, ITEM_FIGURES, PRODUCT, SKU, WAREHOUSE, WAREHOUSES} from './inventory-columns.ts';
import type {InventoryQuery} from './inventory-query.ts';
import {ofReorderItems, reorderColumns, reorderItems} from './reorder-view.ts';

export interface BoardView {
  /** Every column of the view; only those that are read are worked out. */
  readonly columns: readonly TypedColumn[];
  readonly length: number;
  /** What totals are made of, which are not always wanted. */
  readonly sums: () => ViewSums;
}

export interface ViewSums {
  /** The states of the view's rows. */
  readonly states: Uint8Array;
  /** What is to be ordered: quantities and their costs, NaN where not known. */
  readonly quantities: Float64Array;
  readonly costs: Float64Array;
}

const CELL_COLUMNS = [SKU, PRODUCT, CATEGORY, WAREHOUSE, ...ITEM_FIGURES];
const SKU_COLUMNS = [SKU, PRODUCT, CATEGORY, WAREHOUSES, ...ITEM_FIGURES];

export function readView(board: InventoryBoard, query: InventoryQuery): BoardView {
  const {view = 'cells', by = 'sku'} = query;
  if (view === 'reorder') return reorderView(board);
  const {skus} = board;
  const items = view === 'cells' ? board.cells() : skus;
  const sums = (): ViewSums => ({states: items.figures.state, quantities: skus.figures.quantity, costs: costOf(skus)});
  if (by === 'category') {
    const columns = categoryColumns(items, board, view === 'cells');
    return {sums, columns: columns.map(typed), length: columns[0]?.values.length ?? 0};
  }
  const columns = (view === 'cells' ? CELL_COLUMNS : SKU_COLUMNS).map(({field, data}) => ({field, data: () => data(items, board)}));
  return {sums, columns, length: items.count};
}

function reorderView(board: InventoryBoard): BoardView {
  const [cells, {skus}] = [board.cells(), board];
  const items = reorderItems(cells, skus);
  return {
    columns: reorderColumns(items, cells, skus, board), length: items.cells.length + items.skus.length,
    sums: () => ({
      states: Uint8Array.from(ofReorderItems(items, cells.figures.state, skus.figures.state)),
      quantities: ofReorderItems(items, cells.figures.quantity, skus.figures.quantity),
      costs: ofReorderItems(items, costOf(cells), costOf(skus)),
    }),
  };
}

const typed = ({field, values}: ResultColumn): TypedColumn => ({field, data: () => cellData(values)});

/** The columns that a query names, in its order; all where it names none. Throws a `QueryError` for one that the view does not have. */
export function chosenColumns(columns: readonly TypedColumn[], query: InventoryQuery): readonly TypedColumn[] {
  if (query.columns === undefined) return columns;
  const byName = new Map(columns.map((column) => [column.field.name, column] as const));
  return [...new Set(query.columns)].map((name) => {
    const found = byName.get(name);
    if (found) return found;
    const near = nearNames(name, byName.keys());
    const hint = near.length > 0 ? `Did you mean ${near.map((each) => `"${each}"`).join(', ')}?` : `It has ${[...byName.keys()].join(', ')}.`;
    throw new QueryError(`This view of the stock has no column ${JSON.stringify(name)}. ${hint}`, query, 'bad-option', [name]);
  });
}
