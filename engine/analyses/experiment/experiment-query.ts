/** What an experiment query asks: which arm of a test turns more of its users into buyers, and whether that is more than chance. */

import type {PAdjustment} from '../../statistics/multiple-comparison.ts';
import type {Alternative} from '../../statistics/proportion.ts';
import type {ScopedQuery} from '../../query.ts';

/** Filters and period choose the events that bring users into the test; what they do later counts whatever its dimensions. */
export interface ExperimentQuery extends ScopedQuery {
  readonly analysis: 'experiment';
  /** The column of the events that names the arm. Default `variant`. */
  readonly variant?: string;
  /** What is counted. Default `user_id`: events and sessions of one user are not independent. */
  readonly actor?: string;
  /** The event, or any of several, that makes a user a success. */
  readonly success: string | readonly string[];
  /**
   * Also compares what users of each arm bought from their entry on, by Welch's test of the means: `net` is net − refunds of valid orders, `orders`
   * how many of them. Asks for `order_lines` whose `customer_id` is the user's id. Users who bought nothing count with 0.
   */
  readonly value?: 'net' | 'orders';
  /** The event by which users enter the test. Default: their first event that names an arm. */
  readonly exposure?: string;
  /**
   * `7d`, `24h`: how long after entering a success counts, its end included, also past the period's end; users whose time is not over are left
   * out. Default: up to the period's end.
   */
  readonly within?: string;
  /** The arm that others are held against. Default: the one called control, baseline, original, a, 对照组 or the like, else the first by name. */
  readonly control?: string;
  /** Planned parts of the users by arm, adding up to 1. Default: equal. */
  readonly split?: Readonly<Record<string, number>>;
  /** Of the intervals; a difference is significant below 1 − confidence. Default 0.95. */
  readonly confidence?: number;
  /** Default `pooled-z`. */
  readonly test?: 'pooled-z' | 'unpooled-z' | 'fisher';
  /** Of the difference. Default `newcombe`. */
  readonly interval?: 'newcombe' | 'wald' | 'agresti-caffo';
  /** Of the p-values of several arms against one control. Default `holm`; with two arms there is nothing to correct. */
  readonly correction?: PAdjustment;
  /** A test still to come: how many users an arm takes to find this relative lift over a baseline rate. `power` is 0.8 by default. */
  readonly plan?: {readonly baseline: number; readonly lift: number; readonly power?: number};
  /** Of an arm against control. Default `two-sided`; decide on another one before the test begins. */
  readonly alternative?: Alternative;
}
