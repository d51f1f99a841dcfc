/** What a breakdown query asks: a metric by the values of a dimension, the largest first. */

import type {MetricInput} from '../../../metrics/read-metric.ts';
import type {AbcOptions} from '../../kernels/abc.ts';
import type {Compare, ScopedQuery, Sort} from '../../query.ts';
import type {MetricsQuery} from '../metrics/metrics-query.ts';

export interface BreakdownQuery extends ScopedQuery, Pick<MetricsQuery, 'refundsOn' | 'newLookback'> {
  readonly analysis: 'breakdown';
  /** A key of the registry, or a definition of the query's own. */
  readonly metric: string | MetricInput;
  /** The dimension whose values are told. */
  readonly by: string;
  /** A second dimension, told below each value of the first. */
  readonly then?: string;
  /** One base. */
  readonly compare?: Compare;
  /** Values shown, the first in the order of `sort`, at each level; the rest is one row, computed afresh. Default 10. */
  readonly top?: number | 'all';
  /** Adds `cumulative_share`. */
  readonly pareto?: boolean;
  /** Adds `class`, and counts of classes to the totals. `true` is A up to 0.8, B up to 0.95, the share before the item deciding. */
  readonly abc?: boolean | Pick<AbcOptions, 'a' | 'b' | 'rule'>;
  /** Default: the metric, largest first. Any column of the result but `others`; nulls and the row of the rest come last. */
  readonly sort?: Sort;
}
