/** Where memberships of cohorts begin. */

import type {EventStream} from './event-stream.ts';

/** Flags of a row. A start that is not admitted still is its actor's first. */
export const START = 1;
export const ADMITTED = 2;
export const RETURN = 4;

/** A period number that is never observed: rows after the end, or without a time. Rows before the first cohort have −1. */
export const NEVER = 2147483647;

export interface CohortRows {
  readonly stream: EventStream;
  /** Flags a row of the table. */
  readonly flags: Uint8Array;
  /** The number of each row's calendar period, from 0; −1 before the first cohort, {@link NEVER} after the end. */
  readonly periods: Int32Array;
  /** A group a row; of rows at one instant the least counts. */
  readonly groups?: Int32Array | undefined;
}

/** Memberships, those of actor `a` at `offsets[a]` to `offsets[a + 1] − 1`. */
export interface CohortStarts {
  readonly offsets: Int32Array;
  /** The period that each began in. */
  readonly cohorts: Int32Array;
  readonly groups: Int32Array;
  /** The instant of the start. */
  readonly times: Float64Array;
  /** Actors with a membership. */
  readonly actors: number;
  /** Actors who began before the first cohort. */
  readonly earlier: number;
  /** Memberships whose rows at that instant are of several groups. */
  readonly ambiguous: number;
}

interface Found {
  readonly cohorts: number[];
  readonly groups: number[];
  readonly times: number[];
  ambiguous: number;
}

/**
 * `first-time`: one membership an actor, by its first START of all; none where that lies outside periods 0 to `cohorts` − 1 or is not admitted.
 * `recurring`: one for each of these periods with an admitted START. Rows at one instant stand in no order: any admitted one admits. O(rows).
 */
export function findStarts(rows: CohortRows, cohorts: number, mode: 'first-time' | 'recurring'): CohortStarts {
  const {starts, actors: count} = rows.stream;
  const offsets = new Int32Array(count + 1);
  const found: Found = {cohorts: [], groups: [], times: [], ambiguous: 0};
  let actors = 0;
  let earlier = 0;
  for (let actor = 0; actor < count; actor++) {
    const before = found.cohorts.length;
    if (mode === 'recurring') findRecurring(rows, actor, cohorts, found);
    else if (findFirst(rows, starts[actor] as number, starts[actor + 1] as number, cohorts, found)) earlier++;
    if (found.cohorts.length > before) actors++;
    offsets[actor + 1] = found.cohorts.length;
  }
  return {
    offsets, cohorts: Int32Array.from(found.cohorts), groups: Int32Array.from(found.groups), times: Float64Array.from(found.times),
    actors, earlier, ambiguous: found.ambiguous,
  };
}

/** Whether the first start, admitted, lies before the first cohort. */
function findFirst({stream, flags, periods, groups}: CohortRows, from: number, to: number, cohorts: number, found: Found): boolean {
  let at = from;
  while (at < to && !((flags[stream.rows[at] as number] as number) & START)) at++;
  if (at === to) return false;
  const time = stream.times[at] as number;
  const cohort = periods[stream.rows[at] as number] as number;
  if (cohort >= cohorts) return false;
  let group = -1;
  let several = false;
  for (; at < to && stream.times[at] === time; at++) {
    const row = stream.rows[at] as number;
    if (((flags[row] as number) & (START | ADMITTED)) !== (START | ADMITTED)) continue;
    const own = groups ? (groups[row] as number) : 0;
    several ||= group >= 0 && own !== group;
    if (group < 0 || own < group) group = own;
  }
  if (group < 0) return false;
  if (cohort < 0) return true;
  found.cohorts.push(cohort);
  found.groups.push(group);
  found.times.push(time);
  if (several) found.ambiguous++;
  return false;
}

function findRecurring({stream, flags, periods, groups}: CohortRows, actor: number, cohorts: number, found: Found): void {
  const first = found.cohorts.length;
  let several = -1;
  for (let at = stream.starts[actor] as number, to = stream.starts[actor + 1] as number; at < to; at++) {
    const row = stream.rows[at] as number;
    if (((flags[row] as number) & (START | ADMITTED)) !== (START | ADMITTED)) continue;
    const period = periods[row] as number;
    if (period < 0 || period >= cohorts) continue;
    // Where a clock was set back over midnight, a later instant may lie in an earlier day.
    let known = found.cohorts.length - 1;
    while (known >= first && found.cohorts[known] !== period) known--;
    const own = groups ? (groups[row] as number) : 0;
    if (known < first) {
      found.cohorts.push(period);
      found.groups.push(own);
      found.times.push(stream.times[at] as number);
    } else if (stream.times[at] === found.times[known] && own !== found.groups[known]) {
      if (several !== known) found.ambiguous++;
      several = known;
      found.groups[known] = Math.min(own, found.groups[known] as number);
    }
  }
}
