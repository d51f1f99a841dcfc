/** Cells of cohort × age over typed arrays. */

import type {CohortRows, CohortStarts} from './cohort-starts.ts';
import {RETURN} from './cohort-starts.ts';

/** Cells stand at (group × cohorts + cohort) × ages + age. */
export interface CohortSpace {
  readonly groups: number;
  readonly cohorts: number;
  readonly ages: number;
  /** Periods that are observed, from the first cohort's. */
  readonly observed: number;
}

export type Retention = 'on' | 'within' | 'from';

/** When actors were active: those of actor `a` at `offsets[a]` to `offsets[a + 1] − 1`. */
export interface CohortReturns {
  readonly offsets: Int32Array;
  /** Distinct periods with a return, in no order. */
  readonly periods: Int32Array;
  /** The position of the last return in each. */
  readonly last: Int32Array;
}

/** The observed periods in which each actor has a RETURN. O(positions). */
export function findReturns({starts, flags, periods}: Pick<CohortRows, 'starts' | 'flags' | 'periods'>, observed: number): CohortReturns {
  const offsets = new Int32Array(starts.length);
  const found = new Int32Array(periods.length);
  const last = new Int32Array(periods.length);
  // Of each period the actor that was last seen in it, and where that is written.
  const seen = new Int32Array(observed).fill(-1);
  const place = new Int32Array(observed);
  let count = 0;
  for (let actor = 0; actor + 1 < starts.length; actor++) {
    for (let at = starts[actor] as number, to = starts[actor + 1] as number; at < to; at++) {
      const period = periods[at] as number;
      if (((flags[at] as number) & RETURN) === 0 || period < 0 || period >= observed) continue;
      if (seen[period] !== actor) {
        seen[period] = actor;
        place[period] = count;
        found[count++] = period;
      }
      last[place[period] as number] = at;
    }
    offsets[actor + 1] = count;
  }
  return {offsets, periods: found.slice(0, count), last: last.slice(0, count)};
}

/** How many memberships each group and cohort has. */
export function cohortSizes({cohorts, groups}: CohortStarts, space: CohortSpace): Int32Array {
  const sizes = new Int32Array(space.groups * space.cohorts);
  for (let start = 0; start < cohorts.length; start++) {
    const place = (groups[start] as number) * space.cohorts + (cohorts[start] as number);
    sizes[place] = (sizes[place] as number) + 1;
  }
  return sizes;
}

export interface ActiveCells {
  readonly cells: Float64Array;
  /** Actors with a return in a later period than one they began in. */
  readonly returned: number;
}

/**
 * Members with a return `on` age k; `within` ages 1 to k; `from` age k on. Age 0 is a return at or after the start, in its period. Cells past the
 * observed periods hold nothing of meaning. O(memberships × periods active + cells).
 */
export function countActive(returns: CohortReturns, starts: CohortStarts, space: CohortSpace, retention: Retention): ActiveCells {
  const cells = new Float64Array(space.groups * space.cohorts * space.ages);
  const actors = returns.offsets.length - 1;
  let returned = 0;
  for (let actor = 0; actor < actors; actor++) {
    let came = false;
    for (let start = starts.offsets[actor] as number, to = starts.offsets[actor + 1] as number; start < to; start++) {
      const base = ((starts.groups[start] as number) * space.cohorts + (starts.cohorts[start] as number)) * space.ages;
      const cameLater = retention === 'on'
        ? countOn(cells, base, returns, actor, starts, start, space.ages)
        : countOnce(cells, base, returns, actor, starts, start, space.ages, retention);
      came = cameLater || came;
    }
    if (came) returned++;
  }
  if (retention !== 'on') accumulate(cells, space.ages, retention);
  return {cells, returned};
}

/** Adds one at each age of a membership with a return. Whether one lies in a later period. */
function countOn(
  cells: Float64Array, base: number, {offsets, periods, last}: CohortReturns, actor: number, starts: CohortStarts, start: number, ages: number,
): boolean {
  const cohort = starts.cohorts[start] as number;
  let came = false;
  for (let i = offsets[actor] as number, end = offsets[actor + 1] as number; i < end; i++) {
    const age = (periods[i] as number) - cohort;
    if (age < 0) continue;
    if (age > 0) came = true;
    else if ((last[i] as number) < (starts.positions[start] as number)) continue;
    if (age < ages) cells[base + age] = (cells[base + age] as number) + 1;
  }
  return came;
}

/** Adds one where a running sum over the ages has to begin, and at age 0 of `within`. Whether a return lies in a later period. */
function countOnce(
  cells: Float64Array, base: number, {offsets, periods, last}: CohortReturns, actor: number, starts: CohortStarts, start: number, ages: number,
  retention: 'within' | 'from',
): boolean {
  const cohort = starts.cohorts[start] as number;
  let least = Infinity;
  let most = -1;
  for (let i = offsets[actor] as number, end = offsets[actor + 1] as number; i < end; i++) {
    const age = (periods[i] as number) - cohort;
    if (age < 0 || (age === 0 && (last[i] as number) < (starts.positions[start] as number))) continue;
    if (age > most) most = age;
    if (age > 0 && age < least) least = age;
    if (age === 0 && retention === 'within') cells[base] = (cells[base] as number) + 1;
  }
  const counted = retention === 'within' ? least : most < 0 ? Infinity : Math.min(most, ages - 1);
  if (counted < ages) cells[base + counted] = (cells[base + counted] as number) + 1;
  return most > 0;
}

function accumulate(cells: Float64Array, ages: number, retention: 'within' | 'from'): void {
  for (let base = 0; base < cells.length; base += ages) {
    if (retention === 'within') for (let age = 2; age < ages; age++) cells[base + age] = (cells[base + age] as number) + (cells[base + age - 1] as number);
    else for (let age = ages - 2; age >= 0; age--) cells[base + age] = (cells[base + age] as number) + (cells[base + age + 1] as number);
  }
}

/** Amounts a row, whose each is and when; NaN is none. */
export interface Postings {
  readonly actors: Int32Array;
  readonly periods: Int32Array;
  readonly amounts: Float64Array;
  /** A posting of something before the start is none of the membership's. */
  readonly times: Float64Array;
}

/**
 * Adds each posting to the cells of its actor's memberships, which began at `instants`. Returns the sum of all that fell on or after a start.
 * O(postings × memberships).
 */
export function addPostings(
  cells: Float64Array, {actors, periods, amounts, times}: Postings, starts: CohortStarts, instants: Float64Array, space: CohortSpace,
): number {
  const {ages, observed} = space;
  let sum = 0;
  for (let row = 0; row < actors.length; row++) {
    const actor = actors[row] as number;
    const period = periods[row] as number;
    const amount = amounts[row] as number;
    if (actor < 0 || period < 0 || period >= observed || amount !== amount) continue;
    for (let start = starts.offsets[actor] as number, to = starts.offsets[actor + 1] as number; start < to; start++) {
      const age = period - (starts.cohorts[start] as number);
      if (age < 0 || (times[row] as number) < (instants[start] as number)) continue;
      sum += amount;
      if (age >= ages) continue;
      const cell = ((starts.groups[start] as number) * space.cohorts + (starts.cohorts[start] as number)) * ages + age;
      cells[cell] = (cells[cell] as number) + amount;
    }
  }
  return sum;
}
