/** Which days the rows of a table speak of. */

import {NO_DAY, TimeColumn} from '../../data-adapters/column.ts';
import {MAIN_TIME} from '../../data-adapters/schema.ts';
import type {CanonicalTable, TableName} from '../../data-adapters/schema.ts';
import type {Dataset} from '../dataset.ts';
import {oncePerArray} from '../once-per.ts';

export {MAIN_TIME} from '../../data-adapters/schema.ts';

/** Columns whose days the source covers. Payments, parcels and refunds may come after the last order. */
const DATED: readonly (readonly [TableName, string])[] = [
  ['order_lines', 'ordered_at'], ['order_lines', 'paid_at'], ['order_lines', 'refunded_at'], ['order_lines', 'shipped_at'],
  ['order_lines', 'delivered_at'], ['events', 'at'], ['traffic', 'day'], ['spend', 'day'], ['service', 'at'],
];

/** First and last day on which anything of the source is dated. */
export function coveredDays(tables: Dataset['tables']): Dataset['days'] {
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

/** First and last day of a table by a time column, by default its main one. One pass, once a column. */
export function daysOf(table: CanonicalTable | undefined, name?: string): ColumnDays | undefined {
  const column = table?.columns.get(name ?? MAIN_TIME[table.name]);
  if (!(column instanceof TimeColumn)) return undefined;
  const days = columnDays(column.days);
  return days.last < days.first ? undefined : days;
}

const columnDays = oncePerArray((days: Int32Array) => readDays({first: Infinity, last: -Infinity, undated: false}, days, 0), readDays);

function readDays(before: ColumnDays, days: Int32Array, from: number): ColumnDays {
  let {first, last, undated} = before;
  for (let row = from; row < days.length; row++) {
    const day = days[row] as number;
    if (day === NO_DAY) {
      undated = true;
      continue;
    }
    if (day < first) first = day;
    if (day > last) last = day;
  }
  return {first, last, undated};
}
