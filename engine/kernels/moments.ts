/** Whether a spread divides by n − 1 (`sample`) or by n (`population`). */
export type SpreadOf = 'sample' | 'population';

/** The mean; null of nothing. */
export function mean(values: ArrayLike<number>): number | null {
  if (values.length === 0) return null;
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] as number;
  return sum / values.length;
}

/** The standard deviation around the mean in two passes; null where it is undefined (no value, or one value of a sample). */
export function standardDeviation(values: ArrayLike<number>, of: SpreadOf = 'sample'): number | null {
  const centre = mean(values);
  const divisor = of === 'sample' ? values.length - 1 : values.length;
  if (centre === null || divisor < 1) return null;
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += ((values[index] as number) - centre) ** 2;
  return Math.sqrt(sum / divisor);
}

/** Standard deviation ÷ mean; null where either is undefined or the mean is 0. */
export function coefficientOfVariation(values: ArrayLike<number>, of: SpreadOf = 'sample'): number | null {
  const centre = mean(values);
  const spread = standardDeviation(values, of);
  return centre === null || spread === null || centre === 0 ? null : spread / centre;
}

/** The middle of sorted values: of an even count the mean of the middle two; null of nothing. */
export function medianOfSorted(sorted: ArrayLike<number>): number | null {
  const count = sorted.length;
  if (count === 0) return null;
  const upper = sorted[count >> 1] as number;
  return count % 2 === 1 ? upper : ((sorted[(count >> 1) - 1] as number) + upper) / 2;
}
