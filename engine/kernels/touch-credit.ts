/** How the credit for one conversion is shared among the touches before it. */

export type HeuristicModel = 'first' | 'last' | 'last-non-direct' | 'linear' | 'position' | 'decay';

export interface CreditRules {
  /** Credit of the first, of all in between, and of the last touch; they add up to 1. */
  readonly position: readonly [first: number, middle: number, last: number];
  /** After this age a touch weighs half; in the unit of the ages. */
  readonly halfLife: number;
  /** Whether a channel stands for "came by itself". */
  readonly isDirect: (channel: number) => boolean;
}

/** The touches of one path, the earliest first: `channels[from]` to `channels[to − 1]`, and how long before the conversion each was. */
export interface TouchPath {
  readonly channels: ArrayLike<number>;
  readonly ages: ArrayLike<number>;
  readonly from: number;
  readonly to: number;
}

/**
 * Writes the weight of each touch to `weights[0 … n − 1]`; they add up to 1. A path without touches has none.
 *
 * First and last: 1 to that touch. Last non-direct: 1 to the last touch that is not direct, to the last where all are (Google Analytics' rule).
 * Linear: 1/n each, repeats included (ChannelAttribution). Position: the first and last touch their parts, those between share the rest; two
 * touches share by the parts of the ends, half and half where both are 0; one has it all. Decay: 2^(−age ÷ half-life), made to add up to 1;
 * counted from the youngest touch, which changes no share and keeps old paths from vanishing.
 */
export function touchWeights(model: HeuristicModel, path: TouchPath, rules: CreditRules, weights: Float64Array): void {
  const count = path.to - path.from;
  if (count <= 0) return;
  weights.fill(0, 0, count);
  if (model === 'linear') weights.fill(1 / count, 0, count);
  else if (model === 'first') weights[0] = 1;
  else if (model === 'last') weights[count - 1] = 1;
  else if (model === 'last-non-direct') weights[lastNonDirect(path, rules)] = 1;
  else if (model === 'position') positionWeights(count, rules.position, weights);
  else decayWeights(path, rules.halfLife, weights);
}

function lastNonDirect({channels, from, to}: TouchPath, {isDirect}: CreditRules): number {
  for (let at = to - 1; at >= from; at--) if (!isDirect(channels[at] as number)) return at - from;
  return to - 1 - from;
}

function positionWeights(count: number, [first, middle, last]: CreditRules['position'], weights: Float64Array): void {
  if (count === 1) {
    weights[0] = 1;
    return;
  }
  if (count === 2) {
    const ends = first + last;
    weights[0] = ends > 0 ? first / ends : 0.5;
    weights[1] = ends > 0 ? last / ends : 0.5;
    return;
  }
  weights.fill(middle / (count - 2), 1, count - 1);
  weights[0] = first;
  weights[count - 1] = last;
}

function decayWeights({ages, from, to}: TouchPath, halfLife: number, weights: Float64Array): void {
  let youngest = Infinity;
  for (let at = from; at < to; at++) youngest = Math.min(youngest, ages[at] as number);
  let sum = 0;
  for (let at = from; at < to; at++) {
    const weight = 2 ** (-((ages[at] as number) - youngest) / halfLife);
    weights[at - from] = weight;
    sum += weight;
  }
  for (let at = 0; at < to - from; at++) weights[at] = (weights[at] as number) / sum;
}
