/** Checks between the columns of a row: what cannot be, but may still count. */

import type {Zone} from '../cells/time-zone.ts';
import {TextColumn, TimeColumn} from '../column.ts';
import type {Column} from '../column.ts';
import type {RowState} from './build-column.ts';

/** What must not come before what. */
const ORDERED: readonly (readonly [earlier: string, later: string])[] = [
  ['ordered_at', 'paid_at'], ['ordered_at', 'shipped_at'], ['ordered_at', 'delivered_at'], ['ordered_at', 'refunded_at'],
  ['paid_at', 'shipped_at'], ['shipped_at', 'delivered_at'], ['at', 'responded_at'], ['at', 'resolved_at'],
];

/**
 * Counts rows where a later step comes before an earlier one. The rows stay with both times (`kept`). A bare date is compared by day:
 * an order at 15:00 may well be paid on the same date at 00:00.
 */
export function checkDurations(columns: ReadonlyMap<string, Column>, rows: RowState, zone: Zone): void {
  for (const [earlier, later] of ORDERED) {
    const from = columns.get(earlier);
    const to = columns.get(later);
    if (!(from instanceof TimeColumn) || !(to instanceof TimeColumn)) continue;
    const counter = rows.log.counter('negative-duration', 'kept', later);
    const bare = isBareDates(to, zone);
    for (let row = 0; row < rows.length; row++) {
      if (rows.dropped[row]) continue;
      const start = from.values[row] ?? NaN;
      const end = to.values[row] ?? NaN;
      if (end < start && (!bare || (to.days[row] ?? 0) < (from.days[row] ?? 0))) {
        counter.add(row, `${new Date(end).toISOString()} before ${earlier} ${new Date(start).toISOString()}`);
      }
    }
  }
}

/** Whether no value of the column has a clock of its own. */
function isBareDates(column: TimeColumn, zone: Zone): boolean {
  return column.values.every((value, row) => value !== value || value === zone.startOfDay(column.days[row] ?? 0));
}

/** Counts rows whose currency is not the shop's. They stay: the engine refuses sums over more than one currency. */
export function checkCurrencies(columns: ReadonlyMap<string, Column>, rows: RowState, currency: string): void {
  const column = columns.get('currency');
  if (!(column instanceof TextColumn)) return;
  const counter = rows.log.counter('mixed-currency', 'kept', 'currency');
  const isOwn = column.values.map((value) => value === currency);
  for (let row = 0; row < rows.length; row++) {
    const code = column.codes[row] ?? -1;
    if (!rows.dropped[row] && code >= 0 && !isOwn[code]) counter.add(row, column.values[code]);
  }
}
