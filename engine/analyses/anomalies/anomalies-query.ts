/** What an anomalies query asks: which values of a metric are out of the ordinary. */

import type {MetricInput} from '../../../metrics/read-metric.ts';
import type {Period, ScopedQuery} from '../../query.ts';
import type {ControlRule} from '../../statistics/control-rules.ts';

export type AnomalyMethod = 'residual' | 'seasonal' | 'mad' | 'tukey' | 'control';

/** `period` chooses the values that are judged; what they are judged by may lie before it. */
export interface AnomaliesQuery extends ScopedQuery {
  readonly analysis: 'anomalies';
  readonly metric: string | MetricInput;
  /** A series for each combination of values, judged by its own history. */
  readonly by?: readonly string[];
  /** The largest series of `by`. Default 50. */
  readonly limit?: number;
  /** Default `day`. */
  readonly grain?: 'hour' | 'day' | 'week' | 'month';
  /**
   * `residual` (default): what is left after the median of the same place in earlier seasons (weekdays; hours of the week), against Tukey's fences of
   * what was left before. `seasonal`: median ± threshold × 1.4826 × MAD of the same place. `mad`, `tukey`: the same of all values of
   * the last seasons, whatever their place. `control`: run rules over what is left.
   */
  readonly method?: AnomalyMethod;
  /** How far out: interquartile ranges beyond the quartiles for `residual` and `tukey`, deviations for `seasonal` and `mad`. Default 3. */
  readonly threshold?: number;
  /** For `control`. Default those of Western Electric: `beyond-3`, `two-of-three`, `four-of-five`, `run-of-8`. */
  readonly rules?: readonly ControlRule[];
  /** A value within this part of what was expected is never out: 0.1 for 10 %. Default 0. */
  readonly leastChange?: number;
  /** Values of a season: by default a week, 168 hours (24 while there are too few weeks) or 7 days. Weeks and months have none. */
  readonly season?: number;
  /** Seasons looked back. Default 8. */
  readonly seasons?: number;
  /** Fewer earlier values at the same place than this tell nothing. Default 4. */
  readonly minHistory?: number;
  readonly direction?: 'both' | 'up' | 'down';
  /**
   * Days, or periods such as `2024-06-01/2024-06-20`, that are neither judged nor learnt from: promotions. Both ends belong to them. `event:618` is
   * every occurrence of the event in the shop's calendar; `calendar` instead of a list is all its events.
   */
  readonly mask?: readonly Period[] | 'calendar';
  /** `anomalies` gives only the values that are out of the ordinary. Default `all`. */
  readonly view?: 'all' | 'anomalies';
}
