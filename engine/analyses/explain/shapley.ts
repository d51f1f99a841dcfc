/** The part that each factor has in the change of a product. */

import {sumOf} from '../../kernels/sum-of.ts';

export interface ProductEffects {
  /** One a factor; they add up to Π now − Π base. */
  readonly effects: readonly number[];
  /** Effect for a factor's change of one: effect = slope × (now − base). It does not depend on the factor itself. */
  readonly slopes: readonly number[];
}

/**
 * Effects of factors on the change of their product, by the Shapley value: the mean, over all orders in which the factors may be moved from base to
 * now, of what moving the factor does to the product.
 *
 *   effectᵢ = (nowᵢ − baseᵢ) × Σ_{S ∌ i} |S|! (n − |S| − 1)! ÷ n! × Π_{j ∈ S} nowⱼ × Π_{j ∉ S, j ≠ i} baseⱼ
 *
 * Adds up for any finite values, zero and negative too, where logarithms (LMDI) would not; of two factors it is Marshall-Edgeworth's mean of both
 * ways round. The last binary rounding is put on the largest effect. n factors cost n × 2ⁿ⁻¹ products.
 *
 * Sources: L. S. Shapley, A value for n-person games, 1953; B. W. Ang, Decomposition analysis for policymaking in energy, 2004 (§ 3, perfect
 * decomposition).
 */
export function shapleyProduct(base: readonly number[], now: readonly number[]): ProductEffects {
  const slopes = base.map((_, index) => slopeOf(index, base, now));
  const effects = slopes.map((slope, index) => slope * ((now[index] as number) - (base[index] as number)));
  return {effects: closeTo(effects, product(now) - product(base)), slopes};
}

function slopeOf(index: number, base: readonly number[], now: readonly number[]): number {
  const others = base.map((_, each) => each).filter((each) => each !== index);
  const weights = orderWeights(base.length);
  const terms: number[] = [];
  for (let subset = 0; subset < 1 << others.length; subset++) {
    let moved = 0;
    let term = 1;
    others.forEach((other, place) => {
      const isMoved = (subset >> place) & 1;
      moved += isMoved;
      term *= (isMoved ? now[other] : base[other]) as number;
    });
    terms.push(term * (weights[moved] as number));
  }
  return sumOf(terms);
}

/** s! (n − s − 1)! ÷ n! for s = 0 … n − 1, which is 1 ÷ (n × C(n − 1, s)). */
function orderWeights(n: number): number[] {
  let choices = 1;
  return Array.from({length: n}, (_, s) => {
    const weight = 1 / (n * choices);
    choices = (choices * (n - 1 - s)) / (s + 1);
    return weight;
  });
}

export function product(values: readonly number[]): number {
  return values.reduce((all, value) => all * value, 1);
}

/** The parts with what they miss of the total, some last binary digits, put on the largest of them. */
export function closeTo(parts: readonly number[], total: number): number[] {
  const closed = [...parts];
  let largest = 0;
  closed.forEach((part, index) => {
    if (Math.abs(part) > Math.abs(closed[largest] as number)) largest = index;
  });
  for (let tries = 0; tries < 3 && closed.length > 0; tries++) {
    const missing = total - sumOf(closed);
    if (missing === 0) break;
    closed[largest] = (closed[largest] as number) + missing;
  }
  return closed;
}
