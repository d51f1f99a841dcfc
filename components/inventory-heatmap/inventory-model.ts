/** Reads the inventory results into a board of rows × warehouses and a list of what to order. */

import type {QueryResult} from '../../engine/result.ts';

/** Most urgent first: the order of the legend, and of the rows. */
export const STOCK_STATES = ['oversold', 'out', 'below-safety', 'reorder', 'dead', 'slow', 'overstock', 'no-data', 'ok'] as const;
export type StockState = (typeof STOCK_STATES)[number];

/** Told apart without colour. */
export const STATE_GLYPHS: Readonly<Record<StockState, string>> = {
  oversold: '◆', out: '✕', 'below-safety': '!', reorder: '▼', dead: '■', slow: '◐', overstock: '▲', 'no-data': '?', ok: '',
};

export interface StockCell {
  /** SKU or category. */
  readonly item: string;
  readonly product: string | null;
  readonly warehouse: string;
  readonly state: StockState;
  readonly onHand: number | null;
  readonly available: number | null;
  readonly inTransit: number | null;
  readonly cover: number | null;
  readonly reorderPoint: number | null;
  readonly safetyStock: number | null;
  readonly reorderQuantity: number | null;
  readonly abc: string | null;
  readonly value: number | null;
}

export interface StockRow {
  readonly item: string;
  readonly product: string | null;
  /** By warehouse; absent where the item is not kept. */
  readonly cells: ReadonlyMap<string, StockCell>;
}

export interface StockBoard {
  readonly warehouses: readonly string[];
  readonly rows: readonly StockRow[];
  /** Cells by state, before any row is cut off. */
  readonly counts: ReadonlyMap<StockState, number>;
  /** Rows that the limit or the filter leaves out. */
  readonly hidden: number;
}

export interface OrderLine {
  readonly sku: string;
  readonly product: string | null;
  /** Null where the SKU is ordered for all warehouses at once. */
  readonly warehouse: string | null;
  readonly available: number | null;
  readonly inTransit: number | null;
  readonly reorderPoint: number | null;
  readonly quantity: number;
  /** Quantity × unit cost, in major units; null where the cost is not known. */
  readonly cost: number | null;
}

/** Cells of a board by SKU, or by category where the answer has no SKUs. */
export function readCells(result: QueryResult): readonly StockCell[] {
  const by = 'sku' in result.columns ? 'sku' : 'category';
  const number = (name: string, row: number): number | null => {
    const value = result.columns[name]?.[row];
    return typeof value === 'number' ? value : null;
  };
  const text = (name: string, row: number): string | null => {
    const value = result.columns[name]?.[row];
    return typeof value === 'string' ? value : null;
  };
  return Array.from({length: result.length}, (_, row) => ({
    item: text(by, row) ?? '',
    product: by === 'sku' ? text('product', row) : null,
    warehouse: text('warehouse', row) ?? '',
    state: stateOf(text('state', row)),
    onHand: number('on_hand', row),
    available: number('available', row),
    inTransit: number('in_transit', row),
    cover: number('days_of_cover', row),
    reorderPoint: number('reorder_point', row),
    safetyStock: number('safety_stock', row),
    reorderQuantity: number('reorder_qty', row),
    abc: text('abc', row),
    value: number('value', row),
  }));
}

/**
 * Rows by urgency: the most urgent state in the row, then how many cells share it, then the least cover, then the item's name.
 * `only` keeps rows that have a cell in that state.
 */
export function buildBoard(cells: readonly StockCell[], limit: number, only: StockState | null): StockBoard {
  const counts = new Map<StockState, number>();
  const rows = new Map<string, Map<string, StockCell>>();
  const warehouses = new Set<string>();
  for (const cell of cells) {
    counts.set(cell.state, (counts.get(cell.state) ?? 0) + 1);
    warehouses.add(cell.warehouse);
    const row = rows.get(cell.item);
    if (row) row.set(cell.warehouse, cell);
    else rows.set(cell.item, new Map([[cell.warehouse, cell]]));
  }
  const wanted = [...rows]
    .map(([item, byWarehouse]) => ({item, cells: byWarehouse, product: first(byWarehouse)?.product ?? null, rank: rankOf([...byWarehouse.values()])}))
    .filter((row) => only === null || [...row.cells.values()].some(({state}) => state === only))
    .sort((a, b) => compareRanks(a.rank, b.rank) || (a.item < b.item ? -1 : 1));
  return {
    warehouses: [...warehouses].sort((a, b) => (a < b ? -1 : 1)),
    rows: wanted.slice(0, limit),
    counts,
    hidden: Math.max(0, wanted.length - limit),
  };
}

export function readOrder(result: QueryResult): readonly OrderLine[] {
  const at = (name: string, row: number): unknown => result.columns[name]?.[row] ?? null;
  const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return Array.from({length: result.length}, (_, row) => ({
    sku: text(at('sku', row)) ?? '',
    product: text(at('product', row)),
    warehouse: text(at('warehouse', row)),
    available: number(at('available', row)),
    inTransit: number(at('in_transit', row)),
    reorderPoint: number(at('reorder_point', row)),
    quantity: number(at('reorder_qty', row)) ?? 0,
    cost: number(at('reorder_cost', row)),
  })).filter(({quantity}) => quantity > 0);
}

function stateOf(text: string | null): StockState {
  return STOCK_STATES.find((state) => state === text) ?? 'no-data';
}

type Rank = readonly [state: number, cells: number, cover: number];

function rankOf(cells: readonly StockCell[]): Rank {
  const states = cells.map(({state}) => STOCK_STATES.indexOf(state));
  const worst = Math.min(...states);
  const covers = cells.map(({cover}) => cover ?? Infinity);
  return [worst, -states.filter((state) => state === worst).length, Math.min(...covers)];
}

function compareRanks(a: Rank, b: Rank): number {
  return a[0] - b[0] || a[1] - b[1] || (a[2] === b[2] ? 0 : a[2] - b[2]);
}

function first<Value>(map: ReadonlyMap<string, Value>): Value | undefined {
  return map.values().next().value;
}
