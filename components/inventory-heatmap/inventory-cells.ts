/** Reads cells and order lines of inventory results: a field is read when it is shown. */

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
    return STOCK_STATES[placeOfState(this.#from.text('state', this.#row))] ?? 'no-data';
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

/** The cell of a row of an answer. */
export function cellReader(result: QueryResult): (row: number) => StockCell {
  const from = readerOf(result);
  return (row) => new ResultCell(from, row);
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

const PLACES: ReadonlyMap<unknown, number> = new Map(STOCK_STATES.map((state, place) => [state, place]));

/** A state's place in {@link STOCK_STATES}; that of `no-data` for what is none. */
export const placeOfState = (state: unknown): number => PLACES.get(state) ?? STOCK_STATES.indexOf('no-data');
