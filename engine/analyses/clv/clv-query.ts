/** What a CLV query asks: who will come back, how often, and what that is worth. */

import type {BgNbdParams} from '../../models/bg-nbd.ts';
import type {GammaGammaParams} from '../../models/gamma-gamma.ts';
import type {ParetoNbdParams} from '../../models/pareto-nbd.ts';
import type {ScopedQuery, Sort} from '../../query.ts';

export interface ClvQuery extends ScopedQuery {
  readonly analysis: 'clv';
  /** Default `bg-nbd`. */
  readonly model?: 'bg-nbd' | 'pareto-nbd';
  /** What a purchase is worth: `gamma-gamma` (default), or `none` for counts alone. */
  readonly spend?: 'gamma-gamma' | 'none';
  /** Purchases of one such period are one. Default `day`. */
  readonly grain?: 'day' | 'week' | 'month';
  /** Days looked ahead. Default 365. */
  readonly horizonDays?: number;
  /** A month's, for what coming purchases are worth today. Default 0. */
  readonly discountRate?: number;
  /** Last day observed, `YYYY-MM-DD`. Default: that of the period, else the last day that rows tell of. */
  readonly asOf?: string;
  /** Fit on purchases up to this day, and hold what came after it, up to `asOf`, against what was expected. */
  readonly calibrationEnd?: string;
  /** Parameters instead of a fit, in periods of `grain`. */
  readonly params?: BgNbdParams | ParetoNbdParams;
  readonly spendParams?: GammaGammaParams;
  /**
   * `customers` (default): a row a customer. `summary`: the same without a model. `parameters`: a row a parameter. `cells`: what the model says of
   * customers by how often they came back and when last, all observed for as long as the oldest.
   */
  readonly view?: 'customers' | 'summary' | 'parameters' | 'cells';
  readonly limit?: number;
  readonly sort?: Sort | readonly Sort[];
}
