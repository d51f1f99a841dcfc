/** Days: when the last rows came, and days on which a busy table is silent. */

import {NO_DAY, TimeColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable, TableName} from '../../../data-adapters/schema.ts';
import {dayText} from '../../../data-adapters/cells/time-zone.ts';
import {daysOf, MAIN_TIME} from '../../facts/table-days.ts';
import type {Dataset} from '../../dataset.ts';
import type {Finding} from './finding.ts';

/** Days without a new row after which a table is late. Tables that are not here change when they change. */
const FRESH_DAYS: Partial<Readonly<Record<TableName, number>>> = {order_lines: 1, events: 1, traffic: 1, spend: 1, stock: 7, service: 7};

/** Rows a day from which a day without any is no quiet day but a gap. */
const BUSY = 5;

/** Cost: a pass over the days of the table. */
export function checkDays(table: CanonicalTable, {today}: Dataset, freshness: Readonly<Record<string, number>>): Finding[] {
  const days = daysOf(table);
  if (!days) return [];
  const found: Finding[] = [];
  const allowed = freshness[table.name] ?? FRESH_DAYS[table.name];
  const late = today - days.last;
  const column = MAIN_TIME[table.name];
  if (allowed !== undefined && late > allowed) {
    found.push({
      table: table.name, column, reason: 'late-data', dimension: 'timeliness', severity: 'warning', effect: 'kept',
      count: late, of: late + allowed, unit: 'days', example: {value: dayText(days.last)},
    });
  }
  const gaps = silentDays(table, column, days.first, days.last);
  if (gaps.length > 0) {
    found.push({
      table: table.name, column, reason: 'missing-days', dimension: 'timeliness', severity: 'warning', effect: 'kept',
      count: gaps.length, of: days.last - days.first + 1, unit: 'days', example: {value: dayText(gaps[0] as number)},
    });
  }
  return found;
}

/** Days without a row in a table whose median day has {@link BUSY} rows or more. */
function silentDays(table: CanonicalTable, name: string, first: number, last: number): number[] {
  const column = table.columns.get(name);
  if (!(column instanceof TimeColumn) || table.name === 'stock' || table.name === 'targets') return [];
  const rows = new Int32Array(last - first + 1);
  for (const day of column.days) if (day !== NO_DAY) rows[day - first] = (rows[day - first] as number) + 1;
  const median = rows.slice().sort()[Math.floor(rows.length / 2)] ?? 0;
  if (median < BUSY) return [];
  return [...rows.keys()].filter((index) => rows[index] === 0).map((index) => first + index);
}
