/** What numbers mean: every built-in metric and dimension, and the means to define one's own. */

import {CUSTOMERS} from './customers.ts';
import {INVENTORY} from './inventory.ts';
import {MARKETING} from './marketing.ts';
import type {Metric} from './metric.ts';
import {SALES} from './sales.ts';
import {TRAFFIC} from './traffic.ts';

export {defineMetric, firstOf, measureNames, minus, plus, ratio, times} from './define-metric.ts';
export {defineDimension, DIMENSIONS} from './dimension.ts';
export type {Dimension} from './dimension.ts';
export {isAdditive} from './metric.ts';
export type {
  Better, Condition, Formula, Layer, LocalText, Measure, Metric, PathMeasure, RowMeasure, RowValue, SessionMeasure, Unit,
} from './metric.ts';
export {KEPT_STATUSES, VALID_STATUSES} from './order-status.ts';
export {sourceColumns} from './measure-columns.ts';
export {parseFormula} from './parse-formula.ts';
export {readMetric} from './read-metric.ts';
export type {MetricInput} from './read-metric.ts';
export {createRegistry} from './registry.ts';
export type {Registry} from './registry.ts';

/** Every built-in metric, by subject. */
export const METRICS: readonly Metric[] = [...SALES, ...TRAFFIC, ...CUSTOMERS, ...MARKETING, ...INVENTORY];
