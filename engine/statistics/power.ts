/** How likely a test of two proportions finds a difference that is there, and how many users that takes. */

import {checkNumber} from '../kernels/check-number.ts';
import {serviceLevelFactor, standardNormalCdf} from '../kernels/normal.ts';
import {increasingRoot} from './increasing-root.ts';
import {checkAlternative} from './proportion.ts';
import type {Alternative} from './proportion.ts';

export interface PowerOptions {
  /** Level of the test. Default 0.05. */
  readonly alpha?: number;
  /** Trials of the second sample by those of the first. Default 1; 0 for a single sample against a known rate. */
  readonly ratio?: number;
  /** Default `two-sided`. */
  readonly alternative?: Alternative;
}

/**
 * Cohen's effect size h = 2(asin√first − asin√second): equal h are equally hard to detect, at any rate. Source: Cohen 1988, ch. 6; statsmodels'
 * `proportion_effectsize`. Throws for rates outside 0 to 1.
 */
export function cohenH(first: number, second: number): number {
  return 2 * (Math.asin(Math.sqrt(checkRate('first', first))) - Math.asin(Math.sqrt(checkRate('second', second))));
}

/** The rate whose {@link cohenH} against `rate` is `effectSize`; null where no rate is that far away. */
export function rateAtEffect(rate: number, effectSize: number): number | null {
  const angle = Math.asin(Math.sqrt(checkRate('rate', rate))) + checkNumber('effectSize', effectSize) / 2;
  return angle < 0 || angle > Math.PI / 2 ? null : Math.sin(angle) ** 2;
}

/**
 * Power of a z test of two samples of `trials` and `ratio` × `trials`: Φ(h√n − z), n = 1 ÷ (1/n₁ + 1/n₂), of a two-sided test both tails.
 * Source: statsmodels' `NormalIndPower.power`. Throws for options out of range.
 */
export function effectPower(effectSize: number, trials: number, options: PowerOptions = {}): number {
  checkNumber('effectSize', effectSize);
  checkNumber('trials', trials, {above: 0});
  const {alpha, ratio, alternative} = readOptions(options);
  return tailPower(effectSize * Math.sqrt(effectiveTrials(trials, ratio)), 1, alpha, alternative);
}

/**
 * Trials of the first sample that reach `power` (default 0.8) for an effect size. Without `exact` the textbook's
 * n = (1 + 1/ratio)((z₁₋α/₂ + z_power) ÷ h)², which leaves out the far tail; with `exact: true` the root of {@link effectPower}, as statsmodels'
 * `NormalIndPower.solve_power` and R's `pwr.2p.test` give. Not rounded: take the next whole number. Null for an effect of 0, which no number
 * detects, or one that a one-sided test does not look for. Throws for options out of range.
 */
export function trialsForPower(
  effectSize: number, {power = 0.8, exact = false, ...options}: PowerOptions & {readonly power?: number; readonly exact?: boolean} = {},
): number | null {
  checkNumber('effectSize', effectSize);
  const {alpha, ratio, alternative} = readOptions(options);
  checkPower(power, alpha);
  const effect = alternative === 'smaller' ? -effectSize : effectSize;
  if (effect === 0 || (effect < 0 && alternative !== 'two-sided')) return null;
  const perTrial = effectiveTrials(1, ratio);
  const textbook = ((criticalValue(alpha, alternative) + serviceLevelFactor(power)) / effect) ** 2 / perTrial;
  if (!exact || alternative !== 'two-sided') return textbook;
  return increasingRoot((trials) => tailPower(effect * Math.sqrt(trials * perTrial), 1, alpha, alternative), power, textbook);
}

/**
 * The smallest effect size (from 0 on) that `trials` detect with `power` (default 0.8), both tails counted. Of the alternative `smaller` it is
 * negative. Throws for options out of range.
 */
export function detectableEffect(trials: number, {power = 0.8, ...options}: PowerOptions & {readonly power?: number} = {}): number {
  checkNumber('trials', trials, {above: 0});
  const {alpha, ratio, alternative} = readOptions(options);
  checkPower(power, alpha);
  const root = Math.sqrt(effectiveTrials(trials, ratio));
  const bound = (criticalValue(alpha, alternative) + serviceLevelFactor(power)) / root;
  if (alternative !== 'two-sided') return alternative === 'larger' ? bound : -bound;
  return increasingRoot((effect) => tailPower(effect * root, 1, alpha, alternative), power, bound);
}

/**
 * Power of the z test of rates themselves: the critical value by the pooled standard error, the distance by that of the rates as they are. Source:
 * statsmodels' `power_proportions_2indep`. Null where both rates are 0 or both 1. Throws for options out of range.
 */
export function ratesPower(first: number, second: number, trials: number, options: PowerOptions = {}): number | null {
  checkNumber('trials', trials, {above: 0});
  const {alpha, ratio, alternative} = readOptions(options, true);
  const {pooled, own} = standardDeviations(first, second, ratio);
  if (pooled === 0) return null;
  if (own === 0) return Number(alternative === 'two-sided' || (alternative === 'larger') === first > second);
  return tailPower(((first - second) * Math.sqrt(trials)) / own, pooled / own, alpha, alternative);
}

/**
 * Trials of the first sample for {@link ratesPower} by its nearer tail: ((z₁₋α/₂ s₀ + z_power s₁) ÷ (p₁ − p₂))². Source: Fleiss, Levin and Paik
 * 2003, ch. 4; statsmodels' `samplesize_proportions_2indep_onetail`. Null for equal rates. Throws for options out of range.
 */
export function trialsForRates(
  first: number, second: number, {power = 0.8, ...options}: PowerOptions & {readonly power?: number} = {},
): number | null {
  const {alpha, ratio, alternative} = readOptions(options, true);
  checkPower(power, alpha);
  const {pooled, own} = standardDeviations(first, second, ratio);
  const distance = alternative === 'smaller' ? second - first : first - second;
  if (distance === 0 || (distance < 0 && alternative !== 'two-sided')) return null;
  return ((criticalValue(alpha, alternative) * pooled + serviceLevelFactor(power) * own) / distance) ** 2;
}

/** √ of the variance that a difference has per trial of the first sample: at the pooled rate, and at the rates as they are. */
function standardDeviations(first: number, second: number, ratio: number): {readonly pooled: number; readonly own: number} {
  checkRate('first', first);
  checkRate('second', second);
  const together = (first + second * ratio) / (1 + ratio);
  return {
    pooled: Math.sqrt(together * (1 - together) * (1 + 1 / ratio)),
    own: Math.sqrt(first * (1 - first) + (second * (1 - second)) / ratio),
  };
}

function readOptions({alpha = 0.05, ratio = 1, alternative = 'two-sided'}: PowerOptions, twoSamples = false): Required<PowerOptions> {
  checkNumber('alpha', alpha, {above: 0, below: 1});
  checkNumber('ratio', ratio, twoSamples ? {above: 0} : {atLeast: 0});
  checkAlternative(alternative);
  return {alpha, ratio, alternative};
}

function checkRate(name: string, rate: number): number {
  checkNumber(name, rate, {atLeast: 0});
  if (rate > 1) throw new RangeError(`${name} must be at most 1, got ${rate}.`);
  return rate;
}

function checkPower(power: number, alpha: number): void {
  checkNumber('power', power, {above: alpha, below: 1});
}

const effectiveTrials = (trials: number, ratio: number): number => (ratio === 0 ? trials : trials / (1 + 1 / ratio));

const criticalValue = (alpha: number, alternative: Alternative): number => serviceLevelFactor(1 - (alternative === 'two-sided' ? alpha / 2 : alpha));

/** The chance that a normal about `shift` passes the critical value, which is widened by `scale`. */
function tailPower(shift: number, scale: number, alpha: number, alternative: Alternative): number {
  const critical = criticalValue(alpha, alternative) * scale;
  const above = alternative === 'smaller' ? 0 : standardNormalCdf(shift - critical);
  return above + (alternative === 'larger' ? 0 : standardNormalCdf(-critical - shift));
}
