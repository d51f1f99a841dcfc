/** Whether orders were shipped by the time that was promised. */

import type {PromiseMeasure} from '../../../metrics/order-measures.ts';
import {NOT_RETURNED, VALID} from '../../../metrics/order-status.ts';
import {NO_DAY, TextColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {createZone} from '../../../data-adapters/cells/time-zone.ts';
import {hoursBetween, isBareDates, timeColumn} from '../../facts/durations.ts';
import {idsOf} from '../../facts/distinct-ids.ts';
import {conditionMask} from '../../facts/row-values.ts';
import {createPairSet} from '../../kernels/pair-set.ts';
import type {Frames} from './measure-frame.ts';
import type {MeasureKind} from './measure-kind.ts';
import type {MeasureTotals} from './measure-rows.ts';

export const promiseKind: MeasureKind<PromiseMeasure> = {
  missing: (_, {columns}) => ['promised_at', 'shipped_at'].filter((name) => !columns.has(name)),
  datedBy: 'promised_at',
  nameSteps: (measure) => measure,
  total: totalPromises,
};

/** Orders whose promise is due in the group; with `met` those without a late line in it. */
function totalPromises({met}: PromiseMeasure, frames: Frames): MeasureTotals {
  const frame = frames.frame('order_lines', ['promised_at']);
  const {table} = frame;
  const values = new Float64Array(frame.size);
  const ids = idsOf(table, 'order_id');
  const lateness = latenessOf(table, frames);
  if (!ids) return {values, scale: 1};
  const due = createPairSet(frame.size, ids.count);
  const late = createPairSet(frame.size, ids.count);
  for (let i = 0; i < frame.rows.length; i++) {
    const row = frame.rows[i] as number;
    const group = frame.groups[i] as number;
    const order = ids.codes[row] as number;
    if (order < 0 || lateness[row] === NOT_DUE) continue;
    if (due.add(group, order)) values[group] = (values[group] as number) + 1;
    if (met && lateness[row] === LATE && late.add(group, order)) values[group] = (values[group] as number) - 1;
  }
  return {values, scale: 1};
}

const NOT_DUE = 0;
const IN_TIME = 1;
const LATE = 2;

/**
 * Of each line. A promise of a bare day holds until that day's end. Not judged: promises whose time is to come, and lines that were given back
 * before they were shipped, or are said to be shipped nobody knows when.
 */
function latenessOf(table: CanonicalTable, {context}: Frames): Uint8Array {
  const {now, timeZone} = context.dataset;
  const zone = createZone(timeZone);
  const slack = hoursBetween(table, ['shipped_at'], 'promised_at', timeZone);
  const promised = timeColumn(table, 'promised_at');
  const byDay = promised !== undefined && isBareDates(promised, timeZone);
  const endOf = (row: number): number => (byDay ? zone.startOfDay((promised.days[row] as number) + 1) : (promised?.values[row] as number));
  const isOver = (row: number): boolean => endOf(row) <= now + 1;
  const valid = conditionMask([VALID, NOT_RETURNED], table);
  const status = table.columns.get('status');
  const unknown = (row: number): boolean => status instanceof TextColumn && ['shipped', 'completed', 'refunded'].includes(status.at(row) ?? '');
  return valid.map((flag, row) => {
    if (!flag || promised?.days[row] === NO_DAY || !isOver(row)) return NOT_DUE;
    const left = slack[row] as number;
    if (left !== left) return unknown(row) ? NOT_DUE : LATE;
    return left >= 0 ? IN_TIME : LATE;
  });
}
