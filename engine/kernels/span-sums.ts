/**
 * Totals of groups whose rows stand one behind the other: group `g` is the rows from `spans[g]` to `spans[g + 1]`. No row's group is looked up, and
 * a group's total is written once. With a `mask`, a flag a row of the table, only rows whose flag is set count. Each returns the total of all groups.
 */

import type {IdCodes} from './count-distinct.ts';

export interface SpannedRows {
  /** One more than there are groups, rising. */
  readonly spans: Int32Array;
  readonly mask?: Uint8Array | undefined;
}

export function countSpans(counts: Float64Array, {spans, mask}: SpannedRows): number {
  let all = 0;
  for (let group = 0; group < counts.length; group++) {
    const [from, to] = [spans[group] as number, spans[group + 1] as number];
    let count = mask ? 0 : to - from;
    if (mask) for (let row = from; row < to; row++) count += mask[row] as number;
    counts[group] = count;
    all += count;
  }
  return all;
}

/** Plain adding: for values that {@link addsExactly}. NaN is skipped. */
export function sumSpans(sums: Float64Array, {spans, mask}: SpannedRows, values: Float64Array): number {
  let all = 0;
  for (let group = 0; group < sums.length; group++) {
    const to = spans[group + 1] as number;
    let sum = 0;
    for (let row = spans[group] as number; row < to; row++) {
      if (mask !== undefined && mask[row] === 0) continue;
      const value = values[row] as number;
      if (value === value) sum += value;
    }
    sums[group] = sum;
    all += sum;
  }
  return all;
}

/** Distinct ids of each group; −1 is none. An id remembers the last group that it was seen in. */
export function countDistinctSpans(counts: Float64Array, {spans, mask}: SpannedRows, {codes, count}: IdCodes): number {
  const seenIn = new Int32Array(count);
  let all = 0;
  for (let group = 0; group < counts.length; group++) {
    const to = spans[group + 1] as number;
    let distinct = 0;
    for (let row = spans[group] as number; row < to; row++) {
      if (mask !== undefined && mask[row] === 0) continue;
      const id = codes[row] as number;
      if (id < 0) continue;
      const before = seenIn[id] as number;
      if (before === group + 1) continue;
      if (before === 0) all++;
      seenIn[id] = group + 1;
      distinct++;
    }
    counts[group] = distinct;
  }
  return all;
}
