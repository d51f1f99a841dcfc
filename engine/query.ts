/**
 * Queries: plain JSON. They cross a worker, a socket and a saved cockpit unchanged. `analysis` picks the shape; each analysis keeps its own
 * beside it, and here is what they share.
 */

import type {AnomaliesQuery} from './analyses/anomalies/anomalies-query.ts';
import type {AttributionQuery} from './analyses/attribution/attribution-query.ts';
import type {BasketQuery} from './analyses/basket/basket-query.ts';
import type {BreakdownQuery} from './analyses/breakdown/breakdown-query.ts';
import type {ClvQuery} from './analyses/clv/clv-query.ts';
import type {CohortQuery} from './analyses/cohort/cohort-query.ts';
import type {DictionaryQuery} from './analyses/dictionary/dictionary-query.ts';
import type {DistributionQuery} from './analyses/distribution/distribution-query.ts';
import type {ForecastQuery} from './analyses/forecast/forecast-query.ts';
import type {ExperimentQuery} from './analyses/experiment/experiment-query.ts';
import type {ExplainQuery} from './analyses/explain/explain-query.ts';
import type {FunnelQuery} from './analyses/funnel/funnel-query.ts';
import type {IntervalsQuery} from './analyses/intervals/intervals-query.ts';
import type {InventoryQuery} from './analyses/inventory/inventory-query.ts';
import type {MetricsQuery} from './analyses/metrics/metrics-query.ts';
import type {QualityQuery} from './analyses/quality/quality-query.ts';
import type {RfmQuery} from './analyses/rfm/rfm-query.ts';
import type {RowsQuery} from './analyses/rows/rows-query.ts';
import type {TgiQuery} from './analyses/tgi/tgi-query.ts';

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
  | 'this-year' | 'last-year' | 'last-7-days' | 'last-30-days' | 'last-90-days' | 'last-365-days' | 'all'
  | 'this-fiscal-month' | 'last-fiscal-month' | 'this-fiscal-quarter' | 'last-fiscal-quarter' | 'this-fiscal-year' | 'last-fiscal-year'
  | (string & {});

/**
 * A preset, `last-N-days`, a calendar day, month or year (`2024-03-01`, `2024-03`, `2024`), a range `2024-03-01/2024-03-31`, or its
 * parts; an event of the shop's calendar, `event:618` (the latest that has begun) or `event:618/2024`, or its parts. Both ends are calendar days
 * of the shop and both belong to the period.
 */
export type Period = PeriodPreset | DayRange | EventPeriod;

export interface DayRange {
  readonly from: string;
  readonly to: string;
}

export interface EventPeriod {
  readonly event: string;
  readonly year?: number;
}

export type Grain = 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/** Buckets of the shop's fiscal year: the source's `calendar` must give one. */
export type FiscalGrain = 'fiscal-month' | 'fiscal-quarter' | 'fiscal-year';

/**
 * `same-weekday`: 364 days back, the nearest day of the same weekday a year before. `previous-event`: each day against the day of the event's
 * occurrence before that lies as far from its peak (from its first day, where one of them has no peak); `event:618`, `event:618/2022` or
 * `{event, year}` names the event where several lie in the period, and the occurrence.
 */
export type Compare =
  | 'previous-period' | 'previous-year' | 'previous-week' | 'same-weekday' | 'previous-event' | `event:${string}` | DayRange | EventPeriod;

export interface Sort {
  readonly column: string;
  readonly descending?: boolean;
}

/** What every query over rows may narrow them by. */
export interface ScopedQuery {
  readonly period?: Period;
  readonly filters?: readonly Filter[];
}

export type Query =
  | AnomaliesQuery | AttributionQuery | BasketQuery | BreakdownQuery | ClvQuery | CohortQuery | DictionaryQuery | DistributionQuery | ExperimentQuery
  | ExplainQuery | ForecastQuery | FunnelQuery | IntervalsQuery | InventoryQuery | MetricsQuery | QualityQuery | RfmQuery | RowsQuery
  | TgiQuery;
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
