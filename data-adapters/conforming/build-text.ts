/** Cells of one column as texts by code, in the order in which the texts first appear. */

import {parseId, parseText} from '../cells/parse-id.ts';
import {TextColumn} from '../column.ts';
import {NumberDictionary} from '../columns/dictionary.ts';
import type {Dictionary} from '../columns/dictionary.ts';
import {roomyInt32} from '../columns/grow-array.ts';
import {codeNumbers} from '../columns/number-coder.ts';
import type {NumberCodes} from '../columns/number-coder.ts';
import type {ColumnRequest, RowState} from './build-column.ts';
import {refuse} from './build-column.ts';
import {cleanTexts} from './clean-texts.ts';

const MISSING = -1;
/** A text or number that is no id: each of its rows is looked at, and counted. */
const ASK = -2;
const UNSEEN = -3;

export function buildText(request: ColumnRequest, rows: RowState): TextColumn {
  const {typed} = request.column;
  if (typed?.kind === 'texts') return buildCoded(typed, request, rows) ?? buildCells(request, rows);
  if (typed?.kind === 'numbers') return buildNumbered(typed.values, request, rows) ?? buildCells(request, rows);
  return buildCells(request, rows);
}

interface CodedCells {
  readonly codes: Int32Array;
  readonly dictionary: Dictionary;
  readonly isOwn?: boolean;
}

/** The dictionary that came with the rows goes on as it is, less what no row uses. Undefined where its texts need to be trimmed. */
function buildCoded(coded: CodedCells, request: ColumnRequest, rows: RowState): TextColumn | undefined {
  const {codes: given, dictionary} = coded;
  const clean = cleanTexts(dictionary, request);
  if (!clean) return undefined;
  if (coded.isOwn && !clean.includes(0) && !rows.dropped.includes(1)) return takeCoded(coded, request, rows);
  const codes = roomyInt32(rows.length);
  // One place further on, so that none is found like a text.
  const codeOf = new Int32Array(dictionary.size + 1).fill(UNSEEN).fill(MISSING, 0, 1);
  const used = new Int32Array(dictionary.size);
  let count = 0;
  for (let row = 0; row < rows.length; row++) {
    const place = rows.dropped[row] ? 0 : (given[row] as number) + 1;
    if (codeOf[place] === UNSEEN) {
      codeOf[place] = clean[place - 1] ? count : ASK;
      if (clean[place - 1]) used[count++] = place - 1;
    }
    codes[row] = codeOf[place] as number;
  }
  if (codes.includes(ASK) || (isCounted(request) && codes.includes(MISSING))) askForRest(codes, request, rows);
  return new TextColumn(codes, isAll(used, count) ? dictionary : dictionary.take(used.subarray(0, count)));
}

/** Codes that stay as they are. */
function takeCoded({codes, dictionary}: CodedCells, request: ColumnRequest, rows: RowState): TextColumn {
  if (isCounted(request) && codes.includes(MISSING)) askForRest(codes, request, rows);
  return new TextColumn(codes, dictionary);
}

function isAll(used: Int32Array, count: number): boolean {
  if (count < used.length) return false;
  for (let code = 0; code < count; code++) if (used[code] !== code) return false;
  return true;
}

/** Numbers as ids and texts: `7` is the text 7. Undefined where a cell is no plain number, or one that is no id. */
function buildNumbered(values: Float64Array | Int32Array, request: ColumnRequest, rows: RowState): TextColumn | undefined {
  if (!(values instanceof Int32Array) && !arePlain(values, request.type === 'id', rows.dropped)) return undefined;
  const coded = new TextColumn(...dictionaryOf(codeNumbers(values, rows.dropped)));
  if (request.missing && request.type === 'id') return buildCoded(coded, request, rows);
  if (coded.codes.includes(MISSING) && isCounted(request)) askForRest(coded.codes, request, rows);
  return coded;
}

function dictionaryOf({codes, numbers}: NumberCodes): [Int32Array, Dictionary] {
  return [codes, new NumberDictionary(numbers)];
}

function arePlain(values: Float64Array, asIds: boolean, dropped: Uint8Array): boolean {
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (value !== value || dropped[row]) continue;
    if (value - value !== 0 || (asIds && (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER))) return false;
  }
  return true;
}

/** Whether a blank cell is worth a word. */
function isCounted({required, name}: ColumnRequest): boolean {
  return required || name === 'customer_id';
}

/** Looks at the rows without a text one by one: some are refused, some are counted. */
function askForRest(codes: Int32Array, request: ColumnRequest, rows: RowState): void {
  const {cell} = request.column;
  const read = request.type === 'id' ? readId(request, rows) : readText(request, rows);
  for (let row = 0; row < rows.length; row++) {
    if ((codes[row] as number) >= 0) continue;
    codes[row] = MISSING;
    if (!rows.dropped[row]) read(cell(row), row);
  }
}

function buildCells(request: ColumnRequest, rows: RowState): TextColumn {
  const {cell: cellAt} = request.column;
  const values: string[] = [];
  const codeOfText = new Map<string, number>();
  const codeOf = (text: string | null): number => {
    if (text === null) return MISSING;
    let code = codeOfText.get(text);
    if (code === undefined) {
      code = values.push(text) - 1;
      codeOfText.set(text, code);
    }
    return code;
  };
  const read = request.type === 'id' ? readId(request, rows) : readText(request, rows);
  const codes = roomyInt32(rows.length).fill(MISSING);
  let lastText = '';
  let lastCode: number | undefined;
  for (let row = 0; row < rows.length; row++) {
    if (rows.dropped[row]) continue;
    const cell = cellAt(row);
    if (typeof cell !== 'string') {
      codes[row] = codeOf(read(cell, row));
      continue;
    }
    // Most cells are clean texts that were seen before, often in the row above.
    if (cell !== lastText) {
      lastText = cell;
      lastCode = codeOfText.get(cell);
    }
    codes[row] = lastCode ?? codeOf(read(cell, row));
    lastCode ??= codeOfText.get(cell);
  }
  return new TextColumn(codes, values);
}

/** The text of a cell; null, and counted where that is worth a word, for none. */
type TextReader = (cell: unknown, row: number) => string | null;

function readId(request: ColumnRequest, rows: RowState): TextReader {
  return (cell, row) => {
    const id = parseId(cell);
    if (typeof id === 'string' && !request.missing?.has(id)) return id;
    if (id === null) {
      if (request.required) refuse(request, rows, row, 'missing-required', cell);
      else if (request.name === 'customer_id') rows.log.counter('missing-customer', 'kept', request.name).add(row, cell);
    } else if (typeof id === 'string' || id.refused === 'null-word') {
      if (request.required) refuse(request, rows, row, 'missing-required', cell);
      else rows.log.counter(request.name === 'customer_id' ? 'missing-customer' : 'missing-value', 'corrected', request.name).add(row, cell);
    } else {
      refuse(request, rows, row, id.refused, cell);
    }
    return null;
  };
}

function readText(request: ColumnRequest, rows: RowState): TextReader {
  return (cell, row) => {
    const {text, cut} = parseText(cell);
    if (cut) rows.log.counter('cell-too-long', 'corrected', request.name).add(row, cell);
    if (text === null && request.required) refuse(request, rows, row, 'missing-required', cell);
    return text;
  };
}
