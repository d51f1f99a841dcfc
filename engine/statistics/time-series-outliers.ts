/** Values that do not fit their series, and what should stand in their place. */

import {stl} from '../models/stl.ts';
import {superSmooth} from '../models/super-smoother.ts';
import {SEASONAL_WINDOW, fillGaps} from './fill-gaps.ts';
import {tukeyFences} from './outliers.ts';

export interface TimeSeriesOutliers {
  /** Places from 0, upwards. */
  readonly indices: readonly number[];
  /** What the neighbours say would stand there. */
  readonly replacements: readonly number[];
}

type Series = readonly (number | null)[];

/** Of the detrended variance, how much must be seasonal for the season to be taken off. */
const SEASONAL_STRENGTH = 0.6;
/** Fences no further apart than this are those of a constant. */
const NO_SPREAD = 1e-14;

/**
 * As R's `forecast::tsoutliers`: residuals from Friedman's smoother beyond three interquartile ranges, looked for twice. With a `period` and more
 * than two whole ones, robust STL takes a strong season off first. Replacements lie on the line between the neighbours (seasonally adjusted where
 * the period is given, the season put back). Gaps are null; they are filled the same way and are never outliers.
 *
 * Source: Hyndman & Athanasopoulos, *Forecasting: Principles and Practice*, ch. 13.9. Cost: a few passes; with a period those of STL, four times.
 */
export function timeSeriesOutliers(values: Series, {period = 1}: {readonly period?: number} = {}): TimeSeriesOutliers {
  const first = findOnce(values, period);
  const rest = without(values, first);
  const filled = fillGaps(rest, period);
  const second = filled ? findOnce(filled, period) : [];
  const indices = [...new Set([...first, ...second])].sort((a, b) => a - b);
  const replaced = second.length > 0 && filled ? fillGaps(without(filled, indices), period) : filled;
  return {indices, replacements: indices.map((index) => replaced?.[index] as number)};
}

const without = (values: Series, indices: readonly number[]): Series => {
  const out = new Set(indices);
  return values.map((value, at) => (out.has(at) ? null : value));
};

function findOnce(values: Series, period: number): number[] {
  const filled = fillGaps(values, period);
  if (!filled || filled.every((value) => value === filled[0])) return [];
  const adjusted = seasonallyAdjusted(filled, period);
  const smoothed = superSmooth(adjusted);
  const residuals = adjusted.map((value, at) => value - (smoothed[at] as number));
  const fences = tukeyFences(residuals.filter((_, at) => values[at] !== null), {k: 3});
  if (!fences || fences.high - fences.low <= NO_SPREAD) return [];
  return residuals.flatMap((residual, at) => (values[at] !== null && (residual < fences.low || residual > fences.high) ? [at] : []));
}

function seasonallyAdjusted(values: readonly number[], period: number): readonly number[] {
  if (period < 2 || values.length <= 2 * period) return values;
  const {seasonal, trend, remainder} = stl(values, period, {seasonal: SEASONAL_WINDOW, robust: true});
  const strength = 1 - variance(remainder) / variance(values.map((value, at) => value - (trend[at] as number)));
  return strength >= SEASONAL_STRENGTH ? values.map((value, at) => value - (seasonal[at] as number)) : values;
}

function variance(values: ArrayLike<number>): number {
  const list = Array.from(values);
  const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
  return list.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (list.length - 1);
}
