/**
 * Type-7 quantiles (R's default) at i ÷ parts for i = 1 … parts − 1, of values sorted upwards. The position (n − 1) · i ÷ parts is
 * split in whole numbers, so a cut that falls on a value is that value. Empty for no values.
 */
export function quantileCuts(sorted: ArrayLike<number>, parts: number): number[] {
  const count = sorted.length;
  if (count === 0) return [];
  return Array.from({length: parts - 1}, (_, index) => {
    const steps = (count - 1) * (index + 1);
    const below = Math.floor(steps / parts);
    const rest = (steps - below * parts) / parts;
    const low = sorted[below] as number;
    return rest === 0 ? low : low + rest * ((sorted[below + 1] as number) - low);
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
