/**
 * Sales. `net` is a line's paid amount after discount, without tax and shipping, in the shop's currency. Sales are dated by the order,
 * refunds by their own day (query option `refundsOn`). All but the distinct counts and ratios add up over days and dimensions.
 */

import {defineMetrics, minus, plus, ratio} from './define-metric.ts';
import type {RowMeasure} from './metric.ts';
import {CANCELLED, NOT_RETURNED, VALID} from './order-status.ts';

const ORDERED = ['ordered_at'] as const;
const lines = {table: 'order_lines', at: ORDERED} as const;

const placedNet: RowMeasure = {...lines, aggregate: 'sum', of: 'net'};
const validNet: RowMeasure = {...placedNet, where: [VALID]};
const paidNet: RowMeasure = {...validNet, at: ['paid_at', 'ordered_at']};
/** Of orders that count: what was given back on a cancelled order was never in sales. */
const refunded: RowMeasure = {table: 'order_lines', aggregate: 'sum', of: 'refund', at: ['refunded_at', 'ordered_at'], where: [VALID]};
/** Shops whose export has no refunds still have net sales. */
export const REFUNDS_IF_ANY: RowMeasure = {...refunded, optional: true};
export const VALID_NET: RowMeasure = validNet;
const validOrders: RowMeasure = {...lines, aggregate: 'distinct', of: 'order_id', where: [VALID, NOT_RETURNED]};
const placedOrders: RowMeasure = {...lines, aggregate: 'distinct', of: 'order_id'};
const cancelledOrders: RowMeasure = {...placedOrders, where: [CANCELLED]};
const soldUnits: RowMeasure = {...lines, aggregate: 'sum', of: 'quantity', where: [VALID, {column: 'quantity', gt: 0}]};
const listValue: RowMeasure = {
  ...lines, aggregate: 'sum', of: {firstOf: [{multiply: ['list_price', 'quantity']}, {add: ['net', {firstOf: ['discount', 0]}]}]}, where: [VALID],
};
const discount: RowMeasure = {...lines, aggregate: 'sum', of: 'discount', where: [VALID]};
const payingBuyers: RowMeasure = {...lines, aggregate: 'distinct', of: 'customer_id', where: [VALID, NOT_RETURNED], at: ['paid_at', 'ordered_at']};
const tax: RowMeasure = {...lines, aggregate: 'sum', of: 'tax', where: [VALID]};
const shipping: RowMeasure = {...lines, aggregate: 'sum', of: 'shipping', where: [VALID]};

const WITH_COST = {column: 'cost', isNull: false} as const;
const costedNet: RowMeasure = {...validNet, where: [VALID, WITH_COST]};
const costedRefunds: RowMeasure = {...REFUNDS_IF_ANY, where: [VALID, WITH_COST]};
const goodsCost: RowMeasure = {...lines, aggregate: 'sum', of: {multiply: ['cost', 'quantity']}, where: [VALID, WITH_COST]};

export const GOODS_COST: RowMeasure = goodsCost;
/** Gross margin over lines whose cost is known. */
export const MARGIN_MEASURES = {sales: costedNet, refunds: costedRefunds, cost: goodsCost};
export const MARGIN = minus(minus('sales', 'refunds'), 'cost');

const PRICED = [VALID, {column: 'quantity', gt: 0}, {column: 'net', gt: 0}] as const;
const pricedNet: RowMeasure = {...placedNet, where: PRICED};
const pricedUnits: RowMeasure = {...soldUnits, where: PRICED};

const netSales = minus('sales', 'refunds');
const NET_SALES = {sales: validNet, refunds: REFUNDS_IF_ANY};

export const SALES = defineMetrics([
  {
    key: 'gmv', unit: 'money', better: 'higher', layer: 'strategic', formula: 'placed', measures: {placed: placedNet}, aliases: ['placed_amount'],
    label: {en: 'Gross merchandise value', zh: '成交总额'},
    definition: {
      en: 'Value of all orders placed in the period, whatever became of them: unpaid, cancelled and refunded orders are in it.',
      zh: '周期内全部下单金额，不论之后是否付款、取消或退款。',
    },
    formulaText: {en: 'Sum of line amounts of all placed orders', zh: '全部下单订单的行金额之和'},
    source: {en: 'China practice: all placed orders, unpaid and returned included', zh: '国内通行口径：全部下单订单，含未付款与退货'},
  },
  {
    key: 'gross_sales', unit: 'money', better: 'higher', layer: 'management', formula: 'list', measures: {list: listValue},
    label: {en: 'Gross sales', zh: '销售总额（吊牌）'},
    definition: {
      en: 'Valid orders at list price, before discounts. Without list prices: line amount plus discount.',
      zh: '有效订单按吊牌价计算、未减优惠的金额；没有吊牌价时为行金额加优惠。',
    },
    formulaText: {en: 'Sum of list price × quantity of valid orders', zh: '有效订单的吊牌价 × 数量之和'},
    source: {en: 'Shopify sales reports, over valid orders', zh: 'Shopify 销售报表，只取有效订单'},
  },
  {
    key: 'discounts', unit: 'money', better: 'neither', layer: 'management', formula: 'discount', measures: {discount},
    label: {en: 'Discounts', zh: '优惠金额'},
    definition: {en: 'Discounts given on valid orders.', zh: '有效订单享受的优惠合计。'},
    formulaText: {en: 'Sum of discounts of valid orders', zh: '有效订单的优惠之和'},
  },
  {
    key: 'discount_rate', unit: 'ratio', better: 'lower', layer: 'management', formula: ratio('discount', 'list'), measures: {discount, list: listValue},
    label: {en: 'Discount rate', zh: '折扣率'},
    definition: {en: 'Part of gross sales that was given away as discount.', zh: '优惠金额占销售总额的比例。'},
    formulaText: {en: 'Discounts ÷ gross sales', zh: '优惠金额 ÷ 销售总额'},
  },
  {
    key: 'paid_amount', unit: 'money', better: 'higher', layer: 'strategic', formula: 'paid', measures: {paid: paidNet},
    label: {en: 'Paid amount', zh: '支付金额'},
    definition: {
      en: 'Amount paid in the period, by day of payment; later refunds do not lower it. Without payment times the order day stands in.',
      zh: '按付款日统计的已支付金额，不因之后退款而减少；没有付款时间时按下单日统计。',
    },
    formulaText: {en: 'Sum of line amounts of valid orders, by day of payment', zh: '有效订单行金额之和（按付款日）'},
    source: {en: 'Alibaba 生意参谋 (Business Advisor): paid amount', zh: '生意参谋 支付金额'},
  },
  {
    key: 'refunds', unit: 'money', better: 'lower', layer: 'management', formula: 'refunds', measures: {refunds: refunded},
    label: {en: 'Refunds', zh: '退款金额'},
    definition: {
      en: 'Amount given back in the period on orders that count, by day of refund. Cancelled orders were never in sales.',
      zh: '有效订单在周期内退回的金额，按退款日统计；已取消订单本不计入销售，其退款也不计。',
    },
    formulaText: {en: 'Sum of refunds of valid orders', zh: '有效订单的退款之和'},
  },
  {
    key: 'net_sales', unit: 'money', better: 'higher', layer: 'strategic', formula: netSales, measures: NET_SALES, aliases: ['net_revenue'],
    label: {en: 'Net sales', zh: '净销售额'},
    definition: {
      en: 'Valid orders of the period less the refunds booked in it; without tax and shipping. May be negative on a day of refunds.',
      zh: '周期内有效订单金额减去当期退款，不含税费和运费；只有退款的日子可能为负。',
    },
    formulaText: {en: 'Valid orders − refunds', zh: '有效订单金额 − 退款金额'},
    source: {en: 'Shopify and WooCommerce: refunds on the day of the refund', zh: 'Shopify 与 WooCommerce：退款计入退款当日'},
  },
  {
    key: 'taxes', unit: 'money', better: 'neither', layer: 'management', formula: 'tax', measures: {tax},
    label: {en: 'Taxes', zh: '税费'},
    definition: {en: 'Tax on valid orders.', zh: '有效订单的税费。'},
    formulaText: {en: 'Sum of tax of valid orders', zh: '有效订单的税费之和'},
  },
  {
    key: 'shipping_fees', unit: 'money', better: 'neither', layer: 'management', formula: 'shipping', measures: {shipping},
    label: {en: 'Shipping fees', zh: '运费'},
    definition: {en: 'Shipping charged on valid orders.', zh: '有效订单收取的运费。'},
    formulaText: {en: 'Sum of shipping of valid orders', zh: '有效订单的运费之和'},
  },
  {
    key: 'total_sales', unit: 'money', better: 'higher', layer: 'management',
    formula: plus(netSales, plus('tax', 'shipping')), measures: {...NET_SALES, tax, shipping},
    label: {en: 'Total sales', zh: '销售总计'},
    definition: {en: 'Net sales with tax and shipping.', zh: '净销售额加税费和运费。'},
    formulaText: {en: 'Net sales + taxes + shipping', zh: '净销售额 + 税费 + 运费'},
  },
  {
    key: 'orders', unit: 'count', better: 'higher', layer: 'management', formula: 'orders', measures: {orders: validOrders},
    label: {en: 'Orders', zh: '订单数'},
    definition: {
      en: 'Distinct paid orders by order day. A refunded order stays an order; cancelled and unpaid ones, and mere returns, are none.',
      zh: '按下单日统计的去重已付订单；退款订单仍计入，取消、未付款和纯退货单不计。',
    },
    formulaText: {en: 'Distinct order ids of valid orders', zh: '有效订单号去重计数'},
    source: {en: 'WooCommerce reports: wholly refunded orders stay in', zh: 'WooCommerce 报表：全额退款的订单仍计入'},
  },
  {
    key: 'placed_orders', unit: 'count', better: 'higher', layer: 'execution', formula: 'orders', measures: {orders: placedOrders},
    label: {en: 'Placed orders', zh: '下单数'},
    definition: {en: 'Distinct orders placed, of every status.', zh: '去重下单数，含各种状态。'},
    formulaText: {en: 'Distinct order ids', zh: '订单号去重计数'},
  },
  {
    key: 'cancel_rate', unit: 'ratio', better: 'lower', layer: 'execution',
    formula: ratio('cancelled', 'placed'), measures: {cancelled: cancelledOrders, placed: placedOrders},
    label: {en: 'Cancellation rate', zh: '取消率'},
    definition: {en: 'Part of the placed orders that was cancelled.', zh: '下单后被取消的订单比例。'},
    formulaText: {en: 'Cancelled orders ÷ placed orders', zh: '取消订单数 ÷ 下单数'},
  },
  {
    key: 'units', unit: 'count', better: 'higher', layer: 'management', formula: 'units', measures: {units: soldUnits},
    label: {en: 'Units sold', zh: '销量'},
    definition: {en: 'Pieces in valid orders, gifts included. Negative quantities are returns and not in it.', zh: '有效订单的件数，含赠品；负数量是退货，不计入。'},
    formulaText: {en: 'Sum of quantities of valid orders', zh: '有效订单的数量之和'},
  },
  {
    key: 'aov', unit: 'money', better: 'higher', layer: 'strategic',
    formula: ratio(netSales, 'orders'), measures: {...NET_SALES, orders: validOrders}, aliases: ['average_order_value'],
    label: {en: 'Average order value', zh: '笔单价'},
    definition: {en: 'Net sales per order. Undefined on a day without orders.', zh: '每笔订单的净销售额；当日无订单时无定义。'},
    formulaText: {en: 'Net sales ÷ orders', zh: '净销售额 ÷ 订单数'},
    source: {en: 'WooCommerce reports: net ÷ orders', zh: 'WooCommerce 报表：净额 ÷ 订单数'},
  },
  {
    key: 'spend_per_buyer', unit: 'money', better: 'higher', layer: 'strategic',
    formula: ratio('paid', 'buyers'), measures: {paid: paidNet, buyers: payingBuyers},
    label: {en: 'Spend per buyer', zh: '客单价'},
    definition: {en: 'Paid amount per paying buyer: two orders of one buyer raise it.', zh: '每位支付买家的支付金额；同一买家下两单会抬高它。'},
    formulaText: {en: 'Paid amount ÷ paying buyers', zh: '支付金额 ÷ 支付买家数'},
    source: {en: 'Alibaba 生意参谋 (Business Advisor): spend per buyer', zh: '生意参谋 客单价'},
  },
  {
    key: 'units_per_order', unit: 'x', better: 'higher', layer: 'management',
    formula: ratio('units', 'orders'), measures: {units: soldUnits, orders: validOrders},
    label: {en: 'Units per order', zh: '连带率'},
    definition: {en: 'Pieces in an order, on average.', zh: '平均每单件数。'},
    formulaText: {en: 'Units sold ÷ orders', zh: '销量 ÷ 订单数'},
  },
  {
    key: 'avg_price', unit: 'money', better: 'neither', layer: 'management',
    formula: ratio('net', 'units'), measures: {net: pricedNet, units: pricedUnits},
    label: {en: 'Average selling price', zh: '件单价'},
    definition: {en: 'Amount per piece, weighted by quantity; gifts and returns left out.', zh: '按数量加权的每件金额，不含赠品和退货。'},
    formulaText: {en: 'Line amounts ÷ quantities', zh: '行金额 ÷ 数量'},
  },
  {
    key: 'gross_margin', unit: 'money', better: 'higher', layer: 'strategic',
    formula: MARGIN, measures: MARGIN_MEASURES,
    label: {en: 'Gross margin', zh: '毛利额'},
    definition: {
      en: 'Net sales less cost of goods, over the lines whose cost is known. Returns in lines of negative quantity lower the cost, refund amounts alone do not.',
      zh: '净销售额减商品成本，只统计有成本的行；负数量的退货行冲减成本，仅有退款金额的不冲减。',
    },
    formulaText: {en: 'Net sales − cost × quantity', zh: '净销售额 − 成本 × 数量'},
  },
  {
    key: 'gross_margin_rate', unit: 'ratio', better: 'higher', layer: 'strategic',
    formula: ratio(MARGIN, minus('sales', 'refunds')), measures: MARGIN_MEASURES,
    label: {en: 'Margin rate', zh: '毛利率'},
    definition: {en: 'Gross margin as a part of net sales, both over the lines whose cost is known.', zh: '毛利额占净销售额的比例，两者都只统计有成本的行。'},
    formulaText: {en: 'Gross margin ÷ net sales', zh: '毛利额 ÷ 净销售额'},
  },
  {
    key: 'cost_coverage', unit: 'ratio', better: 'higher', layer: 'execution',
    formula: ratio('costed', 'sales'), measures: {costed: costedNet, sales: validNet},
    label: {en: 'Cost coverage', zh: '成本覆盖率'},
    definition: {en: 'Part of sales whose cost is known: how far the margin speaks for the shop.', zh: '有成本数据的销售额占比，说明毛利能代表多少生意。'},
    formulaText: {en: 'Sales with a cost ÷ sales', zh: '有成本的销售额 ÷ 销售额'},
    source: 'Shopify net_sales_with_cost_recorded',
  },
]);
