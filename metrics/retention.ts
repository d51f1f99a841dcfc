/**
 * What becomes of customers after they came. Each has its own time: 90 days after Ann's first order are other days than Bob's. Who has not had
 * all of that time yet is in neither side of a rate. Filters and dimensions choose among the rows that made somebody a member (the lines of a
 * first order, the events of day 0); what follows counts in any channel. None of these adds up over days or dimensions.
 */

import type {BuyerMeasure, DayNMeasure, LapseMeasure, NewBuyersMeasure} from './buyer-measures.ts';
import {defineMetrics, firstOf, ratio} from './define-metric.ts';
import type {Metric} from './metric.ts';

/** Days without an order after which a customer is lost. */
const CHURN_DAYS = 90;

const newBuyers: NewBuyersMeasure = {table: 'order_lines', aggregate: 'new-buyers'};
const base: LapseMeasure = {table: 'order_lines', aggregate: 'base-buyers', days: CHURN_DAYS};
const BASE = {base, lapsed: {...base, lapsed: true}} as const;

/** New buyers with a further order at most so many days after their first. */
function repurchaseWithin(days: number): Metric {
  return {
    key: `repurchase_${days}d`, unit: 'ratio', better: 'higher', layer: 'management', aliases: [`repurchase_within_${days}`],
    formula: ratio('again', 'buyers'), measures: {again: {...newBuyers, days, again: true}, buyers: {...newBuyers, days}},
    label: {en: `Repurchase in ${days} days`, zh: `${days} 日复购率`},
    definition: {
      en: `Part of the period's new buyers who ordered again at most ${days} days after their first order. Buyers whose ${days} days are not over are left out.`,
      zh: `周期内新客在首单后 ${days} 天内再次下单的比例；未满 ${days} 天的新客不计。`,
    },
    formulaText: {
      en: `New buyers with a 2nd order ≤ ${days} days after the 1st ÷ new buyers whose ${days} days are over`,
      zh: `首单后 ${days} 天内有第二单的新客数 ÷ 已满 ${days} 天的新客数`,
    },
  };
}

/** Visitors active again exactly so many days after their first day. */
function retentionOnDay(days: number): Metric {
  const events: DayNMeasure = {table: 'events', aggregate: 'day-n', days};
  const orders: DayNMeasure = {...events, table: 'order_lines'};
  const zhDay = days === 1 ? '次日' : `第 ${days} 日`;
  return {
    key: `retention_d${days}`, unit: 'ratio', better: 'higher', layer: 'strategic', noteFallback: true,
    aliases: days === 1 ? ['next_day_retention'] : [`day_${days}_retention`],
    formula: firstOf(ratio('back', 'users'), ratio('orderedAgain', 'buyers')),
    measures: {back: {...events, met: true}, users: events, orderedAgain: {...orders, met: true}, buyers: orders},
    label: {en: `Day ${days} retention`, zh: days === 1 ? '次日留存率' : `${days} 日留存率`},
    definition: {
      en: `Part of those who came for the first time in the period and came again on day ${days}, on exactly that day. Without an event log: who ordered. Left out is whose day ${days} is not over.`,
      zh: `周期内首次到访者在${zhDay}（恰为当天）再次到访的比例；没有事件日志时按下单计算，${zhDay}尚未结束者不计。`,
    },
    formulaText: {en: `Active on day 0 + ${days} ÷ first active on day 0, day ${days} over`, zh: `${zhDay}活跃人数 ÷ ${zhDay}已结束的首次活跃人数`},
    source: {en: 'ClickHouse retention(); PostHog retention, first time', zh: 'ClickHouse retention()；PostHog 留存（首次）'},
  };
}

/** What new buyers brought up to an age, or so far. */
function lifetimeValue(days?: number): Metric {
  const age = days === undefined ? {} : {days};
  const value: BuyerMeasure = {table: 'order_lines', aggregate: 'buyer-value', ...age};
  const until = days === undefined
    ? {en: 'so far', zh: '至今'}
    : {en: `up to ${days} days after their first order, of buyers whose ${days} days are over,`, zh: `首单后 ${days} 天内（仅计已满 ${days} 天者）`};
  return {
    key: days === undefined ? 'ltv_historic' : `ltv_${days}d`, unit: 'money', better: 'higher', layer: 'strategic',
    formula: ratio('value', 'buyers'), measures: {value, buyers: {...newBuyers, ...age}},
    ...(days === undefined ? {aliases: ['ltv']} : {}),
    label: days === undefined ? {en: 'Historic lifetime value', zh: '历史客户价值'} : {en: `Lifetime value, ${days} days`, zh: `${days} 日客户价值`},
    definition: {
      en: `What the period's new buyers brought ${until.en} by buyer: amounts less refunds, whole orders that were given back left out.`,
      zh: `周期内新客${until.zh}人均贡献：实付减退款，不含全额退款订单。`,
    },
    formulaText: {
      en: `Sum of net less refunds of the period's new buyers${days === undefined ? '' : `, to age ${days} days`} ÷ their number`,
      zh: `本期新客${days === undefined ? '累计' : `首单后 ${days} 天内`}净额之和 ÷ 新客数`,
    },
  };
}

export const RETENTION = defineMetrics([
  ...[30, 60, 90, 180, 365].map(repurchaseWithin),
  {
    key: 'purchase_interval', unit: 'days', better: 'lower', layer: 'management', formula: 'gap', aliases: ['repurchase_interval'],
    measures: {gap: {table: 'order_lines', aggregate: 'interval', quantile: 0.5}},
    label: {en: 'Purchase interval', zh: '购买间隔'},
    definition: {
      en: 'Median days from one order day of a buyer to the next, all gaps pooled. A gap belongs to the day that ends it; buyers who order on one day only have none.',
      zh: '同一买家相邻两个下单日之间的天数中位数，全部间隔合并计算；间隔计入后一个下单日，只有一个下单日的买家没有间隔。',
    },
    formulaText: {en: 'Median days between consecutive order days', zh: '相邻下单日间隔天数的中位数'},
  },
  ...[1, 3, 7, 14, 30].map(retentionOnDay),
  {
    key: 'churn_rate', unit: 'ratio', better: 'lower', layer: 'strategic', formula: ratio('lapsed', 'base'), measures: BASE, aliases: ['churn'],
    label: {en: 'Churn rate', zh: '流失率'},
    definition: {
      en: `Of the customers with an order from 180 to 91 days before the period's end, the part without any in the last ${CHURN_DAYS} days. Undefined before 180 days of orders.`,
      zh: `期末前第 91–180 天内有订单的客户中，最近 ${CHURN_DAYS} 天没有下单的比例；订单历史不足 180 天时无定义。`,
    },
    formulaText: {
      en: `Customers of the ${CHURN_DAYS} days before with no order in the last ${CHURN_DAYS} days ÷ customers of the ${CHURN_DAYS} days before`,
      zh: `前一个 ${CHURN_DAYS} 天下单而最近 ${CHURN_DAYS} 天未下单的客户数 ÷ 前一个 ${CHURN_DAYS} 天下单客户数`,
    },
  },
  {
    key: 'lapsed_buyers', unit: 'count', better: 'lower', layer: 'management', formula: 'lapsed', measures: {lapsed: BASE.lapsed},
    label: {en: 'Lapsed customers', zh: '流失客户数'},
    definition: {
      en: `Customers who ordered from 180 to 91 days before the period's end, and not in the last ${CHURN_DAYS} days.`,
      zh: `期末前第 91–180 天内有订单、最近 ${CHURN_DAYS} 天没有下单的客户数。`,
    },
    formulaText: {en: `Customers of the ${CHURN_DAYS} days before with no order in the last ${CHURN_DAYS} days`, zh: `前一个 ${CHURN_DAYS} 天下单而最近 ${CHURN_DAYS} 天未下单的客户数`},
  },
  lifetimeValue(),
  ...[30, 90, 180, 365].map(lifetimeValue),
]);
