/** What was done inside a number of hours, of what had that long. */

import type {DeadlineMeasure} from '../../../metrics/order-measures.ts';
import {idsOf} from '../../facts/distinct-ids.ts';
import {hoursBetween, timeColumn} from '../../facts/durations.ts';
import {createPairSet} from '../../kernels/pair-set.ts';
import type {Frames} from './measure-frame.ts';
import type {MeasureKind} from './measure-kind.ts';
import type {MeasureTotals} from './measure-rows.ts';

const HOUR_MS = 3_600_000;

export const deadlineKind: MeasureKind<DeadlineMeasure> = {
  missing: ({from, to, per}, {columns}) => [from, to, ...(per ? [per] : [])].filter((name) => !columns.has(name)),
  nameSteps: (measure) => measure,
  total: totalDeadlines,
};

/** Rows by `from` whose hours are over at the clock. A row answered before it was asked is an error, and counts as not answered. */
function totalDeadlines({table: name, from, to, hours, met, per}: DeadlineMeasure, frames: Frames): MeasureTotals {
  const frame = frames.frame(name, [from]);
  const {now, timeZone} = frames.context.dataset;
  const taken = hoursBetween(frame.table, [from], to, timeZone);
  const starts = timeColumn(frame.table, from)?.values ?? new Float64Array(frame.table.length).fill(NaN);
  const values = new Float64Array(frame.size);
  const ids = per === undefined ? undefined : idsOf(frame.table, per);
  const seen = createPairSet(frame.size, ids?.count ?? 0);
  for (let i = 0; i < frame.rows.length; i++) {
    const row = frame.rows[i] as number;
    const isDue = (starts[row] as number) + hours * HOUR_MS <= now + 1;
    if (!isDue || (met && !((taken[row] as number) >= 0 && (taken[row] as number) <= hours))) continue;
    const group = frame.groups[i] as number;
    const id = ids ? (ids.codes[row] as number) : -1;
    if (id >= 0 && !seen.add(group, id)) continue;
    values[group] = (values[group] as number) + 1;
  }
  return {values, scale: 1};
}
