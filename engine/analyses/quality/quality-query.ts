/** What a quality query asks: what is wrong with the rows, how far numbers over them can be trusted, and when they came. */

import type {MetricInput} from '../../../metrics/read-metric.ts';

/** Two numbers that should be the same, each from its own table, day by day. */
export interface Reconciliation {
  readonly left: string | MetricInput;
  readonly right: string | MetricInput;
  /** How far apart they may be as a part of the larger. Default 0.05. */
  readonly tolerance?: number;
}

/** A finding that is known and taken as it is: it is shown and lowers no score. Parts that are not given match all. */
export interface Acceptance {
  readonly reason: string;
  readonly table?: string;
  readonly column?: string;
}

export interface QualityQuery {
  readonly analysis: 'quality';
  /** Only this table. */
  readonly table?: string;
  /** `issues` (default): a row a finding. `score`: a row a table and dimension. `log`: a row a load and table. */
  readonly view?: 'issues' | 'score' | 'log';
  readonly accept?: readonly Acceptance[];
  /** After how many days without a new row a table is late: `{order_lines: 2}`. Default 1; stock 7, customers and targets never. */
  readonly freshness?: Readonly<Record<string, number>>;
  /** Pairs of metrics to hold against each other, instead of the built-in ones. */
  readonly reconcile?: readonly Reconciliation[];
}
