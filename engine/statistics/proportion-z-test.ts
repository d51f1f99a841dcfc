/** z tests of one proportion against a value, and of two against each other. */

import {checkNumber} from '../kernels/check-number.ts';
import {checkAlternative, checkProportion, normalTail} from './proportion.ts';
import type {Alternative, Proportion} from './proportion.ts';

/** Both null where the test has no statistic: no trials, or no variance. */
export interface ZTest {
  readonly z: number | null;
  readonly p: number | null;
}

export interface OneProportionOptions {
  /** The rate of which the standard error is made. Default: the sample's own, as statsmodels does; give `value` for the score test. */
  readonly varianceRate?: number;
  /** Default `two-sided`. */
  readonly alternative?: Alternative;
}

export interface TwoProportionOptions {
  /** `pooled` (default): one rate for both, as the null hypothesis says. `unpooled`: each sample its own. */
  readonly variance?: 'pooled' | 'unpooled';
  /** The rate of which the standard error is made, in place of the pooled one. */
  readonly varianceRate?: number;
  /** The difference under the null hypothesis. Default 0. */
  readonly difference?: number;
  /** Of the first sample against the second. Default `two-sided`. */
  readonly alternative?: Alternative;
}

const UNDEFINED: ZTest = {z: null, p: null};

/**
 * z = (p̂ − value) ÷ √(v(1 − v) ÷ n) with v the sample's rate or `varianceRate`. A sample of 0 % or 100 % has no variance of its own: null.
 * Source: NIST e-Handbook 7.2.4; the default variance is that of statsmodels' `proportions_ztest`. Throws for counts that are none.
 */
export function oneProportionZ(sample: Proportion, value: number, {varianceRate, alternative = 'two-sided'}: OneProportionOptions = {}): ZTest {
  checkProportion(sample);
  checkRate('value', value);
  if (varianceRate !== undefined) checkRate('varianceRate', varianceRate);
  checkAlternative(alternative);
  const {successes, trials} = sample;
  const rate = varianceRate ?? successes / trials;
  return zTest(successes / trials - value, (rate * (1 - rate)) / trials, alternative);
}

/**
 * z = (p̂₁ − p̂₂ − d) ÷ √(p(1 − p)(1/n₁ + 1/n₂)), p = (x₁ + x₂) ÷ (n₁ + n₂). Both samples at 0 % or both at 100 % have no statistic: null, not
 * p = 1. Source: NIST e-Handbook 7.3.3; statsmodels' `proportions_ztest`. Throws for counts that are none.
 */
export function twoProportionZ(first: Proportion, second: Proportion, options: TwoProportionOptions = {}): ZTest {
  const {variance = 'pooled', varianceRate, difference = 0, alternative = 'two-sided'} = options;
  checkProportion(first);
  checkProportion(second);
  checkNumber('difference', difference);
  if (varianceRate !== undefined) checkRate('varianceRate', varianceRate);
  if (variance !== 'pooled' && variance !== 'unpooled') throw new RangeError(`variance must be pooled or unpooled, got ${JSON.stringify(variance)}.`);
  checkAlternative(alternative);
  const rates = [first.successes / first.trials, second.successes / second.trials] as const;
  const pooled = varianceRate ?? (first.successes + second.successes) / (first.trials + second.trials);
  const own = ([rate, {trials}]: readonly [number, Proportion]): number => (rate * (1 - rate)) / trials;
  const squared = variance === 'unpooled' && varianceRate === undefined
    ? own([rates[0], first]) + own([rates[1], second])
    : pooled * (1 - pooled) * (1 / first.trials + 1 / second.trials);
  return zTest(rates[0] - rates[1] - difference, squared, alternative);
}

function checkRate(name: string, rate: number): void {
  checkNumber(name, rate, {atLeast: 0});
  if (rate > 1) throw new RangeError(`${name} must be at most 1, got ${rate}.`);
}

function zTest(distance: number, variance: number, alternative: Alternative): ZTest {
  if (!(variance > 0 && Number.isFinite(variance))) return UNDEFINED;
  const z = distance / Math.sqrt(variance);
  return {z, p: normalTail(z, alternative)};
}
