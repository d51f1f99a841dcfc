/** When rows came: one entry a load, one a minute of updates. */

import {dayText} from '../data-adapters/cells/time-zone.ts';
import type {ChangedTable} from '../data-adapters/changes/changes.ts';
import type {QualityReport, TableName} from '../data-adapters/schema.ts';
import type {Dataset} from './dataset.ts';
import {daysOf} from './facts/table-days.ts';

export interface LoadEntry {
  /** ISO instant. */
  readonly at: string;
  readonly tables: readonly LoadedTable[];
  /** Rows that came to loaded tables: all updates within a minute of the first. */
  readonly isUpdate?: true;
}

export interface LoadedTable {
  readonly table: TableName;
  readonly rowsRead: number;
  readonly rowsKept: number;
  /** First and last calendar day of the table's main time column. */
  readonly firstDay?: string;
  readonly lastDay?: string;
}

/** Entries that a source remembers. */
const KEPT = 100;
/** Milliseconds whose updates are one entry: a stream must not push the loads out of the log. */
const ONE_ENTRY = 60_000;

/** The log with one more entry, for the tables as they stand; the oldest make room. */
export function logLoad(log: readonly LoadEntry[], tables: Dataset['tables'], {tables: reports}: QualityReport, at: Date): readonly LoadEntry[] {
  const loaded = reports.map(({table, rowsRead, rowsKept}) => entryOf(tables, table, rowsRead, rowsKept));
  return [...log, {at: at.toISOString(), tables: loaded}].slice(-KEPT);
}

/** The log with what an update brought: the rows that were read, and the tables as they stand after it. */
export function logUpdate(log: readonly LoadEntry[], tables: Dataset['tables'], changed: readonly ChangedTable[], at: Date): readonly LoadEntry[] {
  const last = log.at(-1);
  const open = last?.isUpdate && at.getTime() - Date.parse(last.at) < ONE_ENTRY ? last : undefined;
  const loaded = new Map(open?.tables.map((entry) => [entry.table, entry]));
  for (const {table, quality} of changed) {
    loaded.set(table, entryOf(tables, table, (loaded.get(table)?.rowsRead ?? 0) + quality.rowsRead, tables[table]?.length ?? 0));
  }
  const entry: LoadEntry = {at: open?.at ?? at.toISOString(), tables: [...loaded.values()], isUpdate: true};
  return [...(open ? log.slice(0, -1) : log), entry].slice(-KEPT);
}

function entryOf(tables: Dataset['tables'], table: TableName, rowsRead: number, rowsKept: number): LoadedTable {
  const days = daysOf(tables[table]);
  return {table, rowsRead, rowsKept, ...(days ? {firstDay: dayText(days.first), lastDay: dayText(days.last)} : {})};
}
