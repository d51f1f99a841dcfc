/**
 * Totals per group over typed arrays. `groups[i]` is the group of the i-th chosen row `rows[i]`; with a `mask` (a flag a row of the table) only
 * rows whose flag is set count. NaN is skipped everywhere. One pass each, but for medians.
 */

/** Rows in their groups. */
export interface GroupedRows {
  readonly groups: Int32Array;
  readonly rows: Int32Array;
  readonly mask?: Uint8Array | undefined;
}

/** How many rows each group has. */
export function countInto(counts: Float64Array, {groups, rows, mask}: GroupedRows): void {
  for (let i = 0; i < rows.length; i++) {
    if (mask !== undefined && mask[rows[i] as number] === 0) continue;
    const group = groups[i] as number;
    counts[group] = (counts[group] as number) + 1;
  }
}

/**
 * Adds the values of each group. With `exact` (integers whose absolute values add up below 2^53) plain adding is exact; otherwise the sum is
 * compensated (Neumaier 1974), good to the last digit or two.
 */
export function sumInto(sums: Float64Array, {groups, rows, mask}: GroupedRows, values: Float64Array, exact: boolean): void {
  if (!exact) {
    sumCompensated(sums, {groups, rows, mask}, values);
    return;
  }
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    if (mask !== undefined && mask[row] === 0) continue;
    const value = values[row] as number;
    if (value !== value) continue;
    const group = groups[i] as number;
    sums[group] = (sums[group] as number) + value;
  }
}

function sumCompensated(sums: Float64Array, {groups, rows, mask}: GroupedRows, values: Float64Array): void {
  const lost = new Float64Array(sums.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    if (mask !== undefined && mask[row] === 0) continue;
    const value = values[row] as number;
    if (value !== value) continue;
    const group = groups[i] as number;
    const sum = sums[group] as number;
    const next = sum + value;
    lost[group] = (lost[group] as number) + (Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum);
    sums[group] = next;
  }
  for (let group = 0; group < sums.length; group++) sums[group] = (sums[group] as number) + (lost[group] as number);
}

/** Whether plain adding of these values in any order is exact: all integers, absolute values adding up below 2^53. NaN is skipped. */
export function addsExactly(values: Float64Array): boolean {
  return addedSize(values, 0, 0) <= Number.MAX_SAFE_INTEGER;
}

/** `size` and the absolute values from `from` on, NaN left out; Infinity where one of them is no whole number or the sum is above 2^53 − 1. */
export function addedSize(values: Float64Array, size: number, from: number): number {
  for (let at = from; at < values.length; at++) {
    const value = values[at] as number;
    if (value !== value) continue;
    if (!Number.isInteger(value)) return Infinity;
    size += Math.abs(value);
    if (size > Number.MAX_SAFE_INTEGER) return Infinity;
  }
  return size;
}

/** The smallest or largest value per group; groups without a value stay NaN. */
export function extremeInto(extremes: Float64Array, {groups, rows, mask}: GroupedRows, values: Float64Array, largest: boolean): void {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    if (mask !== undefined && mask[row] === 0) continue;
    const value = values[row] as number;
    if (value !== value) continue;
    const group = groups[i] as number;
    const held = extremes[group] as number;
    if (held !== held || (largest ? value > held : value < held)) extremes[group] = value;
  }
}

/** The median per group (the mean of the middle two); groups without a value stay NaN. O(n log n). */
export function medianInto(medians: Float64Array, {groups, rows, mask}: GroupedRows, values: Float64Array): void {
  const starts = new Int32Array(medians.length + 1);
  const has = (row: number): boolean => (mask === undefined || mask[row] !== 0) && !Number.isNaN(values[row]);
  for (let i = 0; i < rows.length; i++) {
    if (has(rows[i] as number)) starts[(groups[i] as number) + 1] = (starts[(groups[i] as number) + 1] as number) + 1;
  }
  for (let group = 0; group < medians.length; group++) starts[group + 1] = (starts[group + 1] as number) + (starts[group] as number);
  const sorted = new Float64Array(starts[medians.length] as number);
  const next = starts.slice(0, medians.length);
  for (let i = 0; i < rows.length; i++) {
    if (!has(rows[i] as number)) continue;
    const group = groups[i] as number;
    sorted[next[group] as number] = values[rows[i] as number] as number;
    next[group] = (next[group] as number) + 1;
  }
  for (let group = 0; group < medians.length; group++) {
    const stretch = sorted.subarray(starts[group], starts[group + 1]).sort();
    if (stretch.length === 0) continue;
    const middle = stretch.length >> 1;
    const upper = stretch[middle] as number;
    medians[group] = stretch.length % 2 === 1 ? upper : ((stretch[middle - 1] as number) + upper) / 2;
  }
}
