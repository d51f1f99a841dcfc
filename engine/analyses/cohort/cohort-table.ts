/** Cohorts × ages as numbers, before they become a result. */

import type {CohortPeriods} from './cohort-periods.ts';

export interface CohortTable {
  readonly groups: readonly (readonly (string | null)[])[];
  readonly cohorts: number;
  readonly ages: number;
  readonly periods: CohortPeriods;
  /** By group × cohort. */
  readonly sizes: Int32Array;
  /** By group × cohort × age: members or amounts. `values / scale` is the amount. */
  readonly values: Float64Array;
  readonly scale: number;
  /** A flag a group whose values are undefined. */
  readonly undefinedGroups: Uint8Array;
  readonly includePartial: boolean;
}

/** Whether a cell's period is observed at all, and whether it is not over. */
export function cellState({periods}: CohortTable, cohort: number, age: number): 'future' | 'running' | 'over' {
  const period = cohort + age;
  if (period >= periods.observed) return 'future';
  return periods.lastPartial && period === periods.observed - 1 ? 'running' : 'over';
}

/** A cell in integer units; null for a period that is not observed, and for amounts that cannot be added. */
export function cellValue(table: CohortTable, group: number, cohort: number, age: number): number | null {
  if (table.undefinedGroups[group] || cellState(table, cohort, age) === 'future') return null;
  return table.values[(group * table.cohorts + cohort) * table.ages + age] as number;
}

/** What an age's average stands on: the cohorts whose period of that age is over. */
export interface AgeAverage {
  readonly cohorts: number;
  /** Memberships in these cohorts, and in all. */
  readonly eligible: number;
  readonly members: number;
  /** Integer units; null where nobody is eligible or amounts cannot be added. */
  readonly value: number | null;
  readonly cumulative: number | null;
  /** Some cohort is left out because its period of that age is not over. */
  readonly partial: boolean;
}

/** Sums over the cohorts that are eligible at an age, never an average of rates. `sums` are the {@link runningSums} of the values. */
export function ageAverage(table: CohortTable, group: number, age: number, sums: Float64Array = table.values): AgeAverage {
  let [cohorts, eligible, members, value, cumulative] = [0, 0, 0, 0, 0];
  let partial = false;
  for (let cohort = 0; cohort < table.cohorts; cohort++) {
    const size = table.sizes[group * table.cohorts + cohort] as number;
    members += size;
    const state = cellState(table, cohort, age);
    partial ||= state === 'running' && size > 0;
    if (size === 0 || state === 'future' || (state === 'running' && !table.includePartial)) continue;
    cohorts++;
    eligible += size;
    const cell = (group * table.cohorts + cohort) * table.ages + age;
    value += table.values[cell] as number;
    cumulative += sums[cell] as number;
  }
  const known = eligible > 0 && !table.undefinedGroups[group];
  return {cohorts, eligible, members, partial, value: known ? value : null, cumulative: known ? cumulative : null};
}

/** Sums along the ages of each cohort, in integer units. */
export function runningSums({values, ages}: CohortTable): Float64Array {
  const sums = values.slice();
  for (let cell = 0; cell < sums.length; cell++) if (cell % ages > 0) sums[cell] = (sums[cell] as number) + (sums[cell - 1] as number);
  return sums;
}
