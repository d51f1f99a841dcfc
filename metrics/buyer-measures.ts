/**
 * Measures whose time runs anew for each buyer or visitor: what became of them so many days after they came. Days are calendar days of the
 * shop. A group's rows are those by which somebody became a member (the lines of the first order, the events of day 0, the tickets); filters
 * and dimensions choose among these alone, and what follows counts wherever it happened.
 */

/** Buyers whose first order that makes a customer lies in the group's period. */
export interface NewBuyersMeasure {
  readonly table: 'order_lines';
  readonly aggregate: 'new-buyers';
  /** Only those whose so many days after it are over. */
  readonly days?: number;
  /** Of these only those with a further order in these days, the last included. */
  readonly again?: true;
  /** New is who did not order in so many days before. Without it: who never ordered before. A query's `newLookback` sets it. */
  readonly lookback?: number;
}

/** What the new buyers of the group's period brought: net less refunds of their orders from the first on. */
export interface BuyerValueMeasure {
  readonly table: 'order_lines';
  readonly aggregate: 'buyer-value';
  /** Up to so many days after the first order, and only of those for whom they are over. Without it: up to the last row. */
  readonly days?: number;
  readonly lookback?: number;
  /** Refunds count on their own day, on that of their line, or not. A query's `refundsOn` sets it. */
  readonly refundsOn?: 'refund' | 'order' | 'none';
}

/**
 * Days after their first order by which the gross margin of the period's new buyers, all together, reached the ad spend of the group. Lines
 * whose cost is not known are left out. Undefined where it has not reached it.
 */
export interface PaybackMeasure {
  readonly table: 'order_lines';
  readonly aggregate: 'payback';
  readonly lookback?: number;
}

/** Days between consecutive order days of a buyer, and of these the quantile. A gap belongs to the day that ends it. */
export interface IntervalMeasure {
  readonly table: 'order_lines';
  readonly aggregate: 'interval';
  /** From 0 to 1, type 7; 0.5 is the median. */
  readonly quantile: number;
}

/** Actors whose first activity ever lies in the group's period and whose day so many days later is known; with `met` only those active on it. */
export interface DayNMeasure {
  readonly table: 'events' | 'order_lines';
  readonly aggregate: 'day-n';
  readonly days: number;
  readonly met?: true;
}

/**
 * A state at the end of the group's period, T: buyers with an order from T − 2 × `days` + 1 to T − `days`; with `lapsed` only those with none
 * in the `days` up to T.
 */
export interface LapseMeasure {
  readonly table: 'order_lines';
  readonly aggregate: 'base-buyers';
  readonly days: number;
  readonly lapsed?: true;
}

/** Customers with a ticket whose so many days are over; with `ordered` only those who placed an order after it and inside them. */
export interface InquiryMeasure {
  readonly table: 'service';
  readonly aggregate: 'inquirers';
  readonly days: number;
  readonly ordered?: true;
  /** What tickets before a sale are called. Where no ticket is of such a kind all of them count. */
  readonly kinds: readonly string[];
}

/** Hours from step 1 of a path to its last, for those who reach it, and of these the quantile. As in a funnel, filters choose among all events. */
export interface PathTimeMeasure {
  readonly table: 'events';
  readonly aggregate: 'path-time';
  /** Names of events; of a list the first that the log knows. */
  readonly steps: readonly (string | readonly string[])[];
  readonly within: string;
  readonly actor: 'user_id' | 'session_id';
  readonly quantile: number;
}

/** Users of each day, added up over days. */
export interface UserDaysMeasure {
  readonly table: 'events';
  readonly aggregate: 'user-days';
}

export type BuyerMeasure =
  | NewBuyersMeasure | BuyerValueMeasure | PaybackMeasure | IntervalMeasure | DayNMeasure | LapseMeasure | InquiryMeasure | PathTimeMeasure
  | UserDaysMeasure;

export const BUYER_AGGREGATES = {
  'new-buyers': true, 'buyer-value': true, payback: true, interval: true, 'day-n': true, 'base-buyers': true, inquirers: true, 'path-time': true,
  'user-days': true,
} as const;

const ORDERS = ['customer_id', 'order_id', 'status', 'ordered_at'] as const;

/** Columns that each of them reads. */
export const BUYER_MEASURE_COLUMNS: {
  readonly [A in BuyerMeasure['aggregate']]: (measure: Extract<BuyerMeasure, {aggregate: A}>) => readonly string[];
} = {
  'new-buyers': () => ORDERS,
  'buyer-value': () => [...ORDERS, 'net', 'refund', 'refunded_at'],
  payback: () => [...ORDERS, 'quantity', 'net', 'cost', 'refund', 'refunded_at'],
  interval: () => ORDERS,
  'day-n': ({table}) => (table === 'events' ? ['user_id', 'at'] : ORDERS),
  'base-buyers': () => ORDERS,
  inquirers: () => ['customer_id', 'kind', 'at'],
  'path-time': ({actor}) => [actor, 'at', 'step'],
  'user-days': () => ['user_id', 'at'],
};
