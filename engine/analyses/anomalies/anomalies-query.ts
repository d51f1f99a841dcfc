/** What an anomalies query asks: which values of a metric are out of the ordinary. */

import type {MetricInput} from '../../../metrics/read-metric.ts';
import type {ScopedQuery} from '../../query.ts';

export interface AnomaliesQuery extends ScopedQuery {
  readonly analysis: 'anomalies';
  readonly metric: string | MetricInput;
  /** Default `day`. */
  readonly grain?: 'hour' | 'day' | 'week' | 'month';
  /**
   * `seasonal` (default): against the values of the same place in earlier seasons (weekdays; hours of the week). `mad`: against all values.
   * `tukey`: fences of `threshold` hinge spreads around all values.
   */
  readonly method?: 'seasonal' | 'mad' | 'tukey';
  /** Deviations (hinge spreads for `tukey`) from which a value is out of the ordinary. Default 3. */
  readonly threshold?: number;
  /** Values of a season: by default a week, 168 hours (24 while there are too few weeks) or 7 days. Weeks and months have none. */
  readonly season?: number;
  /** Seasons looked back. Default 8. */
  readonly seasons?: number;
  /** Fewer earlier values than this tell nothing. Default 4. */
  readonly minHistory?: number;
  readonly direction?: 'both' | 'up' | 'down';
  /** Days that are neither judged nor learnt from: promotions. Both ends belong to them. */
  readonly mask?: readonly {readonly from: string; readonly to: string}[];
}
