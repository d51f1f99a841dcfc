/** Queries: plain JSON, one shape an analysis. They cross a worker, a socket and a saved cockpit unchanged. */

import type {Metric} from '../metrics/metric.ts';

/**
 * A filter over one dimension (a canonical or a host's own column). All given tests must hold. `in: []` matches nothing; `null` in
 * `in` matches rows without a value.
 */
export interface Filter {
  readonly dimension: string;
  readonly in?: readonly (string | null)[];
  readonly notIn?: readonly (string | null)[];
  readonly gte?: number;
  readonly lte?: number;
}

export type PeriodPreset =
  | 'today' | 'yesterday' | 'this-week' | 'last-week' | 'this-month' | 'last-month' | 'this-quarter' | 'last-quarter'
  | 'this-year' | 'last-year' | 'last-7-days' | 'last-30-days' | 'last-90-days' | 'last-365-days' | 'all' | (string & {});

/**
 * A preset, `last-N-days`, a calendar day, month or year (`2024-03-01`, `2024-03`, `2024`), a range `2024-03-01/2024-03-31`, or its
 * parts. Both ends are calendar days of the shop and both belong to the period.
 */
export type Period = PeriodPreset | {readonly from: string; readonly to: string};

export type Grain = 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

export type Compare = 'previous-period' | 'previous-year' | 'previous-week' | {readonly from: string; readonly to: string};

export interface Sort {
  readonly column: string;
  readonly descending?: boolean;
}

interface CommonQuery {
  readonly period?: Period;
  readonly filters?: readonly Filter[];
}

export interface MetricsQuery extends CommonQuery {
  readonly analysis: 'metrics';
  /** Keys of the registry, or definitions of the query's own. */
  readonly metrics: readonly (string | Metric)[];
  readonly by?: readonly string[];
  readonly grain?: Grain;
  readonly compare?: Compare | readonly Compare[];
  /** Adds `<metric>_share` for additive metrics: part ÷ whole, unrounded. */
  readonly share?: boolean;
  readonly limit?: number;
  readonly sort?: Sort | readonly Sort[];
  /** Refunds lower sales on the day they are booked (default) or on the day of their order; `none` leaves them out. */
  readonly refundsOn?: 'refund' | 'order' | 'none';
}

/** A step: an event name, or conditions over the event's columns under a label. */
export type FunnelStep = string | {readonly label: string; readonly where: readonly Filter[]};

export interface FunnelQuery extends CommonQuery {
  readonly analysis: 'funnel';
  readonly steps: readonly FunnelStep[];
  /** `30m`, `24h`, `7d`, `1800s`: a duration in seconds, counted from step 1, its end included. `none`: no window. Default `7d`. */
  readonly within?: string;
  readonly order?: 'ordered' | 'strict' | 'any' | 'open';
  readonly actor?: 'user_id' | 'session_id' | (string & {});
  readonly by?: readonly string[];
  readonly compare?: Compare;
  /** Actors who do `step` between two steps (from 1) of an attempt leave the whole funnel. */
  readonly exclude?: readonly {readonly step: FunnelStep; readonly from: number; readonly to: number}[];
  /** Peers' stricter readings of `ordered`, by their names: ClickHouse's, and Doris' `deduplication` and `fixed`. */
  readonly rules?: readonly ('strict-order' | 'strict-deduplication' | 'strict-increase' | 'allow-reentry' | 'deduplication' | 'fixed')[];
  /** `steps` (default): a row a step and group. `actors`: a row an actor with its level. `times`: a histogram between two steps. */
  readonly view?: 'steps' | 'actors' | 'times';
  /** For `times`: from which step to which, counted from 1. Default the first and the last. */
  readonly fromStep?: number;
  readonly toStep?: number;
  /** For `times`: how many bins, or `auto` (default): the cube root of the number of times, 1 to 60. */
  readonly bins?: number | 'auto';
  /** For `actors`: only those who reached exactly this many steps. */
  readonly level?: number;
  /** The largest groups of `steps`, or the first rows of `actors`. */
  readonly limit?: number;
}

export interface RfmSegmentRule {
  readonly name: string;
  readonly r: readonly [low: number, high: number];
  readonly f: readonly [low: number, high: number];
  readonly m: readonly [low: number, high: number];
}

export interface RfmQuery extends CommonQuery {
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

export interface InventoryQuery extends CommonQuery {
  readonly analysis: 'inventory';
  readonly asOf?: string;
  /** Days of sales that demand is estimated from. Default 28. */
  readonly trailingDays?: number;
  /** For SKUs whose rows carry no `lead_time_days`. Default 7. */
  readonly leadTimeDays?: number;
  /** Days between reviews, added to the lead time in the suggested quantity. Default 7. */
  readonly reviewDays?: number;
  /** Cycle service level, above 0 and below 1. Default 0.95. */
  readonly serviceLevel?: number;
  /** No sale for this many days: slow (60), dead (180). */
  readonly slowDays?: number;
  readonly deadDays?: number;
  /** Days of cover above which stock is too much. Default 120. */
  readonly overstockDays?: number;
  readonly abc?: {readonly a: number; readonly b: number; readonly rule?: 'before' | 'including'};
  /** `cells` (default): a row a SKU × warehouse (or `by` × warehouse). `skus`: a row a SKU over all warehouses. `reorder`: what to order. */
  readonly view?: 'cells' | 'skus' | 'reorder';
  readonly by?: 'sku' | 'category';
  readonly limit?: number;
  readonly sort?: Sort | readonly Sort[];
}

export interface QualityQuery {
  readonly analysis: 'quality';
  readonly table?: string;
}

export interface RowsQuery extends CommonQuery {
  readonly analysis: 'rows';
  readonly table: string;
  readonly columns?: readonly string[];
  readonly offset?: number;
  readonly limit?: number;
  readonly sort?: Sort | readonly Sort[];
}

export type Query = MetricsQuery | FunnelQuery | RfmQuery | InventoryQuery | QualityQuery | RowsQuery;
export type Analysis = Query['analysis'];

/** A query that cannot be answered. `message` names the query's part at fault and what to do; `query` is the query. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
  constructor(
    message: string,
    readonly query: unknown,
    /** What kind of trouble: a table or column the source lacks, or an option out of range. */
    readonly kind: 'missing-table' | 'missing-column' | 'unknown-metric' | 'unknown-dimension' | 'bad-option' | 'aborted' = 'bad-option',
    /** The names that `kind` is about, for a localised message. */
    readonly names: readonly string[] = [],
  ) {
    super(message);
  }
}
