/** What an explain query asks: why a metric moved between two periods. */

import type {MetricInput} from '../../../metrics/read-metric.ts';
import type {Compare, ScopedQuery} from '../../query.ts';
import type {MetricsQuery} from '../metrics/metrics-query.ts';

export interface ExplainQuery extends ScopedQuery, Pick<MetricsQuery, 'refundsOn' | 'newLookback'> {
  readonly analysis: 'explain';
  /** A key of the registry, or a definition of the query's own. */
  readonly metric: string | MetricInput;
  /** The one base that the period is explained against. */
  readonly compare: Compare;
  /**
   * Dimensions to look into. Default: the text columns of 2 to 50 values that all tables of the metric share, ids left out. `[]` looks into none.
   */
  readonly by?: readonly string[];
  /** Values shown a dimension, those that moved most; the rest is one `(others)` row. Default 5. */
  readonly limit?: number;
  /** Metrics whose product the metric is, instead of the chains in `metrics/drivers.ts` (`auto`, the default). `[]` looks for no drivers. */
  readonly drivers?: 'auto' | readonly (string | MetricInput)[];
  /**
   * How the change is divided among drivers: by the Shapley value (default), exact for any numbers, or by `log-mean` (LMDI-I), for factors above 0;
   * where one is not, the Shapley value stands in, with a note.
   */
  readonly method?: 'shapley' | 'log-mean';
  /** Looks into the dimensions of each driver too: a query a driver and dimension. Default false. */
  readonly driverValues?: boolean;
}
