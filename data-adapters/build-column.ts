/** Turns the raw cells of one column into a typed column and counts what cannot be read. */

import {NO_DAY, NumberColumn, TextColumn, TimeColumn} from './column.ts';
import type {Column, MoneyColumn} from './column.ts';
import {columnEpochUnit} from './epoch.ts';
import type {IssueLog} from './issue-log.ts';
import {parseBoolean} from './parse-boolean.ts';
import {parseId, parseText} from './parse-id.ts';
import {minorUnits, parseMoney} from './parse-money.ts';
import {parseNumber} from './parse-number.ts';
import {parseTime} from './parse-time.ts';
import type {DateOrder} from './parse-time.ts';
import type {CellReader} from './raw-table.ts';
import type {ColumnType, QualityReason} from './schema.ts';
import type {Zone} from './time-zone.ts';

/** How cells are read, the same for all columns of a load. */
export interface CellOptions {
  readonly zone: Zone;
  readonly currency: string;
  readonly decimal?: '.' | ',';
  readonly dateOrder?: DateOrder;
  readonly excelSerials?: boolean;
  readonly utcDates?: boolean;
  readonly units?: 'major' | 'minor';
}

/** A table on its way: rows marked in `dropped` are in no number. */
export interface RowState {
  readonly length: number;
  readonly dropped: Uint8Array;
  readonly log: IssueLog;
}

export interface ColumnRequest {
  readonly name: string;
  readonly type: ColumnType;
  readonly required: boolean;
  readonly cell: CellReader;
  /** Further texts that stand for a missing id, such as `0` for guests. */
  readonly missing?: ReadonlySet<string>;
}

/** Reads every row that is not dropped. A cell that cannot be read is null, or drops its row where the column is required. */
export function buildColumn(request: ColumnRequest, rows: RowState, options: CellOptions): Column {
  switch (request.type) {
    case 'id':
    case 'text': return buildText(request, rows);
    case 'number': return new NumberColumn(buildValues(request, rows, (cell) => parseNumber(cell, options)));
    case 'boolean': return new NumberColumn(buildValues(request, rows, parseBoolean));
    case 'money': return buildMoney(request, rows, options);
    case 'time':
    case 'day': return buildTime(request, rows, options);
  }
}

/** Says that a row misses a required value, or that a value could not be read. */
function refuse(request: ColumnRequest, rows: RowState, row: number, reason: QualityReason, cell: unknown): void {
  if (request.required) rows.dropped[row] = 1;
  rows.log.counter(reason, request.required ? 'left-out' : 'value-missing', request.name).add(row, cell);
}

function buildValues(request: ColumnRequest, rows: RowState, parse: (cell: unknown) => number | null | QualityReason): Float64Array {
  const values = new Float64Array(rows.length);
  for (let row = 0; row < rows.length; row++) {
    values[row] = NaN;
    if (rows.dropped[row]) continue;
    const cell = request.cell(row);
    const value = parse(cell);
    if (typeof value === 'number') values[row] = value === 0 ? 0 : value;
    else if (value !== null) refuse(request, rows, row, value, cell);
    else if (request.required) refuse(request, rows, row, 'missing-required', cell);
  }
  return values;
}

function buildMoney(request: ColumnRequest, rows: RowState, options: CellOptions): MoneyColumn {
  return minorUnits(buildValues(request, rows, (cell) => parseMoney(cell, options)), options.currency);
}

function buildTime(request: ColumnRequest, rows: RowState, options: CellOptions): TimeColumn {
  const {zone} = options;
  const epoch = columnEpochUnit(rows.length, request.cell);
  const timeOptions = {...options, ...(epoch ? {epoch} : {})};
  // Lines of one order follow each other and share their times.
  let lastCell: unknown;
  let lastValue: number | null | QualityReason = null;
  const values = buildValues(request, rows, (cell) => {
    if (cell !== lastCell || typeof cell === 'object') {
      lastCell = cell;
      lastValue = parseTime(cell, timeOptions);
    }
    return lastValue;
  });
  const days = new Int32Array(rows.length).fill(NO_DAY);
  for (let row = 0; row < rows.length; row++) {
    const value = values[row] ?? NaN;
    if (value !== value) continue;
    const day = zone.dayOf(value);
    days[row] = day;
    if (request.type === 'day') values[row] = zone.startOfDay(day);
  }
  return new TimeColumn(values, days);
}

const MISSING = -1;

function buildText(request: ColumnRequest, rows: RowState): TextColumn {
  const values: string[] = [];
  const codeOfText = new Map<string, number>();
  const codeOf = (text: string): number => {
    let code = codeOfText.get(text);
    if (code === undefined) {
      code = values.push(text) - 1;
      codeOfText.set(text, code);
    }
    return code;
  };
  const read = request.type === 'id' ? readId(request, rows, codeOf) : readText(request, rows, codeOf);
  const codes = new Int32Array(rows.length).fill(MISSING);
  let lastText = '';
  let lastCode: number | undefined;
  for (let row = 0; row < rows.length; row++) {
    if (rows.dropped[row]) continue;
    const cell = request.cell(row);
    if (typeof cell !== 'string') {
      codes[row] = read(cell, row);
      continue;
    }
    // Most cells are clean texts that were seen before, often in the row above.
    if (cell !== lastText) {
      lastText = cell;
      lastCode = codeOfText.get(cell);
    }
    codes[row] = lastCode ?? read(cell, row);
    lastCode ??= codeOfText.get(cell);
  }
  return new TextColumn(codes, values);
}

type CodeReader = (cell: unknown, row: number) => number;

function readId(request: ColumnRequest, rows: RowState, codeOf: (text: string) => number): CodeReader {
  return (cell, row) => {
    const id = parseId(cell);
    if (typeof id === 'string' && !request.missing?.has(id)) return codeOf(id);
    if (id === null) {
      if (request.required) refuse(request, rows, row, 'missing-required', cell);
      else if (request.name === 'customer_id') rows.log.counter('missing-customer', 'kept', request.name).add(row, cell);
    } else if (typeof id === 'string' || id.refused === 'null-word') {
      if (request.required) refuse(request, rows, row, 'missing-required', cell);
      else rows.log.counter(request.name === 'customer_id' ? 'missing-customer' : 'missing-value', 'corrected', request.name).add(row, cell);
    } else {
      refuse(request, rows, row, id.refused, cell);
    }
    return MISSING;
  };
}

function readText(request: ColumnRequest, rows: RowState, codeOf: (text: string) => number): CodeReader {
  return (cell, row) => {
    const {text, cut} = parseText(cell);
    if (cut) rows.log.counter('cell-too-long', 'corrected', request.name).add(row, cell);
    if (text !== null) return codeOf(text);
    if (request.required) refuse(request, rows, row, 'missing-required', cell);
    return MISSING;
  };
}
