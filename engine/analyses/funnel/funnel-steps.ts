/** The funnel as rows: one a step and group. */

import {pointChange, relativeChange} from '../../change.ts';
import {medianOfSorted} from '../../kernels/moments.ts';
import type {Cell, Field} from '../../result.ts';
import {FIELDS, baselineFields, dimensionField} from './funnel-fields.ts';
import type {FunnelInput, FunnelReading} from './funnel-reading.ts';

/** Counts of one group, by step. */
export interface StepCounts {
  readonly reached: Int32Array;
  readonly undecided: Int32Array;
  /** Seconds from the step before, of those who reached the step; the first step has none. */
  readonly seconds: readonly Float64Array[];
}

/** Counts attempts by group; `undefined` stands for all together. */
export function countSteps(input: FunnelInput, reading: FunnelReading): Map<number | undefined, StepCounts> {
  const steps = input.plan.steps.length;
  const counts = new Map<number | undefined, {reached: Int32Array; undecided: Int32Array; seconds: number[][]}>();
  const get = (key: number | undefined) => {
    let found = counts.get(key);
    if (!found) {
      found = {reached: new Int32Array(steps), undecided: new Int32Array(steps), seconds: Array.from({length: steps}, () => [])};
      counts.set(key, found);
    }
    return found;
  };
  const total = get(undefined);
  for (let actor = 0; actor < reading.levels.length; actor++) {
    const level = reading.levels[actor] as number;
    if (level === 0) continue;
    for (const group of input.groups ? [total, get(reading.groupOf(actor))] : [total]) {
      for (let step = 0; step < level; step++) {
        group.reached[step] = (group.reached[step] as number) + 1;
        const at = actor * steps + step;
        if (step > 0 && reading.times) group.seconds[step]?.push(((reading.times[at] as number) - (reading.times[at - 1] as number)) / 1000);
      }
      if (reading.undecided[actor]) group.undecided[level - 1] = (group.undecided[level - 1] as number) + 1;
    }
  }
  return new Map([...counts].map(([key, {seconds, ...rest}]) => [key, {...rest, seconds: seconds.map((each) => Float64Array.from(each).sort())}]));
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
      const seconds = now?.seconds[step];
      dimensions.forEach(({values: cells}, index) => cells.push(values[index] ?? null));
      push(fixed, [
        label, step + 1, rates.reached, rates.step, rates.overall, divide(rates.reached, present),
        step === 0 || plan.order === 'open' ? null : (reached[step - 1] as number) - rates.reached,
        plan.order === 'open' ? null : (now?.undecided[step] ?? 0),
        seconds ? medianOfSorted(seconds) : null,
        seconds && seconds.length > 0 ? seconds.reduce((sum, each) => sum + each, 0) / seconds.length : null,
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
