/** Rows of any shape over the border of a worker as typed columns: numbers as buffers, repeated texts once, all else as it is. */

import {StringDictionary} from '../../data-adapters/columns/dictionary.ts';
import {codedColumn, numberColumn} from '../../data-adapters/raw-tables/raw-column.ts';
import type {RawColumn} from '../../data-adapters/raw-tables/raw-column.ts';
import {TypedTable} from '../../data-adapters/raw-tables/raw-table.ts';
import type {RawTable} from '../../data-adapters/raw-tables/raw-table.ts';
import type {List} from './pack-table.ts';

export type CellKind = 'numbers' | 'texts' | 'cells';

/** Lists of a column of cells. */
export const CELL_LISTS = 2;

interface PackedCells {
  readonly headers: readonly string[];
  readonly kinds: readonly CellKind[];
  readonly lists: readonly List[];
}

/** What is read from them in the worker is what would have been read from the rows. */
export function packCells({headers, columns, length}: RawTable): PackedCells {
  const packed = columns.map((column) => packColumn(column, length));
  return {headers: headers.map(({original}) => original), kinds: packed.map(({kind}) => kind), lists: packed.flatMap(({lists}) => lists)};
}

export function unpackCells(headers: readonly string[], kinds: readonly CellKind[], length: number, lists: readonly List[]): TypedTable {
  const columns = kinds.map((kind, at): RawColumn => {
    const [first = [], second = []] = lists.slice(at * CELL_LISTS, (at + 1) * CELL_LISTS);
    if (kind === 'texts') return codedColumn(first as Int32Array, new StringDictionary(second as readonly string[]));
    if (kind === 'cells') return {cell: (row) => first[row]};
    return numberColumn(first as Float64Array, (row) => (Number.isNaN(first[row]) ? undefined : first[row]));
  });
  return new TypedTable(length, headers, columns);
}

interface PackedColumn {
  readonly kind: CellKind;
  readonly lists: readonly [List, List];
}

function packColumn({cell}: RawColumn, length: number): PackedColumn {
  const cells = Array.from({length}, (_, row) => cell(row));
  const first = typeof cells.find((value) => value !== null && value !== undefined);
  return (first === 'number' ? packNumbers(cells) : first === 'string' ? packTexts(cells) : undefined) ?? {kind: 'cells', lists: [cells, []]};
}

/** Finite numbers and blanks alone. */
function packNumbers(cells: readonly unknown[]): PackedColumn | undefined {
  const values = new Float64Array(cells.length).fill(NaN);
  for (let row = 0; row < cells.length; row++) {
    const value = cells[row];
    if (value === null || value === undefined) continue;
    if (typeof value !== 'number' || value - value !== 0) return undefined;
    values[row] = value;
  }
  return {kind: 'numbers', lists: [values, []]};
}

/** Texts and blanks alone. */
function packTexts(cells: readonly unknown[]): PackedColumn | undefined {
  const codes = new Int32Array(cells.length).fill(-1);
  const codeOf = new Map<string, number>();
  for (let row = 0; row < cells.length; row++) {
    const value = cells[row];
    if (value === null || value === undefined) continue;
    if (typeof value !== 'string') return undefined;
    let code = codeOf.get(value);
    if (code === undefined) codeOf.set(value, (code = codeOf.size));
    codes[row] = code;
  }
  return {kind: 'texts', lists: [codes, [...codeOf.keys()]]};
}
