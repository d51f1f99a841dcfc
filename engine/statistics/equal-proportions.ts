/** The chi-square test that k proportions are equal, or are what they are said to be. */

import {checkNumber} from '../kernels/check-number.ts';
import {chiSquareTail} from './chi-square.ts';
import type {ChiSquareTest} from './chi-square.ts';
import {checkAlternative, checkConfidence, checkProportion, normalTail, rateOf} from './proportion.ts';
import type {Alternative, Proportion} from './proportion.ts';
import type {Interval} from './proportion-interval.ts';
import {criticalZ} from './proportion-interval.ts';

export interface EqualProportionsOptions {
  /** What the rates are under the null hypothesis, one a sample. Default: equal; of a single sample 0.5. */
  readonly rates?: readonly number[];
  /** Yates' continuity correction, of one or two samples. Default true, as in R; the analysis of experiments leaves it out. */
  readonly correction?: boolean;
  /** Of one sample against its rate, or of the first of two against the second; more samples are two-sided. Default `two-sided`. */
  readonly alternative?: Alternative;
  /** Default 0.95. */
  readonly confidence?: number;
}

export interface EqualProportionsTest extends ChiSquareTest {
  /** The samples' rates; null without trials. */
  readonly estimates: readonly (number | null)[];
  /** Of one sample's rate (Wilson), or of the difference of two without given rates (Wald); with the correction. Else null. */
  readonly interval: Interval | null;
  /** Some expected cell is below 5: the approximation may be wrong. */
  readonly lowExpected: boolean;
}

/**
 * χ² = Σ (|x − np| − c)² ÷ np + (|x − np| − c)² ÷ n(1 − p), with k − 1 degrees of freedom for equal proportions and k for given rates.
 * c is 0, or with the correction ½ and no more than the difference there is. The statistic is null where all trials, or none, were successes,
 * and without trials. One-sided p-values come from z = ±√χ². Source: R's `prop.test`; Newcombe 1998 for the intervals. Throws for counts that
 * are none, rates that are not between 0 and 1, and a one-sided test of more than two samples.
 */
export function equalProportions(samples: readonly Proportion[], options: EqualProportionsOptions = {}): EqualProportionsTest {
  const {correction = true, alternative = 'two-sided', confidence = 0.95} = options;
  checkOptions(samples, options);
  const rates = options.rates ?? (samples.length === 1 ? [0.5] : undefined);
  const estimates = samples.map(rateOf);
  const df = rates ? samples.length : samples.length - 1;
  const yates = correction && samples.length <= 2 ? yatesOf(samples, rates) : 0;
  const cells = expectedCells(samples, rates);
  const lowExpected = cells.some(({expected}) => expected < 5);
  const interval = oneSided(intervalOf(samples, rates, yates, alternative === 'two-sided' ? confidence : 2 * confidence - 1), alternative, samples.length);
  const statistic = cells.reduce((sum, {observed, expected}) => sum + (Math.abs(observed - expected) - yates) ** 2 / expected, 0);
  if (!Number.isFinite(statistic) || df < 1) return {statistic: null, df, p: null, estimates, interval, lowExpected};
  const distance = (estimates[0] ?? 0) - (rates?.[0] ?? estimates[1] ?? 0);
  const p = alternative === 'two-sided' ? chiSquareTail(statistic, df) : normalTail(Math.sign(distance) * Math.sqrt(statistic), alternative);
  return {statistic, df, p, estimates, interval, lowExpected};
}

/** Successes and failures of each sample, observed and expected: all trials at one rate, or each sample at its own. */
export function expectedCells(samples: readonly Proportion[], rates?: readonly number[]): {readonly observed: number; readonly expected: number}[] {
  const sum = (of: (sample: Proportion) => number): number => samples.reduce((total, sample) => total + of(sample), 0);
  const common = sum(({successes}) => successes) / sum(({trials}) => trials);
  return samples.flatMap(({successes, trials}, index) => {
    const rate = rates ? (rates[index] as number) : common;
    return [{observed: successes, expected: trials * rate}, {observed: trials - successes, expected: trials * (1 - rate)}];
  });
}

function checkOptions(samples: readonly Proportion[], {rates, alternative = 'two-sided', confidence = 0.95}: EqualProportionsOptions): void {
  if (samples.length === 0) throw new RangeError('There must be at least one sample.');
  for (const sample of samples) checkProportion(sample);
  checkAlternative(alternative);
  checkConfidence(confidence);
  if (rates && rates.length !== samples.length) throw new RangeError(`There must be as many rates as samples (${samples.length}), got ${rates.length}.`);
  for (const rate of rates ?? []) checkNumber('a rate', rate, {above: 0, below: 1});
  if (alternative === 'two-sided') return;
  if (samples.length > 2 || (samples.length === 2 && rates)) {
    throw new RangeError('A one-sided test is of one sample, or of two against each other. Write alternative: two-sided.');
  }
  if (confidence < 0.5) throw new RangeError(`confidence of a one-sided interval must be at least 0.5, got ${confidence}.`);
}

function yatesOf(samples: readonly Proportion[], rates: readonly number[] | undefined): number {
  const [first, second] = samples as [Proportion, Proportion?];
  if (!second) return Math.min(0.5, Math.abs(first.successes - first.trials * (rates?.[0] ?? 0.5)));
  if (rates) return 0.5;
  const difference = first.successes / first.trials - second.successes / second.trials;
  return Math.min(0.5, Math.abs(difference) / (1 / first.trials + 1 / second.trials));
}

function intervalOf(samples: readonly Proportion[], rates: readonly number[] | undefined, yates: number, confidence: number): Interval | null {
  if (samples.length > 2 || samples.some(({trials}) => trials === 0) || (samples.length === 2 && rates)) return null;
  const [first, second] = samples as [Proportion, Proportion?];
  const z = confidence > 0 ? criticalZ(confidence) : 0;
  const rate = first.successes / first.trials;
  if (!second) {
    const {trials} = first;
    const bound = (shifted: number, sign: 1 | -1): number => {
      const half = z * Math.sqrt((shifted * (1 - shifted)) / trials + (z * z) / (4 * trials * trials));
      return (shifted + (z * z) / (2 * trials) + sign * half) / (1 + (z * z) / trials);
    };
    const [below, above] = [rate - yates / trials, rate + yates / trials];
    return {low: below <= 0 ? 0 : Math.max(0, bound(below, -1)), high: above >= 1 ? 1 : Math.min(1, bound(above, 1))};
  }
  const other = second.successes / second.trials;
  const error = Math.sqrt((rate * (1 - rate)) / first.trials + (other * (1 - other)) / second.trials);
  const half = z * error + yates * (1 / first.trials + 1 / second.trials);
  return {low: Math.max(-1, rate - other - half), high: Math.min(1, rate - other + half)};
}

function oneSided(interval: Interval | null, alternative: Alternative, samples: number): Interval | null {
  if (!interval || alternative === 'two-sided') return interval;
  return alternative === 'larger' ? {low: interval.low, high: 1} : {low: samples === 1 ? 0 : -1, high: interval.high};
}
