/** How long after one time of a row another came. */

import {createZone} from '../../data-adapters/cells/time-zone.ts';
import {NO_DAY, TimeColumn} from '../../data-adapters/column.ts';
import type {CanonicalTable} from '../../data-adapters/schema.ts';

const HOUR_MS = 3_600_000;
const bare = new WeakMap<TimeColumn, boolean>();

/** Whether no value of the column has a clock of its own: a date, read as the start of its day. One pass, once a column. */
export function isBareDates(column: TimeColumn, timeZone: string): boolean {
  let known = bare.get(column);
  if (known === undefined) {
    const zone = createZone(timeZone);
    known = column.values.every((value, row) => value !== value || value === zone.startOfDay(column.days[row] as number));
    bare.set(column, known);
  }
  return known;
}

/**
 * Hours from the first of `from` that a row has to `to`; NaN where either is missing. Elapsed time, so a day of a clock change has 23 or 25.
 * Where one of the two columns holds bare dates nothing finer than days is known: calendar days × 24.
 */
export function hoursBetween(table: CanonicalTable, from: readonly string[], to: string, timeZone: string): Float64Array {
  const hours = new Float64Array(table.length).fill(NaN);
  const end = timeColumn(table, to);
  if (!end) return hours;
  const open = new Uint8Array(table.length).fill(1);
  for (const start of from.map((name) => timeColumn(table, name))) {
    if (!start) continue;
    const byDay = isBareDates(start, timeZone) || isBareDates(end, timeZone);
    for (let row = 0; row < table.length; row++) {
      const day = start.days[row] as number;
      if (open[row] === 0 || day === NO_DAY) continue;
      open[row] = 0;
      const until = end.days[row] as number;
      if (until === NO_DAY) continue;
      hours[row] = byDay ? (until - day) * 24 : ((end.values[row] as number) - (start.values[row] as number)) / HOUR_MS;
    }
  }
  return hours;
}

export function timeColumn(table: CanonicalTable, name: string): TimeColumn | undefined {
  const column = table.columns.get(name);
  return column instanceof TimeColumn ? column : undefined;
}
