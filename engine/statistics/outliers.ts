/** What lies outside the usual, by ranks: nothing here is moved by the outliers it looks for. */

/** Type-7 quantile (R's default) of values sorted upwards, `p` from 0 to 1; null of none. */
export function quantileOf(sorted: ArrayLike<number>, p: number): number | null {
  if (sorted.length === 0) return null;
  const at = (sorted.length - 1) * p;
  const below = Math.floor(at + 1e-12);
  const rest = Math.max(0, at - below);
  const low = sorted[below] as number;
  return rest < 1e-12 ? low : low + rest * ((sorted[below + 1] as number) - low);
}

/** Least value, lower hinge, median, upper hinge, largest value (Tukey 1977; R's `fivenum`); null of no values. */
export function fiveNumbers(values: readonly number[]): readonly [number, number, number, number, number] | null {
  const sorted = [...values].sort((a, b) => a - b);
  const count = sorted.length;
  if (count === 0) return null;
  const depth = Math.floor((count + 3) / 2) / 2;
  const at = (place: number): number => ((sorted[Math.floor(place) - 1] as number) + (sorted[Math.ceil(place) - 1] as number)) / 2;
  return [at(1), at(depth), at((count + 1) / 2), at(count + 1 - depth), at(count)];
}

export interface Boxplot {
  /** End of the lower whisker, lower hinge, median, upper hinge, end of the upper whisker. */
  readonly stats: readonly [number, number, number, number, number];
  /** Values more than `k` hinge spreads from the hinges, in their order. */
  readonly outliers: readonly number[];
  readonly indexes: readonly number[];
}

/** Tukey's fences by hinges, as R's `boxplot.stats`. `k` 1.5 by default, 3 for far out; null of no values. */
export function boxplot(values: readonly number[], k = 1.5): Boxplot | null {
  const five = fiveNumbers(values);
  if (!five) return null;
  const [, low, median, high] = five;
  const reach = k * (high - low);
  const isOut = (value: number): boolean => value < low - reach || value > high + reach;
  const inside = values.filter((value) => !isOut(value));
  const indexes = values.flatMap((value, index) => (isOut(value) ? [index] : []));
  return {
    stats: [inside.reduce((a, b) => Math.min(a, b), Infinity), low, median, high, inside.reduce((a, b) => Math.max(a, b), -Infinity)],
    outliers: indexes.map((index) => values[index] as number), indexes,
  };
}

export interface Spread {
  readonly median: number;
  /** 1.4826 × the median distance from the median: the standard deviation, where values are normal (Hampel 1974). */
  readonly deviation: number;
}

/** Null of no values. */
export function medianSpread(values: readonly number[]): Spread | null {
  const median = quantileOf([...values].sort((a, b) => a - b), 0.5);
  if (median === null) return null;
  const distance = quantileOf(values.map((value) => Math.abs(value - median)).sort((a, b) => a - b), 0.5) ?? 0;
  return {median, deviation: 1.4826 * distance};
}
