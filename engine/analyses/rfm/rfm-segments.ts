/** Names and rules of customer segments: data, in one place, in both languages. */

import type {LocalText} from '../../../metrics/metric.ts';
import type {RfmQuery, RfmSegmentRule} from './rfm-query.ts';
import {QueryError} from '../../query.ts';

export interface RfmSegment {
  readonly name: LocalText;
  /** Scores from and to, both included, on a scale of 1 to 5. Absent in classes that go by the mean. */
  readonly rule?: Omit<RfmSegmentRule, 'name'>;
}

const ruled = (en: string, zh: string, r: [number, number], f: [number, number], m: [number, number]): RfmSegment => ({
  name: {en, zh},
  rule: {r, f, m},
});

/** The ten classic segments on five scores, tried in this order. Source: the R package `rfm`. */
export const RFM_TEN: readonly RfmSegment[] = [
  ruled('Champions', '冠军客户', [4, 5], [4, 5], [4, 5]),
  ruled('Loyal Customers', '忠诚客户', [2, 5], [3, 5], [3, 5]),
  ruled('Potential Loyalist', '潜在忠诚客户', [3, 5], [1, 3], [1, 3]),
  ruled('New Customers', '新客户', [4, 5], [1, 1], [1, 1]),
  ruled('Promising', '有潜力客户', [3, 4], [1, 1], [1, 1]),
  ruled('Need Attention', '需关注客户', [2, 3], [2, 3], [2, 3]),
  ruled('About To Sleep', '即将沉睡客户', [2, 3], [1, 2], [1, 2]),
  ruled('At Risk', '流失风险客户', [1, 2], [2, 5], [2, 5]),
  ruled("Can't Lose Them", '不可失去客户', [1, 1], [4, 5], [4, 5]),
  ruled('Lost', '已流失客户', [1, 2], [1, 2], [1, 2]),
];

/** The eight classes of Chinese practice, by R, F and M at least as good as the mean: index 4·R + 2·F + M, 7 for all three. */
export const RFM_EIGHT: readonly RfmSegment[] = [
  {name: {en: 'General win-back', zh: '一般挽留'}},
  {name: {en: 'Key win-back', zh: '重要挽留'}},
  {name: {en: 'General retention', zh: '一般保持'}},
  {name: {en: 'Key retention', zh: '重要保持'}},
  {name: {en: 'General development', zh: '一般发展'}},
  {name: {en: 'Key development', zh: '重要发展'}},
  {name: {en: 'General value', zh: '一般价值'}},
  {name: {en: 'Key value', zh: '重要价值'}},
];

export const RFM_OTHERS: RfmSegment = {name: {en: 'Others', zh: '其他客户'}};

export interface Scored {
  readonly recency: number;
  readonly orders: number;
  /** Null where amounts cannot be added. */
  readonly net: number | null;
  readonly r: number;
  readonly f: number;
  readonly m: number | null;
}

export interface SegmentScheme {
  /** All segments, in the order they are shown; the last is Others where rules may match nothing. */
  readonly segments: readonly RfmSegment[];
  /** The scores alone decide. */
  readonly byScores: boolean;
  /** The index of a customer's segment. */
  segmentOf(this: void, customer: Scored): number;
}

/**
 * The scheme a query asks for: `ten` (default), `eight`, or the host's own rules, first match first. `means` are the means of all
 * customers. On other than five scores the ranges of `ten` are stretched with the scale. Throws a `QueryError` for a rule that is no
 * range of scores.
 */
export function segmentScheme(
  query: RfmQuery, scores: number, means: {readonly recency: number; readonly orders: number; readonly net: number | null},
): SegmentScheme {
  const {segments = 'ten'} = query;
  if (segments === 'eight') return meanScheme(means);
  if (segments === 'ten') return ruleScheme(scores === 5 ? RFM_TEN : RFM_TEN.map((segment) => stretched(segment, scores)));
  if (!Array.isArray(segments)) throw new QueryError(`segments is ${JSON.stringify(segments)}. Write "ten", "eight" or a list of rules.`, query);
  return ruleScheme((segments as readonly RfmSegmentRule[]).map((rule) => readRule(rule, query)));
}

function stretched({name, rule}: RfmSegment, scores: number): RfmSegment {
  const stretch = ([low, high]: readonly [number, number]): [number, number] => {
    const first = Math.floor(((low - 1) * scores) / 5) + 1;
    return [first, Math.max(first, Math.floor((high * scores) / 5))];
  };
  return rule ? {name, rule: {r: stretch(rule.r), f: stretch(rule.f), m: stretch(rule.m)}} : {name};
}

function readRule(rule: RfmSegmentRule, query: RfmQuery): RfmSegment {
  const {name, r, f, m} = rule;
  const isRange = (range: unknown): boolean =>
    Array.isArray(range) && range.length === 2 && range.every((end) => typeof end === 'number') && (range[0] as number) <= (range[1] as number);
  if (typeof name !== 'string' || ![r, f, m].every(isRange)) {
    throw new QueryError(`A segment rule is {name, r: [low, high], f: [low, high], m: [low, high]}, got ${JSON.stringify(rule)}.`, query);
  }
  return {name: {en: name, zh: name}, rule: {r, f, m}};
}

function ruleScheme(rules: readonly RfmSegment[]): SegmentScheme {
  const inside = (score: number | null, [low, high]: readonly [number, number]): boolean => score !== null && score >= low && score <= high;
  return {
    segments: [...rules, RFM_OTHERS],
    byScores: true,
    segmentOf({r, f, m}) {
      const found = rules.findIndex(({rule}) => rule && inside(r, rule.r) && inside(f, rule.f) && inside(m, rule.m));
      return found < 0 ? rules.length : found;
    },
  };
}

/** Higher is better for F and M, fewer days for R; a customer on the mean counts as good. */
function meanScheme(means: {readonly recency: number; readonly orders: number; readonly net: number | null}): SegmentScheme {
  const order = [7, 5, 3, 1, 6, 4, 2, 0];
  const place = new Map(order.map((index, shown) => [index, shown] as const));
  return {
    segments: [...order.map((index) => RFM_EIGHT[index] ?? RFM_OTHERS), RFM_OTHERS],
    byScores: false,
    segmentOf({recency, orders, net}) {
      if (net === null || means.net === null) return order.length;
      const index = (recency <= means.recency ? 4 : 0) + (orders >= means.orders ? 2 : 0) + (net >= means.net ? 1 : 0);
      return place.get(index) ?? order.length;
    },
  };
}
