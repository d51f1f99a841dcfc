/** Forecast cases: a plain series, smoothed with given or sought weights, or by a method without any. */

import {accuracy, decompose, drift, meanForecast, seasonalNaive, smooth, stl} from 'tillboard/engine';
import type {Smoothing, SmoothingOptions, SmoothingParams, StlOptions} from 'tillboard/engine';

import {knowOnly, NotCovered, pick} from './case.ts';
import type {Answerer, PeerCase} from './case.ts';
import {compare} from './compare.ts';

const PARAMS = [
  'm', 'period', 'frequency', 'alpha', 'beta', 'gamma', 'phi', 'level0', 'trend0', 'initial_level', 'initial_trend', 'initial_seasonal', 'h', 'horizon',
  'seasonal', 'damped', 'method', 'optimised', 'optimized', 'type', 'start',
];

const seriesOf = (input: PeerCase['input']): number[] => {
  const values = input['y'] ?? input['values'] ?? input['series'];
  if (!Array.isArray(values) || !values.every((value) => typeof value === 'number')) throw new NotCovered('a series that is no list of numbers');
  return values;
};

const periodOf = (params: PeerCase['params'], otherwise = 1): number => Number(params['m'] ?? params['period'] ?? params['frequency'] ?? otherwise);

/** Simple, Holt's and Holt & Winters' smoothing; states given are those of statsmodels, whose season learns from what was expected. */
export const smoothingCase: Answerer = async ({capability, input, params, expected, tolerance}) => {
  knowOnly(params, PARAMS, 'params');
  knowOnly(input, ['y', 'values', 'series', 'start', 'name'], 'input');
  const values = seriesOf(input);
  const number = (...names: string[]): number | undefined =>
    names.map((name) => params[name] as number | undefined).find((value) => value !== undefined);
  const level = number('level0', 'initial_level');
  const period = capability.startsWith('holt-winters') ? periodOf(params, 12) : 1;
  const trend = capability.startsWith('holt');
  const kind = String(params['seasonal'] ?? params['type'] ?? (capability.endsWith('multiplicative') ? 'multiplicative' : 'additive'));
  if (kind !== 'additive' && kind !== 'multiplicative') throw new NotCovered(`seasonal ${kind}`);
  const [alpha, beta, gamma, phi] = [number('alpha'), number('beta'), number('gamma'), number('phi')];
  const [trend0, season] = [number('trend0', 'initial_trend'), params['initial_seasonal'] as number[] | undefined];
  const given = Object.entries({alpha, beta, gamma, phi}).filter(([, value]) => value !== undefined);
  const weights = Object.fromEntries(given) as unknown as SmoothingParams;
  const options: SmoothingOptions = {
    period, trend, seasonal: kind, ...(params['damped'] || phi !== undefined ? {damped: true} : {}),
    ...(alpha === undefined ? {} : {params: weights}),
    ...(level === undefined ? {} : {
      states: {level, ...(trend0 === undefined ? {} : {trend: trend0}), ...(season ? {season} : {})}, seasonFrom: 'forecast' as const,
    }),
  };
  const result = smooth(values, options);
  const answers = answersOf(result, expected);
  const got = await pick(expected, answers);
  const isOurs = compare(expected, got, tolerance).length === 0;
  if (isOurs || level === undefined || period === 1 || !Array.isArray(expected['forecast'])) return {got};
  const before = smooth(values.slice(0, -1), options).states.season[0] ?? NaN;
  const now = result.states.season[period - 1] ?? NaN;
  const steps = expected['forecast'].length;
  const forecast = result.forecast(steps).map((value, step) => (step % period === period - 1 ? lastSeason(value, now, before, kind) : value));
  const off = result.forecast(steps).map((value, step) => Math.abs(value - (forecast[step] as number)));
  return {
    got: {...got, forecast},
    how: `difference held: statsmodels forecasts the last place of the season by what it was before the last value, here off by ${Math.max(...off).toFixed(4)}`,
  };
};

const lastSeason = (value: number, now: number, before: number, kind: 'additive' | 'multiplicative'): number =>
  kind === 'multiplicative' ? (value / now) * before : value - now + before;

function answersOf(result: Smoothing, expected: PeerCase['expected']): Record<string, () => unknown> {
  const steps = Array.isArray(expected['forecast']) ? expected['forecast'].length : 1;
  const {alpha, beta, gamma, phi} = result.params;
  const fitted = (): unknown => {
    const wanted = expected['fitted'];
    const known = result.fitted.filter((value) => value !== null);
    // R tells fitted values from the second season on only.
    return Array.isArray(wanted) && wanted.length === known.length ? known : result.fitted;
  };
  return {
    fitted, forecast: () => result.forecast(steps), sse: () => result.sse, SSE: () => result.sse,
    alpha: () => alpha, beta: () => beta, gamma: () => gamma,
    phi: () => phi, a: () => result.states.level, b: () => result.states.trend, level: () => result.states.level, trend: () => result.states.trend,
    seasonal: () => result.states.season, s: () => result.states.season,
  };
}

/** Naive, seasonal naive, drift and mean. */
export const simpleCase: Answerer = async ({capability, input, params, expected}) => {
  knowOnly(params, PARAMS, 'params');
  const values = seriesOf(input);
  const wanted = expected['forecast'] ?? expected['mean'];
  const steps = Array.isArray(wanted) ? wanted.length : Number(params['h'] ?? params['horizon'] ?? 1);
  const period = capability.includes('seasonal') || capability.includes('snaive') ? periodOf(params, 12) : 1;
  const forecast = (): (number | null)[] =>
    capability.includes('drift') ? drift(values, steps) : capability.includes('mean') ? meanForecast(values, steps) : seasonalNaive(values, period, steps);
  return {got: await pick(expected, {forecast, mean: forecast})};
};

/** R's classical decomposition; its ends are not known. */
export const decomposeCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, PARAMS, 'params');
  const kind = String(params['type'] ?? params['seasonal'] ?? 'additive');
  if (kind !== 'additive' && kind !== 'multiplicative') throw new NotCovered(`type ${kind}`);
  const result = decompose(seriesOf(input), periodOf(params, 12), kind);
  return {
    got: await pick(expected, {
      figure: () => result.figure, trend: () => result.trend, seasonal: () => result.seasonal, random: () => result.remainder,
      remainder: () => result.remainder,
    }),
  };
};

/** How far a forecast missed. */
export const accuracyCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, PARAMS, 'params');
  knowOnly(input, ['actual', 'forecast', 'history', 'train'], 'input');
  const [actual, forecast, history] = [input['actual'], input['forecast'], input['history'] ?? input['train'] ?? []] as [number[], number[], number[]];
  const found = accuracy(actual, forecast, history, periodOf(params));
  const percent = (): number | null => (found.mape === null ? null : found.mape * 100);
  return {got: await pick(expected, {rmse: () => found.rmse, mae: () => found.mae, me: () => found.me, mape: percent, mase: () => found.mase})};
};

const STL_PARAMS = [
  'm', 'period', 'frequency', 's_window', 's.window', 'seasonal', 't_window', 't.window', 'trend', 'l_window', 'l.window', 'low_pass', 's_degree',
  'seasonal_deg', 't_degree', 'trend_deg', 'l_degree', 'low_pass_deg', 'seasonal_jump', 'trend_jump', 'low_pass_jump', 'robust', 'inner', 'inner_iter',
  'outer', 'outer_iter',
];

/** Decomposition by loess; statsmodels' names of options bring its defaults along: lines everywhere, no jumps. */
export const stlCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, STL_PARAMS, 'params');
  const first = (...names: string[]): unknown => names.map((name) => params[name]).find((value) => value !== undefined);
  const window = first('s_window', 's.window', 'seasonal') ?? 7;
  const isStatsmodels = params['seasonal'] !== undefined;
  const options = Object.entries({
    trend: first('t_window', 't.window', 'trend'), lowPass: first('l_window', 'l.window', 'low_pass'),
    seasonalDegree: first('s_degree', 'seasonal_deg') ?? (isStatsmodels ? 1 : undefined), trendDegree: first('t_degree', 'trend_deg'),
    lowPassDegree: first('l_degree', 'low_pass_deg'), seasonalJump: params['seasonal_jump'] ?? (isStatsmodels ? 1 : undefined),
    trendJump: params['trend_jump'] ?? (isStatsmodels ? 1 : undefined), lowPassJump: params['low_pass_jump'] ?? (isStatsmodels ? 1 : undefined),
    robust: params['robust'], inner: first('inner', 'inner_iter'), outer: first('outer', 'outer_iter'),
  }).filter(([, value]) => value !== undefined && value !== null);
  const seasonal = typeof window === 'number' ? window : 'periodic';
  const found = stl(seriesOf(input), periodOf(params, 12), {seasonal, ...Object.fromEntries(options)} satisfies StlOptions);
  const values = (part: Float64Array) => (): number[] => Array.from(part);
  return {
    got: await pick(expected, {
      trend: values(found.trend), seasonal: values(found.seasonal), season: values(found.seasonal), remainder: values(found.remainder),
      resid: values(found.remainder), weights: values(found.weights), rw: values(found.weights),
    }),
  };
};
