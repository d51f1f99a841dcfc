/**
 * What a metric is a product of: visitors × conversion × spend per buyer. Plain data. Each factor is a metric, by key or defined here; a factor that
 * is defined here divides the metric by the factors before it, so that the product is the metric by definition. An analysis that uses a chain
 * checks the product all the same: a host may have overridden a definition.
 */

import type {Formula, LocalText, RowMeasure, Unit} from './metric.ts';
import {ratio} from './define-metric.ts';
import {NOT_RETURNED, VALID} from './order-status.ts';
import type {MetricInput} from './read-metric.ts';
import {MARGIN_MEASURES} from './sales.ts';

/** Factors in the order in which they are told; their product is the metric. */
export type DriverChain = readonly (string | MetricInput)[];

const orderingCustomers: RowMeasure = {table: 'order_lines', at: ['ordered_at'], aggregate: 'distinct', of: 'customer_id'};
const payingBuyers: RowMeasure = {...orderingCustomers, at: ['paid_at', 'ordered_at'], where: [VALID, NOT_RETURNED]};

const factor = (key: string, unit: Unit, label: LocalText, formula: Formula, measures: MetricInput['measures'] = {}): MetricInput => ({
  key, unit, label, formula, measures,
});

const CUSTOMERS = factor('ordering_customers', 'count', {en: 'Ordering customers', zh: '下单客户数'}, 'customers', {customers: orderingCustomers});
const BUYERS = factor('paying_buyers', 'count', {en: 'Paying buyers', zh: '支付买家数'}, 'buyers', {buyers: payingBuyers});
const GMV_PER_CUSTOMER = factor(
  'gmv_per_customer', 'money', {en: 'GMV per customer', zh: '客均下单金额'}, ratio('gmv', 'customers'), {customers: orderingCustomers},
);
const GMV_PER_ORDER = factor('gmv_per_order', 'money', {en: 'GMV per order', zh: '单均下单金额'}, 'gmv / placed_orders');
const PLACED_PER_CUSTOMER = factor(
  'placed_orders_per_customer', 'x', {en: 'Placed orders per customer', zh: '客均下单数'}, ratio('placed_orders', 'customers'), {customers: orderingCustomers},
);
const ORDERS_PER_BUYER = factor(
  'orders_per_paying_buyer', 'x', {en: 'Orders per paying buyer', zh: '人均支付订单数'}, ratio('orders', 'buyers'), {buyers: payingBuyers},
);
const PAID_PER_ORDER = factor('paid_amount_per_order', 'money', {en: 'Paid amount per order', zh: '单均支付金额'}, 'paid_amount / orders');
const SALES_PER_UNIT = factor('net_sales_per_unit', 'money', {en: 'Net sales per unit', zh: '件均净销售额'}, 'net_sales / units');
const LIST_PER_UNIT = factor('gross_sales_per_unit', 'money', {en: 'Gross sales per unit', zh: '件均吊牌额'}, 'gross_sales / units');
const {sales, refunds} = MARGIN_MEASURES;
const COSTED_SALES = factor(
  'costed_net_sales', 'money', {en: 'Net sales with a known cost', zh: '有成本的净销售额'}, {op: '-', args: ['sales', 'refunds']}, {sales, refunds},
);

/** Chains by the metric they explain. The first whose factors the source can answer, and whose product is the metric, is used. */
export const DRIVERS: Readonly<Record<string, readonly DriverChain[]>> = {
  gmv: [
    ['visitors', 'order_conversion', GMV_PER_CUSTOMER],
    [CUSTOMERS, PLACED_PER_CUSTOMER, GMV_PER_ORDER],
    ['placed_orders', GMV_PER_ORDER],
  ],
  paid_amount: [['visitors', 'conversion_rate', 'spend_per_buyer'], [BUYERS, 'spend_per_buyer'], ['orders', PAID_PER_ORDER]],
  net_sales: [['visitors', 'conversion_rate', ORDERS_PER_BUYER, 'aov'], [BUYERS, ORDERS_PER_BUYER, 'aov'], ['orders', 'aov']],
  gross_sales: [['orders', 'units_per_order', LIST_PER_UNIT], ['units', LIST_PER_UNIT]],
  discounts: [['gross_sales', 'discount_rate']],
  gross_margin: [[COSTED_SALES, 'gross_margin_rate']],
  orders: [['visitors', 'conversion_rate', ORDERS_PER_BUYER], [BUYERS, ORDERS_PER_BUYER]],
  placed_orders: [['visitors', 'order_conversion', PLACED_PER_CUSTOMER], [CUSTOMERS, PLACED_PER_CUSTOMER]],
  units: [['orders', 'units_per_order']],
  aov: [['units_per_order', SALES_PER_UNIT]],
  spend_per_buyer: [[ORDERS_PER_BUYER, PAID_PER_ORDER]],
  revenue_per_visitor: [['conversion_rate', 'spend_per_buyer']],
  arpu: [['conversion_rate', ORDERS_PER_BUYER, 'aov']],
  page_views: [['sessions', 'pages_per_session']],
  clicks: [['impressions', 'ctr']],
  ad_spend: [['impressions', 'ctr', 'cpc'], ['clicks', 'cpc']],
};
