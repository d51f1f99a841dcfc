/**
 * Customers. Rows without `customer_id` are in no count here. An order that was cancelled or wholly given back, or that only returns goods,
 * makes no buyer. New means first order ever, over all history the source holds. None of these counts adds up over days or dimensions.
 * What becomes of customers afterwards is in `retention.ts`.
 */

import {defineMetrics, minus, ratio} from './define-metric.ts';
import type {RowMeasure} from './metric.ts';
import {KEPT} from './order-status.ts';
import {RETENTION} from './retention.ts';
import {REFUNDS_IF_ANY, VALID_NET} from './sales.ts';
import {VISITORS} from './traffic.ts';

const lines = {table: 'order_lines', at: ['ordered_at']} as const;
const buyers: RowMeasure = {...lines, aggregate: 'distinct', of: 'customer_id', where: [KEPT], keptOrders: true};
const newBuyers: RowMeasure = {...buyers, firstOrderInPeriod: true};
const repeatBuyers: RowMeasure = {...buyers, having: {column: 'order_id', atLeast: 2}};
const buyerOrders: RowMeasure = {
  ...lines, aggregate: 'distinct', of: 'order_id', where: [KEPT, {column: 'customer_id', isNull: false}], keptOrders: true,
};

const BUYERS = defineMetrics([
  {
    key: 'buyers', unit: 'count', better: 'higher', layer: 'strategic', formula: 'buyers', measures: {buyers},
    label: {en: 'Buyers', zh: '支付买家数'},
    definition: {en: 'Distinct customers with an order that was paid and not wholly given back.', zh: '有已付且未全额退款订单的去重客户数。'},
    formulaText: {en: 'Distinct customer ids', zh: '客户号去重计数'},
  },
  {
    key: 'new_buyers', unit: 'count', better: 'higher', layer: 'strategic', formula: 'buyers', measures: {buyers: newBuyers},
    label: {en: 'New buyers', zh: '新客数'},
    definition: {
      en: 'Buyers whose first order ever, in whatever channel, lies in the period; with a look-back, buyers without an order in so many days before.',
      zh: '历史首单（不论渠道）落在本周期的买家数；设定回看天数时，为此前该天数内没有下单的买家数。',
    },
    formulaText: {en: 'Buyers with their first order in the period', zh: '首单在周期内的买家数'},
  },
  {
    key: 'returning_buyers', unit: 'count', better: 'higher', layer: 'strategic',
    formula: minus('buyers', 'new'), measures: {buyers, new: newBuyers},
    label: {en: 'Returning buyers', zh: '老客数'},
    definition: {en: 'Buyers who had ordered before the period.', zh: '周期之前已下过单的买家数。'},
    formulaText: {en: 'Buyers − new buyers', zh: '支付买家数 − 新客数'},
  },
  {
    key: 'returning_share', unit: 'ratio', better: 'neither', layer: 'management',
    formula: ratio(minus('buyers', 'new'), 'buyers'), measures: {buyers, new: newBuyers},
    label: {en: 'Returning-buyer share', zh: '老客占比'},
    definition: {en: 'Part of the buyers who had ordered before.', zh: '老客占全部买家的比例。'},
    formulaText: {en: 'Returning buyers ÷ buyers', zh: '老客数 ÷ 支付买家数'},
  },
  {
    key: 'repeat_buyers', unit: 'count', better: 'higher', layer: 'management', formula: 'repeat', measures: {repeat: repeatBuyers},
    label: {en: 'Repeat buyers', zh: '复购买家数'},
    definition: {en: 'Buyers with two orders or more in the period.', zh: '周期内下单两次及以上的买家数。'},
    formulaText: {en: 'Buyers with ≥ 2 orders', zh: '订单数 ≥ 2 的买家数'},
  },
  {
    key: 'repurchase_rate', unit: 'ratio', better: 'higher', layer: 'strategic', aliases: ['repeat_purchase_rate'],
    formula: ratio('repeat', 'buyers'), measures: {repeat: repeatBuyers, buyers},
    label: {en: 'Repurchase rate', zh: '复购率'},
    definition: {en: 'Part of the period\'s buyers with two orders or more in it.', zh: '周期内下单两次及以上的买家占比。'},
    formulaText: {en: 'Buyers with ≥ 2 orders ÷ buyers', zh: '订单数 ≥ 2 的买家数 ÷ 买家数'},
  },
  {
    key: 'orders_per_buyer', unit: 'x', better: 'higher', layer: 'management', aliases: ['purchase_frequency'],
    formula: ratio('orders', 'buyers'), measures: {orders: buyerOrders, buyers},
    label: {en: 'Orders per buyer', zh: '购买频次'},
    definition: {en: 'Orders of a buyer in the period, on average; orders without a customer id are left out.', zh: '周期内人均订单数，不含没有客户号的订单。'},
    formulaText: {en: 'Orders ÷ buyers', zh: '订单数 ÷ 买家数'},
  },
  {
    key: 'arppu', unit: 'money', better: 'higher', layer: 'strategic',
    formula: ratio(minus('sales', 'refunds'), 'buyers'), measures: {sales: VALID_NET, refunds: REFUNDS_IF_ANY, buyers},
    label: {en: 'Revenue per buyer', zh: '每付费用户收入 ARPPU'},
    definition: {en: 'Net sales per buyer of the period.', zh: '周期内每位买家的净销售额。'},
    formulaText: {en: 'Net sales ÷ buyers', zh: '净销售额 ÷ 买家数'},
  },
  {
    key: 'arpu', unit: 'money', better: 'higher', layer: 'strategic',
    formula: ratio(minus('sales', 'refunds'), 'visitors'), measures: {sales: VALID_NET, refunds: REFUNDS_IF_ANY, visitors: VISITORS},
    label: {en: 'Revenue per user', zh: '每用户收入 ARPU'},
    definition: {en: 'Net sales per visitor of the period.', zh: '周期内每位访客的净销售额。'},
    formulaText: {en: 'Net sales ÷ visitors', zh: '净销售额 ÷ 访客数'},
  },
]);

export const CUSTOMERS = [...BUYERS, ...RETENTION];
