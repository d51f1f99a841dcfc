/** Cells of one column as numbers, NaN where there is none. */

import type {Dictionary} from '../columns/dictionary.ts';
import {roomyFloat64} from '../columns/grow-array.ts';
import type {QualityReason} from '../schema.ts';
import type {ColumnRequest, RowState} from './build-column.ts';
import {refuse} from './build-column.ts';

/** A cell's number, null for a blank cell, or why it cannot be read. */
type ParseCell = (cell: unknown) => number | null | QualityReason;

export interface KnownValues {
  readonly values: Float64Array | Int32Array;
  /** Nobody else reads them: the column may take them over. */
  readonly isOwn?: boolean;
}

/**
 * Every row that is not dropped, by `parse`. `known` are values that say the same without a look at the cell: finite ones as they are, NaN for a
 * blank cell; the others are parsed. Texts of a dictionary are parsed once each. Rows that are dropped before hold any value.
 */
export function buildValues(request: ColumnRequest, rows: RowState, parse: ParseCell, known?: KnownValues): Float64Array {
  const {typed} = request.column;
  const readRow = rowReader(request, rows, parse);
  if (known?.values instanceof Int32Array) return copyInts(known.values);
  if (known?.values instanceof Float64Array) {
    return takeKnown(known.values, known.isOwn ? known.values : roomyFloat64(rows.length), request.required, rows, readRow);
  }
  if (typed?.kind === 'texts') return readTexts(typed, request.required, rows, parse, readRow);
  const values = roomyFloat64(rows.length);
  for (let row = 0; row < rows.length; row++) values[row] = rows.dropped[row] ? NaN : readRow(row);
  return values;
}

function copyInts(from: Int32Array): Float64Array {
  const values = roomyFloat64(from.length);
  values.set(from);
  return values;
}

type ReadRow = (row: number) => number;

function rowReader(request: ColumnRequest, rows: RowState, parse: ParseCell): ReadRow {
  const {cell} = request.column;
  return (row) => {
    const found = cell(row);
    const value = parse(found);
    if (typeof value === 'number') return value === 0 ? 0 : value;
    if (value !== null) refuse(request, rows, row, value, found);
    else if (request.required) refuse(request, rows, row, 'missing-required', found);
    return NaN;
  };
}

function takeKnown(known: Float64Array, values: Float64Array, required: boolean, {dropped}: RowState, readRow: ReadRow): Float64Array {
  for (let row = 0; row < values.length; row++) {
    const value = known[row] as number;
    // −0 + 0 is 0.
    values[row] = value + 0;
    if (value - value === 0 && !dropped[row]) continue;
    values[row] = dropped[row] || (value !== value && !required) ? NaN : readRow(row);
  }
  return values;
}

const [UNSEEN, KNOWN, ASK] = [0, 1, 2];

function readTexts(
  {codes, dictionary}: {readonly codes: Int32Array; readonly dictionary: Dictionary}, required: boolean, {dropped, length}: RowState,
  parse: ParseCell, readRow: ReadRow,
): Float64Array {
  const values = roomyFloat64(length);
  const known = new Float64Array(dictionary.size);
  const states = new Uint8Array(dictionary.size);
  for (let row = 0; row < length; row++) {
    const code = codes[row] as number;
    if (dropped[row] || (code < 0 && !required)) {
      values[row] = NaN;
      continue;
    }
    if (code >= 0 && states[code] === UNSEEN) {
      const value = parse(dictionary.text(code));
      states[code] = typeof value === 'number' ? KNOWN : ASK;
      known[code] = typeof value === 'number' ? value + 0 : NaN;
    }
    values[row] = code >= 0 && states[code] === KNOWN ? (known[code] as number) : readRow(row);
  }
  return values;
}
