import {createZone, dayText} from '../../../data-adapters/cells/time-zone.ts';
import {withScratch} from '../../../data-adapters/columns/scratch.ts';
import type {Scratch} from '../../../data-adapters/columns/scratch.ts';
import {buildResult, note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {addPostings, cohortSizes, countActive} from '../../kernels/cohort-cells.ts';
import type {CohortSpace} from '../../kernels/cohort-cells.ts';
import {mainTimes} from '../../facts/actor-stream.ts';
import {daysOf} from '../../facts/table-days.ts';
import {findStarts} from '../../kernels/cohort-starts.ts';
import type {CohortStarts} from '../../kernels/cohort-starts.ts';
import {describeWindow} from '../../periods.ts';
import {QueryError} from '../../query.ts';
import type {Cell, Note, QueryResult} from '../../result.ts';
import type {ResultColumn} from '../../sort-columns.ts';
import type {CohortActivity} from './cohort-activity.ts';
import {countPostings, moneyPostings, payingRows, readActivity} from './cohort-activity.ts';
import {undefinedMoney} from './cohort-currencies.ts';
import {numberGroups} from './cohort-groups.ts';
import type {GroupedStarts} from './cohort-groups.ts';
import {memberParts} from './cohort-members.ts';
import {cohortPeriods} from './cohort-periods.ts';
import type {CohortPeriods} from './cohort-periods.ts';
import type {CohortPlan} from './cohort-plan.ts';
import {planCohort} from './cohort-plan.ts';
import type {CohortQuery} from './cohort-query.ts';
import type {CohortTable} from './cohort-table.ts';
import {cellColumns, curveColumns, dayColumns} from './cohort-views.ts';
import {runConditions} from './run-conditions.ts';

/** Cells that are given without a horizon, and that can be asked for with one. */
const DEFAULT_CELLS = 120_000;
const MOST_CELLS = 4_000_000;
/** Days of rows before the first cohort without which its members may have begun earlier, unseen. */
const LOOKBACK = 365;

/**
 * Cohorts: actors who began in one calendar period of the shop's zone, and what they do in the periods after it.
 *
 * An actor belongs to the period of its first start in all history, whatever the period and filters of the query; who began before the
 * period is left out. `recurring`: to every period with a start. Filters and `by` speak of the row that began the membership; what follows
 * counts in any channel, but where `return` narrows it.
 *
 * `cells`: `size`; `value` at age k, members with a return in the k-th calendar period after, or their orders, events or money; `rate` =
 * value ÷ size; of amounts `cumulative` and `cumulative_per_member` (of money: historic lifetime value). A period that is not observed is
 * null, an idle one 0, one that is not over `partial`. `curve` and `days` average over the cohorts whose period is over: Σ value ÷ Σ size,
 * never a mean of rates; a rate over nobody is null. Totals count actors once. Money is in major units, exact to the minor unit; of several
 * currencies it is null with a note. Definitions: PostHog's retention and ClickHouse's `retention`, but for what is not observed, which is
 * null here. Cost: passes over the table, and memberships × active periods. Throws a `QueryError` for a query that cannot be answered.
 */
export function runCohort(query: CohortQuery, context: RunContext): QueryResult {
  const plan = planCohort(query, context);
  return query.conditions === undefined ? withScratch((scratch) => runPlan(plan, context, scratch)) : runConditions(plan, context);
}

function runPlan(plan: CohortPlan, context: RunContext, scratch: Scratch): QueryResult {
  const {query} = plan;
  const periods = cohortPeriods(query, plan.grain, plan.table, context);
  const activity = readActivity(plan, periods, context);
  const starts = findStarts(activity.rows, periods.cohorts, plan.mode, scratch);
  const grouped = numberGroups(starts, plan.by.length > 0, query.limit);
  const shared = {asOf: observedUntil(periods, context), period: describeWindow(periods.window)};
  const notes = [...activity.notes, ...startNotes(plan, periods, starts, grouped)];
  if (plan.view === 'actors') {
    return buildResult({...shared, ...memberParts(plan, activity, grouped, periods), notes});
  }
  const space = spaceOf(plan, periods, grouped, notes);
  const cells = fillCells(plan, activity, grouped, space, periods, context);
  const table: CohortTable = {
    groups: grouped.shown.map((rank) => activity.groups?.valuesOf(rank) ?? []),
    cohorts: space.cohorts, ages: space.ages, periods, sizes: cohortSizes(grouped.starts, space),
    values: cells.values, scale: cells.scale, undefinedGroups: cells.undefinedGroups, includePartial: plan.includePartial,
  };
  const columns = plan.view === 'days' ? dayColumns(plan, table) : plan.view === 'curve' ? curveColumns(plan, table) : cellColumns(plan, table);
  notes.push(...cells.notes);
  return buildResult({...shared, columns: cutRows(columns, plan, notes), totals: totalsOf(plan, periods, starts, cells), notes});
}

/** The end of the last observed day, at most the clock. */
function observedUntil({lastDay}: CohortPeriods, {dataset: {now, timeZone}}: RunContext): number {
  return Number.isFinite(lastDay) ? Math.min(now, createZone(timeZone).startOfDay(lastDay + 1) - 1) : now;
}

function spaceOf({query, view, days}: CohortPlan, periods: CohortPeriods, {groups}: GroupedStarts, notes: Note[]): CohortSpace {
  const {cohorts, observed} = periods;
  const wanted = view === 'days' ? Math.max(...days) : query.horizon;
  let ages = Math.min(observed, wanted === undefined ? observed : wanted + 1);
  const across = Math.max(1, groups * cohorts);
  if (wanted === undefined && across * ages > DEFAULT_CELLS) {
    ages = Math.max(1, Math.floor(DEFAULT_CELLS / across));
    notes.push(note('ages-cut', `Ages up to ${ages - 1} of ${observed - 1} are shown. Ask for more by a horizon.`, {shown: ages - 1, of: observed - 1}));
  }
  if (across * ages > MOST_CELLS) {
    throw new QueryError(
      `${groups} groups × ${cohorts} cohorts × ${ages} ages are too many cells. Write a horizon, a shorter period, a coarser grain or a limit.`,
      query, 'bad-option', ['horizon'],
    );
  }
  return {groups, cohorts, ages, observed};
}

interface FilledCells {
  readonly values: Float64Array;
  readonly scale: number;
  readonly undefinedGroups: Uint8Array;
  /** Actors who came back in a later period. */
  readonly returned: number;
  /** Amounts of all members, whatever the horizon; null where they are undefined or members count. */
  readonly sum: number | null;
  readonly notes: readonly Note[];
}

function fillCells(
  plan: CohortPlan, activity: CohortActivity, {starts, groups}: GroupedStarts, space: CohortSpace, periods: CohortPeriods, context: RunContext,
): FilledCells {
  const {cells, returned} = countActive(activity.returns, starts, space, plan.retention);
  const none = {scale: 1, undefinedGroups: new Uint8Array(groups), returned, notes: []};
  if (plan.measure === 'customers') return {...none, values: cells, sum: null};
  const values = new Float64Array(cells.length);
  const began = startInstants(plan, activity, starts);
  if (plan.measure !== 'net') return {...none, values, sum: addPostings(values, countPostings(activity, plan, periods), starts, began, space)};
  const paying = payingRows(plan, activity, context);
  const {postings, scale} = moneyPostings(paying, plan, periods);
  const sum = postings.reduce((total, each) => total + addPostings(values, each, starts, began, space), 0);
  const money = undefinedMoney(paying, periods.of(mainTimes(plan.table, plan.query)), plan, starts, groups, context);
  return {...none, values, scale, sum: money.any ? null : sum / scale, undefinedGroups: money.groups, notes: money.notes};
}

function startInstants({table, query}: CohortPlan, {rows}: CohortActivity, {positions}: CohortStarts): Float64Array {
  const {values} = mainTimes(table, query);
  return Float64Array.from(positions, (position) => values[rows.rows[position] as number] as number);
}

/** Members are counted once, however many memberships they have; amounts of several memberships would count twice. */
function totalsOf({measure, mode}: CohortPlan, {cohorts}: CohortPeriods, starts: CohortStarts, {returned, sum}: FilledCells): Record<string, Cell> {
  return {
    actors: starts.actors, cohorts, memberships: starts.cohorts.length, returned,
    return_rate: starts.actors === 0 ? null : returned / starts.actors,
    ...(measure === 'customers' ? {} : {value: mode === 'first-time' ? sum : null}),
  };
}

function startNotes({by, table, query, mode}: CohortPlan, periods: CohortPeriods, starts: CohortStarts, {hidden}: GroupedStarts): Note[] {
  const notes: Note[] = [];
  if (periods.observed === 0) {
    const day = Number.isFinite(periods.lastDay) ? dayText(periods.lastDay) : '–';
    notes.push(note('not-observed', `The rows of ${table.name} end on ${day}, before the period begins.`, {table: table.name, day}));
  } else if (starts.actors === 0) notes.push(note('no-cohort', 'Nobody began in the period.'));
  const first = daysOf(table)?.first;
  if (mode === 'first-time' && first !== undefined && first > periods.window.from - LOOKBACK) {
    notes.push(note('data-begins', `The rows of ${table.name} begin on ${dayText(first)}.`, {table: table.name, day: dayText(first)}));
  }
  if (starts.earlier > 0) {
    notes.push(note('began-earlier', `${starts.earlier} who began before the period are in no cohort.`, {actors: starts.earlier}));
  }
  if (starts.ambiguous > 0) {
    notes.push(note(
      'several-values', `${starts.ambiguous} began with several values of ${by.join(', ')} at once; the first by name counts.`,
      {actors: starts.ambiguous, dimensions: by.join(', ')},
    ));
  }
  if (hidden.groups > 0) {
    notes.push(note(
      'cohort-groups-not-shown', `${hidden.groups} smaller groups with ${hidden.memberships} members are not shown.`,
      {groups: hidden.groups, members: hidden.memberships},
    ));
  }
  if (query.retention === 'from') notes.push(note('open-retention', 'Members may still come back: recent ages can only rise.'));
  return notes;
}

function cutRows(columns: readonly ResultColumn[], {by, query}: CohortPlan, notes: Note[]): readonly ResultColumn[] {
  const {limit} = query;
  const length = columns[0]?.values.length ?? 0;
  if (limit === undefined || by.length > 0 || length <= limit) return columns;
  notes.push(note('limited', `${limit} of ${length} are shown.`, {shown: limit, of: length}));
  return columns.map(({field, values}) => ({field, values: values.slice(0, limit)}));
}
