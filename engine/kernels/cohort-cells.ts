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

/** When the members of a cohort were active. */
export interface ActorReturns {
  /** Distinct periods with a return, in no order; valid up to `count`. */
  readonly periods: Int32Array;
  /** By period: the instant of the last return in it. */
  readonly lastTimes: Float64Array;
  count: number;
}

/** Reads the returns of one actor after the other into the same arrays. */
export function returnReader({stream, flags, periods}: CohortRows, observed: number): (actor: number) => ActorReturns {
  const seen = new Int32Array(observed).fill(-1);
  const returns: ActorReturns = {periods: new Int32Array(observed), lastTimes: new Float64Array(observed), count: 0};
  return (actor) => {
    returns.count = 0;
    for (let at = stream.starts[actor] as number, to = stream.starts[actor + 1] as number; at < to; at++) {
      const row = stream.rows[at] as number;
      if (!((flags[row] as number) & RETURN)) continue;
      const period = periods[row] as number;
      if (period < 0 || period >= observed) continue;
      if (seen[period] !== actor) {
        seen[period] = actor;
        returns.periods[returns.count++] = period;
      }
      returns.lastTimes[period] = stream.times[at] as number;
    }
    return returns;
  };
}

/** How many memberships each group and cohort has. */
export function cohortSizes({cohorts, groups}: CohortStarts, space: CohortSpace): Int32Array {
  const sizes = new Int32Array(space.groups * space.cohorts);
  cohorts.forEach((cohort, start) => {
    const place = (groups[start] as number) * space.cohorts + cohort;
    sizes[place] = (sizes[place] as number) + 1;
  });
  return sizes;
}

export interface ActiveCells {
  readonly cells: Float64Array;
  /** Actors with a return in a later period than one they began in. */
  readonly returned: number;
}

/**
 * Members with a RETURN `on` age k; `within` ages 1 to k; `from` age k on. Age 0 is a return at or after the start, in its period. Cells past the
 * observed periods hold nothing of meaning. O(rows + memberships × periods active + cells).
 */
export function countActive(rows: CohortRows, starts: CohortStarts, space: CohortSpace, retention: Retention): ActiveCells {
  const {ages, observed} = space;
  const cells = new Float64Array(space.groups * space.cohorts * ages);
  const add = (cell: number): void => {
    cells[cell] = (cells[cell] as number) + 1;
  };
  const read = returnReader(rows, observed);
  let returned = 0;
  for (let actor = 0; actor < rows.stream.actors; actor++) {
    const to = starts.offsets[actor + 1] as number;
    let start = starts.offsets[actor] as number;
    if (start === to) continue;
    const {periods, lastTimes, count} = read(actor);
    let came = false;
    for (; start < to; start++) {
      const cohort = starts.cohorts[start] as number;
      const base = ((starts.groups[start] as number) * space.cohorts + cohort) * ages;
      let least = Infinity;
      let most = -1;
      for (let i = 0; i < count; i++) {
        const age = (periods[i] as number) - cohort;
        if (age < 0 || (age === 0 && (lastTimes[cohort] as number) < (starts.times[start] as number))) continue;
        if (age > most) most = age;
        if (age > 0 && age < least) least = age;
        if (age < ages && (retention === 'on' || (retention === 'within' && age === 0))) add(base + age);
      }
      came ||= most > 0;
      if (retention === 'within' && least < ages) add(base + least);
      if (retention === 'from' && most >= 0) add(base + Math.min(most, ages - 1));
    }
    if (came) returned++;
  }
  if (retention !== 'on') accumulate(cells, ages, retention);
  return {cells, returned};
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

/** Adds each posting to the cells of its actor's memberships. Returns the sum of all that fell on or after a start. O(postings × memberships). */
export function addPostings(cells: Float64Array, {actors, periods, amounts, times}: Postings, starts: CohortStarts, space: CohortSpace): number {
  const {ages, observed} = space;
  let sum = 0;
  for (let row = 0; row < actors.length; row++) {
    const actor = actors[row] as number;
    const period = periods[row] as number;
    const amount = amounts[row] as number;
    if (actor < 0 || period < 0 || period >= observed || amount !== amount) continue;
    for (let start = starts.offsets[actor] as number, to = starts.offsets[actor + 1] as number; start < to; start++) {
      const age = period - (starts.cohorts[start] as number);
      if (age < 0 || (times[row] as number) < (starts.times[start] as number)) continue;
      sum += amount;
      if (age >= ages) continue;
      const cell = ((starts.groups[start] as number) * space.cohorts + (starts.cohorts[start] as number)) * ages + age;
      cells[cell] = (cells[cell] as number) + amount;
    }
  }
  return sum;
}
