/** Cells of one column as numbers, NaN where there is none. */

import type {ColumnRequest, RowState} from './build-column.ts';
import {refuse} from './build-column.ts';
import type {Dictionary} from './dictionary.ts';
import type {CellReader} from './raw-column.ts';
import type {QualityReason} from './schema.ts';

/** A cell's number, null for a blank cell, or why it cannot be read. */
export type ParseCell = (cell: unknown) => number | null | QualityReason;

/** What a typed value comes to; not finite for one that `parse` must look at. */
type ReadTyped = (value: number) => number;

/**
 * Every row that is not dropped by `parse`; typed values of the given kind by `readTyped`, which must say the same. Texts of a dictionary are
 * parsed once each.
 */
export function buildValues(
  request: ColumnRequest, rows: RowState, parse: ParseCell, typed?: {readonly kind: 'numbers' | 'walls' | 'instants'; readonly read: ReadTyped},
): Float64Array {
  const {cell, typed: cells} = request.column;
  const readRow = rowReader(request, rows, cell, parse);
  if (cells && cells.kind === typed?.kind) return readValues(cells.values, request.required, rows, typed.read, readRow);
  if (cells?.kind === 'texts') return readTexts(cells, request.required, rows, parse, readRow);
  const values = new Float64Array(rows.length);
  for (let row = 0; row < rows.length; row++) values[row] = rows.dropped[row] ? NaN : readRow(row);
  return values;
}

type ReadRow = (row: number) => number;

function rowReader(request: ColumnRequest, rows: RowState, cell: CellReader, parse: ParseCell): ReadRow {
  return (row) => {
    const found = cell(row);
    const value = parse(found);
    if (typeof value === 'number') return value === 0 ? 0 : value;
    if (value !== null) refuse(request, rows, row, value, found);
    else if (request.required) refuse(request, rows, row, 'missing-required', found);
    return NaN;
  };
}

function readValues(from: Float64Array, required: boolean, {dropped, length}: RowState, read: ReadTyped, readRow: ReadRow): Float64Array {
  const values = new Float64Array(length);
  for (let row = 0; row < length; row++) {
    if (dropped[row]) {
      values[row] = NaN;
      continue;
    }
    const value = from[row] as number;
    if (value !== value) {
      values[row] = required ? readRow(row) : NaN;
      continue;
    }
    const known = read(value);
    // −0 + 0 is 0.
    values[row] = known - known === 0 ? known + 0 : readRow(row);
  }
  return values;
}

const [UNSEEN, KNOWN, ASK] = [0, 1, 2];

function readTexts(
  {codes, dictionary}: {readonly codes: Int32Array; readonly dictionary: Dictionary}, required: boolean, {dropped, length}: RowState,
  parse: ParseCell, readRow: ReadRow,
): Float64Array {
  const values = new Float64Array(length);
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
