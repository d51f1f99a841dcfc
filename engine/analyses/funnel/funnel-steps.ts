/** The funnel as rows: one a step and group. */

import {withScratch} from '../../../data-adapters/columns/scratch.ts';
import type {Scratch} from '../../../data-adapters/columns/scratch.ts';
import {pointChange, relativeChange} from '../../change.ts';
import type {Cell, Field} from '../../result.ts';
import {FIELDS, baselineFields, dimensionField} from './funnel-fields.ts';
import {summariseGaps} from './funnel-gaps.ts';
import type {GapSummary} from './funnel-gaps.ts';
import type {FunnelInput, FunnelReading} from './funnel-reading.ts';

/** So many keys have a place each; more are looked up. */
const DENSE = 1_000_000;

/** Counts of one group, by step. */
export interface StepCounts {
  readonly reached: Int32Array;
  readonly undecided: Int32Array;
  /** Of those who reached the step, how long it took them from the step before; none for the first step, and where nothing is dated. */
  readonly gaps: readonly (GapSummary | undefined)[];
}

/** Counts attempts by group; `undefined` stands for all together, whose gaps are worked out where there are no groups. */
export function countSteps({plan, groups}: FunnelInput, reading: FunnelReading): Map<number | undefined, StepCounts> {
  const steps = plan.steps.length;
  const {levels, undecided, times} = reading;
  const {keys, groupOf} = groups ? numberGroups(reading, groups.size) : {keys: [], groupOf: new Int32Array(levels.length)};
  // The last place is that of all together.
  const all = keys.length;
  const own = groups ? keys.length : 1;
  const reached = new Int32Array((all + 1) * steps);
  const open = new Int32Array((all + 1) * steps);
  const bump = (counts: Int32Array, at: number): void => {
    counts[at] = (counts[at] as number) + 1;
  };
  for (let actor = 0; actor < levels.length; actor++) {
    const level = levels[actor] as number;
    const base = (groupOf[actor] as number) * steps;
    for (let step = 0; step < level; step++) bump(reached, base + step);
    if (level > 0 && undecided[actor] === 1) bump(open, base + level - 1);
  }
  const gaps = times ? withScratch((scratch) => gapsOf(levels, times, groupOf, reached.subarray(0, own * steps), steps, scratch)) : [];
  for (let at = 0; groups && at < all * steps; at++) {
    reached[all * steps + (at % steps)] = (reached[all * steps + (at % steps)] as number) + (reached[at] as number);
    open[all * steps + (at % steps)] = (open[all * steps + (at % steps)] as number) + (open[at] as number);
  }
  return new Map([...keys, undefined].map((key, group) => [key, {
    reached: reached.subarray(group * steps, (group + 1) * steps), undecided: open.subarray(group * steps, (group + 1) * steps),
    gaps: gaps.slice(group * steps, (group + 1) * steps),
  }]));
}

/** Keys of the groups that have an attempt, and the place of each actor's among them. */
function numberGroups({levels, groupOf: keyOf}: FunnelReading, size: number): {readonly keys: number[]; readonly groupOf: Int32Array} {
  const keys: number[] = [];
  const groupOf = new Int32Array(levels.length);
  const places = size <= DENSE ? new Int32Array(size).fill(-1) : undefined;
  const further = new Map<number, number>();
  for (let actor = 0; actor < levels.length; actor++) {
    if (levels[actor] === 0) continue;
    const key = keyOf(actor);
    let place = places ? (places[key] as number) : (further.get(key) ?? -1);
    if (place < 0) {
      place = keys.push(key) - 1;
      if (places) places[key] = place;
      else further.set(key, place);
    }
    groupOf[actor] = place;
  }
  return {keys, groupOf};
}

/** By group and step, as `reached` counts them. */
function gapsOf(
  levels: Uint8Array, times: Float64Array, groupOf: Int32Array, reached: Int32Array, steps: number, scratch: Scratch,
): (GapSummary | undefined)[] {
  const offsets = new Int32Array(reached.length + 1);
  for (let at = 0; at < reached.length; at++) offsets[at + 1] = (offsets[at] as number) + (at % steps === 0 ? 0 : (reached[at] as number));
  const next = offsets.slice();
  const gaps = scratch.float64(offsets[reached.length] as number);
  for (let actor = 0; actor < levels.length; actor++) {
    const base = (groupOf[actor] as number) * steps;
    for (let step = 1; step < (levels[actor] as number); step++) {
      const at = actor * steps + step;
      gaps[next[base + step] as number] = (times[at] as number) - (times[at - 1] as number);
      next[base + step] = (next[base + step] as number) + 1;
    }
  }
  return Array.from(reached, (_, at) => (at % steps === 0 ? undefined : summariseGaps(gaps.subarray(offsets[at], offsets[at + 1]))));
}

const divide = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

interface Rates {
  readonly reached: number;
  readonly step: number | null;
  readonly overall: number | null;
}

function ratesAt(reached: Int32Array, step: number): Rates {
  const now = reached[step] as number;
  return {reached: now, step: step === 0 ? null : divide(now, reached[step - 1] as number), overall: divide(now, reached[0] as number)};
}

type Column = {readonly field: Field; readonly values: Cell[]};

/** Columns of the groups in `keys`. `base` holds the same counts of the period compared with. */
export function stepColumns(
  input: FunnelInput,
  keys: readonly (number | undefined)[],
  counts: ReadonlyMap<number | undefined, StepCounts>,
  present: number,
  base: {readonly name: string; readonly counts: ReadonlyMap<number | undefined, StepCounts>} | undefined,
): Column[] {
  const {plan, groups} = input;
  const dimensions = plan.by.map((name): Column => ({field: dimensionField(name), values: []}));
  const fixed = [
    FIELDS.step, FIELDS.index, FIELDS.reached, FIELDS.stepRate, FIELDS.overallRate, FIELDS.shareOfAll, FIELDS.dropped, FIELDS.undecided,
    FIELDS.median, FIELDS.average,
  ].map((field): Column => ({field, values: []}));
  const names = base && baselineFields(base.name);
  const compared = names
    ? [names.reached, names.step, names.overall, names.change, names.stepPoints, names.overallPoints].map((field): Column => ({field, values: []}))
    : [];
  const empty = new Int32Array(plan.steps.length);
  for (const key of keys) {
    const values = key === undefined || !groups ? [] : groups.valuesOf(key);
    const now = counts.get(key);
    const reached = now?.reached ?? empty;
    plan.labels.forEach((label, step) => {
      const rates = ratesAt(reached, step);
      const gap = now?.gaps[step];
      dimensions.forEach(({values: cells}, index) => cells.push(values[index] ?? null));
      push(fixed, [
        label, step + 1, rates.reached, rates.step, rates.overall, divide(rates.reached, present),
        step === 0 || plan.order === 'open' ? null : (reached[step - 1] as number) - rates.reached,
        plan.order === 'open' ? null : (now?.undecided[step] ?? 0),
        gap?.median ?? null, gap?.mean ?? null,
      ]);
      if (!base) return;
      const before = ratesAt(base.counts.get(key)?.reached ?? empty, step);
      push(compared, [
        before.reached, before.step, before.overall, relativeChange(rates.reached, before.reached).change,
        pointChange(rates.step, before.step).change, pointChange(rates.overall, before.overall).change,
      ]);
    });
  }
  return [...dimensions, ...fixed, ...compared];
}

function push(columns: readonly Column[], cells: readonly Cell[]): void {
  columns.forEach(({values}, index) => values.push(cells[index] ?? null));
}
