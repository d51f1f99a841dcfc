/** Tests of the means of two samples whose spreads may differ. */

import betainc from '@stdlib/math-base-special-betainc';

import {checkNumber} from '../kernels/check-number.ts';
import {increasingRoot} from './increasing-root.ts';
import {checkAlternative, checkConfidence} from './proportion.ts';
import type {Alternative} from './proportion.ts';
import type {Interval} from './proportion-interval.ts';

/** What a test of means asks of a sample. */
export interface MeanSample {
  readonly count: number;
  readonly mean: number;
  /** Standard deviation around the mean, by n − 1. */
  readonly sd: number;
}

export interface WelchTest {
  /** First − second. */
  readonly difference: number;
  readonly interval: Interval;
  readonly t: number;
  /** Degrees of freedom, not a whole number. */
  readonly df: number;
  readonly p: number;
}

/** P(|T| ≥ |t|) of Student's distribution, which keeps its digits far out. */
export function studentTail(t: number, df: number): number {
  checkNumber('t', t);
  checkNumber('df', df, {above: 0});
  return betainc(df / (df + t * t), df / 2, 0.5, true, false);
}

/** The t beyond which `outside` (of both sides together) of Student's distribution lies. */
export function studentBound(outside: number, df: number): number {
  checkNumber('outside', outside, {above: 0, below: 1});
  checkNumber('df', df, {above: 0});
  const share = increasingRoot((x) => betainc(x, 0.5, df / 2, true, false), 1 - outside, 1);
  return Math.sqrt((df * share) / (1 - share));
}

/**
 * Welch's t = (m₁ − m₂) ÷ √(s₁²/n₁ + s₂²/n₂) with the degrees of freedom of Satterthwaite, as R's `t.test`; the interval is two-sided. Null where a
 * sample has fewer than two values, or neither spreads: then there is nothing to measure a difference by. Source: Welch 1947; NIST e-Handbook
 * 1.3.5.3.
 */
export function welchTest(
  first: MeanSample, second: MeanSample,
  {confidence = 0.95, alternative = 'two-sided'}: {readonly confidence?: number; readonly alternative?: Alternative} = {},
): WelchTest | null {
  checkConfidence(confidence);
  checkAlternative(alternative);
  if (first.count < 2 || second.count < 2) return null;
  const [a, b] = [first, second].map(({count, sd}) => sd ** 2 / count) as [number, number];
  const error = Math.sqrt(a + b);
  if (error === 0) return null;
  const difference = first.mean - second.mean;
  const df = (a + b) ** 2 / (a ** 2 / (first.count - 1) + b ** 2 / (second.count - 1));
  const t = difference / error;
  const both = studentTail(t, df);
  const towards = alternative === 'larger' ? t : -t;
  const p = alternative === 'two-sided' ? both : towards > 0 ? both / 2 : 1 - both / 2;
  const half = studentBound(1 - confidence, df) * error;
  return {difference, interval: {low: difference - half, high: difference + half}, t, df, p};
}
