/**
 * The type-7 quantile `q` (R's default; 0.5 is the median) of the values of each group: `groups[i]` is the group of `values[i]`. Groups without
 * a value stay as they are in `quantiles`. O(n log n).
 */
export function quantilesInto(quantiles: Float64Array, groups: ArrayLike<number>, values: ArrayLike<number>, q: number): void {
  const starts = new Int32Array(quantiles.length + 1);
  for (let i = 0; i < groups.length; i++) starts[(groups[i] as number) + 1] = (starts[(groups[i] as number) + 1] as number) + 1;
  for (let group = 0; group < quantiles.length; group++) starts[group + 1] = (starts[group + 1] as number) + (starts[group] as number);
  const sorted = new Float64Array(groups.length);
  const next = starts.slice(0, quantiles.length);
  for (let i = 0; i < groups.length; i++) {
    const group = groups[i] as number;
    sorted[next[group] as number] = values[i] as number;
    next[group] = (next[group] as number) + 1;
  }
  for (let group = 0; group < quantiles.length; group++) {
    const stretch = sorted.subarray(starts[group], starts[group + 1]).sort();
    if (stretch.length > 0) quantiles[group] = quantileOf(stretch, q);
  }
}

function quantileOf(sorted: Float64Array, q: number): number {
  const place = (sorted.length - 1) * q;
  const below = Math.floor(place);
  const low = sorted[below] as number;
  return place === below ? low : low + (place - below) * ((sorted[below + 1] as number) - low);
}
