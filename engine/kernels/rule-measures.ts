/** How strong a rule "who buys A buys B" is. */

export interface RuleCounts {
  /** Baskets with A and B, with A, with B, and all baskets. */
  readonly both: number;
  readonly antecedent: number;
  readonly consequent: number;
  readonly all: number;
}

export interface RuleMeasures {
  /** P(A, B). */
  readonly support: number;
  /** P(B | A). */
  readonly confidence: number;
  /** P(A, B) ÷ (P(A) P(B)): 1 where A and B have nothing to do with each other. */
  readonly lift: number;
  /** P(A, B) − P(A) P(B): the part of all baskets beyond chance. */
  readonly leverage: number;
  /** P(A) P(not B) ÷ P(A, not B); null for a rule without exception, where it is infinite. */
  readonly conviction: number | null;
}

/**
 * Support and confidence: Agrawal, Imieliński & Swami (1993). Lift (there "interest") and conviction: Brin, Motwani, Ullman & Tsur (1997).
 * Leverage: Piatetsky-Shapiro (1991). A, B and all must be above 0.
 */
export function ruleMeasures({both, antecedent, consequent, all}: RuleCounts): RuleMeasures {
  return {
    support: both / all,
    confidence: both / antecedent,
    lift: (both * all) / (antecedent * consequent),
    leverage: (both * all - antecedent * consequent) / (all * all),
    conviction: both === antecedent ? null : (antecedent * (all - consequent)) / (all * (antecedent - both)),
  };
}
