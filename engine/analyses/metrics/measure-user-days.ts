/** Daily visitors added up: who comes on two days counts twice. */

import {TimeColumn} from '../../../data-adapters/column.ts';
import type {UserDaysMeasure} from '../../../metrics/buyer-measures.ts';
import {activeTimes, actorColumn} from '../../facts/buyer-orders.ts';
import {firstFromDay} from '../../kernels/actor-times.ts';
import {createPairSet} from '../../kernels/pair-set.ts';
import type {Frames} from './measure-frame.ts';
import type {MeasureKind} from './measure-kind.ts';
import type {MeasureTotals} from './measure-rows.ts';

export const userDaysKind: MeasureKind<UserDaysMeasure> = {
  missing: (_, {columns}) => ['user_id', 'at'].filter((name) => !columns.has(name)),
  nameSteps: (measure) => measure,
  total: totalUserDays,
};

/** Pairs of a user and a day with an event in the group. A day of a user is known by the place of its first event. */
function totalUserDays(_: UserDaysMeasure, frames: Frames): MeasureTotals {
  const {table, rows, groups, size} = frames.frame('events', ['at']);
  const values = new Float64Array(size);
  const users = actorColumn(table);
  const time = table.columns.get('at');
  if (!users || !(time instanceof TimeColumn)) return {values, scale: 1};
  const times = activeTimes(table);
  const pairs = createPairSet(size, times.days.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const user = users.codes[row] as number;
    const group = groups[i] as number;
    if (user < 0 || !pairs.add(group, firstFromDay(times, user, time.days[row] as number))) continue;
    values[group] = (values[group] as number) + 1;
  }
  return {values, scale: 1};
}
