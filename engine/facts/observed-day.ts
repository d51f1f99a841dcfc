/** How far the rows of a table speak. */

import {createZone} from '../../data-adapters/cells/time-zone.ts';
import type {CanonicalTable} from '../../data-adapters/schema.ts';
import type {Dataset} from '../dataset.ts';
import {daysOf} from './table-days.ts';

/**
 * The last day that the rows tell of wholly: that of the last order or event, and no day that the clock says is still running. −∞ without rows.
 * What somebody does within N days is known once this day is reached. A refund or a parcel dated later tells of no order: exports of a year's
 * orders have refunds of the next.
 */
export function observedDay(table: CanonicalTable, {today, now, timeZone}: Dataset): number {
  const last = daysOf(table)?.last ?? -Infinity;
  const isOver = now + 1 >= createZone(timeZone).startOfDay(today + 1);
  return Math.min(last, isOver ? today : today - 1);
}
