/** The k-th smallest of many numbers, for several k, without sorting them all. */

import {withScratch} from '../../data-adapters/columns/scratch.ts';
import type {Scratch} from '../../data-adapters/columns/scratch.ts';
import {sortedNumbers} from './sort-numbers.ts';
import {isNarrow, rangeOf} from './value-range.ts';
import type {ValueRange} from './value-range.ts';

/** So few are sorted. */
const FEW = 256;
const BUCKETS = 4096;
const NONE = -1;

/**
 * The values at `ranks` (from 0, rising, equal ones allowed, below the count of values that are not NaN), as a sort would leave them. Whole numbers
 * in a narrow range are counted; others by buckets of their range, of which only those that hold a rank are looked into. O(n) but for values that
 * crowd in a sliver of their range.
 */
export function orderStatistics(values: Int32Array | Float64Array, ranks: readonly number[], range: ValueRange = rangeOf(values)): Float64Array {
  if (isNarrow(range)) return countRanks(values, ranks, range);
  const {least, most} = range;
  const width = (most - least) / BUCKETS;
  if (values.length <= FEW || !(width > 0 && width < Infinity)) return pick(sortedNumbers(values), ranks);
  return withScratch((scratch) => pickFromBuckets(values, ranks, least, width, scratch));
}

function pickFromBuckets(values: Int32Array | Float64Array, ranks: readonly number[], least: number, width: number, scratch: Scratch): Float64Array {
  const {buckets, counts} = countBuckets(values, least, width, scratch);
  const wanted = bucketsOfRanks(counts, ranks);
  const offsets = new Int32Array(BUCKETS).fill(-1);
  let size = 0;
  for (const {bucket} of wanted) {
    offsets[bucket] = size;
    size += counts[bucket] as number;
  }
  const inside = scratch.float64(size);
  for (let index = 0; index < values.length; index++) {
    const bucket = buckets[index] as number;
    const at = bucket === NONE ? NONE : (offsets[bucket] as number);
    if (at < 0) continue;
    inside[at] = values[index] as number;
    offsets[bucket] = at + 1;
  }
  const found = new Float64Array(ranks.length);
  for (const {bucket, first, own} of wanted) {
    const count = counts[bucket] as number;
    const part = inside.subarray((offsets[bucket] as number) - count, offsets[bucket]);
    // A bucket that holds most of them is no help.
    found.set(count * 2 > values.length ? pick(sortedNumbers(part), own) : orderStatistics(part, own), first);
  }
  return found;
}

function countRanks(values: Int32Array | Float64Array, ranks: readonly number[], {least, most}: ValueRange): Float64Array {
  const counts = new Int32Array(most - least + 1);
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (value === value) counts[value - least] = (counts[value - least] as number) + 1;
  }
  let place = -1;
  let below = 0;
  return Float64Array.from(ranks, (rank) => {
    while (below <= rank) below += counts[++place] as number;
    return place + least;
  });
}

/** The bucket of each value, {@link NONE} for NaN, and how many are in each. */
function countBuckets(
  values: Int32Array | Float64Array, least: number, width: number, scratch: Scratch,
): {readonly buckets: Int32Array; readonly counts: Int32Array} {
  const buckets = scratch.int32(values.length);
  const counts = new Int32Array(BUCKETS);
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    // Rounding may carry the largest beyond the last, never a smaller value beyond a larger.
    const bucket = value === value ? Math.min(BUCKETS - 1, Math.floor((value - least) / width)) : NONE;
    buckets[index] = bucket;
    if (bucket !== NONE) counts[bucket] = (counts[bucket] as number) + 1;
  }
  return {buckets, counts};
}

interface Wanted {
  readonly bucket: number;
  /** Place of the first of its ranks, and the ranks within the bucket. */
  readonly first: number;
  readonly own: readonly number[];
}

function bucketsOfRanks(counts: Int32Array, ranks: readonly number[]): Wanted[] {
  const wanted: Wanted[] = [];
  let below = 0;
  let next = 0;
  for (let bucket = 0; bucket < BUCKETS && next < ranks.length; bucket++) {
    const count = counts[bucket] as number;
    const first = next;
    while (next < ranks.length && (ranks[next] as number) < below + count) next++;
    const base = below;
    if (next > first) wanted.push({bucket, first, own: ranks.slice(first, next).map((rank) => rank - base)});
    below += count;
  }
  return wanted;
}

function pick(sorted: Float64Array, ranks: readonly number[]): Float64Array {
  return Float64Array.from(ranks, (rank) => sorted[rank] as number);
}
