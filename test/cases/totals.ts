/** What the usual names of totals mean: a built-in metric, or one of the case's own from plain measures, as a user defines it. */

import {defineMetric, METRICS, ratio} from 'tillboard/metrics';
import type {Formula, Measure, Metric, RowMeasure} from 'tillboard/metrics';

import {NotCovered} from './case.ts';

/** The key of a built-in metric, a metric, or one measure. */
export type Meaning = string | Metric | Measure;

const TEXT = {en: 'Of the case', zh: '用例指标'};

/** A metric of the case's own, from measures and a formula over them. */
export function caseMetric(key: string, measures: Readonly<Record<string, Measure>>, formula: Formula): Metric {
  return defineMetric({
    key, unit: 'count', better: 'neither', layer: 'execution', label: TEXT, definition: TEXT, formulaText: TEXT, measures, formula,
  });
}

export const single = (key: string, measure: Measure): Metric => caseMetric(key, {value: measure}, 'value');

const isMeasure = (meaning: Meaning): meaning is Measure => typeof meaning === 'object' && 'aggregate' in meaning;

/** The metric of a name: of the table's vocabulary, else the built-in metric of that key. Throws `NotCovered` for neither. */
export function metricOf(name: string, vocabulary: Readonly<Record<string, Meaning>>): string | Metric {
  const meaning = Object.hasOwn(vocabulary, name) ? vocabulary[name] : undefined;
  if (meaning !== undefined) return isMeasure(meaning) ? single(`case_${name.toLowerCase().replace(/[^a-z0-9_]/g, '_')}`, meaning) : meaning;
  if (METRICS.some(({key}) => key === name)) return name;
  throw new NotCovered(`expected has ${name}`);
}

export const keyOf = (metric: string | Metric): string => (typeof metric === 'string' ? metric : metric.key);

const lines = {table: 'order_lines', at: ['ordered_at']} as const;
export const sumOf = (of: RowMeasure['of'] & {}): RowMeasure => ({...lines, aggregate: 'sum', of});
export const countWhere = (...where: NonNullable<RowMeasure['where']>): RowMeasure => ({...lines, aggregate: 'count', ...(where.length > 0 ? {where} : {})});
const distinct = (of: string, ...where: NonNullable<RowMeasure['where']>): RowMeasure => ({...lines, aggregate: 'distinct', of, where});

const ORDERS = distinct('order_id');
const CUSTOMERS = distinct('customer_id');
const LINES = countWhere();
const UNITS = sumOf('quantity');

/** Plain totals over all rows of a table of order lines, whatever their status: what control totals count. */
export const LINE_TOTALS: Readonly<Record<string, Meaning>> = {
  lines: LINES, rows: LINES, transactions: LINES, order_lines: LINES,
  invoices: ORDERS, baskets: ORDERS, placed_orders: ORDERS, distinct_orders: ORDERS,
  customers: CUSTOMERS, households: CUSTOMERS, distinct_customers: CUSTOMERS,
  skus: distinct('sku'), products: distinct('sku'), countries: distinct('region'), categories: distinct('category'), stores: distinct('shop'),
  gross: 'gross_sales', net: 'gmv', value: 'gmv', sales: 'gmv', revenue: 'gmv', amount: 'gmv',
  units: UNITS, quantity: UNITS, items: UNITS, discount: 'discounts', discount_rate: 'discount_rate',
  average_order_value: 'aov', avg_order_value: 'aov', units_per_order: 'units_per_order', lines_per_order: caseMetric('lines_per_order', {lines: LINES, orders: ORDERS}, ratio('lines', 'orders')),
  revenue_per_customer: caseMetric('revenue_per_customer', {net: sumOf('net'), customers: CUSTOMERS}, ratio('net', 'customers')),
  retail_discount: sumOf('retail_disc'), coupon_discount: sumOf('coupon_disc'), coupon_match_discount: sumOf('coupon_match_disc'),
  cancel_rows: countWhere({column: 'invoice_kind', in: ['credit note']}), cancel_invoices: distinct('order_id', {column: 'invoice_kind', in: ['credit note']}),
  return_rows: countWhere({column: 'quantity', lt: 0}), return_value: {...sumOf('net'), where: [{column: 'quantity', lt: 0}]},
  rows_without_customer: countWhere({column: 'customer_id', isNull: true}),
  paid_orders: distinct('order_id', {column: 'paid_at', isNull: false}), unpaid_orders: distinct('order_id', {column: 'paid_at', isNull: true}),
  shipped_orders: distinct('order_id', {column: 'shipped_at', isNull: false}), unshipped_orders: distinct('order_id', {column: 'shipped_at', isNull: true}),
  cost: sumOf({multiply: ['cost', 'quantity']}), margin: 'gross_margin', margin_rate: 'gross_margin_rate',
  ordered: UNITS, received: sumOf('ReceivedQty'), rejected: sumOf('RejectedQty'), stocked: sumOf('StockedQty'),
  fill_rate: caseMetric('fill_rate', {received: sumOf('ReceivedQty'), ordered: UNITS}, ratio('received', 'ordered')),
  reject_rate: caseMetric('reject_rate', {rejected: sumOf('RejectedQty'), received: sumOf('ReceivedQty')}, ratio('rejected', 'received')),
  full_lines: countWhere({column: 'delivery', in: ['full']}), short_lines: countWhere({column: 'delivery', in: ['part']}),
  full_line_rate: caseMetric('full_line_rate', {full: countWhere({column: 'delivery', in: ['full']}), lines: LINES}, ratio('full', 'lines')),
  vendors: distinct('VendorID'),
};

const events = {table: 'events', at: ['at']} as const;
const eventCount = (...steps: readonly string[]): Measure => ({...events, aggregate: 'count', where: [{column: 'step', in: steps}]});

export const EVENT_TOTALS: Readonly<Record<string, Meaning>> = {
  sessions: 'sessions', visits: 'sessions', users: 'visitors', actors: 'visitors',
  events: {...events, aggregate: 'count'}, rows: {...events, aggregate: 'count'},
  purchases: eventCount('purchase'), product_views: eventCount('product_view'), add_to_carts: eventCount('add_to_cart'),
  buyers: {...events, aggregate: 'distinct', of: 'user_id', where: [{column: 'step', in: ['purchase']}]},
  purchase_sessions: {table: 'events', aggregate: 'sessions', gapMinutes: 30, withStep: ['purchase']},
};

