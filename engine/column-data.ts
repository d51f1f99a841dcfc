/** What a result column is made of before anyone reads it as an array of cells. */

import type {Cell} from './result.ts';

/** NaN is null; no other number that is not finite. */
export interface NumberData {
  readonly kind: 'numbers';
  readonly numbers: Float64Array;
  /** The source keeps the list: a worker sends a copy. Else the list is the result's own, and a worker gives it away. */
  readonly kept?: boolean;
}

/** `values[codes[row]]` is a row's value; −1 is null. No value is listed twice. */
export interface CodedData {
  readonly kind: 'codes';
  readonly codes: Int32Array;
  readonly values: readonly Cell[];
  /** As of numbers. */
  readonly kept?: boolean;
}

export interface CellData {
  readonly kind: 'cells';
  readonly cells: readonly Cell[];
}

export type ColumnData = NumberData | CodedData | CellData;

export const numberData = (numbers: Float64Array, kept = false): NumberData => ({kind: 'numbers', numbers, kept});
export const codedData = (codes: Int32Array, values: readonly Cell[], kept = false): CodedData => ({kind: 'codes', codes, values, kept});
export const cellData = (cells: readonly Cell[]): CellData => ({kind: 'cells', cells});

export function toCells(data: ColumnData): readonly Cell[] {
  if (data.kind === 'cells') return data.cells;
  if (data.kind === 'numbers') return cellsOfNumbers(data.numbers);
  const {codes, values} = data;
  const cells = new Array<Cell>(codes.length);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] as number;
    cells[row] = code < 0 ? null : (values[code] as Cell);
  }
  return cells;
}

function cellsOfNumbers(numbers: Float64Array): Cell[] {
  const cells = new Array<Cell>(numbers.length);
  for (let row = 0; row < numbers.length; row++) {
    const value = numbers[row] as number;
    cells[row] = value - value === 0 ? value : null;
  }
  return cells;
}

/** The same values as numbers where all are numbers, as codes where all are texts or booleans; else the cells as they are. */
export function toTyped(data: ColumnData): ColumnData {
  if (data.kind !== 'cells') return data;
  const {cells} = data;
  const first = cells.find((cell) => cell !== null);
  if (first === undefined) return data;
  return (typeof first === 'number' ? numbersOf(cells) : codesOf(cells)) ?? data;
}

function numbersOf(cells: readonly Cell[]): NumberData | undefined {
  const numbers = new Float64Array(cells.length);
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row];
    if (typeof cell !== 'number' && cell !== null) return undefined;
    numbers[row] = cell ?? NaN;
  }
  return numberData(numbers);
}

function codesOf(cells: readonly Cell[]): CodedData | undefined {
  const codes = new Int32Array(cells.length);
  const codeOf = new Map<Cell, number>();
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row] as Cell;
    if (typeof cell === 'number') return undefined;
    let code = cell === null ? -1 : codeOf.get(cell);
    if (code === undefined) codeOf.set(cell, (code = codeOf.size));
    codes[row] = code;
  }
  return codedData(codes, [...codeOf.keys()]);
}

/** The given rows of a column, in their order. */
export function takeCells(data: ColumnData, rows: Int32Array): ColumnData {
  if (data.kind === 'cells') return cellData(Array.from(rows, (row) => data.cells[row] ?? null));
  if (data.kind === 'numbers') return numberData(Float64Array.from(rows, (row) => data.numbers[row] as number));
  return codedData(rows.map((row) => data.codes[row] as number), data.values);
}

/** The rows of two columns of one kind, one after the other. */
export function concatCells(first: ColumnData, second: ColumnData): ColumnData {
  if (lengthOf(second) === 0) return first;
  if (lengthOf(first) === 0) return second;
  if (first.kind === 'numbers' && second.kind === 'numbers') {
    const numbers = new Float64Array(first.numbers.length + second.numbers.length);
    numbers.set(first.numbers);
    numbers.set(second.numbers, first.numbers.length);
    return numberData(numbers);
  }
  return cellData(toCells(first).concat(toCells(second)));
}

function lengthOf(data: ColumnData): number {
  return (data.kind === 'cells' ? data.cells : data.kind === 'numbers' ? data.numbers : data.codes).length;
}

/** Compares two rows of a column, `sign` −1 for falling order; nulls come last in both. */
export function rowOrder(data: ColumnData, sign: number): (a: number, b: number) => number {
  if (data.kind === 'cells') return (a, b) => compareCells(data.cells[a] ?? null, data.cells[b] ?? null, sign);
  const ranks = data.kind === 'numbers' ? data.numbers : ranksOf(data);
  return (a, b) => {
    const [left, right] = [ranks[a] as number, ranks[b] as number];
    if (left === right) return 0;
    if (left !== left) return right !== right ? 0 : 1;
    if (right !== right) return -1;
    return left < right ? -sign : sign;
  };
}

/** A number a row that orders as the values do; NaN for null. */
function ranksOf({codes, values}: CodedData): Float64Array {
  const order = values.map((_, code) => code).sort((a, b) => compareCells(values[a] ?? null, values[b] ?? null, 1));
  const rankOf = new Float64Array(values.length);
  order.forEach((code, rank) => (rankOf[code] = rank));
  return Float64Array.from(codes, (code) => (code < 0 ? NaN : (rankOf[code] as number)));
}

function compareCells(a: Cell, b: Cell, sign: number): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return (a < b ? -1 : 1) * sign;
}
