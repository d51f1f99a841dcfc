/** How a metric moved, and what part of the whole it is. */

import type {Figure} from './figure.ts';

const moved = {subject: 'comparison', analysis: 'metrics', better: 'neither', reads: []} as const;

export const COMPARISON_FIGURES: readonly Figure[] = [
  {
    ...moved, key: 'yoy', unit: 'ratio', layer: 'strategic', columns: ['{metric}_previous_year_change'],
    label: {en: 'Year on year', zh: '同比'},
    definition: {
      en: 'Change against the same days a year before; whole weeks are compared with the weeks 364 days before. From zero it is “new”, without a base nothing.',
      zh: '与去年同期相比的变化；整周与 364 天前的整周相比。基期为零记为“新增”，没有基期则无值。',
    },
    formulaText: {en: '(now − same period last year) ÷ |base|', zh: '（本期 − 去年同期）÷ |去年同期|'},
    source: {en: 'Metabase: a negative base is divided by its size, so that better stays positive', zh: 'Metabase：基数为负时除以其绝对值，使变好仍为正'},
  },
  {
    ...moved, key: 'period_on_period', aliases: ['mom', 'wow', 'dod'], unit: 'ratio', layer: 'management', columns: ['{metric}_previous_period_change'],
    label: {en: 'Period on period', zh: '环比'},
    definition: {
      en: 'Change against the period of equal length before it; a running period against the same elapsed part. Day, week and month on month are this.',
      zh: '与上一个等长周期相比的变化；未结束的周期与上期同样已过去的部分相比。日环比、周环比、月环比皆为此值。',
    },
    formulaText: {en: '(now − previous period) ÷ |base|', zh: '（本期 − 上期）÷ |上期|'},
  },
  {
    ...moved, key: 'pp_change', unit: 'ratio', layer: 'management', columns: ['{metric}_previous_period_change', '{metric}_previous_year_change'],
    label: {en: 'Percentage-point change', zh: '百分点变化'},
    definition: {en: 'How far a rate moved, in percentage points; rates are never compared by ratio.', zh: '比率的变化以百分点表示，比率之间不再相除。'},
    formulaText: {en: 'Rate now − rate of the base', zh: '本期比率 − 基期比率'},
  },
  {
    ...moved, key: 'share', unit: 'ratio', layer: 'management', columns: ['{metric}_share'],
    label: {en: 'Share', zh: '占比'},
    definition: {en: 'Part of the whole, for metrics that add up; unrounded, so shown parts need not make 100%.', zh: '占整体的比例，仅限可加总的指标；未取整，显示值之和未必为 100%。'},
    formulaText: {en: 'Part ÷ whole', zh: '部分 ÷ 整体'},
  },
  {
    ...moved, key: 'growth_contribution', unit: 'ratio', better: 'higher', layer: 'management', columns: ['{metric}_previous_period_contribution'],
    label: {en: 'Contribution to growth', zh: '增长贡献'},
    definition: {en: 'How much of the whole’s growth a part brought; the parts add up to the growth.', zh: '部分对整体增长的贡献，各部分之和等于整体增长。'},
    formulaText: {en: '(part now − part of the base) ÷ |whole of the base|', zh: '（本期部分 − 基期部分）÷ |基期整体|'},
  },
  {
    ...moved, key: 'target_progress', unit: 'ratio', better: 'higher', layer: 'strategic', columns: ['{metric}_progress', '{metric}_target'],
    reads: ['targets.metric', 'targets.from', 'targets.to', 'targets.value'],
    label: {en: 'Target progress', zh: '目标完成率'},
    definition: {en: 'Part of the period’s target that is reached. A target is never cut to a part of its days.', zh: '周期目标已完成的比例；目标不会按天拆分。'},
    formulaText: {en: 'Value ÷ target', zh: '实际值 ÷ 目标值'},
  },
  {
    ...moved, key: 'target_pace', unit: 'ratio', better: 'higher', layer: 'management', columns: ['{metric}_pace'],
    reads: ['targets.metric', 'targets.from', 'targets.to', 'targets.value'],
    label: {en: 'Pace against target', zh: '目标进度'},
    definition: {en: 'For money and counts: 1 where a steady pace would have brought as much by now.', zh: '用于金额和计数：等于 1 表示与匀速推进持平。'},
    formulaText: {en: 'Value ÷ (target × elapsed part of the period)', zh: '实际值 ÷（目标值 × 已过时间占比）'},
  },
  {
    ...moved, key: 'driver_contribution', unit: 'own', layer: 'management', analysis: 'explain', columns: ['contribution', 'mix', 'rate'],
    label: {en: 'Contribution of a driver', zh: '驱动因素贡献'},
    definition: {
      en: 'What a factor, or a value of a dimension, brought to a change; the parts add up to it exactly. Of ratios apart by mix and rate.',
      zh: '某个因素或维度值对变化的贡献，各部分之和恰为总变化；比率另拆为结构效应与水平效应。',
    },
    formulaText: {en: 'Shapley value of the factors; values by now − base, ratios by weight moved and level moved', zh: '因素取 Shapley 值；维度值取本期 − 基期，比率按权重变化与水平变化拆分'},
    source: {en: 'Shapley 1953; Ang 2004 for log-mean Divisia', zh: 'Shapley 1953；对数平均迪氏（LMDI）分解：Ang 2004'},
  },
];
