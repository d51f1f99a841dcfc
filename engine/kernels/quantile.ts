import {orderStatistics} from './order-statistics.ts';
import {isNarrow, rangeOf} from './value-range.ts';
import type {ValueRange} from './value-range.ts';

/**
 * Type-7 quantiles (R's default) at i ÷ parts for i = 1 … parts − 1, of values sorted upwards. The position (n − 1) · i ÷ parts is
 * split in whole numbers, so a cut that falls on a value is that value. Empty for no values.
 */
export function quantileCuts(sorted: ArrayLike<number>, parts: number): number[] {
  return cutsOf(sorted.length, parts, (rank) => sorted[rank] as number);
}

export interface QuantileCuts {
  readonly range: ValueRange;
  readonly cuts: readonly number[];
}

/** {@link quantileCuts} of values in any order, NaN left out, without sorting them all. */
export function quantileCutsOf(values: Int32Array | Float64Array, parts: number): QuantileCuts {
  const range = rangeOf(values);
  const last = range.count - 1;
  if (last < 0) return {range, cuts: []};
  const ranks = Array.from({length: parts - 1}, (_, index) => Math.floor((last * (index + 1)) / parts));
  const wanted = ranks.flatMap((rank) => [rank, Math.min(rank + 1, last)]);
  // Equal ranks may stand beside a higher one: rising again.
  wanted.sort((a, b) => a - b);
  const found = orderStatistics(values, wanted, range);
  const at = new Map(wanted.map((rank, index) => [rank, found[index] as number]));
  return {range, cuts: cutsOf(range.count, parts, (rank) => at.get(rank) as number)};
}

function cutsOf(count: number, parts: number, valueAt: (rank: number) => number): number[] {
  if (count === 0) return [];
  return Array.from({length: parts - 1}, (_, index) => {
    const steps = (count - 1) * (index + 1);
    const below = Math.floor(steps / parts);
    const rest = (steps - below * parts) / parts;
    const low = valueAt(below);
    return rest === 0 ? low : low + rest * (valueAt(below + 1) - low);
  });
}

/**
 * The bin of a value, from 1. `right` closed: a value on a cut belongs to the lower bin (`v ≤ cut`); else to the upper (`v < cut`).
 * Equal values share a bin, whatever their order; bins may be empty.
 */
export function binOf(value: number, cuts: readonly number[], closed: 'right' | 'left' = 'right'): number {
  let bin = 1;
  for (const cut of cuts) if (closed === 'right' ? value > cut : value >= cut) bin++;
  return bin;
}

/** {@link binOf} of each value; 0 for NaN. `range` is that of the values. */
export function binsOf(values: Int32Array | Float64Array, cuts: readonly number[], range: ValueRange, closed: 'right' | 'left' = 'right'): Uint8Array {
  const bins = new Uint8Array(values.length);
  const {least, most} = range;
  if (isNarrow(range)) {
    const binOfValue = Uint8Array.from({length: most - least + 1}, (_, place) => binOf(place + least, cuts, closed));
    for (let index = 0; index < bins.length; index++) {
      const value = values[index] as number;
      if (value === value) bins[index] = binOfValue[value - least] as number;
    }
    return bins;
  }
  const isLeft = closed === 'left';
  for (let index = 0; index < bins.length; index++) {
    const value = values[index] as number;
    if (value !== value) continue;
    // Compared without a branch: which side a value falls on cannot be foreseen.
    let bin = 1;
    for (let cut = 0; cut < cuts.length; cut++) bin += Number(value > (cuts[cut] as number)) + Number(isLeft && value === cuts[cut]);
    bins[index] = bin;
  }
  return bins;
}
