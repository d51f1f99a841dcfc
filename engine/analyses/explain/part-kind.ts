/** Whether, and how, a metric is made of the parts that a dimension cuts it into. */

import {measureNames} from '../../../metrics/define-metric.ts';
import {isAdditive} from '../../../metrics/metric.ts';
import type {Formula, Measure, Metric} from '../../../metrics/metric.ts';
import type {MetricInput} from '../../../metrics/read-metric.ts';

/** The sides of a quotient as metrics of their own, over the same measures. */
export interface QuotientMetrics {
  readonly numerator: MetricInput;
  readonly denominator: MetricInput;
}

/**
 * `sum`: parts add up. `count`: distinct counts and levels, whose parts may overlap. `ratio`: a quotient of such; `adds` where both its sides add up.
 * `whole`: none of these, as medians and ratios of ratios.
 */
export type PartKind =
  | {readonly kind: 'sum' | 'count' | 'whole'}
  | {readonly kind: 'ratio'; readonly sides: QuotientMetrics; readonly adds: boolean};

/** What these say of a part has no share in what they say of the whole. */
const OF_THE_WHOLE: ReadonlySet<Measure['aggregate']> = new Set<Measure['aggregate']>([
  'min', 'max', 'median', 'duration', 'path-time', 'interval', 'stock-age', 'payback', 'days',
]);

export const NUMERATOR = 'explain_numerator';
export const DENOMINATOR = 'explain_denominator';

export function partKindOf(metric: Metric): PartKind {
  if (isAdditive(metric)) return {kind: 'sum'};
  if (addsOfCounts(metric, metric.formula)) return {kind: 'count'};
  const sides = sidesOf(metric.formula);
  if (!sides || !addsOfCounts(metric, sides[0]) || !addsOfCounts(metric, sides[1])) return {kind: 'whole'};
  const [numerator, denominator] = [asMetric(NUMERATOR, sides[0], metric), asMetric(DENOMINATOR, sides[1], metric)];
  const adds = sides.every((formula) => isAdditive({...metric, formula, measures: measuresOf(formula, metric)}));
  return {kind: 'ratio', sides: {numerator, denominator}, adds};
}

/** A formula that only adds and scales totals which are not of the whole alone. Of `firstOf` every branch must. */
function addsOfCounts(metric: Metric, formula: Formula): boolean {
  if (typeof formula === 'object' && formula.op === 'firstOf') return formula.args.every((part) => addsOfCounts(metric, part));
  const isLinear = isAdditive({...metric, formula, measures: {}});
  return isLinear && measureNames(formula).every((name) => !OF_THE_WHOLE.has((metric.measures[name] as Measure).aggregate));
}

/** Numerator and denominator of `a ÷ b`, of `k × (a ÷ b)`, and of a choice among such. */
function sidesOf(formula: Formula): readonly [Formula, Formula] | undefined {
  if (typeof formula !== 'object') return undefined;
  const {op, args} = formula;
  if (op === '/') return [args[0], args[1]];
  if (op === '*') {
    const scale = args.find((part) => typeof part === 'number');
    const sides = args.map(sidesOf).find((part) => part !== undefined);
    return scale === undefined || !sides ? undefined : [{op: '*', args: [scale, sides[0]]}, sides[1]];
  }
  if (op !== 'firstOf') return undefined;
  const choices = args.map(sidesOf);
  if (choices.length === 0 || choices.includes(undefined)) return undefined;
  const side = (index: 0 | 1): Formula => ({op: 'firstOf', args: choices.map((choice) => (choice as readonly [Formula, Formula])[index])});
  return [side(0), side(1)];
}

/** In brackets, because the name of a measure need not be one that can be written in a formula's text. */
function asMetric(key: string, formula: Formula, metric: Metric): MetricInput {
  return {key, unit: 'count', formula: {op: 'firstOf', args: [formula]}, measures: measuresOf(formula, metric)};
}

function measuresOf(formula: Formula, {measures}: Metric): Record<string, Measure> {
  return Object.fromEntries([...new Set(measureNames(formula))].map((name) => [name, measures[name] as Measure]));
}
