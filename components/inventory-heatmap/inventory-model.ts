/** An inventory result as a board of rows × warehouses: tens of thousands of cells are ranked as numbers, those that are shown are read. */

import {oncePer} from '../../engine/once-per.ts';
import {typedColumn} from '../../engine/result-columns.ts';
import type {QueryResult} from '../../engine/result.ts';
import {cellReader, placeOfState, STOCK_STATES} from './inventory-cells.ts';
import type {StockCell, StockState} from './inventory-cells.ts';

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

/** What stands of an answer's rows before it is known which are shown. */
export interface StockRanks {
  /** In the order of names. */
  readonly warehouses: readonly string[];
  readonly counts: ReadonlyMap<StockState, number>;
  /** Items by urgency, as places in `items`: the worst state of an item, then how many of its cells share it, then its least cover, then its name. */
  readonly order: readonly number[];
  readonly items: Named;
  /** By item: a bit a state that occurs. */
  readonly states: Uint16Array;
  readonly cell: (row: number) => StockCell;
}

/** A row's name is `names[codes[row]]`, none of them listed twice. */
interface Named {
  readonly names: readonly string[];
  readonly codes: Int32Array;
}

/** Ranks the rows of an answer, SKUs or categories. Kept with the answer. One pass over its cells. */
export const rankStock = oncePer((result: QueryResult): StockRanks => {
  const items = namesOf(result, 'sku' in result.columns ? 'sku' : 'category');
  const houses = namesOf(result, 'warehouse');
  const [stateOf, days] = [statesOf(result), numbersOf(result, 'days_of_cover')];
  const [itemOf, houseOf, size] = [items.codes, houses.codes, items.names.length];
  const counts = new Int32Array(STOCK_STATES.length);
  const states = new Uint16Array(size);
  const worst = new Uint8Array(size).fill(STOCK_STATES.length);
  const shared = new Int32Array(size);
  const cover = new Float64Array(size).fill(Infinity);
  const stocked = new Uint8Array(houses.names.length);
  for (let row = 0; row < result.length; row++) {
    const item = itemOf[row] as number;
    const state = stateOf[row] as number;
    counts[state] = (counts[state] as number) + 1;
    stocked[houseOf[row] as number] = 1;
    states[item] = (states[item] as number) | (1 << state);
    if ((days[row] as number) < (cover[item] as number)) cover[item] = days[row] as number;
    if (state < (worst[item] as number)) {
      worst[item] = state;
      shared[item] = 1;
    } else if (state === worst[item]) {
      shared[item] = (shared[item] as number) + 1;
    }
  }
  const byName = (a: number, b: number): number => ((items.names[a] as string) < (items.names[b] as string) ? -1 : 1);
  const byCover = (a: number, b: number): number => (cover[a] === cover[b] ? 0 : (cover[a] as number) - (cover[b] as number));
  return {
    warehouses: houses.names.filter((_, place) => stocked[place] === 1).sort((a, b) => (a < b ? -1 : 1)),
    counts: new Map(STOCK_STATES.flatMap((state, place) => (counts[place] ? [[state, counts[place]] as const] : []))),
    order: [...states.keys()].filter((item) => states[item] !== 0).sort((a, b) =>
      (worst[a] as number) - (worst[b] as number) || (shared[b] as number) - (shared[a] as number) || byCover(a, b) || byName(a, b)),
    items, states,
    cell: cellReader(result),
  };
});

/** No name is the empty one. */
function namesOf(result: QueryResult, name: string): Named {
  const column = typedColumn(result, name);
  if (column?.kind !== 'codes') return {names: [''], codes: new Int32Array(result.length)};
  const names = column.values.map(String);
  if (!column.codes.includes(-1)) return {names, codes: column.codes};
  const blank = names.includes('') ? names.indexOf('') : names.push('') - 1;
  return {names, codes: column.codes.map((code) => (code < 0 ? blank : code))};
}

/** Places in {@link STOCK_STATES}. */
function statesOf(result: QueryResult): Uint8Array {
  const column = typedColumn(result, 'state');
  const states = new Uint8Array(result.length).fill(placeOfState(null));
  if (column?.kind !== 'codes') return states;
  const places = Uint8Array.from(column.values, placeOfState);
  for (let row = 0; row < states.length; row++) states[row] = places[column.codes[row] as number] ?? placeOfState(null);
  return states;
}

/** NaN for none. */
function numbersOf(result: QueryResult, name: string): Float64Array {
  const column = typedColumn(result, name);
  return column?.kind === 'numbers' ? column.numbers : new Float64Array(result.length).fill(NaN);
}

/** The most urgent rows. `only` keeps rows that have a cell in that state. */
export function buildBoard(result: QueryResult, limit: number, only: StockState | null): StockBoard {
  const {warehouses, counts, order, items, states, cell} = rankStock(result);
  const wanted = only === null ? order : order.filter((item) => (states[item] as number) & (1 << placeOfState(only)));
  const shown = wanted.slice(0, limit);
  const {codes, names} = items;
  const isShown = new Uint8Array(names.length);
  for (const item of shown) isShown[item] = 1;
  const cells = new Map<number, StockCell[]>(shown.map((item) => [item, []]));
  for (let row = 0; row < codes.length; row++) if (isShown[codes[row] as number] === 1) cells.get(codes[row] as number)?.push(cell(row));
  return {
    warehouses,
    rows: shown.map((item) => {
      const own = cells.get(item) ?? [];
      return {item: names[item] ?? '', product: own[0]?.product ?? null, cells: new Map(own.map((each) => [each.warehouse, each]))};
    }),
    counts,
    hidden: Math.max(0, wanted.length - limit),
  };
}

const EMPTY = (1 << placeOfState('out')) | (1 << placeOfState('oversold'));

/** How many items of an answer are out of stock somewhere. */
export function countEmpty({order, states}: StockRanks): number {
  return order.filter((item) => ((states[item] as number) & EMPTY) !== 0).length;
}
