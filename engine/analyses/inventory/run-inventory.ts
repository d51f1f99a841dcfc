import {createZone, dayText} from '../../../data-adapters/cells/time-zone.ts';
import {buildResult} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {lastOf} from '../../last-of.ts';
import {QueryError} from '../../query.ts';
import type {Cell, QueryResult} from '../../result.ts';
import {sortTyped} from '../../sort-columns.ts';
import {stableKey} from '../../stable-key.ts';
import {readBoard} from './inventory-board.ts';
import {boardNotes} from './inventory-notes.ts';
import type {InventoryQuery} from './inventory-query.ts';
import {boardTotals, stateCounts} from './inventory-totals.ts';
import {chosenColumns, readView} from './inventory-views.ts';
import type {ViewSums} from './inventory-views.ts';

/** Questions whose board is kept for their other views. */
const KEPT = 1;

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
  checkShape(query);
  const {view: _view, by: _by, columns: _columns, totals: _totals, limit: _limit, sort: _sort, ...question} = query;
  const board = lastOf(context.dataset, stableKey(question), KEPT, () => readBoard(query, context));
  const view = readView(board, query);
  return buildResult({
    ...sortTyped(chosenColumns(view.columns, query), view, query, query),
    ...(query.totals === false ? {} : {totals: {...boardTotals(board), ...viewTotals(view.sums()), as_of: dayText(board.policy.asOf)}}),
    asOf: createZone(context.dataset.timeZone).startOfDay(board.policy.asOf + 1) - 1,
    notes: [...board.notes, ...boardNotes(board, query)],
  });
}

/** Over the rows of a view: how many are in each state, and what is to be ordered. */
function viewTotals({states, quantities, costs}: ViewSums): Record<string, Cell> {
  return {
    ...stateCounts(states),
    reorder_lines: quantities.reduce((lines, units) => lines + Number(units > 0), 0),
    reorder_units: added(quantities) ?? 0,
    reorder_cost: added(costs),
  };
}

/** Of the known ones; null where there is none. */
function added(values: Float64Array): number | null {
  let sum: number | null = null;
  for (let row = 0; row < values.length; row++) if (values[row] === values[row]) sum = (sum ?? 0) + (values[row] as number);
  return sum;
}

function checkShape(query: InventoryQuery): void {
  const {view = 'cells', by = 'sku', columns, totals} = query;
  if (by !== 'sku' && by !== 'category') throw new QueryError(`Unknown by ${JSON.stringify(by)}. Write sku or category.`, query);
  if (!['cells', 'skus', 'reorder'].includes(view)) throw new QueryError(`Unknown view ${JSON.stringify(view)}. Write cells, skus or reorder.`, query);
  if (totals !== undefined && typeof totals !== 'boolean') throw new QueryError(`totals is ${JSON.stringify(totals)}. Write true or false.`, query);
  if (columns === undefined || (Array.isArray(columns) && columns.every((name) => typeof name === 'string'))) return;
  throw new QueryError(`columns is ${JSON.stringify(columns)}. Write a list of names such as ["sku", "on_hand"].`, query);
}
