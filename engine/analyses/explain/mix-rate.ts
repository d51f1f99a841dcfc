/** The change of a ratio taken apart into the mix of its parts and their rates. */

/** Numerator and denominator of one side. */
export interface Quotient {
  readonly numerator: number;
  readonly denominator: number;
}

/** A ratio in both periods. */
export interface BothSides {
  readonly base: Quotient;
  readonly now: Quotient;
}

export interface MixRate {
  readonly mix: number;
  readonly rate: number;
}

/**
 * Shift-share of a ratio R = N ÷ D whose parts add up, symmetric in the two periods. With weights w = Dᵢ ÷ D and rates r = Nᵢ ÷ Dᵢ:
 *
 *   mixᵢ  = (w₁ − w₀) × ((r₀ + r₁) ÷ 2 − (R₀ + R₁) ÷ 2)    the part grew, and is better or worse than the whole
 *   rateᵢ = (r₁ − r₀) × (w₀ + w₁) ÷ 2                      the part itself became better or worse
 *
 * Σ (mixᵢ + rateᵢ) = R₁ − R₀: each part's sum is w₁r₁ − w₀r₀ − (w₁ − w₀)(R₀ + R₁) ÷ 2, and Σ w is 1 on both sides. A part that appears or vanishes
 * has no rate on one side and takes the other side's: all of it is mix. What a part's numerator holds without any denominator (refunds where nothing
 * was ordered) is rate. Both totals' denominators must not be 0.
 *
 * Sources: shift-share analysis (E. S. Dunn, 1960), with the midpoint weights of B. W. Ang, 2004.
 */
export function mixRateEffects(part: BothSides, whole: BothSides): MixRate {
  const shift = part.now.denominator / whole.now.denominator - part.base.denominator / whole.base.denominator;
  const gain = part.now.numerator / whole.now.denominator - part.base.numerator / whole.base.denominator;
  const wholeRate = (rateOf(whole.base) + rateOf(whole.now)) / 2;
  const rates = [part.base, part.now].filter(({denominator}) => denominator !== 0).map(rateOf);
  const meanRate = rates.length === 0 ? wholeRate : rates.reduce((sum, each) => sum + each, 0) / rates.length;
  if (rates.length < 2 && strayNumerator(part) === 0) return {mix: gain - shift * wholeRate, rate: 0};
  return {mix: shift * (meanRate - wholeRate), rate: gain - shift * meanRate};
}

const rateOf = ({numerator, denominator}: Quotient): number => numerator / denominator;

function strayNumerator({base, now}: BothSides): number {
  return (base.denominator === 0 ? Math.abs(base.numerator) : 0) + (now.denominator === 0 ? Math.abs(now.numerator) : 0);
}
