/** Judges each value of a series by what is usual at its place. */

import {boxplot, medianSpread} from '../../statistics/outliers.ts';

/** A deviation of 0 (all earlier values alike) is taken for this part of the value. */
const LEAST_PART = 0.1;

export interface Judgement {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  /** Distance from what was expected in deviations, with its sign. */
  readonly score: number;
}

export interface Usual {
  readonly threshold: number;
  /** Values of a season; 1 for none. */
  readonly period: number;
  readonly seasons: number;
  readonly minHistory: number;
}

/**
 * Each value against median ± threshold × 1.4826 × MAD of the values at the same place of up to `seasons` seasons before; null where a value is null
 * or too few are known before it. Values that are out of the ordinary themselves stay in the history: ranks are not moved by them.
 */
export function judgeSeasonal(values: readonly (number | null)[], {threshold, period, seasons, minHistory}: Usual): (Judgement | null)[] {
  return values.map((value, at) => {
    if (value === null) return null;
    const before: number[] = [];
    for (let back = 1; back <= seasons; back++) {
      const earlier = values[at - back * period] ?? null;
      if (earlier !== null) before.push(earlier);
    }
    return before.length < minHistory ? null : judge(value, before, threshold);
  });
}

/** Each value against all of them. */
export function judgeWhole(values: readonly (number | null)[], method: 'mad' | 'tukey', {threshold, minHistory}: Usual): (Judgement | null)[] {
  const known = values.filter((value) => value !== null);
  if (known.length < minHistory) return values.map(() => null);
  if (method === 'mad') return values.map((value) => (value === null ? null : judge(value, known, threshold)));
  const box = boxplot(known, threshold);
  if (!box) return values.map(() => null);
  const [, lower, median, upper] = box.stats;
  const spread = upper - lower || LEAST_PART * Math.abs(median);
  return values.map((value) => {
    if (value === null) return null;
    const beyond = value > upper ? (value - upper) / spread : value < lower ? (value - lower) / spread : 0;
    return {expected: median, low: lower - threshold * spread, high: upper + threshold * spread, score: beyond};
  });
}

function judge(value: number, history: readonly number[], threshold: number): Judgement | null {
  const usual = medianSpread(history);
  if (!usual) return null;
  const deviation = usual.deviation || LEAST_PART * Math.abs(usual.median) || LEAST_PART;
  const reach = threshold * deviation;
  return {expected: usual.median, low: usual.median - reach, high: usual.median + reach, score: (value - usual.median) / deviation};
}
