/** What every engine must answer. Arrays are by day, by cell or by month as each says; equal to the last cent. */

export interface KpiAnswer {
  /** By day: cents sold (not cancelled), orders, buyers, cents of refunded orders, cents of margin of paid ones. */
  readonly gmv: readonly number[];
  readonly orders: readonly number[];
  readonly buyers: readonly number[];
  readonly refunded: readonly number[];
  readonly margin: readonly number[];
  /** The same five over the last 30 days, the 30 before, and the same 30 a year before. */
  readonly periods: readonly (readonly number[])[];
}

export interface RfmAnswer {
  /** By cell (R − 1) × 5 + F − 1 over paid orders: customers and their cents. */
  readonly customers: readonly number[];
  readonly money: readonly number[];
}

/** By channel × 4: people and channels that reach each step within 7 days of the view that begins the attempt. */
export type FunnelAnswer = readonly number[];

export interface StockAnswer {
  /** By warehouse × 3 + ABC class: cells, cents at cost, cells with under 7 days of cover, cells with more than 90. */
  readonly cells: readonly number[];
  readonly value: readonly number[];
  readonly short: readonly number[];
  readonly long: readonly number[];
}

/** By first month × 24 + months since: customers with a paid order. */
export type CohortAnswer = readonly number[];

export interface Engine {
  readonly kpi?: () => KpiAnswer | Promise<KpiAnswer>;
  readonly rfm?: () => RfmAnswer | Promise<RfmAnswer>;
  readonly funnel?: () => FunnelAnswer | Promise<FunnelAnswer>;
  readonly stock?: () => StockAnswer | Promise<StockAnswer>;
  readonly cohort?: () => CohortAnswer | Promise<CohortAnswer>;
}

/** First and one past the last day of the three periods. */
export const PERIODS: readonly (readonly [number, number])[] = [[700, 730], [670, 700], [335, 365]];
export const WORKS = ['kpi', 'rfm', 'funnel', 'stock', 'cohort'] as const;
export type Work = (typeof WORKS)[number];
