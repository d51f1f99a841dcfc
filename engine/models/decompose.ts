/** Trend, season and remainder of a series. */

export interface Decomposition {
  /** Centred moving average over one season; null at the ends, where it is not known. */
  readonly trend: readonly (number | null)[];
  /** One season, its mean 0 (additive) or 1 (multiplicative), the series' first place first. */
  readonly figure: readonly number[];
  readonly seasonal: readonly number[];
  readonly remainder: readonly (number | null)[];
}

/** Classical decomposition by moving averages, as R's `decompose` (Kendall & Stuart 1983). Throws a `RangeError` under two seasons. */
export function decompose(values: readonly number[], period: number, seasonal: 'additive' | 'multiplicative' = 'additive'): Decomposition {
  if (values.length < 2 * period) throw new RangeError(`A decomposition needs two seasons of ${period} values; there are ${values.length}.`);
  const half = Math.floor(period / 2);
  const weights = period % 2 === 0 ? [0.5, ...new Array<number>(period - 1).fill(1), 0.5] : new Array<number>(period).fill(1);
  const trend = values.map((_, at): number | null => {
    if (at < half || at >= values.length - half) return null;
    return weights.reduce((sum, weight, index) => sum + weight * (values[at - half + index] as number), 0) / period;
  });
  const multiplies = seasonal === 'multiplicative';
  const without = values.map((value, at) => {
    const course = trend[at] ?? null;
    return course === null ? null : multiplies ? value / course : value - course;
  });
  const means = Array.from({length: period}, (_, place) => {
    const known = without.filter((value, at): value is number => at % period === place && value !== null);
    return known.reduce((sum, value) => sum + value, 0) / known.length;
  });
  const middle = means.reduce((sum, value) => sum + value, 0) / period;
  const figure = means.map((value) => (multiplies ? value / middle : value - middle));
  const swings = values.map((_, at) => figure[at % period] as number);
  const left = (value: number, swing: number): number => (multiplies ? value / swing : value - swing);
  const remainder = without.map((value, at) => (value === null ? null : left(value, swings[at] as number)));
  return {trend, figure, seasonal: swings, remainder};
}
