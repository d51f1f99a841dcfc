/** What tests of proportions speak of, checked. */

import {checkNumber} from '../kernels/check-number.ts';
import {standardNormalCdf} from '../kernels/normal.ts';

/** How many of `trials` (users, visitors, parcels) were successes. */
export interface Proportion {
  readonly successes: number;
  readonly trials: number;
}

/** Which departure from the null hypothesis counts: any, a value above it, or one below it. */
export type Alternative = 'two-sided' | 'larger' | 'smaller';

const ALTERNATIVES: readonly Alternative[] = ['two-sided', 'larger', 'smaller'];

/** Throws a `TypeError` or `RangeError` unless 0 ≤ successes ≤ trials. */
export function checkProportion({successes, trials}: Proportion): void {
  checkNumber('successes', successes, {atLeast: 0});
  checkNumber('trials', trials, {atLeast: 0});
  if (successes > trials) throw new RangeError(`successes must be at most trials (${trials}), got ${successes}.`);
}

/** {@link checkProportion} for counts, which are whole. */
export function checkCounts({successes, trials}: Proportion): void {
  checkProportion({successes, trials});
  for (const [name, value] of [['successes', successes], ['trials', trials]] as const) {
    if (!Number.isInteger(value)) throw new RangeError(`${name} must be a whole number, got ${value}.`);
  }
}

export function checkConfidence(confidence: number): void {
  checkNumber('confidence', confidence, {above: 0, below: 1});
}

export function checkAlternative(alternative: Alternative): void {
  if (!ALTERNATIVES.includes(alternative)) throw new RangeError(`alternative must be ${ALTERNATIVES.join(', ')}, got ${JSON.stringify(alternative)}.`);
}

/** successes ÷ trials; null without trials. */
export function rateOf({successes, trials}: Proportion): number | null {
  return trials === 0 ? null : successes / trials;
}

/** The probability of a standard normal at least as far out as `z`, on the side or sides that the alternative names. */
export function normalTail(z: number, alternative: Alternative): number {
  if (alternative === 'two-sided') return Math.min(1, 2 * standardNormalCdf(-Math.abs(z)));
  return standardNormalCdf(alternative === 'larger' ? -z : z);
}
