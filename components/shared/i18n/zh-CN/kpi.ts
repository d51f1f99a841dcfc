import type {KpiMessages} from '../en/kpi.ts';

/** A blank between Chinese and a name that begins in figures or Latin letters. */
const pad = (name: string): string => (/^[\x21-\x7e]/.test(name) ? ` ${name}` : name);

export const kpi: KpiMessages = {
  about: (metric) => `${metric}口径`,
  definition: '含义',
  formula: '公式',
  sources: '来源字段',
  filters: '筛选',
  noFilters: '无',
  period: '周期',
  notes: '说明',
  reader: '层级',
  asOf: '数据时间',
  partial: (moment, compared) => `截至 ${moment}${compared ? '，与基期同样的部分比较' : ''}`,
  baseline: {
    previous_period: '环比', previous_year: '同比', previous_week: '较上周同期', same_weekday: '较去年同星期', previous_event: '较上届活动（逐日对齐）', custom: '较对比期',
  },
  eventBaseline: (event, year) => `较 ${year} 年${pad(event)}（逐日对齐）`,
  up: '上升',
  down: '下降',
  same: '持平',
  isNew: '新增',
  noBase: '无可比数据',
  noValue: '本期无数据',
  moved: (direction, amount) => `${direction} ${amount}`,
  good: '向好',
  bad: '转差',
  target: (value, share) => `目标 ${value}，已完成 ${share}`,
  pace: (share) => `时间已过 ${share}`,
  change: ({baseline, days, words, verdict}) => `${baseline}${days ? `（${days}）` : ''}${words}${verdict ? `，${verdict}` : ''}`,
  sentence: ({metric, value, until, changes, target, updated}) =>
    `${[`${metric} ${value}${until ? `（${until}）` : ''}`, ...changes, ...(target ? [target] : [])].join('；')}。${updated}。`,
  day: '日期',
  base: {
    previous_period: '上期', previous_year: '去年同期', previous_week: '上周同期', same_weekday: '去年同星期', previous_event: '上届活动', custom: '对比期',
  },
  eventBase: (event, year) => `${year} 年${pad(event)}`,
  whole: '整个周期',
  layers: {strategic: '战略', management: '管理', execution: '执行'},
};
