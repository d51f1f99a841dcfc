/** Marketing: what was spent on advertisements, what they showed and brought. Cost is dated by the day the platform booked it. */

import {defineMetrics, ratio, times} from './define-metric.ts';
import type {RowMeasure} from './metric.ts';

const spend = {table: 'spend', aggregate: 'sum', at: ['day']} as const;
export const COST: RowMeasure = {...spend, of: 'cost'};
const impressions: RowMeasure = {...spend, of: 'impressions'};
const clicks: RowMeasure = {...spend, of: 'clicks'};

export const MARKETING = defineMetrics([
  {
    key: 'ad_spend', unit: 'money', better: 'neither', layer: 'management', formula: 'cost', measures: {cost: COST}, aliases: ['ad_cost'],
    label: {en: 'Ad spend', zh: '广告花费'},
    definition: {en: 'What advertisements cost in the period.', zh: '周期内的广告花费。'},
    formulaText: {en: 'Sum of cost', zh: '花费之和'},
  },
  {
    key: 'impressions', unit: 'count', better: 'higher', layer: 'execution', formula: 'impressions', measures: {impressions},
    label: {en: 'Impressions', zh: '展现量'},
    definition: {en: 'How often advertisements were shown, as the platforms count it.', zh: '广告被展示的次数，以投放平台统计为准。'},
    formulaText: {en: 'Sum of impressions', zh: '展现次数之和'},
  },
  {
    key: 'clicks', unit: 'count', better: 'higher', layer: 'execution', formula: 'clicks', measures: {clicks},
    label: {en: 'Clicks', zh: '点击量'},
    definition: {en: 'Clicks on advertisements, as the platforms count them.', zh: '广告被点击的次数，以投放平台统计为准。'},
    formulaText: {en: 'Sum of clicks', zh: '点击次数之和'},
  },
  {
    key: 'ctr', unit: 'ratio', better: 'higher', layer: 'execution', formula: ratio('clicks', 'impressions'), measures: {clicks, impressions},
    label: {en: 'Click-through rate', zh: '点击率'}, aliases: ['click_through_rate'],
    definition: {en: 'Part of the impressions that was clicked. Undefined without impressions.', zh: '展现中被点击的比例；没有展现时无定义。'},
    formulaText: {en: 'Clicks ÷ impressions', zh: '点击量 ÷ 展现量'},
  },
  {
    key: 'cpc', unit: 'money', better: 'lower', layer: 'execution', formula: ratio('cost', 'clicks'), measures: {cost: COST, clicks},
    label: {en: 'Cost per click', zh: '点击单价'}, aliases: ['cost_per_click'],
    definition: {en: 'What a click cost, on average. Undefined without clicks.', zh: '平均每次点击的花费；没有点击时无定义。'},
    formulaText: {en: 'Ad spend ÷ clicks', zh: '广告花费 ÷ 点击量'},
  },
  {
    key: 'cpm', unit: 'money', better: 'lower', layer: 'execution', formula: times(1000, ratio('cost', 'impressions')), measures: {cost: COST, impressions},
    label: {en: 'Cost per thousand impressions', zh: '千次展现成本'}, aliases: ['cost_per_mille'],
    definition: {en: 'What a thousand impressions cost, on average. Undefined without impressions.', zh: '平均每千次展现的花费；没有展现时无定义。'},
    formulaText: {en: '1000 × ad spend ÷ impressions', zh: '1000 × 广告花费 ÷ 展现量'},
  },
]);
