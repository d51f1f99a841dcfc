/**
 * Exponential smoothing: simple, with trend (Holt), with trend and season (Holt & Winters), in the form of Hyndman & Athanasopoulos, *Forecasting:
 * Principles and Practice* (3rd ed., ch. 8). With parameters and first states given it is arithmetic; else both are sought by least squares.
 */

import {minimise} from '../kernels/nelder-mead.ts';
import {decompose} from './decompose.ts';

export interface SmoothingParams {
  /** Weights between 0 and 1 of the level, the trend and the season. */
  readonly alpha: number;
  readonly beta?: number;
  readonly gamma?: number;
  /** What is left of the trend a step later; 1 (default) for all. */
  readonly phi?: number;
}

export interface SmoothingStates {
  readonly level: number;
  readonly trend?: number;
  /** One period of the season, the first of the series first. */
  readonly season?: readonly number[];
}

export interface SmoothingOptions {
  /** Length of the season; 1 (default) for none. */
  readonly period?: number;
  readonly trend?: boolean;
  readonly seasonal?: 'additive' | 'multiplicative';
  readonly damped?: boolean;
  readonly params?: SmoothingParams;
  /** First states; without them R's: from a decomposition of the first two seasons, or the first values. */
  readonly states?: SmoothingStates;
  /**
   * What the season learns from: the value against the level as it is now (`level`, default: Winters, R's `HoltWinters`), or against what was
   * expected without the season (`forecast`: Hyndman & Athanasopoulos, statsmodels).
   */
  readonly seasonFrom?: 'level' | 'forecast';
  /** Values before this place are only where the states come from, as in R. Default 0, or what R's states need. */
  readonly start?: number;
}

export interface Smoothing {
  readonly params: SmoothingParams;
  /** One step ahead, for each value from `start` on; null before. */
  readonly fitted: readonly (number | null)[];
  /** Sum of squared errors of the fitted. */
  readonly sse: number;
  /** States after the last value; the season's first is that of the next value. */
  readonly states: Required<SmoothingStates>;
  readonly forecast: (steps: number) => number[];
}

/** A missing value is a gap: the states go on by what was expected. Throws a `RangeError` for a series too short for its first states. */
export function smooth(values: readonly (number | null)[], options: SmoothingOptions = {}): Smoothing {
  const {period = 1, trend = period > 1, params} = options;
  const first = options.states ? {states: options.states, start: options.start ?? 0} : firstStates(values, {...options, period, trend});
  if (params) return run(values, first.states, params, {...options, period, trend, start: options.start ?? first.start});
  const names = ['alpha', ...(trend ? ['beta'] : []), ...(period > 1 ? ['gamma'] : []), ...(options.damped ? ['phi'] : [])] as (keyof SmoothingParams)[];
  const weight = (name: string, value: number): number => (name === 'phi' ? 0.8 + 0.18 * unit(value) : unit(value));
  const read = (point: readonly number[]): SmoothingParams =>
    Object.fromEntries(names.map((name, index) => [name, weight(name, point[index] as number)])) as unknown as SmoothingParams;
  const settings = {...options, period, trend, start: options.start ?? first.start};
  const error = (point: readonly number[]): number => run(values, first.states, read(point), settings).sse;
  // R begins at α 0.3, β 0.1, γ 0.1; the others are for series on which that leads into a corner.
  const corners = [[0.3, 0.1, 0.1, 0.5], [0.8, 0.05, 0.05, 0.5], [0.1, 0.02, 0.4, 0.5]];
  const starts = corners.map((corner) => names.map((_, index) => logit(corner[index] as number)));
  const [best] = starts.map((start) => minimise(error, start)).sort((a, b) => a.value - b.value);
  return run(values, first.states, read(best?.point ?? (starts[0] as number[])), settings);
}

const unit = (x: number): number => 1 / (1 + Math.exp(-x));
const logit = (p: number): number => Math.log(p / (1 - p));

interface Settings extends SmoothingOptions {
  readonly period: number;
  readonly trend: boolean;
  readonly start: number;
}

function run(values: readonly (number | null)[], first: SmoothingStates, params: SmoothingParams, settings: Settings): Smoothing {
  const {period, seasonal = 'additive', start} = settings;
  const {alpha, beta = 0, gamma = 0, phi = 1} = params;
  const multiplies = seasonal === 'multiplicative';
  let level = first.level;
  let slope = settings.trend ? (first.trend ?? 0) : 0;
  const season = period > 1 ? [...(first.season ?? [])] : [];
  const fitted: (number | null)[] = new Array<number | null>(Math.min(start, values.length)).fill(null);
  let sse = 0;
  for (let at = start; at < values.length; at++) {
    const place = period > 1 ? (at - start) % period : -1;
    const swing = place < 0 ? (multiplies ? 1 : 0) : (season[place] as number);
    const ahead = level + phi * slope;
    const expected = multiplies ? ahead * swing : ahead + swing;
    fitted.push(expected);
    const value = values[at] ?? null;
    if (value === null) {
      level = ahead;
      slope *= phi;
      continue;
    }
    sse += (value - expected) ** 2;
    const raised = alpha * (multiplies ? value / swing : value - swing) + (1 - alpha) * ahead;
    slope = settings.trend ? beta * (raised - level) + (1 - beta) * phi * slope : 0;
    level = raised;
    const base = settings.seasonFrom === 'forecast' ? ahead : raised;
    if (place >= 0) season[place] = gamma * (multiplies ? value / base : value - base) + (1 - gamma) * swing;
  }
  const turn = period > 1 && values.length > start ? (values.length - start) % period : 0;
  const turned = [...season.slice(turn), ...season.slice(0, turn)];
  return {
    params, fitted, sse, states: {level, trend: slope, season: turned},
    forecast: (steps) => Array.from({length: steps}, (_, index) => {
      const ahead = level + slope * geometric(phi, index + 1);
      const swing = period > 1 ? (turned[index % period] as number) : multiplies ? 1 : 0;
      return multiplies ? ahead * swing : ahead + swing;
    }),
  };
}

/** φ + φ² + … + φⁿ. */
function geometric(phi: number, count: number): number {
  return phi === 1 ? count : (phi * (1 - phi ** count)) / (1 - phi);
}

interface Beginning {
  readonly states: SmoothingStates;
  readonly start: number;
}

/**
 * As R's `HoltWinters`: without a season the first value (with a trend the second, and their difference); with one, a decomposition of the first two
 * seasons: a straight line through its trend, its figure as the season.
 */
function firstStates(values: readonly (number | null)[], {period, trend, seasonal = 'additive'}: Omit<Settings, 'start'>): Beginning {
  const known = values.map((value) => value ?? NaN);
  if (period === 1) {
    const begin = known.findIndex((value) => value === value);
    const second = known[begin + 1] ?? NaN;
    if (begin < 0 || (trend && second !== second)) throw new RangeError('The series has no first values to begin from.');
    const level = trend ? second : (known[begin] as number);
    return {states: {level, ...(trend ? {trend: second - (known[begin] as number)} : {})}, start: begin + (trend ? 2 : 1)};
  }
  const two = known.slice(0, 2 * period);
  if (two.length < 2 * period || two.some((value) => value !== value)) {
    throw new RangeError(`The series needs two whole seasons of ${period} values to begin with.`);
  }
  const {trend: course, figure} = decompose(two, period, seasonal);
  const points = course.filter((value) => value !== null).map((value, index) => [index + 1, value] as const);
  const {intercept, slope} = line(points);
  return {states: {level: intercept, trend: slope, season: figure}, start: period};
}

function line(points: readonly (readonly [number, number])[]): {intercept: number; slope: number} {
  const count = points.length;
  const [x, y] = [0, 1].map((axis) => points.reduce((sum, point) => sum + (point[axis] as number), 0) / count) as [number, number];
  const slope = points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / points.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
  return {intercept: y - slope * x, slope};
}
