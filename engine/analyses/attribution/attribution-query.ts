/** What an attribution query asks: which channels the conversions, and what they are worth, are credited to. */

import type {ScopedQuery, Sort} from '../../query.ts';

/** `markov`: removal effects in a chain of first order, over the paths that converted and those that did not. */
export type AttributionModel = 'first' | 'last' | 'last-non-direct' | 'linear' | 'position' | 'decay' | 'markov';

/** A filter on `dimension` itself keeps those rows of the answer, credited from whole paths; every other filter chooses conversions. */
export interface AttributionQuery extends ScopedQuery {
  readonly analysis: 'attribution';
  /** Default `first`, `last`, `linear`, `position`, `decay`. */
  readonly models?: readonly AttributionModel[];
  /** Which column of the events is credited. Default `channel`. */
  readonly dimension?: 'channel' | 'campaign' | (string & {});
  /** `orders` (default): orders as the metric `orders` counts them, found by `customer_id` = `user_id`. Else the events of these names. */
  readonly conversion?: 'orders' | (string & {}) | readonly string[];
  /** What an order is worth: line amounts, as `attributed_sales` counts them (default), or gross margin. Events are worth 1 each. */
  readonly value?: 'net' | 'margin' | 'count';
  /** How long before a conversion a touch may be, `30d`, `12h`, `none`; its end belongs to it. Default `30d`. */
  readonly lookback?: string;
  /** For `decay`: the age at which a touch weighs half. Default `7d`. */
  readonly halfLife?: string;
  /** For `position`: what the first, those between and the last get. Default [0.4, 0.2, 0.4]. */
  readonly position?: readonly [first: number, middle: number, last: number];
  /** Names of events that are touches. Default: every event with a channel. */
  readonly touch?: string | readonly string[];
  /** `visit`: the first event of each channel in a session; `event`: each event. Default `visit` where events have a `session_id`. */
  readonly touchPer?: 'visit' | 'event';
  /** `true`: a channel that follows itself is one touch, the latest. `all`: only a channel's first touch. Default: each touch counts. */
  readonly collapse?: boolean | 'all';
  /** Names for "came by itself", whatever their case. Default `direct`, `(direct)`, `(none)`, `直接访问`. */
  readonly direct?: readonly string[];
  /** Direct touches leave the path, at its end (`last`) or everywhere (`any`), unless all are direct. Default: they stay. */
  readonly dropDirect?: 'last' | 'any';
  /** Values of the dimension that are no touches. */
  readonly exclude?: readonly string[];
  /** Only the latest touches of a path. */
  readonly maxTouches?: number;
  /** `true`: a path begins after the person's conversion before. Default: the whole look-back counts for each conversion. */
  readonly reset?: boolean;
  /** `channels` (default): a row a value of the dimension. `paths`: a row a path, those that did not convert too. */
  readonly view?: 'channels' | 'paths';
  readonly limit?: number;
  readonly sort?: Sort | readonly Sort[];
}
