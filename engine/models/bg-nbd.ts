/**
 * BG/NBD: buying as a Poisson process while alive, rates gamma (r, α) over customers; after each purchase a customer leaves with a probability that
 * is beta (a, b). Fader, Hardie & Lee, "Counting Your Customers the Easy Way", Marketing Science 24 (2005).
 */

import gammaln from '@stdlib/math-base-special-gammaln';

import {hypergeometric} from '../kernels/hypergeometric.ts';
import {groupEqual, logSumExp, maximiseLikelihood} from './fit.ts';
import type {Fit, Recency} from './fit.ts';

export interface BgNbdParams {
  readonly r: number;
  /** In the unit of time of the data. */
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

const STARTS = [[1, 1, 1, 1], [0.25, 4, 0.8, 2.5], [1, 10, 0.2, 2]] as const;

/** Log-likelihood of customers (equation 6 of the paper's note, in logarithms). */
export function bgNbdLogLikelihood({r, alpha, a, b}: BgNbdParams, customers: readonly Recency[]): number {
  const constant = -gammaln(r) + r * Math.log(alpha) + gammaln(a + b) - gammaln(b);
  let sum = 0;
  for (const {frequency: x, recency, age, customers: count = 1} of customers) {
    const stays = -(r + x) * Math.log(alpha + age);
    const left = x > 0 ? Math.log(a) - Math.log(b + x - 1) - (r + x) * Math.log(alpha + recency) : -Infinity;
    sum += count * (constant + gammaln(r + x) + gammaln(b + x) - gammaln(a + b + x) + logSumExp(stays, left));
  }
  return sum;
}

/**
 * Maximum-likelihood parameters; undefined where the customers do not hold them (nobody came back). Cost: a few hundred passes over different
 * customers.
 */
export function fitBgNbd(customers: readonly Recency[]): Fit<BgNbdParams> | undefined {
  const groups = groupEqual(customers);
  if (!groups.some(({frequency}) => frequency > 0)) return undefined;
  const scale = Math.max(...groups.map(({age}) => age)) || 1;
  const starts = STARTS.map(([r, alpha, a, b]) => [r, (alpha * scale) / 40, a, b]);
  return maximiseLikelihood(['r', 'alpha', 'a', 'b'], bgNbdLogLikelihood, groups, starts);
}

/** Probability of still being a customer. By this model 1 without a repeat purchase: nobody leaves before having come. */
export function bgNbdAlive({r, alpha, a, b}: BgNbdParams, {frequency: x, recency, age}: Recency): number {
  if (x === 0) return 1;
  return 1 / (1 + (a / (b + x - 1)) * ((alpha + age) / (alpha + recency)) ** (r + x));
}

/** Purchases to be expected of the customer in the next `time`. */
export function bgNbdExpected(params: BgNbdParams, customer: Recency, time: number): number {
  return expectedAlive(params, customer, time) * bgNbdAlive(params, customer);
}

/** Repeat purchases to be expected of a new customer up to `time`. */
export function bgNbdExpectedOfNew(params: BgNbdParams, time: number): number {
  return expectedAlive(params, {frequency: 0, recency: 0, age: 0}, time);
}

/**
 * (a + b + x − 1) ÷ (a − 1) × (1 − ((α + T) ÷ (α + T + t))^(r + x) ₂F₁(r + x, b + x; a + b + x − 1; t ÷ (α + T + t))). Of frequent buyers the power
 * and the function leave the numbers on either side; Euler's transformation joins the two into a smaller power of the same fraction.
 */
function expectedAlive({r, alpha, a: given, b}: BgNbdParams, {frequency: x, age}: Recency, time: number): number {
  // At a = 1 the formula is 0 ÷ 0; close by it is what it tends to.
  const a = Math.abs(given - 1) < 1e-7 ? 1 + 1e-7 : given;
  const [kept, z, c] = [(alpha + age) / (alpha + age + time), time / (alpha + age + time), a + b + x - 1];
  const rest = a < 1 + r + x ? kept ** (a - 1) * hypergeometric(a + b - 1 - r, a - 1, c, z) : kept ** (r + x) * hypergeometric(r + x, b + x, c, z);
  return (c / (a - 1)) * (1 - rest);
}
