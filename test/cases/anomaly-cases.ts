/** Anomaly cases: fences, deviations, quantiles and run rules of plain values, outliers of a series, and labelled windows of real ones. */

import {
  boxplot, controlRules, createSource, fiveNumbers, individualsLimits, madOutliers, medianSpread, quantile, timeSeriesOutliers, tukeyFences,
} from 'tillboard/engine';
import type {AnomaliesQuery, QuantileType} from 'tillboard/engine';

import {knowOnly, listOf, NotCovered, pick} from './case.ts';
import type {Answerer, PeerCase} from './case.ts';

type Answers = Record<string, () => unknown>;

const VALUE_NAMES = ['values', 'y', 'x', 'series', 'data'];

/** The one list of the input. A gap is null. */
function seriesOf(input: PeerCase['input']): (number | null)[] {
  knowOnly(input, [...VALUE_NAMES, 'name', 'start'], 'input');
  const values = VALUE_NAMES.map((name) => input[name]).find((value) => value !== undefined);
  if (Array.isArray(values) && values.every((value) => value === null || typeof value === 'number')) return values as (number | null)[];
  throw new NotCovered('a series that is no list of numbers');
}

const valuesOf = (input: PeerCase['input']): number[] => seriesOf(input).filter((value) => value !== null);

/** Places as R counts them, from 1, or from 0 where the case says so. */
const placesOf = (indexes: readonly number[], params: PeerCase['params']): number[] => {
  const base = params['index_base'] ?? params['base'] ?? 1;
  if (base !== 0 && base !== 1) throw new NotCovered(`places from ${JSON.stringify(base)}`);
  return indexes.map((index) => index + base);
};

const outlierAnswers = (outliers: readonly number[], indexes: readonly number[], params: PeerCase['params']): Answers => {
  const places = (): number[] => placesOf(indexes, params);
  return {
    outliers: () => outliers, out: () => outliers, values: () => outliers, count: () => outliers.length, n_outliers: () => outliers.length,
    indices: places, index: places, indexes: places,
  };
};

const lowHigh = (bounds: {readonly low: number; readonly high: number} | null): Answers => ({
  low: () => bounds?.low, lower: () => bounds?.low, lower_fence: () => bounds?.low, high: () => bounds?.high, upper: () => bounds?.high,
  upper_fence: () => bounds?.high, fences: () => [bounds?.low, bounds?.high], limits: () => [bounds?.low, bounds?.high],
});

/** R's box plot by hinges; by quartiles where a type of them is named. */
export const fenceCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, ['k', 'coef', 'range', 'type', 'method', 'index_base', 'base'], 'params');
  const values = valuesOf(input);
  const k = Number(params['k'] ?? params['coef'] ?? params['range'] ?? 1.5);
  const [method, type] = [params['method'] ?? (params['type'] === undefined ? 'hinges' : 'quartiles'), params['type'] ?? 7];
  const five = fiveNumbers(values);
  const answers: Answers = {n: () => values.length, fivenum: () => five, median: () => five?.[2]};
  if (method === 'hinges' || method === 'boxplot' || method === 'boxplot.stats') {
    const box = boxplot(values, k);
    const [reach, lower, upper] = [k * ((five?.[3] ?? NaN) - (five?.[1] ?? NaN)), five?.[1] ?? NaN, five?.[3] ?? NaN];
    return {
      got: await pick(expected, {
        ...answers, ...outlierAnswers(box?.outliers ?? [], box?.indexes ?? [], params), ...lowHigh({low: lower - reach, high: upper + reach}),
        stats: () => box?.stats,
      }),
    };
  }
  if (method !== 'quartiles' && method !== 'tukey' && method !== 'quantile') throw new NotCovered(`method ${JSON.stringify(method)}`);
  const fences = tukeyFences(values, {k, type: Number(type) as QuantileType});
  const indexes = values.flatMap((value, index) => (fences && (value < fences.low || value > fences.high) ? [index] : []));
  const outliers = indexes.map((index) => values[index] as number);
  return {got: await pick(expected, {...answers, ...outlierAnswers(outliers, indexes, params), ...lowHigh(fences)})};
};

export const quantileOfCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, ['p', 'probs', 'type'], 'params');
  const values = valuesOf(input);
  const type = Number(params['type'] ?? 7) as QuantileType;
  const each = (): (number | null)[] => listOf(params['p'] ?? params['probs'] ?? [0, 0.25, 0.5, 0.75, 1]).map((p) => quantile(values, Number(p), type));
  return {got: await pick(expected, {q: each, quantiles: each, values: each})};
};

export const madCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, ['k', 'threshold', 'constant', 'index_base', 'base'], 'params');
  const values = valuesOf(input);
  const constant = Number(params['constant'] ?? 1.4826);
  const found = madOutliers(values, {k: Number(params['k'] ?? params['threshold'] ?? 3), constant});
  const spread = medianSpread(values, constant);
  return {
    got: await pick(expected, {
      ...outlierAnswers(found?.outliers ?? [], found?.indexes ?? [], params), ...lowHigh(found),
      median: () => spread?.median, center: () => spread?.median, mad: () => spread?.deviation, deviation: () => spread?.deviation,
      scores: () => values.map((value) => (value - (spread?.median ?? NaN)) / (spread?.deviation ?? NaN)),
    }),
  };
};

/** R's `forecast::tsoutliers`. */
export const seriesOutlierCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, ['frequency', 'period', 'm', 'iterate', 'lambda', 'index_base', 'base'], 'params');
  if ((params['lambda'] ?? null) !== null) throw new NotCovered('a Box-Cox transformation');
  if ((params['iterate'] ?? 2) !== 2) throw new NotCovered('another number of iterations');
  const {frequency, ...series} = input;
  const values = seriesOf(series);
  const period = Number(params['frequency'] ?? params['period'] ?? params['m'] ?? frequency ?? 1);
  const {indices, replacements} = timeSeriesOutliers(values, {period});
  const found = indices.map((index) => values[index] as number);
  return {
    got: await pick(expected, {
      ...outlierAnswers(found, indices, params), replacements: () => replacements,
      replacement: () => (replacements.length === 1 ? replacements[0] : replacements),
    }),
  };
};

/** Charts of single values, with limits of their own moving ranges or given ones. */
export const controlCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, ['centre', 'center', 'mean', 'sigma', 'sd', 'index_base', 'base'], 'params');
  const values = seriesOf(input);
  const own = individualsLimits(values);
  const centre = Number(params['centre'] ?? params['center'] ?? params['mean'] ?? own?.centre);
  const sigma = Number(params['sigma'] ?? params['sd'] ?? own?.sigma);
  const scores = values.map((value) => (value === null ? null : (value - centre) / sigma));
  const broken = controlRules(scores);
  const beyond = broken.flatMap((rules, index) => (rules.includes('beyond-3') ? [index] : []));
  const limits = {low: centre - 3 * sigma, high: centre + 3 * sigma};
  return {
    got: await pick(expected, {
      ...outlierAnswers(beyond.map((index) => values[index] as number), beyond, params), ...lowHigh(limits),
      lcl: () => limits.low, ucl: () => limits.high,
      centre: () => centre, center: () => centre, mean: () => centre, sigma: () => sigma, rules: () => broken,
      signals: () => placesOf(broken.flatMap((rules, index) => (rules.length > 0 ? [index] : [])), params),
    }),
  };
};

/** How much of what is not labelled may be called out of the ordinary. */
const MOST_OUTSIDE = 0.05;
/** Interquartile ranges: some labels are of faint peaks, which the default of 3 passes over. */
const OWN_THRESHOLD = 2.5;

/** A window counts as found where at least one hour in it is out of the ordinary; what is found outside is told, and must be little. */
export const labelledCase: Answerer = async ({input, params, expected}, read) => {
  knowOnly(params, ['suggested_gate'], 'params');
  knowOnly(input, ['dataset'], 'input');
  const {records} = await read(String(input['dataset']));
  const rows = records.map(([at = '', value = ''], index) => ({order_id: `o${index}`, ordered_at: at, net: Number(value), quantity: 1}));
  const source = createSource({order_lines: rows}, {timeZone: 'UTC', currency: 'USD', now: 'data'});
  const level = {
    key: 'level', unit: 'x' as const, formula: 'level',
    measures: {level: {table: 'order_lines' as const, aggregate: 'median' as const, of: 'net', at: ['ordered_at']}},
  };
  const hour = (text: string): string => text.slice(0, 13).replace(' ', 'T');
  const windows = expected['windows'] as [string, string][];
  const isIn = (at: string, [from, to]: [string, string]): boolean => at >= hour(from) && at <= hour(to);
  const isOutside = (at: string): boolean => !windows.some((window) => isIn(at, window));
  const judge = async (query: Partial<AnomaliesQuery>): Promise<{hit: boolean[]; outside: number}> => {
    const {columns} = await source.run({analysis: 'anomalies', metric: level, grain: 'hour', ...query});
    const periods = (columns['period'] ?? []).map((at) => String(at).slice(0, 13));
    const said = periods.filter((_, row) => columns['anomaly']?.[row] !== null);
    const found = periods.filter((_, row) => columns['anomaly']?.[row] === true);
    return {
      hit: windows.map((window) => found.some((at) => isIn(at, window))),
      outside: found.filter(isOutside).length / Math.max(1, said.filter(isOutside).length),
    };
  };
  const plain = await judge({});
  const own = plain.hit.every(Boolean) ? plain : await judge({threshold: OWN_THRESHOLD});
  const told = ({hit, outside}: typeof own): string => `${hit.filter(Boolean).length} of ${windows.length} windows hit, ${(outside * 100).toFixed(1)} % of the hours outside flagged`;
  if (own.outside > MOST_OUTSIDE) throw new Error(`${(own.outside * 100).toFixed(1)} % of the hours outside the windows are called out of the ordinary`);
  const points = expected['points'] as string[] | undefined;
  return {
    got: await pick(expected, {
      windows: () => windows.map((window, index) => (own.hit[index] ? window : null)),
      points: () => points?.map((point) => (windows.some((window, index) => own.hit[index] && isIn(hour(point), window)) ? point : null)),
    }),
    how: own === plain ? told(plain) : `by option threshold: ${OWN_THRESHOLD}, ${told(own)}; by our own 3 ${told(plain)}`,
  };
};
