/** Results over the border of a worker: numbers go as buffers that change hands, repeated texts once. */

import type {Cell, QueryResult} from '../result.ts';

/** Below this many cells cloning an array costs no more than packing it. */
const WORTH_PACKING = 256;

type PackedColumn =
  | {readonly kind: 'cells'; readonly cells: readonly Cell[]}
  /** NaN is null: no result holds a NaN. */
  | {readonly kind: 'numbers'; readonly numbers: Float64Array}
  /** −1 is null. */
  | {readonly kind: 'texts'; readonly codes: Int32Array; readonly texts: readonly string[]};

export interface PackedResult extends Omit<QueryResult, 'columns' | 'totals'> {
  /** Pairs, so that a column may be called `__proto__`. */
  readonly columns: readonly (readonly [name: string, column: PackedColumn])[];
  readonly totals?: readonly (readonly [name: string, value: Cell])[];
}

export function packResult({columns, totals, ...rest}: QueryResult): {packed: PackedResult; transfer: ArrayBuffer[]} {
  const packed = Object.entries(columns).map(([name, cells]) => [name, packColumn(cells)] as const);
  const transfer = packed.flatMap(([, column]) => {
    if (column.kind === 'cells') return [];
    return [(column.kind === 'numbers' ? column.numbers : column.codes).buffer as ArrayBuffer];
  });
  return {packed: {...rest, columns: packed, ...(totals ? {totals: Object.entries(totals)} : {})}, transfer};
}

export function unpackResult({columns, totals, ...rest}: PackedResult): QueryResult {
  return {
    ...rest,
    columns: nullObject(columns.map(([name, column]) => [name, unpackColumn(column)] as const)),
    ...(totals ? {totals: nullObject(totals)} : {}),
  };
}

function packColumn(cells: readonly Cell[]): PackedColumn {
  if (cells.length < WORTH_PACKING) return {kind: 'cells', cells};
  const first = typeof cells.find((cell) => cell !== null);
  if (first === 'number') return packNumbers(cells) ?? {kind: 'cells', cells};
  if (first === 'string') return packTexts(cells) ?? {kind: 'cells', cells};
  return {kind: 'cells', cells};
}

function packNumbers(cells: readonly Cell[]): PackedColumn | undefined {
  const numbers = new Float64Array(cells.length);
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row];
    if (typeof cell !== 'number' && cell !== null) return undefined;
    numbers[row] = cell ?? NaN;
  }
  return {kind: 'numbers', numbers};
}

function packTexts(cells: readonly Cell[]): PackedColumn | undefined {
  const codes = new Int32Array(cells.length);
  const codeOf = new Map<string, number>();
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row];
    if (cell === null) {
      codes[row] = -1;
      continue;
    }
    if (typeof cell !== 'string') return undefined;
    let code = codeOf.get(cell);
    if (code === undefined) codeOf.set(cell, (code = codeOf.size));
    codes[row] = code;
  }
  return {kind: 'texts', codes, texts: [...codeOf.keys()]};
}

function unpackColumn(column: PackedColumn): readonly Cell[] {
  if (column.kind === 'cells') return column.cells;
  if (column.kind === 'numbers') return Array.from(column.numbers, (value) => (value === value ? value : null));
  const {codes, texts} = column;
  return Array.from(codes, (code) => (code < 0 ? null : (texts[code] ?? null)));
}

function nullObject<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const object = Object.create(null) as Record<string, T>;
  for (const [name, value] of entries) object[name] = value;
  return object;
}
