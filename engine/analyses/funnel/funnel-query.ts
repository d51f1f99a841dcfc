/** What a funnel query asks: how many actors reach each step of a path. */

import type {Compare, Filter, ScopedQuery} from '../../query.ts';

/** A step: an event name, or conditions over the event's columns under a label. */
export type FunnelStep = string | {readonly label: string; readonly where: readonly Filter[]};

export interface FunnelQuery extends ScopedQuery {
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
