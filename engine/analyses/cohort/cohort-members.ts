/** The members of cohorts, one row a membership. */

import {dayNumber} from '../../../data-adapters/cells/time-zone.ts';
import type {ResultParts} from '../../build-result.ts';
import {actorNames, mainTimes} from '../../facts/actor-stream.ts';
import {QueryError} from '../../query.ts';
import type {Cell, Field} from '../../result.ts';
import type {ResultColumn} from '../../sort-columns.ts';
import {dimensionField} from '../funnel/funnel-fields.ts';
import type {CohortActivity} from './cohort-activity.ts';
import type {GroupedStarts} from './cohort-groups.ts';
import type {CohortPeriods} from './cohort-periods.ts';
import type {CohortPlan} from './cohort-plan.ts';
import {isCount} from './cohort-plan.ts';
import {periodField} from './cohort-views.ts';

interface Member {
  readonly name: string;
  readonly group: number;
  readonly cohort: number;
  readonly time: number;
  /** Later periods with a return, and the last of them; the cohort's own where there is none. */
  readonly active: number;
  readonly last: number;
}

/**
 * A row a membership, by cohort, then by name: when it began, in how many later periods the member was active, and in which last. With `cell`
 * only those of a cohort who were active at its age, or with `active: false` were not (the age must be observed). Totals before `limit`.
 */
export function memberParts(
  plan: CohortPlan, activity: CohortActivity, {starts, shown}: GroupedStarts, periods: CohortPeriods,
): Pick<ResultParts, 'columns' | 'totals'> {
  const {cohort, age, active = true} = readCell(plan, periods);
  const nameOf = actorNames(plan.table, plan.actor, plan.query);
  const {values: instants} = mainTimes(plan.table, plan.query);
  const {starts: offsets, rows} = activity.rows;
  const {returns} = activity;
  const members: Member[] = [];
  for (let actor = 0; actor + 1 < offsets.length; actor++) {
    const to = starts.offsets[actor + 1] as number;
    let start = starts.offsets[actor] as number;
    if (start === to) continue;
    const first = returns.offsets[actor] as number;
    const found = returns.periods.subarray(first, returns.offsets[actor + 1]);
    for (; start < to; start++) {
      const began = starts.cohorts[start] as number;
      const position = starts.positions[start] as number;
      const came = found.filter((period, i) => period > began || (period === began && (returns.last[first + i] as number) >= position));
      if ((cohort !== undefined && began !== cohort) || (starts.groups[start] as number) >= shown.length) continue;
      if (age !== undefined && (began + age >= periods.observed || isActive(plan, came, began, age) !== active)) continue;
      const later = came.filter((period) => period > began);
      members.push({
        name: nameOf(rows[position] as number), group: starts.groups[start] as number, cohort: began,
        time: instants[rows[position] as number] as number,
        active: later.length, last: later.reduce((last, period) => Math.max(last, period), began),
      });
    }
  }
  members.sort((a, b) => a.cohort - b.cohort || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const shownMembers = members.slice(0, plan.query.limit ?? members.length);
  return {columns: memberColumns(plan, activity, shown, periods, shownMembers), totals: {actors: members.length}};
}

function isActive({retention}: CohortPlan, came: Int32Array, cohort: number, age: number): boolean {
  if (retention === 'within' && age > 0) return came.some((period) => period > cohort && period <= cohort + age);
  return came.some((period) => (retention === 'from' ? period >= cohort + age : period === cohort + age));
}

function readCell({query, grain}: CohortPlan, periods: CohortPeriods) {
  const {cohort: label, age, active} = query.cell ?? {};
  if (age !== undefined && !isCount(age)) throw new QueryError(`cell.age must be a whole number from 0, got ${JSON.stringify(age)}.`, query);
  if (active !== undefined && typeof active !== 'boolean') {
    throw new QueryError(`cell.active must be true or false, got ${JSON.stringify(active)}.`, query);
  }
  if (label === undefined) return {age, active};
  // From the end: an hour that a clock skips is named like the one after it.
  for (let cohort = periods.cohorts - 1; cohort >= 0; cohort--) if (periods.labelOf(cohort) === label) return {cohort, age, active};
  const unread = grain !== 'hour' && (typeof label !== 'string' || dayNumber(label) === undefined);
  const form = unread ? ' Write the first day of its period as 2024-03-01.' : '';
  const message = `There is no cohort ${JSON.stringify(label)}.${form} The result's column "cohort" has their names.`;
  throw new QueryError(message, query, 'bad-option', [String(label)]);
}

const STARTED: Field = {name: 'started_at', type: 'time', label: {en: 'Started', zh: '起始时间'}};
const ACTIVE: Field = {name: 'active_periods', type: 'number', unit: 'count', label: {en: 'Later periods active', zh: '后续活跃期数'}};

function memberColumns(
  plan: CohortPlan, {groups}: CohortActivity, shown: readonly number[], periods: CohortPeriods, members: readonly Member[],
): ResultColumn[] {
  const column = (field: Field, cell: (member: Member) => Cell): ResultColumn => ({field, values: members.map(cell)});
  const texts = shown.map((rank) => groups?.valuesOf(rank) ?? []);
  return [
    column(dimensionField(plan.actor), ({name}) => name),
    ...plan.by.map((name, part) => column(dimensionField(name), ({group}) => texts[group]?.[part] ?? null)),
    column(periodField('cohort', plan), ({cohort}) => periods.labelOf(cohort)),
    column(STARTED, ({time}) => new Date(time).toISOString()),
    column(ACTIVE, ({active}) => active),
    column({...periodField('period', plan), name: 'last_active', label: {en: 'Last active period', zh: '最近活跃周期'}}, ({last}) => periods.labelOf(last)),
  ];
}
