/** Service: tickets, how soon they were answered, and what customers say. Tickets are dated by when they were opened; filter by `kind`. */

import {defineMetrics, minus, ratio, times} from './define-metric.ts';
import type {RowMeasure} from './metric.ts';
import type {DeadlineMeasure, DurationMeasure} from './order-measures.ts';

/** A ticket is to be answered within a day. Other limits: a metric of one's own with other `hours`. */
const ANSWER_HOURS = 24;

const tickets: RowMeasure = {table: 'service', aggregate: 'distinct', of: 'id', at: ['at']};
const after = (to: string, quantile: number): DurationMeasure => ({
  table: 'service', aggregate: 'duration', from: ['at'], to, quantile, at: ['at'], per: 'id',
});
const due: DeadlineMeasure = {table: 'service', aggregate: 'deadline', from: 'at', to: 'responded_at', hours: ANSWER_HOURS, per: 'id'};
const answered: DeadlineMeasure = {...due, met: true};

const scored = (from: number, to: number): RowMeasure => ({
  table: 'service', aggregate: 'count', where: [{column: 'score', gte: from, lte: to}], at: ['at'],
});

export const SERVICE = defineMetrics([
  {
    key: 'tickets', unit: 'count', better: 'lower', layer: 'execution', formula: 'tickets', measures: {tickets},
    label: {en: 'Tickets', zh: '工单数'},
    definition: {en: 'Distinct tickets opened in the period.', zh: '周期内新建的去重工单数。'},
    formulaText: {en: 'Distinct ticket ids', zh: '工单号去重计数'},
  },
  {
    key: 'response_time', unit: 'hours', better: 'lower', layer: 'execution', formula: 'hours', measures: {hours: after('responded_at', 0.5)},
    label: {en: 'Response time', zh: '响应时长'},
    definition: {
      en: 'Median time to the first answer, over the tickets opened in the period that have one. See the answer rate for those that have none.',
      zh: '周期内新建且已响应工单的首次响应中位时长；未响应的见应答率。',
    },
    formulaText: {en: 'Median of (answered − opened)', zh: '（首次响应时间 − 创建时间）的中位数'},
  },
  {
    key: 'response_time_p90', unit: 'hours', better: 'lower', layer: 'execution', formula: 'hours', measures: {hours: after('responded_at', 0.9)},
    label: {en: 'Response time, slowest tenth', zh: '响应时长（P90）'},
    definition: {en: 'Nine in ten of the answered tickets had their first answer within this time.', zh: '已响应工单中，九成在此时长内得到首次响应。'},
    formulaText: {en: '90th percentile of (answered − opened)', zh: '（首次响应时间 − 创建时间）的 90 分位数'},
  },
  {
    key: 'resolution_time', unit: 'hours', better: 'lower', layer: 'execution', formula: 'hours', measures: {hours: after('resolved_at', 0.5)},
    label: {en: 'Resolution time', zh: '解决时长'},
    definition: {en: 'Median time until they were resolved, over the tickets opened in the period that are.', zh: '周期内新建且已解决工单的解决中位时长。'},
    formulaText: {en: 'Median of (resolved − opened)', zh: '（解决时间 − 创建时间）的中位数'},
  },
  {
    key: 'answer_rate', unit: 'ratio', better: 'higher', layer: 'execution', formula: ratio('answered', 'due'), measures: {answered, due},
    label: {en: 'Answer rate within 24 hours', zh: '24 小时应答率'},
    definition: {
      en: 'Part of the tickets opened in the period, at least 24 hours ago, that had a first answer within 24 hours.',
      zh: '周期内新建且已满 24 小时的工单中，24 小时内得到首次响应的比例。',
    },
    formulaText: {en: 'Tickets answered within 24 hours ÷ tickets older than that', zh: '24 小时内响应的工单数 ÷ 已满 24 小时的工单数'},
  },
  {
    key: 'nps', unit: 'score', better: 'higher', layer: 'strategic',
    formula: times(100, ratio(minus('promoters', 'detractors'), 'answers')),
    measures: {promoters: scored(9, 10), detractors: scored(0, 6), answers: scored(0, 10)},
    label: {en: 'Net promoter score', zh: '净推荐值 NPS'}, aliases: ['net_promoter_score'],
    definition: {
      en: 'Share of answers of 9 or 10 less share of 0 to 6, from −100 to 100. Scores outside 0 to 10 are left out. Not for scores of stars.',
      zh: '打 9–10 分者占比减去打 0–6 分者占比，取值 −100 至 100；0–10 以外的评分不计，不适用于星级评分。',
    },
    formulaText: {en: '100 × (promoters − detractors) ÷ answers', zh: '100 ×（推荐者 − 贬损者）÷ 回答数'},
    source: {
      en: 'Reichheld, The One Number You Need to Grow (2003): a 6 is a detractor',
      zh: 'Reichheld，《The One Number You Need to Grow》（2003）：6 分属于贬损者',
    },
  },
]);
