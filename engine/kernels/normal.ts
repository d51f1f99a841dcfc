import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalPdf from '@stdlib/stats-base-dists-normal-pdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';

import {checkNumber} from './check-number.ts';

/** Φ(z). */
export const standardNormalCdf = (z: number): number => normalCdf(z, 0, 1);

/** The z below which a part `p` of a standard normal lies. */
export const standardNormalQuantile = (p: number): number => normalQuantile(p, 0, 1);

/** φ(z). */
export const standardNormalPdf = (z: number): number => normalPdf(z, 0, 1);

/**
 * The z of a cycle service level: 0.95 gives 1.6449. Throws a `RangeError` for 0 and below, 1 and above: a level of 100 % has no z.
 */
export function serviceLevelFactor(serviceLevel: number): number {
  checkNumber('serviceLevel', serviceLevel, {above: 0, below: 1});
  return normalQuantile(serviceLevel, 0, 1);
}

/** E[(Z − z)⁺] of a standard normal Z: the unit normal loss. */
export function unitNormalLoss(z: number): number {
  return standardNormalPdf(z) - z * standardNormalCdf(-z);
}

/** E[(X − x)⁺] and E[(x − X)⁺] of a normal demand X: units short and units left over. With `sd` 0 the demand is certain. */
export function normalLoss(x: number, mean: number, sd: number): {readonly short: number; readonly left: number} {
  if (sd === 0) return {short: Math.max(mean - x, 0), left: Math.max(x - mean, 0)};
  const z = (x - mean) / sd;
  return {short: sd * unitNormalLoss(z), left: sd * unitNormalLoss(-z)};
}
