/** What lies outside the usual, by ranks: nothing here is moved by the outliers it looks for. */

import {checkNumber} from '../kernels/check-number.ts';
import {medianOfSorted} from '../kernels/moments.ts';
import {quantileOf} from './quantile-types.ts';
import type {QuantileType} from './quantile-types.ts';

/** Least value, lower hinge, median, upper hinge, largest value (Tukey 1977; R's `fivenum`); null of no values. */
export function fiveNumbers(values: ArrayLike<number>): readonly [number, number, number, number, number] | null {
  const sorted = Float64Array.from(values).sort();
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
  /** Their places from 0. */
  readonly indexes: readonly number[];
}

/**
 * Tukey's fences by hinges, as R's `boxplot.stats`. `k` 1.5 by default, 3 for far out, 0 for whiskers that reach everything; null of no values.
 * Throws a `RangeError` for a negative `k`.
 */
export function boxplot(values: readonly number[], k = 1.5): Boxplot | null {
  checkNumber('k', k, {atLeast: 0});
  const five = fiveNumbers(values);
  if (!five) return null;
  const [, low, median, high] = five;
  const reach = k === 0 ? Infinity : k * (high - low);
  const isOut = (value: number): boolean => value < low - reach || value > high + reach;
  const inside = values.filter((value) => !isOut(value));
  const indexes = values.flatMap((value, index) => (isOut(value) ? [index] : []));
  return {
    stats: [inside.reduce((a, b) => Math.min(a, b), Infinity), low, median, high, inside.reduce((a, b) => Math.max(a, b), -Infinity)],
    outliers: indexes.map((index) => values[index] as number), indexes,
  };
}

export interface Fences {
  readonly low: number;
  readonly high: number;
}

/** Quartiles ∓ `k` times their distance; quartiles of type 7 unless told otherwise. Null of no values. */
export function tukeyFences(values: ArrayLike<number>, {k = 1.5, type = 7}: {readonly k?: number; readonly type?: QuantileType} = {}): Fences | null {
  checkNumber('k', k, {atLeast: 0});
  const sorted = Float64Array.from(values).sort();
  const [first, third] = [quantileOf(sorted, 0.25, type), quantileOf(sorted, 0.75, type)];
  return first === null || third === null ? null : {low: first - k * (third - first), high: third + k * (third - first)};
}

/** Makes the median distance of normal values their standard deviation: 1 ÷ Φ⁻¹(3/4), rounded as R and everybody does. */
export const MAD_CONSTANT = 1.4826;

export interface Spread {
  readonly median: number;
  /** 1.4826 × the median distance from the median: the standard deviation, where values are normal (Hampel 1974). */
  readonly deviation: number;
}

/** Null of no values. */
export function medianSpread(values: ArrayLike<number>, constant = MAD_CONSTANT): Spread | null {
  const median = medianOfSorted(Float64Array.from(values).sort());
  if (median === null) return null;
  const distance = medianOfSorted(Float64Array.from(values, (value) => Math.abs(value - median)).sort()) ?? 0;
  return {median, deviation: constant * distance};
}

export interface MadOutliers extends Spread, Fences {
  /** Values outside `low` to `high`, in their order. */
  readonly outliers: readonly number[];
  /** Their places from 0. */
  readonly indexes: readonly number[];
}

/**
 * Values more than `k` median deviations from the median (Leys et al. 2013: 3; Iglewicz & Hoaglin 1993: 3.5). Where more than half of the values are
 * equal the deviation is 0 and every other value is out. Null of no values. Throws a `RangeError` unless `k` and `constant` are above 0.
 */
export function madOutliers(
  values: readonly number[], {k = 3, constant = MAD_CONSTANT}: {readonly k?: number; readonly constant?: number} = {},
): MadOutliers | null {
  checkNumber('k', k, {above: 0});
  checkNumber('constant', constant, {above: 0});
  const spread = medianSpread(values, constant);
  if (!spread) return null;
  const [low, high] = [spread.median - k * spread.deviation, spread.median + k * spread.deviation];
  const indexes = values.flatMap((value, index) => (value < low || value > high ? [index] : []));
  return {...spread, low, high, indexes, outliers: indexes.map((index) => values[index] as number)};
}
