/** Confidence intervals of one proportion. */

import betainc from '@stdlib/math-base-special-betainc';

import {serviceLevelFactor} from '../kernels/normal.ts';
import {increasingRoot} from './increasing-root.ts';
import {checkConfidence, checkProportion} from './proportion.ts';
import type {Proportion} from './proportion.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * `wilson`: the score interval, good for small samples and near 0 and 1. `normal`: Wald's, which collapses at 0 and 1. `agresti-coull`: Wald's
 * about a shifted centre. `beta`: Clopper and Pearson's, never too narrow. `jeffreys`: the equal-tailed posterior under Jeffreys' prior.
 */
export type ProportionIntervalMethod = 'wilson' | 'normal' | 'agresti-coull' | 'beta' | 'jeffreys';

type Bounds = (successes: number, trials: number, confidence: number) => Interval;

/** Two-sided: the z that leaves (1 − confidence) ÷ 2 above it. */
export const criticalZ = (confidence: number): number => serviceLevelFactor((1 + confidence) / 2);

const aroundCentre = (centre: number, half: number): Interval => ({low: Math.max(0, centre - half), high: Math.min(1, centre + half)});

/** The x whose regularised incomplete beta function Iₓ(a, b) is `p`. The library's own inverse brings a logger along. */
const betaQuantile = (p: number, a: number, b: number): number => increasingRoot((x) => betainc(x, a, b, true, false), p, 1);

/** The lower root of (p̂ − p)² = z² p(1 − p) ÷ n, as the product of both roots by the upper one: nothing cancels near 0. */
function wilsonLow(successes: number, trials: number, z: number): number {
  const rate = successes / trials;
  const half = z * Math.sqrt((rate * (1 - rate)) / trials + (z * z) / (4 * trials * trials));
  return (rate * rate) / (rate + (z * z) / (2 * trials) + half);
}

const METHODS: Readonly<Record<ProportionIntervalMethod, Bounds>> = {
  'wilson': (successes, trials, confidence) => {
    const z = criticalZ(confidence);
    return {low: wilsonLow(successes, trials, z), high: 1 - wilsonLow(trials - successes, trials, z)};
  },
  'normal': (successes, trials, confidence) => {
    const rate = successes / trials;
    return aroundCentre(rate, criticalZ(confidence) * Math.sqrt((rate * (1 - rate)) / trials));
  },
  'agresti-coull': (successes, trials, confidence) => {
    const z = criticalZ(confidence);
    const widened = trials + z * z;
    const centre = (successes + (z * z) / 2) / widened;
    return aroundCentre(centre, z * Math.sqrt((centre * (1 - centre)) / widened));
  },
  'beta': (successes, trials, confidence) => {
    const tail = (1 - confidence) / 2;
    const failures = trials - successes;
    return {
      low: successes === 0 ? 0 : betaQuantile(tail, successes, failures + 1),
      high: failures === 0 ? 1 : 1 - betaQuantile(tail, failures, successes + 1),
    };
  },
  'jeffreys': (successes, trials, confidence) => {
    const tail = (1 - confidence) / 2;
    const failures = trials - successes;
    return {low: betaQuantile(tail, successes + 0.5, failures + 0.5), high: 1 - betaQuantile(tail, failures + 0.5, successes + 0.5)};
  },
};

/**
 * The interval that holds the true rate with `confidence` (default 0.95), within 0 to 1; null without trials. Source: Brown, Cai and DasGupta
 * 2001, "Interval estimation for a binomial proportion"; the methods are those of statsmodels' `proportion_confint`, bounds cut to [0, 1] as
 * there. Throws for counts that are none, a confidence outside 0 to 1, and a method that is none.
 */
export function proportionInterval(
  sample: Proportion, {confidence = 0.95, method = 'wilson'}: {readonly confidence?: number; readonly method?: ProportionIntervalMethod} = {},
): Interval | null {
  checkProportion(sample);
  checkConfidence(confidence);
  if (!Object.hasOwn(METHODS, method)) throw new RangeError(`method must be ${Object.keys(METHODS).join(', ')}, got ${JSON.stringify(method)}.`);
  return sample.trials === 0 ? null : METHODS[method](sample.successes, sample.trials, confidence);
}
