/**
 * Seasonal and trend decomposition by loess: Cleveland, Cleveland, McRae & Terpenning, Journal of Official Statistics 6 (1990). Unlike `decompose`
 * the season may change with time, the trend reaches both ends, and outliers can be kept from bending either.
 */

import {loess, loessAt} from '../kernels/loess.ts';

export interface StlOptions {
  /** Values of a season that its places are smoothed over, odd; `periodic` for a season that never changes. */
  readonly seasonal: number | 'periodic';
  /** Values that the trend is smoothed over, odd. Default the next odd from 1.5 periods ÷ (1 − 1.5 ÷ seasonal). */
  readonly trend?: number;
  /** Default the next odd from the period. */
  readonly lowPass?: number;
  /** Local means (0) or lines (1). Default 0 for the season, 1 for the trend, the trend's for the low pass: R's. */
  readonly seasonalDegree?: 0 | 1;
  readonly trendDegree?: 0 | 1;
  readonly lowPassDegree?: 0 | 1;
  /** Smoothed at every n-th place only. Default a tenth of the window, rounded up: R's. */
  readonly seasonalJump?: number;
  readonly trendJump?: number;
  readonly lowPassJump?: number;
  /** Weigh outliers down. Default false. */
  readonly robust?: boolean;
  /** Passes; default 2 and none, with `robust` 1 and 15. */
  readonly inner?: number;
  readonly outer?: number;
}

export interface Stl {
  readonly trend: Float64Array;
  readonly seasonal: Float64Array;
  readonly remainder: Float64Array;
  /** 1 for what fits, 0 for an outlier; all 1 unless `robust`. */
  readonly weights: Float64Array;
}

interface Plan extends Required<Omit<StlOptions, 'seasonal'>> {
  readonly seasonal: number;
  readonly period: number;
}

/** As R's `stl`. Throws a `RangeError` for a period below 2 and for two seasons or less. Cost: a few dozen passes times the windows. */
export function stl(values: readonly number[], period: number, options: StlOptions): Stl {
  if (!Number.isInteger(period) || period < 2) throw new RangeError(`The period is ${period}; write a whole number from 2.`);
  if (values.length <= 2 * period) throw new RangeError(`A decomposition needs more than two seasons of ${period} values; there are ${values.length}.`);
  const plan = planOf(values.length, period, options);
  const weights = new Float64Array(values.length).fill(1);
  let parts: Parts = {trend: new Float64Array(values.length), seasonal: new Float64Array(values.length)};
  for (let outer = 0; outer <= plan.outer; outer++) {
    if (outer > 0) weigh(values, parts, weights);
    for (let inner = 0; inner < plan.inner; inner++) parts = pass(values, parts.trend, outer > 0 ? weights : undefined, plan);
  }
  const {trend} = parts;
  const seasonal = options.seasonal === 'periodic' ? alike(parts.seasonal, period) : parts.seasonal;
  return {trend, seasonal, remainder: Float64Array.from(values, (value, at) => value - (trend[at] as number) - (seasonal[at] as number)), weights};
}

const nextOdd = (x: number): number => 2 * Math.floor(Math.round(x) / 2) + 1;

function planOf(count: number, period: number, options: StlOptions): Plan {
  const {robust = false, trendDegree = 1} = options;
  const periodic = options.seasonal === 'periodic';
  const seasonal = options.seasonal === 'periodic' ? 10 * count + 1 : options.seasonal;
  const trend = options.trend ?? nextOdd(Math.ceil((1.5 * period) / (1 - 1.5 / seasonal)));
  const lowPass = options.lowPass ?? nextOdd(period);
  for (const [name, window] of Object.entries({seasonal, trend, lowPass})) {
    if (!(Number.isInteger(window) && window >= 3 && window % 2 === 1)) throw new RangeError(`${name} is ${window}; write an odd whole number from 3.`);
  }
  return {
    period, seasonal, trend, lowPass, robust, trendDegree, seasonalDegree: periodic ? 0 : (options.seasonalDegree ?? 0),
    lowPassDegree: options.lowPassDegree ?? trendDegree, seasonalJump: options.seasonalJump ?? Math.ceil(seasonal / 10),
    trendJump: options.trendJump ?? Math.ceil(trend / 10), lowPassJump: options.lowPassJump ?? Math.ceil(lowPass / 10),
    inner: options.inner ?? (robust ? 1 : 2), outer: options.outer ?? (robust ? 15 : 0),
  };
}

interface Parts {
  readonly trend: Float64Array;
  readonly seasonal: Float64Array;
}

/** One inner pass: the season of what the trend leaves, then the trend of what the season leaves. */
function pass(values: readonly number[], trend: Float64Array, weights: Float64Array | undefined, plan: Plan): Parts {
  const {period, lowPass, lowPassDegree, lowPassJump} = plan;
  const cycles = smoothCycles(values.map((value, at) => value - (trend[at] as number)), weights, plan);
  const low = loess(average(average(average(cycles, period), period), 3), {window: lowPass, degree: lowPassDegree, jump: lowPassJump});
  const seasonal = Float64Array.from(values, (_, at) => (cycles[at + period] as number) - (low[at] as number));
  const without = Float64Array.from(values, (value, at) => value - (seasonal[at] as number));
  return {seasonal, trend: loess(without, {window: plan.trend, degree: plan.trendDegree, jump: plan.trendJump, ...(weights ? {weights} : {})})};
}

/** Each place of the season smoothed over the years, and carried on by one before the first and after the last. */
function smoothCycles(values: readonly number[], weights: Float64Array | undefined, plan: Plan): Float64Array {
  const {period, seasonal: window, seasonalDegree: degree, seasonalJump: jump} = plan;
  const cycles = new Float64Array(values.length + 2 * period);
  for (let place = 0; place < period; place++) {
    const own = values.filter((_, at) => at % period === place);
    const count = own.length;
    const options = {window, degree, jump, ...(weights ? {weights: weights.filter((_, at) => at % period === place)} : {})};
    const smoothed = loess(own, options);
    const before = loessAt(own, 0, 1, Math.min(window, count), options) ?? (smoothed[0] as number);
    const after = loessAt(own, count + 1, Math.max(1, count - window + 1), count, options) ?? (smoothed[count - 1] as number);
    [before, ...smoothed, after].forEach((value, cycle) => (cycles[cycle * period + place] = value));
  }
  return cycles;
}

/** Means of `width` neighbours; as many fewer values. */
function average(values: Float64Array, width: number): Float64Array {
  const means = new Float64Array(values.length - width + 1);
  let sum = 0;
  for (let at = 0; at < values.length; at++) {
    sum += values[at] as number;
    if (at >= width) sum -= values[at - width] as number;
    if (at >= width - 1) means[at - width + 1] = sum / width;
  }
  return means;
}

/** Bisquare weights of the misses, out of six of their medians. */
function weigh(values: readonly number[], {trend, seasonal}: Parts, weights: Float64Array): void {
  const misses = Float64Array.from(values, (value, at) => Math.abs(value - (trend[at] as number) - (seasonal[at] as number)));
  const sorted = Float64Array.from(misses).sort();
  const half = Math.floor(values.length / 2);
  const limit = 3 * ((sorted[half] as number) + (sorted[values.length - half - 1] as number));
  misses.forEach((miss, at) => (weights[at] = miss <= 0.001 * limit ? 1 : miss <= 0.999 * limit ? (1 - (miss / limit) ** 2) ** 2 : 0));
}

function alike(seasonal: Float64Array, period: number): Float64Array {
  const sums = new Float64Array(period);
  const counts = new Float64Array(period);
  seasonal.forEach((value, at) => {
    sums[at % period] = (sums[at % period] as number) + value;
    counts[at % period] = (counts[at % period] as number) + 1;
  });
  return seasonal.map((_, at) => (sums[at % period] as number) / (counts[at % period] as number));
}
