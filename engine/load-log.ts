/** When rows came: one entry a load. */

import type {QualityReport, TableName} from '../data-adapters/schema.ts';
import {dayText} from '../data-adapters/time-zone.ts';
import type {Dataset} from './dataset.ts';
import {daysOf} from './facts/table-days.ts';

export interface LoadEntry {
  /** ISO instant. */
  readonly at: string;
  readonly tables: readonly LoadedTable[];
}

export interface LoadedTable {
  readonly table: TableName;
  readonly rowsRead: number;
  readonly rowsKept: number;
  /** First and last calendar day of the table's main time column. */
  readonly firstDay?: string;
  readonly lastDay?: string;
}

/** Loads that a source remembers. */
const KEPT = 100;

/** The log with one more entry, for the tables as they stand; the oldest make room. */
export function logLoad(log: readonly LoadEntry[], tables: Dataset['tables'], {tables: reports}: QualityReport, at: Date): readonly LoadEntry[] {
  const loaded = reports.map(({table, rowsRead, rowsKept}): LoadedTable => {
    const days = daysOf(tables[table]);
    return {table, rowsRead, rowsKept, ...(days ? {firstDay: dayText(days.first), lastDay: dayText(days.last)} : {})};
  });
  return [...log, {at: at.toISOString(), tables: loaded}].slice(-KEPT);
}
