/** What a metrics query asks: metrics by dimensions and time, with what they are compared with. */

import type {MetricInput} from '../../../metrics/read-metric.ts';
import type {Compare, FiscalGrain, Grain, ScopedQuery, Sort} from '../../query.ts';

export interface MetricsQuery extends ScopedQuery {
  readonly analysis: 'metrics';
  /**
   * Keys of the registry (`gmv`, or a version, `gmv@2`), or definitions of the query's own:
   * `{key: 'margin_per_order', unit: 'money', formula: 'gross_margin / orders'}`.
   */
  readonly metrics: readonly (string | MetricInput)[];
  readonly by?: readonly string[];
  readonly grain?: Grain | FiscalGrain;
  readonly compare?: Compare | readonly Compare[];
  /** Adds `<metric>_share` for additive metrics: part ÷ whole, unrounded. */
  readonly share?: boolean;
  /**
   * Adds what the table `targets` says of each metric: `<metric>_target`, `<metric>_progress` = value ÷ target, and for money and counts
   * `<metric>_pace` = value ÷ (target × elapsed part of the period).
   */
  readonly targets?: boolean;
  readonly limit?: number;
  readonly sort?: Sort | readonly Sort[];
  /**
   * Who is a new buyer: `ever` (default) one who never ordered before, a number one who did not order in so many days before (生意参谋: 365).
   */
  readonly newLookback?: 'ever' | number;
  /** Refunds lower sales on the day they are booked (default) or on the day of their order; `none` leaves them out. */
  readonly refundsOn?: 'refund' | 'order' | 'none';
}
