/**
 * Fulfilment and returns. Times are quantiles, one an order, that of its last line: means are pulled by a few. Orders that were never shipped
 * are in no time; `backlog` counts them. What came back belongs to the day of its sale, so the rates of recent days are not final.
 */

import {defineMetrics, firstOf, ratio} from './define-metric.ts';
import type {Metric, RowMeasure} from './metric.ts';
import type {DurationMeasure, ReturnMeasure} from './order-measures.ts';
import {NOT_RETURNED, VALID} from './order-status.ts';

const lines = {table: 'order_lines', at: ['ordered_at']} as const;
const returned = (of: ReturnMeasure['of']): ReturnMeasure => ({table: 'order_lines', aggregate: 'returned', of});
const soldNet: RowMeasure = {...lines, aggregate: 'sum', of: 'net', where: [VALID, NOT_RETURNED]};
const orders: RowMeasure = {...lines, aggregate: 'distinct', of: 'order_id', where: [VALID, NOT_RETURNED]};
const SOLD = [VALID, {column: 'quantity', gt: 0}] as const;
const soldUnits: RowMeasure = {...lines, aggregate: 'sum', of: 'quantity', where: SOLD};
const filled: RowMeasure = {...soldUnits, of: 'shipped_quantity'};
const sent: RowMeasure = {...soldUnits, where: [...SOLD, {column: 'shipped_at', isNull: false}]};

const shipping = (quantile: number): DurationMeasure => ({
  table: 'order_lines', aggregate: 'duration', from: ['paid_at', 'ordered_at'], to: 'shipped_at', quantile, at: ['shipped_at'],
  where: [VALID, NOT_RETURNED], per: 'order_id',
});
const delivery = (quantile: number): DurationMeasure => ({...shipping(quantile), from: ['shipped_at'], to: 'delivered_at', at: ['delivered_at']});

const time = (base: Pick<Metric, 'key' | 'unit' | 'label' | 'definition' | 'formulaText' | 'formula' | 'source'>, hours: DurationMeasure): Metric => ({
  ...base, better: 'lower', layer: 'execution', measures: {hours},
});

export const FULFILMENT = defineMetrics([
  {
    key: 'refund_rate', unit: 'ratio', better: 'lower', layer: 'management',
    formula: ratio('refunded', 'sold'), measures: {refunded: returned('money'), sold: soldNet},
    label: {en: 'Refund rate', zh: '退款率（金额）'},
    definition: {
      en: 'Part of the amount of the period\'s orders that was given back until now, on whatever day. Recent periods are not final.',
      zh: '周期内订单金额中至今已退回的比例，不论退款发生在哪天；近期数值尚未最终确定。',
    },
    formulaText: {en: 'Refunds of the period\'s orders ÷ amount of those orders', zh: '周期内订单的退款 ÷ 这些订单的金额'},
    source: {
      en: 'Refunds by the day of the order (Geckoboard); by their own day the rate could pass 100 %',
      zh: '退款计入下单日（Geckoboard）；若计入退款日，比率可能超过 100%',
    },
  },
  {
    key: 'return_rate_orders', unit: 'ratio', better: 'lower', layer: 'management',
    formula: ratio('returned', 'orders'), measures: {returned: returned('orders'), orders},
    label: {en: 'Return rate by order', zh: '退货率（订单）'},
    definition: {
      en: 'Part of the period\'s orders on which anything was given back until now. Recent periods are not final.',
      zh: '周期内订单中至今发生过退款或退货的比例；近期数值尚未最终确定。',
    },
    formulaText: {en: 'Orders with a refund or return ÷ orders', zh: '有退款或退货的订单数 ÷ 订单数'},
  },
  {
    key: 'return_rate_units', unit: 'ratio', better: 'lower', layer: 'execution',
    formula: ratio('returned', 'units'), measures: {returned: returned('units'), units: soldUnits},
    label: {en: 'Return rate by unit', zh: '退货率（件）'},
    definition: {
      en: 'Part of the pieces of the period\'s orders that came back until now. A refund alone says nothing of pieces.',
      zh: '周期内订单售出件数中至今退回的比例；仅有退款金额不代表退货件数。',
    },
    formulaText: {en: 'Returned units ÷ units sold', zh: '退货件数 ÷ 销量'},
  },
  time({
    key: 'fulfilment_time', unit: 'hours', formula: 'hours',
    label: {en: 'Fulfilment time', zh: '发货时长'},
    definition: {
      en: 'Median time from payment to shipping of the orders whose last shipped line left in the period. Without payment times from the order.',
      zh: '最后一行在周期内发出的订单从付款到发货的中位时长；没有付款时间时从下单算起。',
    },
    formulaText: {en: 'Median of (shipped − paid)', zh: '（发货时间 − 付款时间）的中位数'},
    source: {en: 'Median, type 7; the mean is pulled by a few', zh: '中位数（第 7 类）；均值会被少数极端值拉偏'},
  }, shipping(0.5)),
  time({
    key: 'fulfilment_time_p90', unit: 'hours', formula: 'hours',
    label: {en: 'Fulfilment time, slowest tenth', zh: '发货时长（P90）'},
    definition: {en: 'Nine in ten of the orders shipped in the period were shipped within this time.', zh: '周期内发货的订单中，九成在此时长内发货。'},
    formulaText: {en: '90th percentile of (shipped − paid)', zh: '（发货时间 − 付款时间）的 90 分位数'},
  }, shipping(0.9)),
  time({
    key: 'delivery_time', unit: 'days', formula: ratio('hours', 24),
    label: {en: 'Delivery time', zh: '签收时长'},
    definition: {en: 'Median time from shipping to delivery of the orders delivered in the period.', zh: '周期内签收订单从发货到签收的中位时长。'},
    formulaText: {en: 'Median of (delivered − shipped)', zh: '（签收时间 − 发货时间）的中位数'},
  }, delivery(0.5)),
  time({
    key: 'delivery_time_p90', unit: 'days', formula: ratio('hours', 24),
    label: {en: 'Delivery time, slowest tenth', zh: '签收时长（P90）'},
    definition: {en: 'Nine in ten of the orders delivered in the period came within this time.', zh: '周期内签收的订单中，九成在此时长内送达。'},
    formulaText: {en: '90th percentile of (delivered − shipped)', zh: '（签收时间 − 发货时间）的 90 分位数'},
  }, delivery(0.9)),
  {
    key: 'on_time_rate', unit: 'ratio', better: 'higher', layer: 'execution', formula: ratio('met', 'due'),
    measures: {met: {table: 'order_lines', aggregate: 'promised', met: true}, due: {table: 'order_lines', aggregate: 'promised'}},
    label: {en: 'On-time shipping', zh: '准时发货率'},
    definition: {
      en: 'Part of the orders whose promised time fell in the period and is over that were wholly shipped by it. A promised day lasts until its end.',
      zh: '承诺时间落在周期内且已到期的订单中，按时全部发货的比例；只承诺到日的，当天结束前发货均算准时。',
    },
    formulaText: {en: 'Orders shipped by the promised time ÷ orders whose promise is due', zh: '承诺时间内发货的订单数 ÷ 承诺已到期的订单数'},
  },
  {
    key: 'backlog', unit: 'count', better: 'lower', layer: 'execution', formula: 'waiting',
    measures: {waiting: {table: 'order_lines', aggregate: 'backlog'}},
    label: {en: 'Unshipped orders', zh: '待发货订单数'},
    definition: {
      en: 'Orders paid and not wholly shipped at the end of the period. A level: that of a month is that of its last day.',
      zh: '期末已付款但尚未全部发货的订单数；为时点数，月度取月末。',
    },
    formulaText: {en: 'Orders paid and not shipped at the end', zh: '期末已付款未发货的订单数'},
  },
  {
    key: 'fill_rate', unit: 'ratio', better: 'higher', layer: 'execution', noteFallback: true,
    formula: firstOf(ratio('filled', 'ordered'), ratio('sent', 'ordered')), measures: {filled, sent, ordered: soldUnits},
    label: {en: 'Fill rate', zh: '订单满足率'},
    definition: {
      en: 'Part of the units of the period\'s valid orders that was shipped. Without shipped quantities a line with a day of shipping counts whole.',
      zh: '周期内有效订单件数中已发出的比例；没有发货数量时，有发货时间的行按全部发出计。',
    },
    formulaText: {en: 'Units shipped ÷ units ordered', zh: '发货件数 ÷ 订购件数'},
    source: {
      en: 'Snyder & Shen, Fundamentals of Supply Chain Theory: share of demand met (type-2 service)',
      zh: 'Snyder & Shen，《Fundamentals of Supply Chain Theory》：需求满足率（第二类服务水平）',
    },
  },
]);
