import {createZone, dayText} from '../../../data-adapters/time-zone.ts';
import {buildResult} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import type {InventoryQuery} from './inventory-query.ts';
import {QueryError} from '../../query.ts';
import type {QueryResult} from '../../result.ts';
import type {InventoryBoard} from './inventory-board.ts';
import {readBoard} from './inventory-board.ts';
import type {InventoryItem} from './inventory-item.ts';
import {boardTotals, stateCounts} from './inventory-totals.ts';
import {categoryColumns, cellColumns, reorderColumns, skuColumns} from './inventory-views.ts';
import type {ResultColumn} from '../../sort-columns.ts';
import {sortColumns} from '../../sort-columns.ts';

/**
 * State of the stock, and what to order.
 *
 * Views: `cells` (a row a SKU and warehouse, or with `by: 'category'` a category and warehouse), `skus` (all warehouses of a SKU added up
 * before it is judged), `reorder` (what to order, most urgent first; a SKU in several warehouses once, without a warehouse, unless order
 * lines name theirs). Totals are over all SKUs, `count_<state>` over the rows of the view before `limit`.
 *
 * As-of is the last day that order lines or snapshots tell of, at the latest today, unless the query says it. Demand is the mean of the
 * trailing days, of those in which the SKU was there to be sold.
 *
 * With daily demand d of standard deviation σ, lead time L of standard deviation σ_L, review time R and z of the service level: `days_of_cover` =
 * available ÷ d, `safety_stock` = z √(L σ² + d² σ_L²), `reorder_point` = d L + safety stock, `reorder_qty` = ⌈d (L + R) + safety stock − available −
 * in transit⌉ in whole packs where position ≤ reorder point. ABC: share of sales before the SKU, A below 80 %, B below 95 %; XYZ: σ ÷ mean of weekly
 * units, X to 0.5, Y to 1. Sources: Snyder & Shen, Fundamentals of Supply Chain Theory; stockpyl; H. F. Dickie 1951 (ABC). Throws a `QueryError`
 * for a query that cannot be answered.
 */
export function runInventory(query: InventoryQuery, context: RunContext): QueryResult {
  const {view = 'cells', by = 'sku'} = query;
  if (by !== 'sku' && by !== 'category') throw new QueryError(`Unknown by ${JSON.stringify(by)}. Write sku or category.`, query);
  const board = readBoard(query, context);
  const {asOf} = board.policy;
  const rows = rowsOf(board, view, query);
  const columns = sortColumns(viewColumns(rows, view, by), query.sort, query.limit, query);
  const ordered = view === 'reorder' ? rows : board.skus;
  const known = (of: (item: InventoryItem) => number | null): number[] => ordered.map(of).filter((value) => value !== null);
  const costs = known(({reorderCost}) => reorderCost);
  return buildResult({
    columns,
    totals: {
      ...boardTotals(board),
      ...stateCounts(rows),
      reorder_lines: ordered.filter(({reorderQty}) => (reorderQty ?? 0) > 0).length,
      reorder_units: known(({reorderQty}) => reorderQty).reduce((sum, units) => sum + units, 0),
      reorder_cost: costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0),
      as_of: dayText(asOf),
    },
    asOf: createZone(context.dataset.timeZone).startOfDay(asOf + 1) - 1,
    notes: board.notes,
  });
}

function rowsOf({skus, cells}: InventoryBoard, view: string, query: InventoryQuery): readonly InventoryItem[] {
  if (view === 'cells') return cells;
  if (view === 'skus') return skus;
  if (view !== 'reorder') throw new QueryError(`Unknown view ${JSON.stringify(view)}. Write cells, skus or reorder.`, query);
  // A cell without a quantity of its own stands for its SKU, which is listed as a whole.
  const told = new Set(cells.filter(({reorderQty}) => reorderQty !== null).map(({sku}) => sku));
  return [...cells, ...skus.filter(({sku}) => !told.has(sku))].filter(({reorderQty}) => (reorderQty ?? 0) > 0);
}

function viewColumns(rows: readonly InventoryItem[], view: string, by: 'sku' | 'category'): ResultColumn[] {
  if (view === 'reorder') return reorderColumns(rows);
  if (by === 'category') return categoryColumns(rows, view === 'cells');
  return view === 'cells' ? cellColumns(rows) : skuColumns(rows);
}
