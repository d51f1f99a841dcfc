/** Time to convert between two steps: a histogram. */

import {note} from '../../build-result.ts';
import {medianOfSorted} from '../../kernels/moments.ts';
import type {ResultParts} from '../../build-result.ts';
import {FIELDS} from './funnel-fields.ts';
import type {FunnelInput, FunnelReading} from './funnel-reading.ts';

const MAX_BINS = 60;

export interface TimeBins {
  readonly starts: readonly number[];
  readonly counts: readonly number[];
}

/**
 * Bins as PostHog sets them: as many as the cube root of the number of times (1 to 60) or as asked, all of one whole number of seconds
 * from the smallest to the largest time, 60 where they are equal, and one bin more that begins at or after the largest.
 */
export function timeBins(sortedSeconds: ArrayLike<number>, bins: number | 'auto'): TimeBins {
  const size = sortedSeconds.length;
  if (size === 0) return {starts: [], counts: []};
  const wanted = bins === 'auto' ? Math.ceil(Math.cbrt(size) - 1e-9) : bins;
  const count = Math.min(MAX_BINS, Math.max(1, wanted));
  const first = Math.floor(sortedSeconds[0] as number);
  const last = Math.ceil(sortedSeconds[size - 1] as number);
  const width = Math.ceil((last - first) / count) || 60;
  const starts = Array.from({length: count + 1}, (_, index) => first + index * width);
  const counts = new Array<number>(count + 1).fill(0);
  for (let index = 0; index < size; index++) {
    const bin = Math.min(count, Math.floor(((sortedSeconds[index] as number) - first) / width));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return {starts, counts};
}

/** Columns `bin_start` (seconds) and `count`; totals `actors`, `average_seconds`, `median_seconds`, `bin_seconds`. */
export function timesParts(input: FunnelInput, reading: FunnelReading, bins: number | 'auto'): Pick<ResultParts, 'columns' | 'totals' | 'notes'> {
  const {fromStep, toStep, steps} = input.plan;
  const seconds: number[] = [];
  for (let actor = 0; actor < reading.levels.length; actor++) {
    if ((reading.levels[actor] as number) < toStep || !reading.times) continue;
    const at = actor * steps.length;
    seconds.push(((reading.times[at + toStep - 1] as number) - (reading.times[at + fromStep - 1] as number)) / 1000);
  }
  const sorted = Float64Array.from(seconds).sort();
  const {starts, counts} = timeBins(sorted, bins);
  return {
    columns: [
      {field: FIELDS.binStart, values: starts},
      {field: FIELDS.binCount, values: counts},
    ],
    totals: {
      actors: sorted.length,
      average_seconds: sorted.length === 0 ? null : sorted.reduce((sum, each) => sum + each, 0) / sorted.length,
      median_seconds: medianOfSorted(sorted),
      bin_seconds: starts.length > 1 ? (starts[1] as number) - (starts[0] as number) : null,
    },
    notes: sorted.length === 0 ? [note('no-conversions', `Nobody in the period got from step ${fromStep} to step ${toStep}.`, {from: fromStep, to: toStep})] : [],
  };
}
