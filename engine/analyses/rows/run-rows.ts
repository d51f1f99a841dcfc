/** The rows of a table as they were conformed. */

import {MoneyColumn, TextColumn, TimeColumn} from '../../../data-adapters/column.ts';
import type {Column} from '../../../data-adapters/column.ts';
import {SCHEMA, TABLE_NAMES} from '../../../data-adapters/schema.ts';
import type {CanonicalTable, TableName} from '../../../data-adapters/schema.ts';
import {dayText} from '../../../data-adapters/cells/time-zone.ts';
import {buildResult, note} from '../../build-result.ts';
import {MAIN_TIME} from '../../facts/table-days.ts';
import type {RunContext} from '../../context.ts';
import {nearNames, requireTable} from '../../context.ts';
import {describeWindow, resolvePeriod} from '../../periods.ts';
import {QueryError} from '../../query.ts';
import type {RowsQuery} from './rows-query.ts';
import type {Sort} from '../../query.ts';
import type {Cell, Field, Note, QueryResult} from '../../result.ts';
import {filterRows, rowsInWindow} from '../../select-rows.ts';
import {compareCells} from '../metrics/order-groups.ts';

const DEFAULT_LIMIT = 1000;

/**
 * A row a row of the table, in order of time: text as given, money in major units, days as `YYYY-MM-DD`, instants as ISO. `totals.rows` is
 * how many rows there are in all, before `offset` and `limit`. Nothing is worked out: what is shown is what `conform` read, so it is the source that
 * every other analysis counts from. Cost: one pass, and a sort where asked for. Throws a `QueryError` for a table, column or number that is none.
 */
export function runRows(query: RowsQuery, context: RunContext): QueryResult {
  const name = TABLE_NAMES.find((known) => known === query.table);
  if (!name) {
    throw new QueryError(`There is no table ${JSON.stringify(query.table)}. Known are ${TABLE_NAMES.join(', ')}.`, query, 'missing-table', [String(query.table)]);
  }
  const table = requireTable(context, name, query, 'The analysis "rows"');
  const window = query.period === undefined ? undefined : resolvePeriod(query.period, context.dataset, query);
  const {mask, notes} = filterRows(table, query.filters ?? [], context, query);
  const time = table.columns.get(MAIN_TIME[name]);
  const all = rowsInWindow(mask, table.length, time instanceof TimeColumn ? time : undefined, window);
  const sorted = sortRows(all, table, query);
  const offset = wholeNumber(query.offset ?? 0, 'offset', query);
  const rows = sorted.subarray(offset, offset + wholeNumber(query.limit ?? DEFAULT_LIMIT, 'limit', query));
  return buildResult({
    columns: (query.columns ?? [...table.columns.keys()]).map((column) => readColumn(requireColumn(column, table, query), column, table, rows)),
    totals: {rows: all.length},
    asOf: context.dataset.now,
    ...(window ? {period: describeWindow(window)} : {}),
    notes: window && !(time instanceof TimeColumn) ? [...notes, undatedNote(name)] : notes,
  });
}

function undatedNote(table: TableName): Note {
  const wanted = MAIN_TIME[table];
  return note('undated', `The period does not cut ${table}: its rows have no ${wanted}.`, {metric: table, table, wanted});
}

function wholeNumber(value: number, name: string, query: unknown): number {
  if (Number.isInteger(value) && value >= 0) return value;
  throw new QueryError(`${name} is ${JSON.stringify(value)}; write a whole number from 0.`, query);
}

function requireColumn(name: string, table: CanonicalTable, query: unknown): Column {
  const column = table.columns.get(name);
  if (column) return column;
  const near = nearNames(name, table.columns.keys());
  throw new QueryError(
    `The table "${table.name}" has no column "${name}".${near.length > 0 ? ` Did you mean ${near.join(', ')}?` : ` It has ${[...table.columns.keys()].join(', ')}.`}`,
    query, 'missing-column', [table.name, name],
  );
}

function readColumn(column: Column, name: string, table: CanonicalTable, rows: Int32Array): {field: Field; values: Cell[]} {
  const label = {en: name, zh: name};
  const values = Array.from(rows, (row) => cellOf(column, isDay(table, name), row));
  if (column instanceof TimeColumn) return {field: {name, type: isDay(table, name) ? 'day' : 'time', label}, values};
  const type = column instanceof TextColumn ? 'text' : 'number';
  return {field: {name, type, ...(column instanceof MoneyColumn ? {unit: 'money' as const} : {}), label}, values};
}

function isDay(table: CanonicalTable, name: string): boolean {
  const spec = SCHEMA[table.name];
  return Object.hasOwn(spec, name) && spec[name]?.type === 'day';
}

function cellOf(column: Column, day: boolean, row: number): Cell {
  if (!(column instanceof TimeColumn)) return column.at(row);
  const instant = column.at(row);
  if (!instant) return null;
  return day ? dayText(column.days[row] as number) : instant.toISOString();
}

function sortRows(rows: Int32Array, table: CanonicalTable, query: RowsQuery): Int32Array {
  const sorts = query.sort === undefined ? [] : Array.isArray(query.sort) ? (query.sort as readonly Sort[]) : [query.sort as Sort];
  if (sorts.length === 0) return rows;
  const keys = sorts.map(({column, descending = false}) => ({column: requireColumn(column, table, query), descending}));
  const cell = (column: Column, row: number): string | number | null => {
    if (column instanceof TextColumn) return column.at(row);
    const value = (column).values[row] as number;
    return value === value ? value : null;
  };
  return rows.slice().sort((a, b) => {
    for (const {column, descending} of keys) {
      const difference = compareCells(cell(column, a), cell(column, b), descending);
      if (difference !== 0) return difference;
    }
    return a - b;
  });
}
