/** Conformed tables → the dataset an engine computes over: sorted once, its clock read once. */

import {createZone} from '../data-adapters/cells/time-zone.ts';
import type {ChangedTable} from '../data-adapters/changes/changes.ts';
import {sortByTime} from '../data-adapters/columns/sort-rows.ts';
import type {CanonicalTables, TableName} from '../data-adapters/schema.ts';
import {readCalendar} from './calendar/shop-calendar.ts';
import type {ShopCalendar} from './calendar/shop-calendar.ts';
import type {Dataset} from './dataset.ts';
import {coveredDays} from './facts/table-days.ts';
import {logLoad, logUpdate} from './load-log.ts';
import type {LoadEntry} from './load-log.ts';

export interface DatasetOptions {
  /** The clock: an instant, or `data` for the end of the last day that has rows. Default: the real clock. */
  readonly now?: string | number | Date | 'data';
  /** 0 Sunday to 6 Saturday. Default 1, Monday. */
  readonly weekStart?: number;
  /** The shop's campaigns, holidays and fiscal year. Default: none. */
  readonly calendar?: ShopCalendar;
  /** Loads before this one: `info.log` of the source that this one takes over from. */
  readonly log?: readonly LoadEntry[];
}

/**
 * Sorts each table by its main time (stable; rows without one last), finds the days covered and sets the clock. Throws a `RangeError`
 * for a clock, week start or calendar that cannot be read. O(n). Tables that `isOwn` names are sorted where they are: nobody else has them.
 */
export function buildDataset(tables: CanonicalTables, options: DatasetOptions, isOwn: (table: TableName) => boolean = () => false): Dataset {
  const {weekStart = 1, calendar, log = []} = options;
  if (!Number.isInteger(weekStart) || weekStart < 0 || weekStart > 6) {
    throw new RangeError(`weekStart is ${String(weekStart)}; write 0 for Sunday to 6 for Saturday.`);
  }
  const sorted = Object.fromEntries(
    Object.values(tables.tables).map((table) => [table.name, {...sortByTime(table, isOwn(table.name)), lineage: {}}]),
  ) as Dataset['tables'];
  const {timeZone, currency, quality} = tables;
  return {
    tables: sorted, timeZone, currency, weekStart, calendar: readCalendar(calendar, weekStart), quality,
    ...readDays(sorted, timeZone, options), log: logLoad(log, sorted, quality, new Date()),
  };
}

/** The dataset after its tables changed. They stand in order. The real clock has gone on, `data` follows the rows. */
export function updateDataset(
  before: Dataset, {tables, quality}: CanonicalTables, changed: readonly ChangedTable[], options: DatasetOptions,
): Dataset {
  return {
    ...before, tables, quality, ...readDays(tables, before.timeZone, options), log: logUpdate(before.log, tables, changed, new Date()),
  };
}

function readDays(tables: Dataset['tables'], timeZone: string, {now}: DatasetOptions): Pick<Dataset, 'days' | 'now' | 'today'> {
  const days = coveredDays(tables);
  const zone = createZone(timeZone);
  const clock = now === 'data' ? zone.startOfDay((days?.last ?? zone.today()) + 1) - 1 : readClock(now);
  return {days, now: clock, today: zone.dayOf(clock)};
}

function readClock(now: DatasetOptions['now']): number {
  if (now === undefined) return Date.now();
  const instant = typeof now === 'string' ? Date.parse(now) : Number(now);
  if (Number.isFinite(instant)) return instant;
  throw new RangeError(`now is ${JSON.stringify(now)}; write an ISO instant with offset such as 2024-12-18T14:30:00+08:00, or "data".`);
}
