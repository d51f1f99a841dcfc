/** Fisher's exact test of a 2 × 2 table. */

import {checkAlternative, checkCounts} from './proportion.ts';
import type {Alternative, Proportion} from './proportion.ts';

/** Tables as likely as the one observed may differ from it in the last bits; R takes the same tolerance. */
const AS_LIKELY = 1 + 1e-7;

/**
 * The p-value of two proportions by the hypergeometric distribution: given all successes and trials, how likely a table at most as likely as
 * this one is (`two-sided`), or one with at least (`larger`) or at most (`smaller`) as many successes in the first sample. 1 where only one table
 * is possible. Probabilities are built from each other by their ratios, from the most likely table on: nothing overflows, and below 1e-300 it is 0.
 * Source: Fisher 1935; R's `fisher.test`. Cost: O(the smaller margin). Throws for counts that are none or not whole.
 */
export function fisherExact(first: Proportion, second: Proportion, alternative: Alternative = 'two-sided'): number {
  checkCounts(first);
  checkCounts(second);
  checkAlternative(alternative);
  const successes = first.successes + second.successes;
  const low = Math.max(0, successes - second.trials);
  const high = Math.min(first.trials, successes);
  const weights = tableWeights(first.trials, second.trials, successes, low, high);
  const observed = weights[first.successes - low] as number;
  let extreme = 0;
  let total = 0;
  // From both ends to the mode, smallest first: they would be lost beside the large ones.
  for (let from = 0, to = weights.length - 1; from <= to;) {
    const index = (weights[from] as number) <= (weights[to] as number) ? from++ : to--;
    const weight = weights[index] as number;
    total += weight;
    const counts = alternative === 'two-sided' ? weight <= observed * AS_LIKELY
      : alternative === 'larger' ? index + low >= first.successes : index + low <= first.successes;
    if (counts) extreme += weight;
  }
  return Math.min(1, extreme / total);
}

/** P(x successes in the first sample) by that of the most likely x, for x from `low` to `high`. */
function tableWeights(firstTrials: number, secondTrials: number, successes: number, low: number, high: number): Float64Array {
  const weights = new Float64Array(high - low + 1);
  const mode = Math.min(high, Math.max(low, Math.floor(((firstTrials + 1) * (successes + 1)) / (firstTrials + secondTrials + 2))));
  const ratio = (x: number): number => ((firstTrials - x) * (successes - x)) / ((x + 1) * (secondTrials - successes + x + 1));
  weights[mode - low] = 1;
  for (let x = mode; x < high; x++) weights[x + 1 - low] = (weights[x - low] as number) * ratio(x);
  for (let x = mode - 1; x >= low; x--) weights[x - low] = (weights[x + 1 - low] as number) / ratio(x);
  return weights;
}
