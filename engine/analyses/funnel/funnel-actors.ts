/** Who got how far: one row an actor with an attempt. */

import {actorNames} from '../../facts/actor-stream.ts';
import type {ResultParts} from '../../build-result.ts';
import type {Cell, Field} from '../../result.ts';
import {FIELDS, dimensionField, stepTimeField} from './funnel-fields.ts';
import type {FunnelInput, FunnelReading} from './funnel-reading.ts';

/**
 * Columns: the actor's own, `level`, `undecided`, the dimensions of its first step's event, and `step_1_at` … . Furthest first, then by
 * actor. `level` keeps only those who stopped there; `limit` the first rows. Totals: `actors`, before the limit.
 */
export function actorParts(
  input: FunnelInput, reading: FunnelReading, {level, limit}: {readonly level?: number; readonly limit?: number},
): Pick<ResultParts, 'columns' | 'totals'> {
  const {plan, events, groups} = input;
  const steps = plan.steps.length;
  const name = actorNames(events, plan.actor, undefined);
  const {rows, starts} = input.stream;
  const found: number[] = [];
  for (let actor = 0; actor < reading.levels.length; actor++) {
    const reached = reading.levels[actor] as number;
    if (reached > 0 && (level === undefined || reached === level)) found.push(actor);
  }
  const nameOf = (actor: number): string => name(rows[starts[actor] as number] as number);
  found.sort((a, b) => (reading.levels[b] as number) - (reading.levels[a] as number) || (nameOf(a) < nameOf(b) ? -1 : 1));
  const shown = limit === undefined ? found : found.slice(0, limit);
  const groupCells = shown.map((actor) => (groups ? groups.valuesOf(reading.groupOf(actor)) : []));
  const stepAt = (actor: number, step: number): Cell => {
    const time = reading.times?.[actor * steps + step] ?? NaN;
    return Number.isNaN(time) ? null : new Date(time).toISOString();
  };
  const undecided: Field = {name: 'undecided', type: 'boolean', label: FIELDS.undecided.label};
  return {
    columns: [
      {field: dimensionField(plan.actor), values: shown.map(nameOf)},
      {field: FIELDS.level, values: shown.map((actor) => reading.levels[actor] as number)},
      {field: undecided, values: shown.map((actor) => reading.undecided[actor] === 1)},
      ...plan.by.map((name, index) => ({field: dimensionField(name), values: groupCells.map((values) => values[index] ?? null)})),
      ...plan.labels.map((label, step) => ({field: stepTimeField(step + 1, label), values: shown.map((actor) => stepAt(actor, step))})),
    ],
    totals: {actors: found.length},
  };
}
