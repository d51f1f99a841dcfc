/** p-values of several tests, adjusted for there being several. */

import {checkNumber} from '../kernels/check-number.ts';

/**
 * `holm` and `bonferroni` bound the chance of any false alarm, Holm's never being larger; `benjamini-hochberg` bounds the part of alarms that are
 * false, of independent tests.
 */
export type PAdjustment = 'holm' | 'bonferroni' | 'benjamini-hochberg' | 'none';

/** The adjusted value of the k-th smallest of m, before what keeps them in order. */
const FACTORS: Readonly<Record<PAdjustment, (rank: number, of: number) => number>> = {
  'holm': (rank, of) => of - rank + 1,
  'bonferroni': (_, of) => of,
  'benjamini-hochberg': (rank, of) => of / rank,
  'none': () => 1,
};

/**
 * Adjusted p-values in the order given: compare them with the same level as one alone. A test without a p-value (null) stays null and is not
 * counted. Source: Holm 1979; Benjamini and Hochberg 1995; R's `p.adjust`. Throws for a value outside 0 to 1 and an unknown method.
 */
export function adjustPValues(values: readonly (number | null)[], method: PAdjustment = 'holm'): (number | null)[] {
  if (!Object.hasOwn(FACTORS, method)) throw new RangeError(`method must be ${Object.keys(FACTORS).join(', ')}, got ${JSON.stringify(method)}.`);
  const adjusted: (number | null)[] = values.map(() => null);
  const ranked = values.flatMap((p, index) => (p === null ? [] : [{p: checkP(p), index}])).sort((a, b) => a.p - b.p);
  const scaled = ranked.map(({p}, at) => Math.min(1, p * FACTORS[method](at + 1, ranked.length)));
  if (method === 'benjamini-hochberg') for (let at = scaled.length - 2; at >= 0; at--) scaled[at] = Math.min(scaled[at] as number, scaled[at + 1] as number);
  else for (let at = 1; at < scaled.length; at++) scaled[at] = Math.max(scaled[at] as number, scaled[at - 1] as number);
  ranked.forEach(({index}, at) => {
    adjusted[index] = scaled[at] as number;
  });
  return adjusted;
}

function checkP(p: number): number {
  checkNumber('a p-value', p, {atLeast: 0});
  if (p > 1) throw new RangeError(`a p-value must be at most 1, got ${p}.`);
  return p;
}
