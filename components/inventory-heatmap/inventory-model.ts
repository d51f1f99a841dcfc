/** Reads the inventory results into a board of rows × warehouses and a list of what to order. */

import type {ColumnData} from '../../engine/column-data.ts';
import {oncePer} from '../../engine/once-per.ts';
import {columnData} from '../../engine/result-columns.ts';
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

/** Where a cell or line reads its fields: an answer has tens of thousands, of which a board shows some hundred. */
interface Reader {
  readonly number: (name: string, row: number) => number | null;
  readonly text: (name: string, row: number) => string | null;
  /** The column that names the items. */
  readonly by: 'sku' | 'category';
}

function readerOf(result: QueryResult): Reader {
  const readings = new Map<string, (row: number) => unknown>();
  const at = (name: string, row: number): unknown => {
    let reading = readings.get(name);
    if (!reading) readings.set(name, (reading = readingOf(columnData(result, name))));
    return reading(row);
  };
  return {
    number: (name, row) => {
      const value = at(name, row);
      return typeof value === 'number' ? value : null;
    },
    text: (name, row) => {
      const value = at(name, row);
      return typeof value === 'string' ? value : null;
    },
    by: 'sku' in result.columns ? 'sku' : 'category',
  };
}

/** Reads a column as it came: no plain array is made of it. */
function readingOf(data: ColumnData | undefined): (row: number) => unknown {
  if (!data) return () => null;
  if (data.kind === 'cells') return (row) => data.cells[row];
  if (data.kind === 'codes') return (row) => data.values[data.codes[row] ?? -1];
  return (row) => {
    const value = data.numbers[row] ?? NaN;
    return Number.isNaN(value) ? null : value;
  };
}

class ResultCell implements StockCell {
  readonly #from: Reader;
  readonly #row: number;

  constructor(from: Reader, row: number) {
    this.#from = from;
    this.#row = row;
  }

  get item(): string {
    return this.#from.text(this.#from.by, this.#row) ?? '';
  }
  get product(): string | null {
    return this.#from.by === 'sku' ? this.#from.text('product', this.#row) : null;
  }
  get warehouse(): string {
    return this.#from.text('warehouse', this.#row) ?? '';
  }
  get state(): StockState {
    return stateOf(this.#from.text('state', this.#row));
  }
  get onHand(): number | null {
    return this.#from.number('on_hand', this.#row);
  }
  get available(): number | null {
    return this.#from.number('available', this.#row);
  }
  get inTransit(): number | null {
    return this.#from.number('in_transit', this.#row);
  }
  get cover(): number | null {
    return this.#from.number('days_of_cover', this.#row);
  }
  get reorderPoint(): number | null {
    return this.#from.number('reorder_point', this.#row);
  }
  get safetyStock(): number | null {
    return this.#from.number('safety_stock', this.#row);
  }
  get reorderQuantity(): number | null {
    return this.#from.number('reorder_qty', this.#row);
  }
  get abc(): string | null {
    return this.#from.text('abc', this.#row);
  }
  get value(): number | null {
    return this.#from.number('value', this.#row);
  }
}

/** Cells of a board by SKU, or by category where the answer has no SKUs. Kept with the answer; a field is read when it is asked for. */
export const readCells = oncePer((result: QueryResult): readonly StockCell[] => {
  const from = readerOf(result);
  return Array.from({length: result.length}, (_, row) => new ResultCell(from, row));
});

/** What stands of a row before it is known whether it is shown. */
interface RowRank {
  readonly item: string;
  readonly cells: StockCell[];
  /** The most urgent state in the row, as its place in {@link STOCK_STATES}; how many cells share it. */
  worst: number;
  shared: number;
  cover: number;
  /** A bit a state that occurs. */
  states: number;
}

/**
 * Rows by urgency: the most urgent state in the row, then how many cells share it, then the least cover, then the item's name.
 * `only` keeps rows that have a cell in that state.
 */
export function buildBoard(cells: readonly StockCell[], limit: number, only: StockState | null): StockBoard {
  const counts = new Array<number>(STOCK_STATES.length).fill(0);
  const rows = new Map<string, RowRank>();
  const warehouses = new Set<string>();
  for (const cell of cells) {
    const {item, warehouse, cover} = cell;
    const state = placeOf(cell.state);
    counts[state] = (counts[state] ?? 0) + 1;
    warehouses.add(warehouse);
    let row = rows.get(item);
    if (!row) rows.set(item, (row = {item, cells: [], worst: Infinity, shared: 0, cover: Infinity, states: 0}));
    row.cells.push(cell);
    row.states |= 1 << state;
    if (cover !== null && cover < row.cover) row.cover = cover;
    if (state < row.worst) [row.worst, row.shared] = [state, 1];
    else if (state === row.worst) row.shared += 1;
  }
  const wanted = [...rows.values()].filter(({states}) => only === null || (states & (1 << placeOf(only))) !== 0).sort(compareRanks);
  return {
    warehouses: [...warehouses].sort((a, b) => (a < b ? -1 : 1)),
    rows: wanted.slice(0, limit).map((row) => ({
      item: row.item,
      product: row.cells[0]?.product ?? null,
      cells: new Map(row.cells.map((cell) => [cell.warehouse, cell])),
    })),
    counts: new Map(STOCK_STATES.flatMap((state, place) => (counts[place] ? [[state, counts[place]] as const] : []))),
    hidden: Math.max(0, wanted.length - limit),
  };
}

/** What to order. Kept with the answer. */
export const readOrder = oncePer((result: QueryResult): readonly OrderLine[] => {
  const {number, text} = readerOf(result);
  return Array.from({length: result.length}, (_, row) => ({
    sku: text('sku', row) ?? '',
    product: text('product', row),
    warehouse: text('warehouse', row),
    available: number('available', row),
    inTransit: number('in_transit', row),
    reorderPoint: number('reorder_point', row),
    quantity: number('reorder_qty', row) ?? 0,
    cost: number('reorder_cost', row),
  })).filter(({quantity}) => quantity > 0);
});

const PLACES: ReadonlyMap<string | null, number> = new Map(STOCK_STATES.map((state, place) => [state, place]));

const placeOf = (state: StockState): number => PLACES.get(state) ?? 0;

function stateOf(text: string | null): StockState {
  return STOCK_STATES[PLACES.get(text) ?? -1] ?? 'no-data';
}

function compareRanks(a: RowRank, b: RowRank): number {
  return a.worst - b.worst || b.shared - a.shared || (a.cover === b.cover ? 0 : a.cover - b.cover) || (a.item < b.item ? -1 : 1);
}
