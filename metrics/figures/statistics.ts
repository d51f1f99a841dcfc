/** What tests, forecasts, alarms and credits say. */

import type {Figure} from './figure.ts';

const EVENTS = ['events.user_id', 'events.at', 'events.step'] as const;
const arm = {subject: 'statistics', analysis: 'experiment', better: 'neither', layer: 'management', reads: [...EVENTS, 'events.variant']} as const;
const ofAny = {subject: 'statistics', better: 'neither', reads: []} as const;

export const STATISTICS_FIGURES: readonly Figure[] = [
  {
    ...arm, key: 'ab_p', aliases: ['two_prop_z'], unit: 'probability', columns: ['p', 'z', 'p_adjusted'],
    label: {en: 'Significance of a test', zh: 'AB 显著性'},
    definition: {
      en: 'How often chance alone would part two arms as far. Fisher’s exact test where an expected cell is below 5, Holm’s correction over several arms; no value where all or none succeed.',
      zh: '仅凭偶然出现如此差异的概率；期望频数小于 5 时用 Fisher 精确检验，多组时用 Holm 校正；全部成功或全部失败时无值。',
    },
    formulaText: {en: 'z = (p₂ − p₁) ÷ √(p(1 − p)(1/n₁ + 1/n₂)), p pooled; two-sided', zh: 'z = (p₂ − p₁) ÷ √(p(1 − p)(1/n₁ + 1/n₂))，p 为合并比率，双侧'},
    source: {
      en: 'NIST e-Handbook 7.3.3; statsmodels proportions_ztest; Cookie Cats day 7: z = 3.1644',
      zh: 'NIST e-Handbook 7.3.3；statsmodels proportions_ztest；Cookie Cats 第 7 日：z = 3.1644',
    },
  },
  {
    ...arm, key: 'ab_difference', aliases: ['diff_ci'], unit: 'ratio', columns: ['difference', 'difference_low', 'difference_high'],
    label: {en: 'Difference and its interval', zh: '差值及置信区间'},
    definition: {en: 'Rate of the arm − rate of control, with Newcombe’s 95% interval, which stays inside its bounds.', zh: '实验组比率 − 对照组比率，及其不越界的 Newcombe 95% 置信区间。'},
    formulaText: {en: 'p₂ − p₁; Wilson’s interval of each arm', zh: 'p₂ − p₁；各组取 Wilson 区间'},
    source: {en: 'Newcombe 1998, method 10', zh: 'Newcombe 1998，方法 10'},
  },
  {
    ...arm, key: 'ab_lift', aliases: ['lift'], unit: 'ratio', columns: ['lift'],
    label: {en: 'Lift', zh: '提升率'},
    definition: {en: 'Relative difference; no value where control has no success.', zh: '相对提升；对照组比率为 0 时无值。'},
    formulaText: {en: 'p₂ ÷ p₁ − 1', zh: 'p₂ ÷ p₁ − 1'},
  },
  {
    ...arm, key: 'ab_users_needed', aliases: ['power_n'], unit: 'count', columns: ['needed_users_per_arm'],
    label: {en: 'Sample size', zh: '样本量'},
    definition: {en: 'Users an arm that a planned test takes (5% two-sided, power 80% unless given).', zh: '计划中的实验每组所需用户数（默认双侧 5%，功效 80%）。'},
    formulaText: {en: '2 × ((z(1 − α/2) + z(power)) ÷ h)², h = 2 asin √p₂ − 2 asin √p₁', zh: '2 ×（(z(1 − α/2) + z(功效)) ÷ h）²，h = 2 asin √p₂ − 2 asin √p₁'},
    source: 'Cohen 1988',
  },
  {
    ...arm, key: 'srm', unit: 'probability', layer: 'execution', columns: ['srm_p'],
    label: {en: 'Sample-ratio mismatch', zh: '分流异常'},
    definition: {en: 'How likely the arms’ sizes are under the planned split; below 0.001 the split is broken.', zh: '按计划分流出现当前各组人数的概率；低于 0.001 说明分流有误。'},
    formulaText: {en: 'χ² of the sizes against the plan', zh: '各组人数对计划的 χ² 检验'},
    source: {en: 'Fabijan et al. 2019', zh: 'Fabijan 等 2019'},
  },
  {
    ...ofAny, key: 'anomaly', analysis: 'anomalies', unit: 'score', layer: 'execution', columns: ['score', 'anomaly', 'expected'],
    label: {en: 'Anomaly', zh: '异常'},
    definition: {
      en: 'How far a value lies outside what the weeks before it let expect. Running, masked and missing days are not judged; under 4 weeks of history nothing is said.',
      zh: '数值偏离前几周规律的程度；未结束、屏蔽和缺失的日期不判断，历史不足四周时不给结论。',
    },
    formulaText: {en: '(value − median of the same weekday in 8 weeks) against the spread of such residuals', zh: '（数值 − 近 8 周同一星期几的中位数）对照此类残差的离散程度'},
    source: {
      en: 'Tukey 1977; Iglewicz & Hoaglin 1993; Western Electric 1956 for runs',
      zh: 'Tukey 1977；Iglewicz & Hoaglin 1993；连续点规则：Western Electric 1956',
    },
  },
  {
    ...ofAny, key: 'forecast', analysis: 'forecast', unit: 'own', layer: 'management', columns: ['forecast', 'low', 'high'],
    label: {en: 'Forecast', zh: '预测'},
    definition: {
      en: 'The way ahead in the metric’s own unit, with an interval from its residuals; Holt-Winters from two seasons on, else the season before. Its back-test stands beside it.',
      zh: '指标自身单位的预测值及由残差得出的区间；满两个季节用 Holt-Winters，否则取上一季节；附回测误差。',
    },
    formulaText: {en: 'Level + trend and season, each smoothed', zh: '水平、趋势与季节分别平滑后相加或相乘'},
    source: {
      en: 'Hyndman & Athanasopoulos, Forecasting: Principles and Practice; R HoltWinters',
      zh: 'Hyndman & Athanasopoulos，《Forecasting: Principles and Practice》；R 语言 HoltWinters',
    },
  },
  {
    subject: 'marketing', key: 'attribution', analysis: 'attribution', unit: 'money', better: 'neither', layer: 'management',
    columns: ['last_value', 'last_conversions', 'linear_value'],
    reads: ['events.user_id', 'events.at', 'events.channel', 'order_lines.customer_id', 'order_lines.ordered_at', 'order_lines.net'],
    label: {en: 'Attributed sales', zh: '归因金额'},
    definition: {
      en: 'Sales credited to the channels touched before them, by the model named. Every conversion is given out once; without a touch it stands under (none).',
      zh: '按所选模型把成交分给此前触达的渠道；每次转化只分一次，没有触点的归入（none）。',
    },
    formulaText: {
      en: 'First 1; last 1; linear 1 ÷ n; position 40/20/40; decay 2^(−age ÷ half-life), scaled to 1; Markov removal effect',
      zh: '首次 1；末次 1；线性 1 ÷ n；位置 40/20/40；时间衰减 2^(−间隔 ÷ 半衰期) 归一；马尔可夫移除效应',
    },
    source: {en: 'ChannelAttribution; Snowplow attribution', zh: 'ChannelAttribution；Snowplow 归因'},
  },
  {
    ...ofAny, key: 'association_lift', analysis: 'basket', unit: 'x', layer: 'management', columns: ['lift', 'support', 'confidence'],
    reads: ['order_lines.order_id', 'order_lines.sku'],
    label: {en: 'Lift of a pair', zh: '连带提升度'},
    definition: {en: 'How much more often two items are bought together than apart; 1 is chance.', zh: '两件商品同单购买相对独立购买的倍数，1 表示无关联。'},
    formulaText: {en: 'P(A and B) ÷ (P(A) × P(B))', zh: 'P(A 且 B) ÷（P(A) × P(B)）'},
    source: 'Agrawal, Imieliński & Swami 1993; arules',
  },
  {
    ...ofAny, key: 'gini', analysis: 'distribution', unit: 'ratio', layer: 'strategic', columns: ['gini', 'top_20_share'],
    reads: ['order_lines.customer_id', 'order_lines.net'],
    label: {en: 'Concentration', zh: '集中度'},
    definition: {en: 'How unevenly orders or customers bring sales: 0 all alike, towards 1 a few bring all. No value where some are below 0.', zh: '订单或客户贡献的不均程度：0 为完全均等，接近 1 为少数贡献全部；有负值时无值。'},
    formulaText: {en: 'Gini coefficient of the values', zh: '数值的基尼系数'},
    source: 'Gini 1912',
  },
];
