/** Measures of service and fulfilment: how long something took, whether it came in time, what is still open, what came back. */

import type {TableName} from '../data-adapters/schema.ts';
import type {Condition} from './metric.ts';

/**
 * Hours from one time of a row to another, and of these the quantile or mean. Rows that share `per` in a group are one, the longest of them; where
 * rows are dated by `to`, one over all days, the last of them. Negative durations are left out. Where the later time is known by day only, whole days
 * count.
 */
export interface DurationMeasure {
  readonly table: TableName;
  readonly aggregate: 'duration';
  /** The first of these that the row has. */
  readonly from: readonly string[];
  readonly to: string;
  /** From 0 to 1, type 7; 0.5 is the median. Or the mean, which a few long ones pull. */
  readonly quantile: number | 'mean';
  readonly at: readonly string[];
  readonly where?: readonly Condition[];
  readonly per?: string;
}

/** Rows whose first `hours` are over by the clock; with `met` only those where `to` came inside them. */
export interface DeadlineMeasure {
  readonly table: TableName;
  readonly aggregate: 'deadline';
  readonly from: string;
  readonly to: string;
  readonly hours: number;
  readonly met?: true;
  /** Rows that share it in a group are one. */
  readonly per?: string;
}

/** Paid orders whose promised time has come, by that time; with `met` only those of which every line was shipped by it. */
export interface PromiseMeasure {
  readonly table: 'order_lines';
  readonly aggregate: 'promised';
  readonly met?: true;
}

/** Orders that are paid and not wholly shipped when the group's period ends. A level: days are never added. */
export interface BacklogMeasure {
  readonly table: 'order_lines';
  readonly aggregate: 'backlog';
}

/**
 * What came back, on the day of the sale: money (`refund`, and the amounts of negative lines), units (`returned_quantity`, and negative
 * quantities), or orders with any of it. A negative line that shares its order with a sale belongs to that sale's day; one that does not is
 * dated by its own.
 */
export interface ReturnMeasure {
  readonly table: 'order_lines';
  readonly aggregate: 'returned';
  readonly of: 'money' | 'units' | 'orders';
}

export type OrderMeasure = DurationMeasure | DeadlineMeasure | PromiseMeasure | BacklogMeasure | ReturnMeasure;

export const ORDER_AGGREGATES = {duration: true, deadline: true, promised: true, backlog: true, returned: true} as const;

const firstOf = (names: readonly string[]): readonly string[] => names.slice(0, 1);

/** Columns that each of them reads. */
export const ORDER_MEASURE_COLUMNS: {
  readonly [A in OrderMeasure['aggregate']]: (measure: Extract<OrderMeasure, {aggregate: A}>) => readonly string[];
} = {
  duration: ({from, to, at, where = [], per}) => [
    ...new Set([...firstOf(from), to, ...firstOf(at), ...where.map(({column}) => column), ...(per ? [per] : [])]),
  ],
  deadline: ({from, to, per}) => [from, to, ...(per ? [per] : [])],
  promised: ({met}) => ['promised_at', 'order_id', 'status', ...(met ? ['shipped_at'] : [])],
  backlog: () => ['order_id', 'paid_at', 'shipped_at', 'status'],
  returned: ({of}) => ['order_id', 'ordered_at', 'quantity', 'status', ...(of === 'units' ? ['returned_quantity'] : ['refund', 'net'])],
};
