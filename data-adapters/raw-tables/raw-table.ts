/** The shapes in which a host may hand over rows, read as one: named columns of unknown cells. */

import {AdapterError} from '../adapter.ts';
import type {QualityIssue} from '../schema.ts';
import {arrayColumn} from './array-column.ts';
import {atOnce} from './at-once.ts';
import {ListColumn} from './list-column.ts';
import {readObjects} from './object-rows.ts';
import {headerNames} from './header-names.ts';
import type {HeaderName} from './header-names.ts';
import type {CellReader, RawColumn} from './raw-column.ts';

export const MAX_COLUMNS = 512;
/** Cells shown of one kind of trouble. */
export const MAX_EXAMPLES = 5;

export interface RawTable {
  readonly length: number;
  readonly headers: readonly HeaderName[];
  /** One a header, in their order. */
  readonly columns: readonly RawColumn[];
  /** Rows whose number of cells differs from the header's, for text files. */
  readonly ragged?: RaggedRows | undefined;
  /** What the reader of the rows found wrong beside them. */
  readonly found?: readonly FoundIssue[] | undefined;
}

export interface FoundIssue extends Pick<QualityIssue, 'reason' | 'effect' | 'column'> {
  readonly count: number;
  /** The first of them; row −1 is none by itself. */
  readonly first: readonly {readonly row: number; readonly text: string}[];
}

/** Objects with what their reader found. */
export class RowsWithFindings {
  constructor(readonly rows: readonly object[], readonly found: readonly FoundIssue[]) {}
}

interface RaggedRows {
  readonly count: number;
  /** The first of them (from 0), each with its first cells as text. */
  readonly first: readonly {readonly row: number; readonly text: string}[];
}

/** Columns that an adapter has typed itself. */
export class TypedTable implements RawTable {
  readonly headers: readonly HeaderName[];
  readonly ragged: RaggedRows | undefined;
  readonly found: readonly FoundIssue[] | undefined;
  constructor(
    readonly length: number, headers: readonly string[], readonly columns: readonly RawColumn[], {ragged, found}: Pick<RawTable, 'ragged' | 'found'> = {},
  ) {
    this.headers = headerNames(headers);
    this.ragged = ragged;
    this.found = found;
  }
}

/** Cells of a ragged row that its text shows. */
const SHOWN_CELLS = 4;

/** The first cells of a row as text. */
export function raggedText(cells: readonly unknown[]): string {
  return cells.slice(0, SHOWN_CELLS).map((cell) => cell ?? '').join(', ');
}

/** A header row with the records of a text file. */
export interface HeaderAndRecords {
  readonly header: readonly string[];
  readonly records: readonly (readonly unknown[])[];
}

interface ArrayTable {
  numRows(): number;
  columnNames(): string[];
  array(name: string): ArrayLike<unknown>;
}

interface VectorTable {
  readonly numRows: number;
  getChild(name: string): {get?(row: number): unknown; at?(row: number): unknown} | null | undefined;
  readonly schema: {readonly fields: readonly {readonly name: string}[]};
}

/**
 * Objects (the union of their keys), columns (a record or a Map of arrays), an Arquero table, an Arrow table, or a header with
 * records. Throws an `AdapterError` for anything else, for columns of unequal length and for more than {@link MAX_COLUMNS} columns.
 */
export function readRawTable(input: unknown, table: string): RawTable {
  return atOnce(readInParts(input, table));
}

/** The same with pauses, for a page that has other things to do. */
export function* readInParts(input: unknown, table: string): Generator<void, RawTable> {
  if (input instanceof TypedTable) {
    checkWidth(input.headers.length, table);
    return input;
  }
  if (input instanceof RowsWithFindings) return {...(yield* fromObjects(input.rows, table)), found: input.found};
  if (Array.isArray(input)) return yield* fromObjects(input as readonly unknown[], table);
  if (input instanceof Map) return fromColumns([...(input as Map<unknown, unknown>)].map(([name, values]) => [String(name), values]), table);
  if (typeof input === 'object' && input !== null) {
    if (isHeaderAndRecords(input)) return fromRecords(input, table);
    if (isArrayTable(input)) return fromColumns(input.columnNames().map((name) => [name, input.array(name)]), table, input.numRows());
    if (isVectorTable(input)) return fromVectors(input, table);
    return fromColumns(Object.entries(input), table);
  }
  throw new AdapterError(
    `Table ${table}: expected an array of objects, columns, an Arquero or Arrow table, or {header, records}, but got ${typeof input}.`,
    {kind: 'schema', source: table},
  );
}

/** How many rows there are, by what their shape says of itself. 0 for what are no rows. */
export function rowsIn(input: unknown): number {
  if (typeof input !== 'object' || input === null) return 0;
  if (Array.isArray(input)) return input.length;
  if (isHeaderAndRecords(input)) return input.records.length;
  if (isArrayTable(input)) return input.numRows();
  if (isVectorTable(input)) return input.numRows;
  const [first] = input instanceof Map ? (input.values() as Iterable<unknown>) : Object.values(input as Readonly<Record<string, unknown>>);
  return isArrayLike(first) ? first.length : 0;
}

function isHeaderAndRecords(input: object): input is HeaderAndRecords {
  return 'header' in input && Array.isArray(input.header) && 'records' in input && Array.isArray(input.records) && Object.keys(input).length === 2;
}

function isArrayTable(input: object): input is ArrayTable {
  return 'numRows' in input && typeof input.numRows === 'function' && 'columnNames' in input && typeof input.columnNames === 'function' && 'array' in input;
}

function isVectorTable(input: object): input is VectorTable {
  return 'numRows' in input && typeof input.numRows === 'number' && 'getChild' in input && typeof input.getChild === 'function' && 'schema' in input;
}

function checkWidth(count: number, table: string): void {
  if (count <= MAX_COLUMNS) return;
  throw new AdapterError(`Table ${table} has ${count} columns; the limit is ${MAX_COLUMNS}. Leave out those that no widget needs.`, {
    kind: 'limit',
    source: table,
  });
}

function* fromObjects(rows: readonly unknown[], table: string): Generator<void, RawTable> {
  const {keys, cells} = yield* readObjects(rows, (count) => checkWidth(count, table));
  return {length: rows.length, headers: headerNames(keys), columns: cells.map((list) => new ListColumn(rows.length, (row) => list[row]))};
}

function fromColumns(columns: readonly (readonly [string, unknown])[], table: string, rows?: number): RawTable {
  checkWidth(columns.length, table);
  let length = rows;
  const read = columns.map(([name, values]): RawColumn => {
    if (!isArrayLike(values)) {
      throw new AdapterError(`Table ${table}, column ${JSON.stringify(name)}: expected an array of values, but got ${typeof values}.`, {
        kind: 'schema',
        source: table,
      });
    }
    length ??= values.length;
    if (values.length !== length) {
      throw new AdapterError(
        `Table ${table}: column ${JSON.stringify(name)} has ${values.length} values where the columns before it have ${length}.`,
        {kind: 'schema', source: table},
      );
    }
    return arrayColumn(values);
  });
  return {length: length ?? 0, headers: headerNames(columns.map(([name]) => name)), columns: read};
}

function isArrayLike(values: unknown): values is ArrayLike<unknown> {
  return Array.isArray(values) || (ArrayBuffer.isView(values) && 'length' in values);
}

function fromVectors(input: VectorTable, table: string): RawTable {
  const names = input.schema.fields.map((field) => field.name);
  checkWidth(names.length, table);
  const columns = names.map((name): RawColumn => {
    const vector = input.getChild(name);
    const cell: CellReader = vector && typeof vector.at === 'function' ? (row) => vector.at?.(row) : (row) => vector?.get?.(row);
    return new ListColumn(input.numRows, cell);
  });
  return {length: input.numRows, headers: headerNames(names), columns};
}

function fromRecords({header, records}: HeaderAndRecords, table: string): RawTable {
  checkWidth(header.length, table);
  const first: {row: number; text: string}[] = [];
  let count = 0;
  records.forEach((record, row) => {
    if (record.length === header.length || (record.length === 1 && record[0] === '')) return;
    if (count++ < MAX_EXAMPLES) first.push({row, text: raggedText(record.slice(0, header.length))});
  });
  return {
    length: records.length,
    headers: headerNames(header),
    columns: header.map((_, column) => new ListColumn(records.length, (row) => records[row]?.[column])),
    ragged: {count, first},
  };
}
