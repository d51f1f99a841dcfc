/** The part that each factor has in the change of a product, by logarithms. */

import {closeTo, product} from './shapley.ts';
import type {ProductEffects} from './shapley.ts';

/**
 * Additive LMDI-I, the logarithmic mean Divisia index: effectᵢ = L(V₁, V₀) × ln(nowᵢ ÷ baseᵢ), with V the product and L(a, b) = (a − b) ÷ ln(a ÷ b),
 * L(a, a) = a. Adds up to V₁ − V₀, turns round with the periods, and is in proportion to each factor's growth. Undefined where a factor is not
 * above 0. The last binary rounding is put on the largest effect.
 *
 * Sources: B. W. Ang, The LMDI approach to decomposition analysis: a practical guide, 2005, and LMDI decomposition approach: a guide for
 * implementation, 2015.
 */
export function logMeanProduct(base: readonly number[], now: readonly number[]): ProductEffects | undefined {
  if (![...base, ...now].every((factor) => factor > 0)) return undefined;
  const weight = logarithmicMean(product(now), product(base));
  const growths = base.map((before, index) => weight * logOfRatio(now[index] as number, before));
  const slopes = base.map((before, index) => {
    const moved = (now[index] as number) - before;
    return moved === 0 ? weight / before : (growths[index] as number) / moved;
  });
  return {effects: closeTo(growths, product(now) - product(base)), slopes};
}

function logarithmicMean(a: number, b: number): number {
  return a === b ? a : (a - b) / logOfRatio(a, b);
}

/** ln(a ÷ b), exact for numbers that are nearly the same. */
function logOfRatio(a: number, b: number): number {
  const relative = (a - b) / b;
  return Math.abs(relative) < 0.5 ? Math.log1p(relative) : Math.log(a / b);
}
