/** A column of a host's or a file's rows before it is conformed: cells of any kind, and beside them what is known of all of them. */

import type {Dictionary} from './dictionary.ts';
import {isBlank} from './issue-log.ts';

/** A column's cell at a row (from 0). A cell that a row does not have is undefined. */
export type CellReader = (row: number) => unknown;

/**
 * Cells whose kind is known, without an object or a string a row. What follows from a cell must be the same whichever way it is read.
 *
 * - `numbers`: a finite value stands for the cell of that number, or for a text that is read as it; NaN for a blank cell; an infinite
 *   one for a cell of another kind, which `cell` gives.
 * - `walls`: the same of texts such as `2024-03-01 08:26:00` without offset, as a wall clock written as if it were UTC milliseconds.
 * - `instants`: `Date` objects in epoch milliseconds; NaN for a blank cell.
 * - `texts`: the cell is the dictionary's text of its code, which holds each text once; −1 for a blank cell.
 */
export type TypedCells =
  | {readonly kind: 'numbers' | 'walls' | 'instants'; readonly values: Float64Array}
  | {readonly kind: 'texts'; readonly codes: Int32Array; readonly dictionary: Dictionary};

export interface RawColumn {
  readonly cell: CellReader;
  readonly typed?: TypedCells;
}

export function numberColumn(values: Float64Array, cell: CellReader): RawColumn {
  return {cell, typed: {kind: 'numbers', values}};
}

/** Texts by code; a code below 0 is a blank cell. */
export function codedColumn(codes: Int32Array, dictionary: Dictionary): RawColumn {
  return {
    cell: (row) => {
      const code = codes[row] as number;
      return code < 0 ? undefined : dictionary.texts[code];
    },
    typed: {kind: 'texts', codes, dictionary},
  };
}

/** The rows among `candidates` whose cell is blank, in their order. */
export function blankRows({cell, typed}: RawColumn, candidates: Int32Array): Int32Array {
  const isBlankAt = blankTest(cell, typed);
  let count = 0;
  const found = new Int32Array(candidates.length);
  for (let at = 0; at < candidates.length; at++) {
    const row = candidates[at] as number;
    if (isBlankAt(row)) found[count++] = row;
  }
  return found.subarray(0, count);
}

function blankTest(cell: CellReader, typed: TypedCells | undefined): (row: number) => boolean {
  if (!typed) return (row) => isBlank(cell(row));
  if (typed.kind === 'texts') {
    const {codes} = typed;
    // Nearly every text has a visible character, and few are looked at twice.
    return (row) => (codes[row] as number) < 0 || isBlank(cell(row));
  }
  const {values} = typed;
  return (row) => {
    const value = values[row] as number;
    return value - value !== 0 && (value !== value || isBlank(cell(row)));
  };
}
