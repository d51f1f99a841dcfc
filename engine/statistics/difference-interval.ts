/** Confidence intervals of the difference of two proportions. */

import {checkConfidence, checkProportion} from './proportion.ts';
import type {Proportion} from './proportion.ts';
import {criticalZ, proportionInterval} from './proportion-interval.ts';
import type {Interval} from './proportion-interval.ts';

/**
 * `newcombe`: Wilson's interval of each sample, joined. `wald`: normal, with unpooled variance; collapses where both samples stand at 0 or 1.
 * `agresti-caffo`: Wald's with one success and one failure added to each sample.
 */
export type DifferenceIntervalMethod = 'newcombe' | 'wald' | 'agresti-caffo';

type Bounds = (first: Proportion, second: Proportion, confidence: number) => Interval;

const METHODS: Readonly<Record<DifferenceIntervalMethod, Bounds>> = {
  'newcombe': (first, second, confidence) => {
    const [a, b] = [first, second].map((sample) => {
      const {low = 0, high = 1} = proportionInterval(sample, {confidence}) ?? {};
      const rate = sample.successes / sample.trials;
      return {rate, below: rate - low, above: high - rate};
    }) as [Sides, Sides];
    const difference = a.rate - b.rate;
    return {low: difference - Math.hypot(a.below, b.above), high: difference + Math.hypot(a.above, b.below)};
  },
  'wald': (first, second, confidence) => wald(first, second, confidence),
  'agresti-caffo': (first, second, confidence) => wald(shrunk(first), shrunk(second), confidence),
};

interface Sides {
  readonly rate: number;
  readonly below: number;
  readonly above: number;
}

const shrunk = ({successes, trials}: Proportion): Proportion => ({successes: successes + 1, trials: trials + 2});

function wald(first: Proportion, second: Proportion, confidence: number): Interval {
  const rates = [first.successes / first.trials, second.successes / second.trials] as const;
  const variance = (rates[0] * (1 - rates[0])) / first.trials + (rates[1] * (1 - rates[1])) / second.trials;
  const half = criticalZ(confidence) * Math.sqrt(variance);
  return {low: Math.max(-1, rates[0] - rates[1] - half), high: Math.min(1, rates[0] - rates[1] + half)};
}

/**
 * The interval that holds the true difference first − second with `confidence` (default 0.95), within −1 to 1; null where a sample has no
 * trials. Source: Newcombe 1998, "Interval estimation for the difference between independent proportions", method 10 (the default); Agresti
 * and Caffo 2000. Throws for counts that are none, a confidence outside 0 to 1, and a method that is none.
 */
export function differenceInterval(
  first: Proportion, second: Proportion,
  {confidence = 0.95, method = 'newcombe'}: {readonly confidence?: number; readonly method?: DifferenceIntervalMethod} = {},
): Interval | null {
  checkProportion(first);
  checkProportion(second);
  checkConfidence(confidence);
  if (!Object.hasOwn(METHODS, method)) throw new RangeError(`method must be ${Object.keys(METHODS).join(', ')}, got ${JSON.stringify(method)}.`);
  return first.trials === 0 || second.trials === 0 ? null : METHODS[method](first, second, confidence);
}
