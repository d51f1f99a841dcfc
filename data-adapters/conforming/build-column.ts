/** Turns the raw cells of one column into a typed column and counts what cannot be read. */

import {currencyDigits} from '../cells/currency.ts';
import {parseBoolean} from '../cells/parse-boolean.ts';
import {minorUnits, parseMoney, wholeUnits} from '../cells/parse-money.ts';
import {parseNumber} from '../cells/parse-number.ts';
import type {DateOrder} from '../cells/parse-time.ts';
import type {Zone} from '../cells/time-zone.ts';
import {NumberColumn} from '../column.ts';
import type {Column, MoneyColumn} from '../column.ts';
import {roomyFloat64} from '../columns/grow-array.ts';
import type {RawColumn} from '../raw-tables/raw-column.ts';
import type {ColumnType, QualityReason} from '../schema.ts';
import {buildText} from './build-text.ts';
import {buildTime} from './build-time.ts';
import {buildValues} from './build-values.ts';
import type {KnownValues} from './build-values.ts';
import type {IssueLog} from './issue-log.ts';

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
  readonly column: RawColumn;
  /** Further texts that stand for a missing id, such as `0` for guests. */
  readonly missing?: ReadonlySet<string>;
}

/** Reads every row that is not dropped. A cell that cannot be read is null, or drops its row where the column is required. */
export function buildColumn(request: ColumnRequest, rows: RowState, options: CellOptions): Column {
  switch (request.type) {
    case 'id':
    case 'text': return buildText(request, rows);
    case 'number': return new NumberColumn(buildValues(request, rows, (cell) => parseNumber(cell, options), numbersOf(request)));
    case 'boolean': return new NumberColumn(buildValues(request, rows, parseBoolean));
    case 'money': return buildMoney(request, rows, options);
    case 'time':
    case 'day': return buildTime(request, rows, options);
  }
}

function numbersOf({column: {typed}}: ColumnRequest): KnownValues | undefined {
  return typed?.kind === 'numbers' ? typed : undefined;
}

function buildMoney(request: ColumnRequest, rows: RowState, options: CellOptions): MoneyColumn {
  const {currency} = options;
  const known = numbersOf(request);
  if (options.units !== 'minor') {
    if (known?.values instanceof Int32Array) return wholeUnits(known.values, currency, roomyFloat64(rows.length));
    return minorUnits(buildValues(request, rows, (cell) => parseMoney(cell, options), known), currency);
  }
  const perUnit = 10 ** currencyDigits(currency);
  const inMajor = known && {values: Float64Array.from(known.values, (value) => value / perUnit), isOwn: true};
  return minorUnits(buildValues(request, rows, (cell) => parseMoney(cell, options), inMajor), currency);
}

/** Says that a row misses a required value, or that a value could not be read. */
export function refuse(request: ColumnRequest, rows: RowState, row: number, reason: QualityReason, cell: unknown): void {
  if (request.required) rows.dropped[row] = 1;
  rows.log.counter(reason, request.required ? 'left-out' : 'value-missing', request.name).add(row, cell);
}
