/** One method over one series: fitted values, the way ahead, and how wide it may miss. */

import {smooth} from '../../models/exponential-smoothing.ts';
import type {Smoothing, SmoothingOptions} from '../../models/exponential-smoothing.ts';
import {drift, meanForecast, seasonalNaive} from '../../models/simple-forecasts.ts';
import type {Series} from '../../models/simple-forecasts.ts';
import type {ForecastMethod, ForecastQuery} from './forecast-query.ts';

export interface FittedForecast {
  /** One step ahead of each value; null where there was nothing to go by. */
  readonly fitted: Series;
  readonly ahead: readonly (number | null)[];
  /** Standard deviation of each step ahead; null where it is not known. */
  readonly spread: readonly (number | null)[];
  readonly params: Readonly<Record<string, number>>;
}

export interface ForecastSettings extends Pick<ForecastQuery, 'seasonal' | 'damped' | 'params' | 'states' | 'seasonFrom'> {
  readonly method: ForecastMethod;
  readonly season: number;
  readonly steps: number;
}

/** Throws a `RangeError` for a series too short for the method, and for values that multiplicative seasons cannot have. */
export function fitForecast(values: Series, settings: ForecastSettings): FittedForecast {
  const {method, season, steps} = settings;
  checkEnough(values, settings);
  if (method === 'holt-winters' || method === 'holt' || method === 'ses') return smoothed(values, settings);
  const period = method === 'seasonal-naive' ? season : 1;
  const simple = (until: Series, count: number): (number | null)[] =>
    method === 'mean' ? meanForecast(until, count) : method === 'drift' ? drift(until, count) : seasonalNaive(until, period, count);
  const fitted = values.map((_, at) => (at < period || (method === 'drift' && at < 2) ? null : (simple(values.slice(0, at), 1)[0] ?? null)));
  const sd = deviation(values, fitted);
  const grows = (step: number): number => (method === 'mean' ? Math.sqrt(1 + 1 / Math.max(1, values.length)) : Math.sqrt(Math.floor(step / period) + 1));
  const drifts = (step: number): number => Math.sqrt((step + 1) * (1 + (step + 1) / Math.max(1, values.length - 1)));
  return {
    fitted, ahead: simple(values, steps), params: {},
    spread: Array.from({length: steps}, (_, step) => (sd === null ? null : sd * (method === 'drift' ? drifts(step) : grows(step)))),
  };
}

/** What smoothing needs beside this it says itself. */
function checkEnough(values: Series, {method, season, seasonal}: ForecastSettings): void {
  if (method === 'seasonal-naive' && values.length < season) throw new RangeError(`The series needs one whole season of ${season} values.`);
  if (method === 'drift' && values.filter((value) => value !== null).length < 2) throw new RangeError('The series needs two values.');
  if (method === 'holt-winters' && seasonal === 'multiplicative' && values.some((value) => value !== null && value <= 0)) {
    throw new RangeError('Seasonal "multiplicative" asks for values above 0.');
  }
}

function smoothed(values: Series, {method, season, steps, seasonal, damped, params, states, seasonFrom}: ForecastSettings): FittedForecast {
  const positive = values.every((value) => value === null || value > 0);
  const kind = seasonal ?? (positive ? 'multiplicative' : 'additive');
  const given: SmoothingOptions = {
    ...(damped || params?.phi !== undefined ? {damped: true} : {}),
    ...(params ? {params} : {}), ...(states ? {states} : {}), ...(seasonFrom ? {seasonFrom} : {}),
  };
  const options: SmoothingOptions =
    method === 'holt-winters' ? {period: season, trend: true, seasonal: kind, ...given} : {period: 1, trend: method === 'holt', ...given};
  const result = smooth(values, options);
  const ahead = result.forecast(steps);
  const relative = method === 'holt-winters' && kind === 'multiplicative';
  const sd = relative ? deviation(...asParts(values, result.fitted)) : deviation(values, result.fitted);
  return {
    fitted: result.fitted, ahead, params: {...result.params},
    spread: ahead.map((value, step) => (sd === null ? null : sd * widening(result, season, method, step) * (relative ? Math.abs(value) : 1))),
  };
}

/** Values and what was expected, each as a part of what was expected. */
function asParts(values: Series, fitted: Series): [Series, Series] {
  const part = (value: number | null, at: number): number | null => (value === null || !fitted[at] ? null : value / fitted[at]);
  return [values.map(part), fitted.map((each) => (each === null ? null : 1))];
}

/** √(1 + Σ ψ²) with ψⱼ = α (1 + j β) and γ (1 − α) more at whole seasons, as R's `predict.HoltWinters` (Yar & Chatfield 1990). */
function widening({params: {alpha, beta = 0, gamma = 0}}: Smoothing, season: number, method: ForecastMethod, step: number): number {
  let sum = 1;
  for (let j = 1; j <= step; j++) {
    const psi = alpha * (1 + j * beta) + (method === 'holt-winters' && j % season === 0 ? gamma * (1 - alpha) : 0);
    sum += psi ** 2;
  }
  return Math.sqrt(sum);
}

/** Root of the mean squared miss; null of fewer than three. */
function deviation(values: Series, fitted: Series): number | null {
  const misses = values.flatMap((value, at) => {
    const expected = fitted[at] ?? null;
    return value === null || expected === null ? [] : [(value - expected) ** 2];
  });
  return misses.length < 3 ? null : Math.sqrt(misses.reduce((sum, miss) => sum + miss, 0) / misses.length);
}
