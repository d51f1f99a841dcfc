/** Measures of stock that no plain sum over rows gives: averages over time, states of whole SKUs, ages, demand over a trailing window. */

import type {TableName} from '../data-adapters/schema.ts';
import type {Condition, RowValue} from './metric.ts';

/**
 * Stock over the group's period: the mean of the levels on its days with a snapshot. With one such day in a longer period and a level before
 * it, the mean of opening and closing; with one level in all, that one.
 */
export interface AverageStockMeasure {
  readonly table: 'stock';
  readonly aggregate: 'average-stock';
  readonly of: RowValue;
  readonly where?: readonly Condition[];
}

/**
 * SKUs, each over all its rows in the group: `active` not discontinued when the period ends, `out` those of them with nothing available,
 * `stocked` with stock above 0 at any time of the period.
 */
export interface StockedSkuMeasure {
  readonly table: 'stock';
  readonly aggregate: 'stocked-skus';
  readonly count: 'active' | 'out' | 'stocked';
}

/** Value at cost, when the period ends, of SKUs that lie for at least `days` and were not sold in them. */
export interface IdleStockMeasure {
  readonly table: 'stock';
  readonly aggregate: 'idle-stock';
  readonly days: number;
}

/** Mean days since receipt when the period ends, weighted by units on hand. */
export interface StockAgeMeasure {
  readonly table: 'stock';
  readonly aggregate: 'stock-age';
}

/** A sum over the trailing `days` up to the end of the group's period, a day on average. */
export interface TrailingMeasure {
  readonly table: TableName;
  readonly aggregate: 'trailing';
  readonly of: RowValue;
  readonly where?: readonly Condition[];
  readonly at: readonly string[];
  readonly days: number;
}

/** Days of the group's period, as far as it has come. */
export interface PeriodDaysMeasure {
  readonly table: TableName;
  readonly aggregate: 'days';
}

export type StockMeasure = AverageStockMeasure | StockedSkuMeasure | IdleStockMeasure | StockAgeMeasure | TrailingMeasure | PeriodDaysMeasure;

export const STOCK_AGGREGATES = {
  'average-stock': true, 'stocked-skus': true, 'idle-stock': true, 'stock-age': true, trailing: true, days: true,
} as const;
