/** The chi-square distribution's tail, and the test of counts against what was expected. */

import gammainc from '@stdlib/math-base-special-gammainc';

import {checkNumber} from '../kernels/check-number.ts';

export interface ChiSquareTest {
  readonly statistic: number | null;
  readonly df: number;
  readonly p: number | null;
}

/**
 * P(χ² ≥ x) with `df` degrees of freedom: the regularised upper incomplete gamma function Q(df/2, x/2), which keeps its digits far out where
 * 1 − cdf has none left.
 */
export function chiSquareTail(x: number, df: number): number {
  checkNumber('x', x, {atLeast: 0});
  checkNumber('df', df, {above: 0});
  return gammainc(x / 2, df / 2, true, true);
}

/**
 * Pearson's χ² = Σ (observed − expected)² ÷ expected of counts against shares, with k − 1 degrees of freedom. `shares` add up to 1; without them
 * all are equal. Null without counts, or with fewer than two of them. Source: NIST e-Handbook 1.3.5.15; R's `chisq.test`. Throws for negative
 * counts, shares that are not above 0, are not as many as counts or do not add up to 1.
 */
export function goodnessOfFit(counts: readonly number[], shares: readonly number[] = counts.map(() => 1 / counts.length)): ChiSquareTest {
  for (const count of counts) checkNumber('a count', count, {atLeast: 0});
  for (const share of shares) checkNumber('a share', share, {above: 0});
  if (shares.length !== counts.length) throw new RangeError(`There must be as many shares as counts (${counts.length}), got ${shares.length}.`);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const whole = shares.reduce((sum, share) => sum + share, 0);
  if (counts.length > 0 && Math.abs(whole - 1) > 1e-9) throw new RangeError(`Shares must add up to 1, these to ${whole}.`);
  const df = Math.max(0, counts.length - 1);
  if (df === 0 || total === 0) return {statistic: null, df, p: null};
  const statistic = counts.reduce((sum, count, index) => {
    const expected = total * (shares[index] as number);
    return sum + (count - expected) ** 2 / expected;
  }, 0);
  return {statistic, df, p: chiSquareTail(statistic, df)};
}
