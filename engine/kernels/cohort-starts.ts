/** Where memberships of cohorts begin. */

import type {Scratch} from '../../data-adapters/columns/scratch.ts';

/** Flags of a position. */
export const START = 1;
export const RETURN = 2;
/** The position is of the instant of the one before it, and of the same actor. */
export const SAME_INSTANT = 4;

/** A period number that is never observed: rows after the end, or without a time. Rows before the first cohort have −1. */
export const NEVER = 2147483647;

/** What actors did, by actor, then by time. */
export interface CohortRows {
  /** `actors + 1` offsets: actor `a` has the positions `starts[a]` to `starts[a + 1] − 1`. */
  readonly starts: Int32Array;
  /** The table's row of each position. */
  readonly rows: Int32Array;
  readonly flags: Uint8Array;
  /** A flag a position: whether it may begin a membership. A start that may not still is its actor's first. */
  readonly admitted: Uint8Array;
  /** The number of each position's calendar period, from 0; −1 before the first cohort, {@link NEVER} after the end. */
  readonly periods: Int32Array;
  /** A group a position; of those at one instant the least counts. */
  readonly groups?: Int32Array | undefined;
}

/** Memberships, those of actor `a` at `offsets[a]` to `offsets[a + 1] − 1`. */
export interface CohortStarts {
  readonly offsets: Int32Array;
  /** The period that each began in. */
  readonly cohorts: Int32Array;
  readonly groups: Int32Array;
  /** The first position of the instant of each start. */
  readonly positions: Int32Array;
  /** Actors with a membership. */
  readonly actors: number;
  /** Actors who began before the first cohort. */
  readonly earlier: number;
  /** Memberships whose rows at that instant are of several groups. */
  readonly ambiguous: number;
}

interface Found {
  readonly cohorts: Int32Array;
  readonly groups: Int32Array;
  readonly positions: Int32Array;
  count: number;
  ambiguous: number;
}

/**
 * `first-time`: one membership an actor, by its first START of all; none where that lies outside periods 0 to `cohorts` − 1 or is not admitted.
 * `recurring`: one for each of these periods with an admitted START. Rows at one instant stand in no order: any admitted one admits. The answer's
 * lists are of `scratch`. O(positions).
 */
export function findStarts(rows: CohortRows, cohorts: number, mode: 'first-time' | 'recurring', scratch: Scratch): CohortStarts {
  const {starts} = rows;
  const count = starts.length - 1;
  const most = mode === 'recurring' ? rows.rows.length : count;
  const found: Found = {cohorts: scratch.int32(most), groups: scratch.int32(most), positions: scratch.int32(most), count: 0, ambiguous: 0};
  const offsets = scratch.int32(count + 1);
  let actors = 0;
  let earlier = 0;
  for (let actor = 0; actor < count; actor++) {
    const before = found.count;
    const from = starts[actor] as number;
    const to = starts[actor + 1] as number;
    if (mode === 'recurring') findRecurring(rows, from, to, cohorts, found);
    else if (findFirst(rows, from, to, cohorts, found)) earlier++;
    if (found.count > before) actors++;
    offsets[actor + 1] = found.count;
  }
  return {
    offsets, cohorts: found.cohorts.subarray(0, found.count), groups: found.groups.subarray(0, found.count),
    positions: found.positions.subarray(0, found.count), actors, earlier, ambiguous: found.ambiguous,
  };
}

/** Whether the first start, admitted, lies before the first cohort. */
function findFirst({flags, admitted, periods, groups}: CohortRows, from: number, to: number, cohorts: number, found: Found): boolean {
  let at = from;
  while (at < to && ((flags[at] as number) & START) === 0) at++;
  if (at === to) return false;
  const cohort = periods[at] as number;
  if (cohort >= cohorts) return false;
  const first = at;
  let group = -1;
  let several = false;
  do {
    if (((flags[at] as number) & START) !== 0 && admitted[at] === 1) {
      const own = groups ? (groups[at] as number) : 0;
      several ||= group >= 0 && own !== group;
      if (group < 0 || own < group) group = own;
    }
    at++;
  } while (at < to && ((flags[at] as number) & SAME_INSTANT) !== 0);
  if (group < 0) return false;
  if (cohort < 0) return true;
  put(found, cohort, group, beginOfInstant(flags, first));
  if (several) found.ambiguous++;
  return false;
}

function put(found: Found, cohort: number, group: number, position: number): void {
  found.cohorts[found.count] = cohort;
  found.groups[found.count] = group;
  found.positions[found.count++] = position;
}

function beginOfInstant(flags: Uint8Array, position: number): number {
  let at = position;
  while (((flags[at] as number) & SAME_INSTANT) !== 0) at--;
  return at;
}

function findRecurring({flags, admitted, periods, groups}: CohortRows, from: number, to: number, cohorts: number, found: Found): void {
  const first = found.count;
  let several = -1;
  let instant = from;
  for (let at = from; at < to; at++) {
    const flag = flags[at] as number;
    if ((flag & SAME_INSTANT) === 0) instant = at;
    if ((flag & START) === 0 || admitted[at] === 0) continue;
    const period = periods[at] as number;
    if (period < 0 || period >= cohorts) continue;
    // Where a clock was set back over midnight, a later instant may lie in an earlier day.
    let known = found.count - 1;
    while (known >= first && found.cohorts[known] !== period) known--;
    const own = groups ? (groups[at] as number) : 0;
    if (known < first) put(found, period, own, instant);
    else if (instant === found.positions[known] && own !== found.groups[known]) {
      if (several !== known) found.ambiguous++;
      several = known;
      found.groups[known] = Math.min(own, found.groups[known] as number);
    }
  }
}
