/** Totals per group over typed arrays. `groups[i]` is the group of the i-th chosen row `rows[i]`. */

/**
 * Adds `values[rows[i]]` into `groups[i]`; NaN is skipped. With `exact` (integers whose absolute values add up below 2^53) plain adding
 * is exact; otherwise the sum is compensated (Neumaier 1974), good to the last digit or two. `seen` counts what was added.
 */
export function sumInto(sums: Float64Array, seen: Int32Array, groups: Int32Array, rows: Int32Array, values: Float64Array, exact: boolean): void {
  if (!exact) {
    sumCompensated(sums, seen, groups, rows, values);
    return;
  }
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i] as number] as number;
    if (value !== value) continue;
    const group = groups[i] as number;
    sums[group] = (sums[group] as number) + value;
    seen[group] = (seen[group] as number) + 1;
  }
}

function sumCompensated(sums: Float64Array, seen: Int32Array, groups: Int32Array, rows: Int32Array, values: Float64Array): void {
  const lost = new Float64Array(sums.length);
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i] as number] as number;
    if (value !== value) continue;
    const group = groups[i] as number;
    const sum = sums[group] as number;
    const next = sum + value;
    lost[group] = (lost[group] as number) + (Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum);
    sums[group] = next;
    seen[group] = (seen[group] as number) + 1;
  }
  for (let group = 0; group < sums.length; group++) sums[group] = (sums[group] as number) + (lost[group] as number);
}

/** Whether plain adding of these values in any order is exact: all integers, absolute values adding up below 2^53. NaN is skipped. */
export function addsExactly(values: Float64Array): boolean {
  let size = 0;
  for (const value of values) {
    if (value !== value) continue;
    if (!Number.isInteger(value)) return false;
    size += Math.abs(value);
    if (size > Number.MAX_SAFE_INTEGER) return false;
  }
  return true;
}

/** The smallest or largest value per group; groups without a value stay NaN. */
export function extremeInto(extremes: Float64Array, groups: Int32Array, rows: Int32Array, values: Float64Array, largest: boolean): void {
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i] as number] as number;
    if (value !== value) continue;
    const group = groups[i] as number;
    const held = extremes[group] as number;
    if (held !== held || (largest ? value > held : value < held)) extremes[group] = value;
  }
}

/** The median per group (the mean of the middle two); groups without a value stay NaN. O(n log n). */
export function medianInto(medians: Float64Array, groups: Int32Array, rows: Int32Array, values: Float64Array): void {
  const starts = new Int32Array(medians.length + 1);
  const has = (i: number): boolean => !Number.isNaN(values[rows[i] as number]);
  for (let i = 0; i < rows.length; i++) if (has(i)) starts[(groups[i] as number) + 1] = (starts[(groups[i] as number) + 1] as number) + 1;
  for (let group = 0; group < medians.length; group++) starts[group + 1] = (starts[group + 1] as number) + (starts[group] as number);
  const sorted = new Float64Array(starts[medians.length] as number);
  const next = starts.slice(0, medians.length);
  for (let i = 0; i < rows.length; i++) {
    if (!has(i)) continue;
    const group = groups[i] as number;
    sorted[next[group] as number] = values[rows[i] as number] as number;
    next[group] = (next[group] as number) + 1;
  }
  for (let group = 0; group < medians.length; group++) {
    const from = starts[group] as number;
    const stretch = sorted.subarray(from, starts[group + 1]).sort();
    if (stretch.length === 0) continue;
    const middle = stretch.length >> 1;
    const upper = stretch[middle] as number;
    medians[group] = stretch.length % 2 === 1 ? upper : ((stretch[middle - 1] as number) + upper) / 2;
  }
}
