/** What a cohort query asks: how many of those who began together come back, and what they bring. */

import type {Filter, Grain, Period, ScopedQuery} from '../../query.ts';
import type {FunnelStep} from '../funnel/funnel-query.ts';

/**
 * Something an actor did: an event's name, or tests that one row must pass together. `step` is an event's name, `where` are filters over the
 * row's columns, `period` says when it happened.
 */
export type CohortCondition = string | {
  readonly label?: string;
  readonly step?: string;
  readonly where?: readonly Filter[];
  readonly period?: Period;
};

/** `period` chooses the cohorts, as whole calendar periods; what their members do later counts up to the end of what is observed. */
export interface CohortQuery extends ScopedQuery {
  readonly analysis: 'cohort';
  /** The calendar period that makes a cohort and counts its age. Default `month`. */
  readonly grain?: Grain;
  /**
   * What a cell counts: members who are active (default), their orders (or, of events, their events), or their money: net of valid
   * orders less refunds.
   */
  readonly measure?: 'customers' | 'orders' | 'events' | 'net';
  /** Default `order_lines`; `events` where there are no orders, or where `start`, `return` or `conditions` name events. */
  readonly table?: 'order_lines' | 'events';
  /** What begins a membership, and what counts as coming back: any of these. Default: every row. */
  readonly start?: FunnelStep | readonly FunnelStep[];
  readonly return?: FunnelStep | readonly FunnelStep[];
  /** `first-time` (default): by the first start in all history. `recurring`: every period with a start is a membership of its own. */
  readonly mode?: 'first-time' | 'recurring';
  /** `on` (default): active in period k. `within`: in any of 1 to k. `from`: in k or any later one that is observed. */
  readonly retention?: 'on' | 'within' | 'from';
  /** The greatest age, in periods. Default: all that is observed. */
  readonly horizon?: number;
  /** Dimensions of the row that began the membership. */
  readonly by?: readonly string[];
  /** Whose rows: `customer_id` of orders, `user_id` of events, or any other dimension. */
  readonly actor?: string;
  /** Of orders: `kept` (default) are those that make a customer, neither returned nor cancelled; `all` takes every row. */
  readonly activity?: 'kept' | 'all';
  /**
   * `cells` (default): a row a cohort and age. `curve`: the weighted average a age. `days`: day-N retention, a row a N. `actors`: a row a
   * member, of one cell where `cell` names it.
   */
  readonly view?: 'cells' | 'curve' | 'days' | 'actors';
  /** For `days`: which. Default 1, 7 and 30. */
  readonly days?: readonly number[];
  /** For `actors`: only members of this cohort (its first day), and of those who were active at this age, or who were not. */
  readonly cell?: {readonly cohort?: string; readonly age?: number; readonly active?: boolean};
  /** Whether averages count a period that is not over. Default `leave-out`. */
  readonly partial?: 'leave-out' | 'include';
  /** Where observation ends: `data` (default) on the last day with rows; `period` on the period's own last day. Never after the clock. */
  readonly observedUntil?: 'data' | 'period';
  /**
   * Instead of cohorts by calendar: actors who meet the first condition, and how many of them meet each further one, whatever the others.
   * A row a condition; with `view: 'actors'` a row an actor.
   */
  readonly conditions?: readonly CohortCondition[];
  /** The largest groups of `by`, or the first rows without `by`. */
  readonly limit?: number;
}
