/** Where a metric goes if nothing changes. */

import {dayNumber, dayText} from '../../../data-adapters/cells/time-zone.ts';
import type {Metric} from '../../../metrics/metric.ts';
import {buildResult, note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {nextBucket} from '../../kernels/calendar.ts';
import {standardNormalQuantile} from '../../kernels/normal.ts';
import {accuracy} from '../../models/simple-forecasts.ts';
import type {Accuracy, Series} from '../../models/simple-forecasts.ts';
import {QueryError} from '../../query.ts';
import type {Cell, Field, Note, QueryResult} from '../../result.ts';
import {askMetrics} from '../metrics/ask-metrics.ts';
import {fitForecast} from './fit-forecast.ts';
import type {ForecastSettings} from './fit-forecast.ts';
import type {ForecastMethod, ForecastQuery} from './forecast-query.ts';

const SEASONS = {day: 7, week: 52, month: 12, quarter: 4} as const;
const METHODS: readonly ForecastMethod[] = ['holt-winters', 'holt', 'ses', 'seasonal-naive', 'naive', 'drift', 'mean'];

/** Some 27 years of days. */
const MOST_STEPS = 10_000;

interface History {
  readonly metric: Pick<Metric, 'key' | 'unit' | 'label'>;
  readonly days: readonly string[];
  readonly values: Series;
  readonly result: QueryResult;
}

/**
 * A row a value of the history, then a row a value ahead: `period` (first day), `kind` (`history` or `forecast`), `value`, `fitted` (what was
 * expected one step before), `forecast`, `low` and `high` (the interval of `level`, normal errors of the size of the misses so far). Totals:
 * `method`, the weights, and what a back-test came to: the last values were left out, forecast and compared (`mase`, `mape`, `rmse`; MASE below 1
 * beats the seasonal naive forecast, MAPE is null where a value is 0).
 *
 * The running value is left out, a missing one is a gap. What never was below 0 is cut there, with a note. Holt-Winters asks for two whole seasons:
 * `auto` falls back to seasonal naive and says so, asked for by name it is a `QueryError`, as is every other method with too little to go by, and
 * `seasonal: 'multiplicative'` with a value of 0 or below.
 *
 * Sources: Hyndman & Athanasopoulos, *Forecasting: Principles and Practice*; Holt (1957), Winters (1960); R's `HoltWinters` for first states.
 * Cost: a metrics query, and a few thousand passes over the history for a fit.
 */
export function runForecast(query: ForecastQuery, context: RunContext): QueryResult {
  const {grain = 'day', level = 0.8} = query;
  checkOptions(query);
  const history = readHistory(query, context);
  const {values, metric} = history;
  const season = query.season ?? SEASONS[grain];
  const steps = query.horizon ?? season;
  const notes: Note[] = [...history.result.notes.filter(({code}) => code !== 'partial-period')];
  const settings: ForecastSettings = {...query, season, steps, method: chooseMethod(query, values, season, notes)};
  const fit = attempt(query, () => fitForecast(values, settings));
  const z = standardNormalQuantile((1 + level) / 2);
  // What never was below 0 is taken for what cannot be: sales with more returns than sales were, and stay free to be.
  const floor = values.some((value) => value !== null && value < 0) ? -Infinity : 0;
  const bound = (value: number | null): number | null => (value === null ? null : Math.max(floor, value));
  if (fit.ahead.some((value) => value !== null && value < floor)) notes.push(note('forecast-floor', `${metric.key} cannot fall below 0: the forecast ends there.`, {metric: metric.key}));
  const at = (step: number, side: number): number | null => {
    const [value, spread] = [fit.ahead[step] ?? null, fit.spread[step] ?? null];
    return value === null || spread === null ? null : bound(value + side * z * spread);
  };
  const past = <T>(cells: readonly T[]): (T | null)[] => [...cells, ...new Array<null>(steps).fill(null)];
  const ahead = (cells: readonly Cell[]): Cell[] => [...new Array<null>(values.length).fill(null), ...cells];
  const days = [...history.days, ...daysAhead(history.days.at(-1), steps, grain)];
  const number = (name: string, en: string, zh: string, cells: readonly Cell[]): {field: Field; values: readonly Cell[]} => ({
    field: {name, type: 'number', unit: metric.unit, label: {en, zh}}, values: cells,
  });
  return buildResult({
    columns: [
      {field: {name: 'period', type: 'day', label: {en: 'Period', zh: '周期'}}, values: days},
      {field: {name: 'kind', type: 'text', label: {en: 'Kind', zh: '类型'}}, values: days.map((_, row) => (row < values.length ? 'history' : 'forecast'))},
      number('value', metric.label.en, metric.label.zh, past(values)),
      number('fitted', 'Expected then', '当时预期', past(fit.fitted)),
      number('forecast', 'Forecast', '预测', ahead(fit.ahead.map(bound))),
      number('low', 'Low', '下限', ahead(fit.ahead.map((_, step) => at(step, -1)))),
      number('high', 'High', '上限', ahead(fit.ahead.map((_, step) => at(step, 1)))),
    ],
    totals: {method: settings.method, season, level, ...fit.params, ...backTest(query, values, settings)},
    asOf: context.dataset.now,
    ...(history.result.period ? {period: history.result.period} : {}),
    notes,
  });
}

/** The metric's values by grain: whole ones, without the one that is running and without leading gaps. */
function readHistory(query: ForecastQuery, context: RunContext): History {
  const {metric, grain = 'day', period, filters} = query;
  const result = askMetrics(query, {metrics: [metric], grain, period, filters}, context);
  const field = result.fields.find(({name}) => name !== 'period') as Field;
  const cells = (result.columns[field.name] ?? []).map((cell) => (typeof cell === 'number' ? cell : null));
  const days = (result.columns['period'] ?? []).map(String);
  const [from, to] = [dayNumber(result.period?.from ?? '') ?? 0, dayNumber(result.period?.to ?? '') ?? 0];
  const startOf = (row: number): number => dayNumber(days[row] ?? '') ?? 0;
  const isWhole = result.period?.partial !== true && to >= nextBucket(startOf(days.length - 1), grain) - 1;
  const until = isWhole ? cells.length : cells.length - 1;
  const begun = startOf(0) < from ? 1 : 0;
  const first = cells.findIndex((cell, row) => row >= begun && row < until && cell !== null);
  if (first < 0) throw new QueryError(`There is no whole ${grain} with a value of ${field.name} in the period to forecast from.`, query);
  return {metric: {key: field.name, unit: field.unit ?? 'count', label: field.label}, days: days.slice(first, until), values: cells.slice(first, until), result};
}

function chooseMethod({method = 'auto'}: ForecastQuery, values: Series, season: number, notes: Note[]): ForecastMethod {
  if (method !== 'auto') return method;
  const whole = values.length >= 2 * season && values.slice(0, 2 * season).every((value) => value !== null);
  if (whole && season > 1) return 'holt-winters';
  const fallback = values.length >= season && season > 1 ? 'seasonal-naive' : 'naive';
  notes.push(note('forecast-short', `There are fewer than two whole seasons of ${season}: the forecast is ${fallback}.`, {season, method: fallback}));
  return fallback;
}

/** The method made without the last values, held against them. */
function backTest(query: ForecastQuery, values: Series, settings: ForecastSettings): Record<string, Cell> {
  const holdout = query.holdout ?? Math.min(settings.season, Math.floor(values.length / 4));
  const nothing: Accuracy = {rmse: null, mae: null, me: null, mape: null, mase: null};
  if (holdout < 1 || holdout >= values.length) return {holdout: 0, ...nothing};
  const known = values.slice(0, values.length - holdout);
  try {
    const {ahead} = fitForecast(known, {...settings, steps: holdout});
    return {holdout, ...accuracy(values.slice(-holdout), ahead, known, settings.season)};
  } catch (error) {
    // What is left is too short for the method.
    if (error instanceof RangeError) return {holdout: 0, ...nothing};
    throw error;
  }
}

function attempt<T>(query: ForecastQuery, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) throw new QueryError(`${String(query.method)} cannot forecast this: ${error.message} Take a longer period or another method.`, query);
    throw error;
  }
}

function daysAhead(last: string | undefined, steps: number, grain: keyof typeof SEASONS): string[] {
  let day = dayNumber(last ?? '') ?? 0;
  return Array.from({length: steps}, () => dayText((day = nextBucket(day, grain))));
}

function checkOptions(query: ForecastQuery): void {
  const {grain = 'day', season, horizon, method = 'auto', level = 0.8, holdout, seasonal} = query;
  if (!Object.hasOwn(SEASONS, grain)) throw new QueryError(`Unknown grain ${JSON.stringify(grain)}. Write ${Object.keys(SEASONS).join(', ')}.`, query);
  if (method !== 'auto' && !METHODS.includes(method)) throw new QueryError(`Unknown method ${JSON.stringify(method)}. Write auto, ${METHODS.join(', ')}.`, query);
  if (seasonal !== undefined && !['additive', 'multiplicative'].includes(seasonal)) {
    throw new QueryError(`Unknown seasonal ${JSON.stringify(seasonal)}. Write additive or multiplicative.`, query);
  }
  for (const [name, value, least] of [['season', season, 1], ['horizon', horizon, 1], ['holdout', holdout, 0]] as const) {
    if (value !== undefined && (!Number.isInteger(value) || value < least)) throw new QueryError(`${name} is ${String(value)}; write a whole number from ${least}.`, query);
  }
  for (const [name, value = 1] of [['season', season], ['horizon', horizon]] as const) {
    if (value > MOST_STEPS) throw new QueryError(`${name} is ${value}; write at most ${MOST_STEPS}.`, query);
  }
  checkSmoothing(query);
  if (!(level > 0 && level < 1)) throw new QueryError(`level is ${String(level)}; write one between 0 and 1, such as 0.8.`, query);
}

/** Weights and first states of the query's own. */
function checkSmoothing(query: ForecastQuery): void {
  const {params, states, method = 'auto', grain = 'day'} = query;
  const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
  if (params) {
    const needed = ['alpha', ...(method === 'holt' || method === 'holt-winters' ? ['beta'] : []), ...(method === 'holt-winters' ? ['gamma'] : [])];
    for (const name of ['alpha', 'beta', 'gamma', 'phi'] as const) {
      const value = params[name];
      if (value === undefined ? needed.includes(name) : !(isNumber(value) && value >= 0 && value <= 1)) {
        throw new QueryError(`params.${name} is ${JSON.stringify(value)}; write a weight from 0 to 1.`, query);
      }
    }
  }
  if (!states) return;
  if (!['ses', 'holt', 'holt-winters'].includes(method)) {
    throw new QueryError(`states are of a method that smooths; write method ses, holt or holt-winters beside them, not ${method}.`, query);
  }
  const {level, trend, season} = states;
  if (!isNumber(level) || (trend !== undefined && !isNumber(trend))) throw new QueryError('states needs a number as its level, and as its trend.', query);
  const length = query.season ?? SEASONS[grain];
  if (method === 'holt-winters' && !(season?.length === length && season.every(isNumber))) {
    throw new QueryError(`states.season needs ${length} numbers, one a value of the season.`, query);
  }
}
