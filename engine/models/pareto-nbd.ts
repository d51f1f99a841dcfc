/**
 * Pareto/NBD: buying as a Poisson process while alive, rates gamma (r, α) over customers; lives exponential, their rates gamma (s, β). Schmittlein,
 * Morrison & Colombo (1987); in the form of Fader & Hardie's note on deriving it.
 */

import gammaln from '@stdlib/math-base-special-gammaln';

import {hypergeometricOfOne} from '../kernels/hypergeometric.ts';
import {groupEqual, logSumExp, maximiseLikelihood} from './fit.ts';
import type {Fit, Recency} from './fit.ts';

export interface ParetoNbdParams {
  readonly r: number;
  /** In the unit of time of the data, as is `beta`. */
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;
}

const STARTS = [[1, 10, 1, 10], [0.5, 10, 0.6, 12], [1, 5, 0.5, 20]] as const;

/** log of A₀: what those who left between the last purchase and the end add to the likelihood. −∞ where the two are the same. */
function logLeft({r, alpha, s, beta}: ParetoNbdParams, {frequency: x, recency, age}: Recency): number {
  const [most, difference, second] = alpha >= beta ? [alpha, alpha - beta, s + 1] : [beta, beta - alpha, r + x];
  const power = r + s + x;
  // ₂F₁(power, second; power + 1; z) by Euler's transformation, its power of 1 − z in logarithms: it would leave the numbers of many purchases.
  const term = (time: number): number => {
    const z = difference / (most + time);
    return (1 - second) * Math.log1p(-z) + Math.log(hypergeometricOfOne(power + 1 - second, power + 1, z)) - power * Math.log(most + time);
  };
  const [early, late] = [term(recency), term(age)];
  return early > late ? early + Math.log1p(-Math.exp(late - early)) : -Infinity;
}

export function paretoNbdLogLikelihood(params: ParetoNbdParams, customers: readonly Recency[]): number {
  const {r, alpha, s, beta} = params;
  const constant = -gammaln(r) + r * Math.log(alpha) + s * Math.log(beta);
  let sum = 0;
  for (const customer of customers) {
    const {frequency: x, age, customers: count = 1} = customer;
    const stays = -(r + x) * Math.log(alpha + age) - s * Math.log(beta + age);
    const left = Math.log(s / (r + s + x)) + logLeft(params, customer);
    sum += count * (constant + gammaln(r + x) + logSumExp(stays, left));
  }
  return sum;
}

/**
 * Maximum-likelihood parameters; undefined where the customers do not hold them (nobody came back). Cost: a few hundred passes over different
 * customers.
 */
export function fitParetoNbd(customers: readonly Recency[]): Fit<ParetoNbdParams> | undefined {
  const groups = groupEqual(customers);
  if (!groups.some(({frequency}) => frequency > 0)) return undefined;
  const scale = (Math.max(...groups.map(({age}) => age)) || 1) / 40;
  const starts = STARTS.map(([r, alpha, s, beta]) => [r, alpha * scale, s, beta * scale]);
  return maximiseLikelihood(['r', 'alpha', 's', 'beta'], paretoNbdLogLikelihood, groups, starts);
}

/** Probability of still being a customer. */
export function paretoNbdAlive(params: ParetoNbdParams, customer: Recency): number {
  const {r, alpha, s, beta} = params;
  const {frequency: x, age} = customer;
  const odds = Math.log(s / (r + s + x)) + (r + x) * Math.log(alpha + age) + s * Math.log(beta + age) + logLeft(params, customer);
  return 1 / (1 + Math.exp(odds));
}

/** Purchases to be expected of the customer in the next `time`. */
export function paretoNbdExpected(params: ParetoNbdParams, customer: Recency, time: number): number {
  const {r, alpha, s, beta} = params;
  const {frequency: x, age} = customer;
  return ((r + x) / (alpha + age)) * lifetime(s, beta + age, time) * paretoNbdAlive(params, customer);
}

/** Repeat purchases to be expected of a new customer up to `time`. */
export function paretoNbdExpectedOfNew({r, alpha, s, beta}: ParetoNbdParams, time: number): number {
  return (r / alpha) * lifetime(s, beta, time);
}

/** Time alive out of the next `time`: β ÷ (s − 1) × (1 − (β ÷ (β + t))^(s − 1)), its limit at s = 1. */
function lifetime(s: number, beta: number, time: number): number {
  const part = Math.log(beta / (beta + time));
  return Math.abs(s - 1) < 1e-9 ? -beta * part : (beta / (s - 1)) * -Math.expm1((s - 1) * part);
}
