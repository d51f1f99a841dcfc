/** What is said of one customer, of a cohort, or of a group of customers. */

import type {Figure} from './figure.ts';

const ORDERS = ['order_lines.customer_id', 'order_lines.order_id', 'order_lines.ordered_at', 'order_lines.net'] as const;
const of = {subject: 'customers', reads: ORDERS} as const;
const score = {...of, analysis: 'rfm', unit: 'score', better: 'higher', layer: 'management'} as const;
const ofModel = {...of, analysis: 'clv'} as const;

export const CUSTOMER_FIGURES: readonly Figure[] = [
  {
    ...score, key: 'rfm_r', columns: ['r'],
    label: {en: 'Recency score', zh: 'R 评分（最近消费）'},
    definition: {
      en: '1 to 5 by days since the last valid order, 5 for the most recent. Equal values share a score; a score may stay empty.',
      zh: '按距上次有效订单的天数评 1 至 5 分，最近者 5 分；数值相同则同分，允许某一分值无人。',
    },
    formulaText: {en: 'Type-7 quantiles at 20, 40, 60, 80%, reversed', zh: '按 20、40、60、80% 分位（type 7）划分，反向计分'},
    source: {en: 'R package rfm, without its + 1 on the cuts (by option)', zh: 'R 语言 rfm 包，但分界点不加 1（可由选项设定）'},
  },
  {
    ...score, key: 'rfm_f', columns: ['f'],
    label: {en: 'Frequency score', zh: 'F 评分（消费频次）'},
    definition: {en: '1 to 5 by the number of valid orders; who bought once is never split by row order.', zh: '按有效订单数评 1 至 5 分；只买一次的客户不会因行序被拆开。'},
    formulaText: {en: 'Type-7 quantiles at 20, 40, 60, 80%', zh: '按 20、40、60、80% 分位（type 7）划分'},
  },
  {
    ...score, key: 'rfm_m', columns: ['m'],
    label: {en: 'Monetary score', zh: 'M 评分（消费金额）'},
    definition: {en: '1 to 5 by money from valid orders after refunds.', zh: '按有效订单退款后的金额评 1 至 5 分。'},
    formulaText: {en: 'Type-7 quantiles at 20, 40, 60, 80%', zh: '按 20、40、60、80% 分位（type 7）划分'},
  },
  {
    ...of, key: 'rfm_segment', analysis: 'rfm', unit: 'class', better: 'neither', layer: 'management', columns: ['segment'],
    label: {en: 'RFM segment', zh: 'RFM 分层'},
    definition: {en: 'The first rule of the segment table that holds, else Others. The table can be replaced.', zh: '分层规则表中第一个成立的规则，否则为其他；规则表可替换。'},
    formulaText: {en: 'Rules over the three scores', zh: '基于三项评分的规则'},
    source: {en: 'R package rfm; the eight classes of Chinese practice by option', zh: 'R 语言 rfm 包；国内通行的八类可由选项设定'},
  },
  {
    ...of, key: 'cohort_retention', analysis: 'cohort', unit: 'ratio', better: 'higher', layer: 'strategic', columns: ['rate'],
    label: {en: 'Cohort retention', zh: '同期群留存'},
    definition: {
      en: 'Members of a cohort active in its k-th period. Idle periods are 0, those not yet over have no value, and averages leave them out.',
      zh: '同期群在第 k 期活跃的成员比例；无活动为 0，尚未结束为空，平均值不含未结束的期。',
    },
    formulaText: {en: 'Members active in period k ÷ members', zh: '第 k 期活跃成员数 ÷ 成员数'},
    source: {en: 'PostHog first-time retention; UCI Online Retail: 949 first buyers', zh: 'PostHog 首次留存；UCI Online Retail：949 位首次买家'},
  },
  {
    ...ofModel, key: 'p_alive', unit: 'probability', better: 'higher', layer: 'management', columns: ['p_alive'],
    label: {en: 'P(alive)', zh: '存活概率'},
    definition: {
      en: 'How likely a customer still buys. By BG/NBD it is 1 for who bought on one day alone; Pareto/NBD gives less.',
      zh: '客户仍会购买的概率；BG/NBD 对只在一天购买过的客户给出 1，Pareto/NBD 则更低。',
    },
    formulaText: {en: 'BG/NBD or Pareto/NBD by frequency, recency and age', zh: 'BG/NBD 或 Pareto/NBD，基于频次、最近购买与客龄'},
    source: 'Fader, Hardie & Lee 2005; Schmittlein, Morrison & Colombo 1987',
  },
  {
    ...ofModel, key: 'expected_purchases', unit: 'x', better: 'higher', layer: 'management', columns: ['expected_purchases'],
    label: {en: 'Expected purchases', zh: '预期购买次数'},
    definition: {en: 'Purchase days expected of a customer inside the horizon.', zh: '预测期内客户的预期购买天数。'},
    formulaText: {en: 'Conditional expectation of BG/NBD or Pareto/NBD', zh: 'BG/NBD 或 Pareto/NBD 的条件期望'},
    source: 'Fader, Hardie & Lee 2005',
  },
  {
    ...ofModel, key: 'clv', unit: 'money', better: 'higher', layer: 'strategic', columns: ['clv'],
    label: {en: 'Customer lifetime value', zh: '预测客户价值 CLV'},
    definition: {
      en: 'What the customer is expected to spend inside the horizon, discounted. Refused under ten customers who came back.',
      zh: '预测期内客户的预期消费（已折现）；复购客户不足十人时不予预测。',
    },
    formulaText: {en: 'Σ purchases expected × value expected (Gamma-Gamma) ÷ (1 + d)^t', zh: 'Σ 预期购买次数 × 预期单次价值（Gamma-Gamma）÷ (1 + d)^t'},
    source: 'Fader, Hardie & Lee 2005; Fader & Hardie 2013',
  },
  {
    ...of, key: 'target_group_index', analysis: 'tgi', unit: 'score', better: 'neither', layer: 'management', columns: ['tgi'],
    label: {en: 'Target group index', zh: '目标群体指数 TGI'},
    definition: {en: 'How much more of something a group has than the base; 100 is no difference.', zh: '目标群体相对整体的偏好程度，100 表示无差异。'},
    formulaText: {en: '100 × share in the group ÷ share in the base', zh: '100 × 目标群体占比 ÷ 整体占比'},
  },
];
