/** Conformed tables → the dataset an engine computes over: sorted once, its clock read once. */

import {MoneyColumn, NO_DAY, NumberColumn, TextColumn, TimeColumn} from '../data-adapters/column.ts';
import type {Column} from '../data-adapters/column.ts';
import type {CanonicalTable, CanonicalTables, TableName} from '../data-adapters/schema.ts';
import {createZone} from '../data-adapters/time-zone.ts';
import type {Dataset} from './dataset.ts';

/** The column that dates a row of each table. */
export const MAIN_TIME: Readonly<Record<TableName, string>> = {
  order_lines: 'ordered_at',
  events: 'at',
  traffic: 'day',
  stock: 'snapshot_at',
  spend: 'day',
  customers: 'registered_at',
  targets: 'from',
  service: 'at',
};

/** Columns whose days the source covers. Payments and refunds may come after the last order. */
const DATED: readonly (readonly [TableName, string])[] = [
  ['order_lines', 'ordered_at'], ['order_lines', 'paid_at'], ['order_lines', 'refunded_at'], ['events', 'at'], ['traffic', 'day'], ['spend', 'day'],
];

export interface DatasetOptions {
  /** The clock: an instant, or `data` for the end of the last day that has rows. Default: the real clock. */
  readonly now?: string | number | Date | 'data';
  /** 0 Sunday to 6 Saturday. Default 1, Monday. */
  readonly weekStart?: number;
}

/**
 * Sorts each table by its main time (stable; rows without one last), finds the days covered and sets the clock. Throws a `RangeError`
 * for a clock or week start that cannot be read. O(n) for rows that come in order.
 */
export function buildDataset({tables, timeZone, currency, quality}: CanonicalTables, {now, weekStart = 1}: DatasetOptions): Dataset {
  if (!Number.isInteger(weekStart) || weekStart < 0 || weekStart > 6) {
    throw new RangeError(`weekStart is ${String(weekStart)}; write 0 for Sunday to 6 for Saturday.`);
  }
  const sorted = Object.fromEntries(
    Object.values(tables).map((table) => [table.name, sortByTime(table)]),
  ) as Dataset['tables'];
  const days = coveredDays(sorted);
  const zone = createZone(timeZone);
  const clock = now === 'data' ? zone.startOfDay((days?.last ?? zone.today()) + 1) - 1 : readClock(now);
  return {tables: sorted, timeZone, currency, weekStart, now: clock, today: zone.dayOf(clock), days, quality};
}

function readClock(now: DatasetOptions['now']): number {
  if (now === undefined) return Date.now();
  const instant = typeof now === 'string' ? Date.parse(now) : Number(now);
  if (Number.isFinite(instant)) return instant;
  throw new RangeError(`now is ${JSON.stringify(now)}; write an ISO instant with offset such as 2024-12-18T14:30:00+08:00, or "data".`);
}

function coveredDays(tables: Dataset['tables']): Dataset['days'] {
  const names = new Set(DATED.map(([name]) => name));
  return union([...names].map((name) => coveredDaysOf(tables[name])));
}

/** First and last day that a table speaks of. */
export function coveredDaysOf(table: CanonicalTable | undefined): Dataset['days'] {
  const columns = DATED.filter(([name]) => name === table?.name).map(([, column]) => column);
  return columns.length === 0 ? daysOf(table) : union(columns.map((column) => daysOf(table, column)));
}

function union(ranges: readonly Dataset['days'][]): Dataset['days'] {
  const known = ranges.filter((range) => range !== undefined);
  if (known.length === 0) return undefined;
  return {first: Math.min(...known.map(({first}) => first)), last: Math.max(...known.map(({last}) => last))};
}

export interface ColumnDays {
  readonly first: number;
  readonly last: number;
  /** Some rows have no day. */
  readonly undated: boolean;
}

const read = new WeakMap<TimeColumn, ColumnDays>();

/** First and last day of a table by a time column, by default its main one. One pass, once a column. */
export function daysOf(table: CanonicalTable | undefined, name?: string): ColumnDays | undefined {
  const column = table?.columns.get(name ?? MAIN_TIME[table.name]);
  if (!(column instanceof TimeColumn)) return undefined;
  let days = read.get(column);
  if (!days) read.set(column, (days = readDays(column)));
  return days.last < days.first ? undefined : days;
}

function readDays({days}: TimeColumn): ColumnDays {
  let first = Infinity;
  let last = -Infinity;
  let undated = false;
  for (const day of days) {
    if (day === NO_DAY) {
      undated = true;
      continue;
    }
    if (day < first) first = day;
    if (day > last) last = day;
  }
  return {first, last, undated};
}

function sortByTime(table: CanonicalTable): CanonicalTable {
  const column = table.columns.get(MAIN_TIME[table.name]);
  if (!(column instanceof TimeColumn) || isSorted(column.values)) return table;
  const {values} = column;
  const order = Int32Array.from({length: table.length}, (_, row) => row);
  const rank = (row: number): number => {
    const value = values[row] as number;
    return value === value ? value : Infinity;
  };
  order.sort((a, b) => {
    const left = rank(a);
    const right = rank(b);
    return left === right ? a - b : left < right ? -1 : 1;
  });
  return {...table, columns: new Map([...table.columns].map(([name, each]) => [name, takeRows(each, order)] as const))};
}

function isSorted(values: Float64Array): boolean {
  for (let row = 1; row < values.length; row++) if (!((values[row] as number) >= (values[row - 1] as number))) return false;
  return values.length === 0 || values[0] === values[0];
}

/** A column's rows in another order. */
export function takeRows(column: Column, rows: Int32Array): Column {
  const floats = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row] as number);
  const integers = (values: Int32Array): Int32Array => Int32Array.from(rows, (row) => values[row] as number);
  if (column instanceof TextColumn) return new TextColumn(integers(column.codes), column.values);
  if (column instanceof TimeColumn) return new TimeColumn(floats(column.values), integers(column.days));
  if (column instanceof MoneyColumn) return new MoneyColumn(floats(column.values), column.scale);
  return new NumberColumn(floats(column.values));
}
