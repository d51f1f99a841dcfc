/** What numbers mean: every built-in metric and dimension, and the means to define one's own. */

import {CUSTOMERS} from './customers.ts';
import {FULFILMENT} from './fulfilment.ts';
import {INVENTORY} from './inventory.ts';
import {MARKETING} from './marketing.ts';
import type {LocalText, Metric} from './metric.ts';
import {MONEY_STATES} from './money-states.ts';
import {SALES} from './sales.ts';
import {SERVICE} from './service.ts';
import {TRAFFIC} from './traffic.ts';

export {defineMetric, firstOf, measureNames, minus, plus, ratio, times} from './define-metric.ts';
export {defineDimension, DIMENSIONS} from './dimension.ts';
export type {Dimension} from './dimension.ts';
export {DRIVERS} from './drivers.ts';
export type {DriverChain} from './drivers.ts';
export {FIGURES} from './figures/index.ts';
export type {Figure, FigureUnit} from './figures/figure.ts';
export {isAdditive} from './metric.ts';
export type {
  Better, Condition, Formula, Layer, LocalText, Measure, Metric, PathMeasure, RowMeasure, RowValue, SessionMeasure, Unit,
} from './metric.ts';
export type {BacklogMeasure, DeadlineMeasure, DurationMeasure, PromiseMeasure, ReturnMeasure} from './order-measures.ts';
export type {
  AverageStockMeasure, IdleStockMeasure, PeriodDaysMeasure, StockAgeMeasure, StockedSkuMeasure, TrailingMeasure,
} from './stock-measures.ts';
export {KEPT_STATUSES, VALID_STATUSES} from './order-status.ts';
export {sourceColumns} from './measure-columns.ts';
export {parseFormula} from './parse-formula.ts';
export {readMetric} from './read-metric.ts';
export type {MetricInput} from './read-metric.ts';
export {createRegistry} from './registry.ts';
export type {Registry} from './registry.ts';

export interface Subject {
  readonly key: string;
  readonly label: LocalText;
  readonly metrics: readonly Metric[];
}

export const SUBJECTS: readonly Subject[] = [
  {key: 'sales', label: {en: 'Sales', zh: '销售'}, metrics: [...SALES, ...MONEY_STATES]},
  {key: 'traffic', label: {en: 'Traffic and conversion', zh: '流量与转化'}, metrics: TRAFFIC},
  {key: 'customers', label: {en: 'Customers', zh: '客户'}, metrics: CUSTOMERS},
  {key: 'service', label: {en: 'Service and fulfilment', zh: '服务与履约'}, metrics: [...FULFILMENT, ...SERVICE]},
  {key: 'marketing', label: {en: 'Marketing', zh: '营销'}, metrics: MARKETING},
  {key: 'inventory', label: {en: 'Inventory', zh: '库存'}, metrics: INVENTORY},
];

/** Every built-in metric, by subject. */
export const METRICS: readonly Metric[] = SUBJECTS.flatMap(({key, metrics}) => metrics.map((metric) => ({...metric, subject: key})));
