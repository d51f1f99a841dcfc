/** Who came back on day N, of those who came first in the group. */

import {TimeColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {DayNMeasure} from '../../../metrics/buyer-measures.ts';
import {note} from '../../build-result.ts';
import {activeTimes, actorColumn} from '../../facts/buyer-orders.ts';
import {observedDay} from '../../facts/observed-day.ts';
import {keptOrderLines} from '../../facts/order-facts.ts';
import {hasDayIn} from '../../kernels/actor-times.ts';
import {createPairSet} from '../../kernels/pair-set.ts';
import type {Note} from '../../result.ts';
import type {Frames} from './measure-frame.ts';
import type {MeasureKind} from './measure-kind.ts';
import {missingOrderColumns} from './measure-new-buyers.ts';
import type {MeasureTotals} from './measure-rows.ts';
import {namelessOrders} from './nameless-orders.ts';

export const dayNKind: MeasureKind<DayNMeasure> = {
  missing: ({table: name}, table) => (name === 'events' ? ['user_id', 'at'].filter((column) => !table.columns.has(column)) : missingOrderColumns(table)),
  nameSteps: (measure) => measure,
  total: totalDayN,
  notes: (measure, frames, metric): Note[] => {
    if (measure.met) return [];
    const {days} = measure;
    const members = newcomers(measure, frames).filter(({first}) => first + days > lastDay(measure, frames)).length;
    const text = `${metric} leaves out ${members} visitors: their day ${days} is not over.`;
    const open = members === 0 ? [] : [note('day-open', text, {metric, members, days})];
    return measure.table === 'order_lines' ? [...open, ...namelessOrders(frames)] : open;
  },
};

interface Newcomer {
  readonly group: number;
  readonly actor: number;
  readonly first: number;
}

/** An actor is a member of every group in which it was active on its first day. */
function newcomers({table: name}: Pick<DayNMeasure, 'table'>, frames: Frames): Newcomer[] {
  const at = name === 'events' ? 'at' : 'ordered_at';
  const {table, rows, groups, size} = frames.frame(name, [at]);
  const actors = actorColumn(table);
  const time = table.columns.get(at);
  if (!actors || !(time instanceof TimeColumn)) return [];
  const {starts, days} = activeTimes(table);
  const counts = name === 'order_lines' ? keptOrderLines(table) : undefined;
  const pairs = createPairSet(size, actors.size);
  const members: Newcomer[] = [];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const actor = actors.codes[row] as number;
    if (actor < 0 || counts?.[row] === 0) continue;
    const begin = starts[actor] as number;
    const first = days[begin] as number;
    if (begin === starts[actor + 1] || time.days[row] !== first || !pairs.add(groups[i] as number, actor)) continue;
    members.push({group: groups[i] as number, actor, first});
  }
  return members;
}

function totalDayN(measure: DayNMeasure, frames: Frames): MeasureTotals {
  const {days, met} = measure;
  const last = lastDay(measure, frames);
  const times = activeTimes(frames.context.dataset.tables[measure.table] as CanonicalTable);
  const members = newcomers(measure, frames);
  const values = new Float64Array(frames.size);
  for (const {group, actor, first} of members) {
    if (first + days > last || (met && !hasDayIn(times, actor, first + days, first + days))) continue;
    values[group] = (values[group] as number) + 1;
  }
  return {values, scale: 1};
}

function lastDay({table}: DayNMeasure, {context: {dataset}}: Frames): number {
  return observedDay(dataset.tables[table] as CanonicalTable, dataset);
}
