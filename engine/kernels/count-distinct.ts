/** How many distinct ids each group has. */

import type {GroupedRows} from './group-sums.ts';
import {createPairSet} from './pair-set.ts';

/** A number a row of the table, −1 for none; `count` is one more than the largest. */
export interface IdCodes {
  readonly codes: Int32Array;
  readonly count: number;
}

/**
 * Adds the distinct ids of each group to `totals`. Where groups come in order, as buckets of time do, an id need only remember the last group that it
 * was seen in; else every pair is remembered. One pass, or two where the order breaks late.
 */
export function countDistinctInto(totals: Float64Array, grouped: GroupedRows, ids: IdCodes): void {
  const counts = new Int32Array(totals.length);
  if (!countInOrder(counts, grouped, ids)) countPairs(counts.fill(0), grouped, ids);
  for (let group = 0; group < counts.length; group++) totals[group] = (totals[group] as number) + (counts[group] as number);
}

/** Whether the groups stood in order; else the counts are of no use. */
function countInOrder(counts: Int32Array, {groups, rows, mask}: GroupedRows, {codes, count}: IdCodes): boolean {
  const seenIn = new Int32Array(count);
  let last = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const group = groups[i] as number;
    if (group < last) return false;
    last = group;
    if (mask !== undefined && mask[row] === 0) continue;
    const id = codes[row] as number;
    // 0 stands for no group yet.
    if (id < 0 || seenIn[id] === group + 1) continue;
    seenIn[id] = group + 1;
    counts[group] = (counts[group] as number) + 1;
  }
  return true;
}

function countPairs(counts: Int32Array, {groups, rows, mask}: GroupedRows, {codes, count}: IdCodes): void {
  const pairs = createPairSet(counts.length, count);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    if (mask !== undefined && mask[row] === 0) continue;
    const id = codes[row] as number;
    if (id < 0) continue;
    const group = groups[i] as number;
    if (pairs.add(group, id)) counts[group] = (counts[group] as number) + 1;
  }
}
