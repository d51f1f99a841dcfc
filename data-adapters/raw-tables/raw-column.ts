/** A column of a host's or a file's rows before it is conformed: cells of any kind, and beside them what is known of all of them. */

import {isBlank} from '../cells/cell-text.ts';
import {NumberDictionary} from '../columns/dictionary.ts';
import type {Dictionary} from '../columns/dictionary.ts';

/** A column's cell at a row (from 0). A cell that a row does not have is undefined. */
export type CellReader = (row: number) => unknown;

/**
 * Cells whose kind is known, without an object or a string a row. What follows from a cell must be the same whichever way it is read.
 *
 * - `numbers`: a finite value stands for the cell of that number, or for a text that is read as it; NaN for a blank cell; an infinite
 *   one for a cell of another kind, which `cell` gives. 32-bit integers hold neither.
 * - `walls`: the same of texts such as `2024-03-01 08:26:00` without offset, as a wall clock written as if it were UTC milliseconds.
 * - `instants`: `Date` objects in epoch milliseconds; NaN for a blank cell.
 * - `texts`: the cell is the dictionary's text of its code, which holds each text once; −1 for a blank cell.
 *
 * `isOwn`: nobody but the reader had the arrays, and a column that is made of these cells alone may take them over. Codes then are in the order in
 * which the texts first appear.
 */
export type TypedCells =
  | {readonly kind: 'numbers'; readonly values: Float64Array | Int32Array; readonly isOwn?: boolean}
  | {readonly kind: 'walls' | 'instants'; readonly values: Float64Array}
  | {readonly kind: 'texts'; readonly codes: Int32Array; readonly dictionary: Dictionary; readonly isOwn?: boolean};

export interface RawColumn {
  readonly cell: CellReader;
  readonly typed?: TypedCells | undefined;
}

export function numberColumn(values: Float64Array | Int32Array, cell: CellReader, isOwn = false): RawColumn {
  return {cell, typed: {kind: 'numbers', values, isOwn}};
}

/** Texts by code; a code below 0 is a blank cell. */
export function codedColumn(codes: Int32Array, dictionary: Dictionary, isOwn = false): RawColumn {
  return {
    cell: (row) => {
      const code = codes[row] as number;
      return code < 0 ? undefined : dictionary.text(code);
    },
    typed: {kind: 'texts', codes, dictionary, isOwn},
  };
}

/** The same for one of several that read it. */
export function sharedColumn({cell, typed}: RawColumn): RawColumn {
  return typed && 'isOwn' in typed ? {cell, typed: {...typed, isOwn: false}} : {cell, typed};
}

/** The rows among `candidates` (all without them) whose cell is blank, in their order. */
export function blankRows(column: RawColumn, length: number, candidates?: Int32Array): Int32Array {
  const isBlankAt = blankTest(column);
  const first = candidates ? 0 : firstBlank(column, length, isBlankAt);
  const end = candidates?.length ?? length;
  const found = new Int32Array(end - first);
  let count = 0;
  for (let at = first; at < end; at++) {
    const row = candidates ? (candidates[at] as number) : at;
    if (isBlankAt(row)) found[count++] = row;
  }
  return found.subarray(0, count);
}

/** In a column without blank cells, which nearly every table has, this is all there is to do. */
function firstBlank({typed}: RawColumn, length: number, isBlankAt: (row: number) => boolean): number {
  let row = 0;
  if (typed?.kind === 'texts') {
    const isBlankText = new Uint8Array(typed.dictionary.size);
    if (!(typed.dictionary instanceof NumberDictionary)) {
      if (typed.dictionary.size > length / 4) return 0;
      for (let code = 0; code < isBlankText.length; code++) if (isBlank(typed.dictionary.text(code))) isBlankText[code] = 1;
    }
    const {codes} = typed;
    while (row < length && (codes[row] as number) >= 0 && !isBlankText[codes[row] as number]) row++;
  } else if (typed?.values instanceof Int32Array) {
    return length;
  } else if (typed) {
    const {values} = typed;
    while (row < length && (values[row] as number) - (values[row] as number) === 0) row++;
  } else {
    while (row < length && !isBlankAt(row)) row++;
  }
  return row;
}

function blankTest({cell, typed}: RawColumn): (row: number) => boolean {
  if (!typed) return (row) => isBlank(cell(row));
  if (typed.kind === 'texts') {
    const {codes} = typed;
    return (row) => (codes[row] as number) < 0 || isBlank(cell(row));
  }
  const {values} = typed;
  return (row) => {
    const value = values[row] as number;
    return value - value !== 0 && (value !== value || isBlank(cell(row)));
  };
}
