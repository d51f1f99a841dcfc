/** How far the rows of a table speak. */

import type {CanonicalTable} from '../../data-adapters/schema.ts';
import {createZone} from '../../data-adapters/time-zone.ts';
import type {Dataset} from '../dataset.ts';
import {coveredDaysOf} from './table-days.ts';

/**
 * The last day that the rows tell of wholly: their own last day, and no day that the clock says is still running. −∞ without rows. What
 * somebody does within N days is known once this day is reached.
 */
export function observedDay(table: CanonicalTable, {today, now, timeZone}: Dataset): number {
  const last = coveredDaysOf(table)?.last ?? -Infinity;
  const isOver = now + 1 >= createZone(timeZone).startOfDay(today + 1);
  return Math.min(last, isOver ? today : today - 1);
}
