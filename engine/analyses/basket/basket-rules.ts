/** Rules out of frequent pairs and triples. */

import type {FrequentSets} from '../../kernels/item-sets.ts';
import {ruleMeasures} from '../../kernels/rule-measures.ts';
import type {RuleMeasures} from '../../kernels/rule-measures.ts';
import type {BasketPlan} from './basket-plan.ts';

export interface BasketRule extends RuleMeasures {
  /** One item, or two. */
  readonly antecedent: readonly number[];
  readonly consequent: number;
  readonly count: number;
  readonly antecedentCount: number;
  readonly consequentCount: number;
}

export interface RuleSource {
  /** Orders each item is in, and all orders. */
  readonly counts: Int32Array;
  readonly orders: number;
  readonly names: readonly string[];
  readonly pairs: FrequentSets;
  readonly triples: FrequentSets | undefined;
}

/** Each pair leads both ways, each triple from any two of its items to the third. Rules below the least confidence are left out. */
export function basketRules({antecedent: wanted, minConfidence}: BasketPlan, {counts, orders, names, pairs, triples}: RuleSource): BasketRule[] {
  const rules: BasketRule[] = [];
  const isWanted = (items: readonly number[]): boolean => !wanted || items.some((item) => wanted.has(names[item] as string));
  const add = (antecedent: readonly number[], antecedentCount: number, consequent: number, count: number): void => {
    if (count / antecedentCount < minConfidence - 1e-12 || !isWanted(antecedent)) return;
    const consequentCount = counts[consequent] as number;
    const measures = ruleMeasures({both: count, antecedent: antecedentCount, consequent: consequentCount, all: orders});
    rules.push({antecedent, consequent, count, antecedentCount, consequentCount, ...measures});
  };
  const items = names.length;
  const together = new Map<number, number>();
  pairs.counts.forEach((count, index) => {
    const [one, other] = [pairs.first[index] as number, pairs.second[index] as number];
    add([one], counts[one] as number, other, count);
    add([other], counts[other] as number, one, count);
    if (triples) together.set(one * items + other, count);
  });
  triples?.counts.forEach((count, index) => {
    const set = [triples.first[index] as number, triples.second[index] as number, triples.third?.[index] as number];
    for (let out = 2; out >= 0; out--) {
      const [one, other] = set.filter((_, place) => place !== out) as [number, number];
      add([one, other], together.get(one * items + other) as number, set[out] as number, count);
    }
  });
  return rules;
}
