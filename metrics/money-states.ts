/**
 * One money in its states. Placed is `gmv` 成交总额, paid is `paid_amount` 支付金额; here are what was shipped, received, completed, and kept
 * after refunds. Each is dated by the day on which the money took that state, so they differ in a period and meet in the long run.
 */

import {defineMetrics, minus} from './define-metric.ts';
import type {RowMeasure} from './metric.ts';
import {COMPLETED, VALID} from './order-status.ts';

const net: RowMeasure = {table: 'order_lines', aggregate: 'sum', of: 'net', where: [VALID], at: ['ordered_at']};
const datedBy = (column: string): RowMeasure => ({...net, where: [VALID, {column, isNull: false}], at: [column]});
const refundOfSale: RowMeasure = {...net, of: 'refund'};

export const MONEY_STATES = defineMetrics([
  {
    key: 'shipped_amount', unit: 'money', better: 'higher', layer: 'management', formula: 'shipped', measures: {shipped: datedBy('shipped_at')},
    label: {en: 'Shipped amount', zh: '发货金额'},
    definition: {
      en: 'Amount of the lines of valid orders that were shipped in the period, by day of shipping; later refunds do not lower it.',
      zh: '周期内发货的有效订单行金额，按发货日统计，不因之后退款而减少。',
    },
    formulaText: {en: 'Sum of line amounts, by day of shipping', zh: '行金额之和（按发货日）'},
  },
  {
    key: 'received_amount', unit: 'money', better: 'higher', layer: 'management', formula: 'received', measures: {received: datedBy('delivered_at')},
    label: {en: 'Received amount', zh: '签收金额'}, aliases: ['delivered_amount'],
    definition: {
      en: 'Amount of the lines of valid orders that reached the customer in the period, by day of delivery; later refunds do not lower it.',
      zh: '周期内客户签收的有效订单行金额，按签收日统计，不因之后退款而减少。',
    },
    formulaText: {en: 'Sum of line amounts, by day of delivery', zh: '行金额之和（按签收日）'},
  },
  {
    key: 'confirmed_amount', unit: 'money', better: 'higher', layer: 'management', formula: 'completed',
    measures: {completed: {...net, where: [COMPLETED]}}, aliases: ['completed_amount'],
    label: {en: 'Completed amount', zh: '交易完成金额'},
    definition: {
      en: 'Amount of the orders of the period that are completed by now, by day of order. Recent orders are still on their way.',
      zh: '周期内下单且目前已交易完成的订单金额，按下单日统计；近期订单可能仍在途。',
    },
    formulaText: {en: 'Sum of line amounts of completed orders', zh: '已完成订单的行金额之和'},
  },
  {
    key: 'kept_amount', unit: 'money', better: 'higher', layer: 'strategic', formula: minus('paid', 'refunded'),
    measures: {paid: net, refunded: refundOfSale}, aliases: ['amount_after_refunds'],
    label: {en: 'Amount after refunds', zh: '退款后金额'},
    definition: {
      en: 'Valid orders of the period less all that was given back on them until now, by day of order. That of recent periods is not final.',
      zh: '周期内有效订单金额减去这些订单至今的全部退款，按下单日统计；近期数值尚未最终确定。',
    },
    formulaText: {en: 'Valid orders − their refunds', zh: '有效订单金额 − 这些订单的退款'},
  },
]);
