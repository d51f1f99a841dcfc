/** Forecasts without a model: what a better one has to beat. Hyndman & Athanasopoulos, *Forecasting: Principles and Practice* (3rd ed., ch. 5). */

/** A missing value is a gap: nothing is put in its place. */
export type Series = readonly (number | null)[];

/**
 * The value one season before, again and again; where that is missing the one a season earlier, and so on. With a period of 1 the last value. Null
 * where no season knows it.
 */
export function seasonalNaive(values: Series, period: number, steps: number): (number | null)[] {
  const season = Array.from({length: Math.min(period, steps)}, (_, place) => {
    for (let at = values.length - period + place; at >= 0; at -= period) {
      const value = values[at] ?? null;
      if (value !== null) return value;
    }
    return null;
  });
  return Array.from({length: steps}, (_, index) => season[index % period] ?? null);
}

/** Along the line from the first known value to the last; null with fewer than two. */
export function drift(values: Series, steps: number): (number | null)[] {
  const from = values.findIndex((value) => value !== null);
  const to = values.findLastIndex((value) => value !== null);
  const [first, last] = [values[from] ?? null, values[to] ?? null];
  const slope = first === null || last === null || to === from ? null : (last - first) / (to - from);
  const gap = values.length - 1 - to;
  return Array.from({length: steps}, (_, index) => (slope === null || last === null ? null : last + (gap + index + 1) * slope));
}

/** The mean of what is known. */
export function meanForecast(values: Series, steps: number): (number | null)[] {
  const known = values.filter((value) => value !== null);
  const mean = known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  return new Array<number | null>(steps).fill(mean);
}

export interface Accuracy {
  /** Root of the mean square, mean absolute, and mean error. */
  readonly rmse: number | null;
  readonly mae: number | null;
  readonly me: number | null;
  /** Mean absolute error as a part of the value; null where a value is 0. */
  readonly mape: number | null;
  /** Mean absolute error as a multiple of that of the seasonal naive forecast inside `history`; below 1 is better. Null where that is 0. */
  readonly mase: number | null;
}

/** Of pairs in which both are known; all null without one. */
export function accuracy(actual: Series, forecast: Series, history: Series, period: number): Accuracy {
  const pairs = actual.flatMap((value, index) => {
    const expected = forecast[index] ?? null;
    return value === null || expected === null ? [] : [[value, value - expected] as const];
  });
  const mean = (of: (value: number, error: number) => number): number | null =>
    pairs.length === 0 ? null : pairs.reduce((sum, [value, error]) => sum + of(value, error), 0) / pairs.length;
  const square = mean((_, error) => error ** 2);
  const mae = mean((_, error) => Math.abs(error));
  const steps = history.flatMap((value, index) => {
    const before = index >= period ? (history[index - period] ?? null) : null;
    return value === null || before === null ? [] : [Math.abs(value - before)];
  });
  const naive = steps.length === 0 ? 0 : steps.reduce((sum, step) => sum + step, 0) / steps.length;
  return {
    rmse: square === null ? null : Math.sqrt(square), mae, me: mean((_, error) => error),
    mape: pairs.some(([value]) => value === 0) ? null : mean((value, error) => Math.abs(error / value)),
    mase: mae === null || naive === 0 ? null : mae / naive,
  };
}
