/** What a distribution query asks: how values are spread, not only what their mean is. */

import type {ScopedQuery} from '../../query.ts';

/** A value an order, or a value a customer over the period. */
export type DistributedValue = 'order_value' | 'units_per_order' | 'lines_per_order' | 'customer_value' | 'orders_per_customer' | 'units_per_customer';

/** A number or amount a row of a table, whatever the row's status. */
export interface DistributedColumn {
  readonly table?: 'order_lines' | 'events' | 'spend' | 'traffic' | 'service' | 'stock';
  readonly column: string;
}

export interface DistributionQuery extends ScopedQuery {
  readonly analysis: 'distribution';
  /** Default `order_value`. */
  readonly of?: DistributedValue | DistributedColumn;
  /** Dimensions of the rows: an order with lines in several groups has a value in each. */
  readonly by?: readonly string[];
  /** `bins` (default): a histogram. `summary`: a row a group with mean, quantiles and concentration. */
  readonly view?: 'bins' | 'summary';
  /** `auto` (default): round widths. A number: so many equal ones. Edges: from each to the next, the rest in open bins. */
  readonly bins?: 'auto' | number | readonly number[];
  /** The largest groups of `by`. */
  readonly limit?: number;
}
