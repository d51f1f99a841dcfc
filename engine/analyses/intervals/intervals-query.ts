/** What an intervals query asks: after how many days buyers come back. */

import type {ScopedQuery} from '../../query.ts';
import type {FunnelStep} from '../funnel/funnel-query.ts';

/** `period` and `filters` choose the gaps by the day that ends them; the day before may lie anywhere in history. */
export interface IntervalsQuery extends ScopedQuery {
  readonly analysis: 'intervals';
  /** Default `order_lines`; `events` where there are no orders, or where `step` is given. */
  readonly table?: 'order_lines' | 'events';
  /** Of events: which count. Default: every one. */
  readonly step?: FunnelStep | readonly FunnelStep[];
  /** Whose days: `customer_id` of orders, `user_id` of events, or any other dimension. */
  readonly actor?: string;
  /** Of orders: `kept` (default) are those that make a customer; `all` takes every row. */
  readonly activity?: 'kept' | 'all';
  /** Dimensions of the row that ends a gap: the first of its day, of rows at one instant the first by name. */
  readonly by?: readonly string[];
  /**
   * `summary` (default): a row a group. `numbers`: a row for each pair of order days, 1st → 2nd, 2nd → 3rd, …. `bins`: a histogram.
   */
  readonly view?: 'summary' | 'numbers' | 'bins';
  /** For `bins`: how many days wide. Default: the Freedman-Diaconis width in whole days, at least 1. */
  readonly binDays?: number;
  /** For `numbers`: up to which pair. Default 6. */
  readonly upTo?: number;
  /** The largest groups of `by`. */
  readonly limit?: number;
}
