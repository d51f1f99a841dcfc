/** Anomaly cases: fences and quantiles of plain values, and labelled windows of real series. */

import {boxplot, createSource, fiveNumbers, medianSpread, quantileOf} from 'tillboard/engine';

import {knowOnly, listOf, NotCovered, pick} from './case.ts';
import type {Answerer} from './case.ts';

const valuesOf = (input: Readonly<Record<string, unknown>>): number[] => (input['values'] ?? input['y']) as number[];

export const fenceCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, ['k', 'coef'], 'params');
  knowOnly(input, ['values', 'y'], 'input');
  const box = boxplot(valuesOf(input), Number(params['k'] ?? params['coef'] ?? 1.5));
  return {
    got: await pick(expected, {
      stats: () => box?.stats, outliers: () => box?.outliers, out: () => box?.outliers, n: () => valuesOf(input).length,
      count: () => box?.outliers.length, indices: () => box?.indexes.map((index) => index + 1),
      index: () => box?.indexes.map((index) => index + 1), fivenum: () => fiveNumbers(valuesOf(input)),
    }),
  };
};

export const quantileOfCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, ['p', 'type'], 'params');
  knowOnly(input, ['values', 'y'], 'input');
  if (params['type'] !== undefined && Number(params['type']) !== 7) throw new NotCovered(`quantiles of type ${String(params['type'])}`);
  const sorted = [...valuesOf(input)].sort((a, b) => a - b);
  return {got: await pick(expected, {q: () => listOf(params['p']).map((p) => quantileOf(sorted, Number(p)))})};
};

export const madCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, ['k', 'constant'], 'params');
  knowOnly(input, ['values', 'y'], 'input');
  const values = valuesOf(input);
  const spread = medianSpread(values);
  const constant = Number(params['constant'] ?? 1.4826) / 1.4826;
  const deviation = (spread?.deviation ?? NaN) * constant;
  const reach = Number(params['k'] ?? 3) * deviation;
  const out = values.flatMap((value, index) => (Math.abs(value - (spread?.median ?? NaN)) > reach ? [index] : []));
  return {
    got: await pick(expected, {
      median: () => spread?.median, mad: () => deviation, outliers: () => out.map((index) => values[index]),
      indices: () => out.map((index) => index + 1),
    }),
  };
};

/** How much of what is not labelled may be called out of the ordinary. */
const MOST_OUTSIDE = 0.1;
/** Deviations: hours are many, and three would call one in twenty odd. */
const THRESHOLD = 4;

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
  const result = await source.run({analysis: 'anomalies', metric: level, grain: 'hour', threshold: THRESHOLD});
  const found = (result.columns['period'] ?? []).flatMap((at, row) => (result.columns['anomaly']?.[row] === true ? [String(at).slice(0, 13)] : []));
  const windows = expected['windows'] as [string, string][];
  const isIn = (at: string, [from, to]: [string, string]): boolean => at >= hour(from) && at <= hour(to);
  const hit = windows.map((window) => found.some((at) => isIn(at, window)));
  const outside = found.filter((at) => !windows.some((window) => isIn(at, window))).length / Math.max(1, result.length);
  if (outside > MOST_OUTSIDE) throw new Error(`${(outside * 100).toFixed(1)} % of all hours are called out of the ordinary outside the windows`);
  const points = expected['points'] as string[] | undefined;
  return {
    got: await pick(expected, {
      windows: () => windows.map((window, index) => (hit[index] ? window : null)),
      points: () => points?.map((point) => (windows.some((window, index) => hit[index] && isIn(hour(point), window)) ? point : null)),
    }),
    how: `${hit.filter(Boolean).length} of ${windows.length} windows hit, ${(outside * 100).toFixed(1)} % of the hours flagged outside`,
  };
};
