/** One query, or two, of every analysis: those that answer over any random shop, and some that are refused. */

import type {Analysis, Query} from '../../../engine/query.ts';

export const QUERY_OF: {readonly [A in Analysis]: readonly Extract<Query, {analysis: A}>[]} = {
  metrics: [
    {analysis: 'metrics', metrics: ['net_sales', 'orders', 'aov', 'buyers'], by: ['channel'], period: 'all', compare: 'previous-period'},
    {analysis: 'metrics', metrics: ['units', 'gross_margin_rate'], grain: 'day', period: 'last-30-days'},
  ],
  funnel: [{analysis: 'funnel', steps: ['view', 'cart', 'pay'], within: '7d', by: ['channel'], period: 'all'}],
  forecast: [{analysis: 'forecast', metric: 'net_sales', period: 'all'}],
  experiment: [{analysis: 'experiment', variant: 'channel', success: 'pay', period: 'all'}],
  anomalies: [{analysis: 'anomalies', metric: 'orders', period: 'all'}],
  clv: [{analysis: 'clv', limit: 10}],
  cohort: [{analysis: 'cohort', grain: 'week', period: 'all'}],
  intervals: [{analysis: 'intervals', period: 'all'}],
  rfm: [{analysis: 'rfm', period: 'all'}, {analysis: 'rfm', view: 'customers', period: 'all'}],
  inventory: [{analysis: 'inventory', view: 'skus'}],
  distribution: [{analysis: 'distribution', period: 'all'}],
  dictionary: [{analysis: 'dictionary'}],
  quality: [{analysis: 'quality'}],
  attribution: [{analysis: 'attribution', period: 'all'}],
  basket: [{analysis: 'basket', period: 'all'}],
  explain: [{analysis: 'explain', metric: 'net_sales', period: 'last-30-days', compare: 'previous-period', by: ['channel']}],
  breakdown: [{analysis: 'breakdown', metric: 'net_sales', by: 'sku', period: 'all'}],
  tgi: [{analysis: 'tgi', target: [{dimension: 'sku', in: ['tea']}], by: 'channel', period: 'all'}],
  rows: [{analysis: 'rows', table: 'order_lines', limit: 1000}],
};

export const QUERIES: readonly Query[] = Object.values(QUERY_OF).flat();

/** Each is refused, for a reason of its own. */
export const REFUSED: readonly Query[] = [
  {analysis: 'metrics', metrics: ['net_sale']},
  {analysis: 'metrics', metrics: ['net_sales'], by: ['chanel']},
  {analysis: 'rows', table: 'targets'},
  {analysis: 'nothing'} as unknown as Query,
];
