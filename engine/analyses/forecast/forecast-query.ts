/** What a forecast query asks: where a metric goes if nothing changes. */

import type {MetricInput} from '../../../metrics/read-metric.ts';
import type {SmoothingParams, SmoothingStates} from '../../models/exponential-smoothing.ts';
import type {ScopedQuery} from '../../query.ts';

export type ForecastMethod = 'holt-winters' | 'holt' | 'ses' | 'seasonal-naive' | 'naive' | 'drift' | 'mean';

export interface ForecastQuery extends ScopedQuery {
  readonly analysis: 'forecast';
  readonly metric: string | MetricInput;
  /** Default `day`. */
  readonly grain?: 'day' | 'week' | 'month' | 'quarter';
  /** Values of a season. Default 7 days, 52 weeks, 12 months, 4 quarters. */
  readonly season?: number;
  /** How many values ahead. Default one season. */
  readonly horizon?: number;
  /** Default `auto`: Holt-Winters from two whole seasons on, else seasonal naive, else naive. */
  readonly method?: 'auto' | ForecastMethod;
  /** Default: multiplicative where every value is above 0, else additive. */
  readonly seasonal?: 'additive' | 'multiplicative';
  readonly damped?: boolean;
  /** Weights instead of a fit: alpha; with a trend beta, with a season gamma; phi if damped. */
  readonly params?: SmoothingParams;
  /** First states, before the first value; without them R's: a decomposition of the first two seasons, or the first values. */
  readonly states?: SmoothingStates;
  /** What the season learns from: see `smooth`. Default `level`, as R; `forecast` as Hyndman & Athanasopoulos and statsmodels. */
  readonly seasonFrom?: 'level' | 'forecast';
  /** Of the interval. Default 0.8. */
  readonly level?: number;
  /** Values at the end that are held against a forecast made without them. Default one season, at most a quarter of the values; 0 for none. */
  readonly holdout?: number;
}
