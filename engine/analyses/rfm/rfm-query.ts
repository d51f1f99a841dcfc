/** What an RFM query asks: customers by recency, frequency and money. */

import type {ScopedQuery, Sort} from '../../query.ts';

export interface RfmSegmentRule {
  readonly name: string;
  readonly r: readonly [low: number, high: number];
  readonly f: readonly [low: number, high: number];
  readonly m: readonly [low: number, high: number];
}

export interface RfmQuery extends ScopedQuery {
  readonly analysis: 'rfm';
  /** How many scores, 2 to 10. Default 5. */
  readonly scores?: number;
  readonly asOf?: string;
  /** `quantile` (default): type-7 quantiles, a value on a cut belongs to the lower bin. `rfm-package`: the R package's cuts + 1. */
  readonly cuts?: 'quantile' | 'rfm-package';
  readonly segments?: 'ten' | 'eight' | readonly RfmSegmentRule[];
  /** `grid` (default): a row a cell R × F. `segments`, `customers`, `cuts`: a row each. */
  readonly view?: 'grid' | 'segments' | 'customers' | 'cuts';
  /** For `customers`: only this cell or segment. */
  readonly cell?: {readonly r?: number; readonly f?: number; readonly segment?: string};
  readonly limit?: number;
  readonly sort?: Sort | readonly Sort[];
}
