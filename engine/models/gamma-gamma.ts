/**
 * Gamma-Gamma: what a purchase is worth varies around a customer's own mean (gamma p), and means vary over customers (gamma q, v). Rests on how much
 * is spent having nothing to do with how often. Fader & Hardie, "The Gamma-Gamma Model of Monetary Value" (2013).
 */

import gammaln from '@stdlib/math-base-special-gammaln';

import {maximiseLikelihood} from './fit.ts';
import type {Fit} from './fit.ts';

export interface GammaGammaParams {
  readonly p: number;
  readonly q: number;
  /** In money. */
  readonly v: number;
}

/** A customer's repeat purchases and their mean value. */
export interface Spend {
  readonly frequency: number;
  readonly monetary: number;
}

export function gammaGammaLogLikelihood({p, q, v}: GammaGammaParams, customers: readonly Spend[]): number {
  const constant = q * Math.log(v) - gammaln(q);
  let sum = 0;
  for (const {frequency: x, monetary: mean} of customers) {
    const shape = p * x;
    sum += constant + gammaln(shape + q) - gammaln(shape) + (shape - 1) * Math.log(mean) + shape * Math.log(x) - (shape + q) * Math.log(x * mean + v);
  }
  return sum;
}

/** Only of those who came back and spent something; undefined for fewer than two of them, or where all spent the same. */
export function fitGammaGamma(customers: readonly Spend[]): Fit<GammaGammaParams> | undefined {
  const spenders = customers.filter(({frequency, monetary}) => frequency > 0 && monetary > 0);
  if (new Set(spenders.map(({monetary}) => monetary)).size < 2) return undefined;
  const mean = spenders.reduce((sum, {monetary}) => sum + monetary, 0) / spenders.length;
  const starts = [[1, 1, mean], [6, 4, mean / 2], [2, 3, mean]];
  return maximiseLikelihood(['p', 'q', 'v'], gammaGammaLogLikelihood, spenders, starts);
}

/**
 * A customer's mean value to be expected: between the own mean and that of all, the nearer to the own the more purchases there were; that of all
 * without a repeat purchase. Null where the model has no mean (no purchase and q ≤ 1).
 */
export function gammaGammaExpected({p, q, v}: GammaGammaParams, {frequency: x, monetary}: Spend): number | null {
  const below = p * x + q - 1;
  return below > 0 ? (p * (v + x * monetary)) / below : null;
}
