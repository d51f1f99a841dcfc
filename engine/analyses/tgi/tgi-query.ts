/** What a TGI query asks: in what a target group differs from the base it is part of. */

import type {MetricInput} from '../../../metrics/read-metric.ts';
import type {Filter, ScopedQuery} from '../../query.ts';
import type {MetricsQuery} from '../metrics/metrics-query.ts';

export interface TgiQuery extends ScopedQuery, Pick<MetricsQuery, 'refundsOn' | 'newLookback'> {
  readonly analysis: 'tgi';
  /** Filters that define the target group. Columns of `customers` may be named too. */
  readonly target: readonly Filter[];
  /** Filters that define the base; the target lies in it. Default: all that the query's `filters` keep. */
  readonly over?: readonly Filter[];
  /** The dimension by whose values both are compared: of the metric's tables, or of `customers`. */
  readonly by: string;
  /** What is counted. Default `buyers`; a sum or a count, not a ratio. */
  readonly of?: string | MetricInput;
  /**
   * Who is in the target group. `rows` (default): what passes the filters. `customers`: customers with such a row in the period, with all
   * they did in it, so that "buyers of tea" may be compared by what else they buy.
   */
  readonly members?: 'rows' | 'customers';
}
