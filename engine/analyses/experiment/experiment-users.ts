/** Who is in which arm since when, and who had a success. */

import {TextColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {createZone} from '../../../data-adapters/cells/time-zone.ts';
import type {RunContext} from '../../context.ts';
import {nearNames} from '../../context.ts';
import {actorCodes, mainTimes} from '../../facts/actor-stream.ts';
import type {DimensionCodes} from '../../facts/dimension-codes.ts';
import {dimensionCodes} from '../../facts/dimension-codes.ts';
import {observedDay} from '../../facts/observed-day.ts';
import type {Window} from '../../periods.ts';
import {QueryError} from '../../query.ts';
import type {Note} from '../../result.ts';
import {filterRows, rowsInWindow} from '../../select-rows.ts';
import {eventsNamed} from '../attribution/events-named.ts';
import type {MeanSample} from '../../statistics/welch.ts';
import type {ExperimentPlan} from './experiment-plan.ts';
import {readUserValues} from './experiment-values.ts';

export interface ArmCounts {
  readonly name: string;
  /** Whose time is over. */
  readonly users: number;
  readonly successes: number;
  /** Whose time for a success is not over. */
  readonly undecided: number;
  /** Of what those users bought; null where nothing was asked, or amounts cannot be added. */
  readonly bought: MeanSample | null;
}

export interface ExperimentUsers {
  /** Arms of the events and of the planned split, by name. */
  readonly arms: readonly ArmCounts[];
  /** Users in several arms, who are in none. */
  readonly mixed: number;
  /** Users who came by the exposure, or at all, without an arm. */
  readonly armless: number;
  /** Events that name nobody: those that would have brought somebody in, and all that were refused for it when they were read. */
  readonly nameless: number;
  readonly notes: readonly Note[];
}

/** A test has a handful of arms; a column with more values than this is not one of arms. */
const MOST_ARMS = 100;
const NO_ARM = -1;
const MIXED = -2;

/** Two passes over the events. Throws a `QueryError` for columns that the events do not have. */
export function readExperimentUsers(plan: ExperimentPlan, events: CanonicalTable, window: Window, context: RunContext): ExperimentUsers {
  const {query} = plan;
  const actors = actorCodes(events, plan.actor, query);
  const variants = variantCodes(plan, events);
  const times = mainTimes(events, query);
  const filtered = filterRows(events, query.filters ?? [], context, query);
  const scope = rowsInWindow(filtered.mask, events.length, times, window);
  const exposure = plan.exposure === undefined ? undefined : eventsNamed(events, [plan.exposure]);
  const entries = assignArms(scope, actors, variants, times.values, exposure?.mask);
  const success = eventsNamed(events, plan.success);
  const {deadline, observed} = deadlines(plan, window, events, context);
  const won = new Uint8Array(actors.size);
  for (let row = 0; row < events.length; row++) {
    const actor = actors.codes[row] as number;
    if (success.mask[row] !== 1 || actor < 0 || (entries.arms[actor] as number) < 0) continue;
    const time = times.values[row] as number;
    const start = entries.starts[actor] as number;
    if (time >= start && time <= deadline(start)) won[actor] = 1;
  }
  const whose = {users: actors.values, starts: entries.starts, deadline};
  const bought = plan.value === undefined ? {values: undefined, notes: []} : readUserValues(plan, whose, context);
  return {
    ...countArms(plan, entries, variants.values, {won, bought: bought.values}, (start) => deadline(start) < observed),
    nameless: entries.nameless + refusedRows(plan.actor, context),
    notes: [...filtered.notes, ...(exposure?.notes ?? []), ...success.notes, ...bought.notes],
  };
}

function refusedRows(actor: string, {dataset}: RunContext): number {
  return dataset.quality.tables
    .filter(({table}) => table === 'events')
    .flatMap(({issues}) => issues.filter(({column, effect}) => column === actor && effect === 'left-out'))
    .reduce((sum, {rows}) => sum + rows, 0);
}

function variantCodes({variant, query}: ExperimentPlan, events: CanonicalTable): DimensionCodes {
  const codes = dimensionCodes(events, variant);
  if (codes) return codes;
  if (events.length === 0) return new TextColumn(new Int32Array(0), []);
  const near = nearNames(variant, events.columns.keys());
  const hint = near.length > 0 ? ` Did you mean ${near.map((name) => `"${name}"`).join(', ')}?` : ' Write variant: the column that names the arm.';
  throw new QueryError(`The table "events" has no dimension "${variant}" that names an arm.${hint}`, query, 'missing-column', [variant]);
}

interface Entries {
  /** By user: the code of the arm, or {@link NO_ARM} or {@link MIXED}. */
  readonly arms: Int32Array;
  /** When each user came in; infinite for those who did not. */
  readonly starts: Float64Array;
  /** 1 for users with an event that could bring them in, with an arm or without. */
  readonly came: Uint8Array;
  readonly nameless: number;
}

/** The arm is what any event of the scope says, not that of the exposure alone: a user who is told two of them is in neither. */
function assignArms(
  scope: Int32Array, actors: DimensionCodes, variants: DimensionCodes, times: Float64Array, exposure: Uint8Array | undefined,
): Entries {
  const arms = new Int32Array(actors.size).fill(NO_ARM);
  const starts = new Float64Array(actors.size).fill(Infinity);
  const came = new Uint8Array(actors.size);
  let nameless = 0;
  for (const row of scope) {
    const actor = actors.codes[row] as number;
    const arm = variants.codes[row] as number;
    const enters = exposure === undefined || exposure[row] === 1;
    if (actor < 0) {
      if (enters && (arm >= 0 || exposure)) nameless++;
      continue;
    }
    if (enters) came[actor] = 1;
    if (arm >= 0) {
      const held = arms[actor] as number;
      arms[actor] = held === NO_ARM || held === arm ? arm : MIXED;
    }
    if (enters && (arm >= 0 || exposure)) starts[actor] = Math.min(starts[actor] as number, times[row] as number);
  }
  return {arms, starts, came, nameless};
}

/** Up to when a user's success counts, and the instant from which on nothing is known. */
function deadlines({within}: ExperimentPlan, window: Window, events: CanonicalTable, context: RunContext) {
  const zone = createZone(context.dataset.timeZone);
  if (within !== undefined) {
    const day = observedDay(events, context.dataset);
    return {deadline: (start: number): number => start + within, observed: Number.isFinite(day) ? zone.startOfDay(day + 1) : -Infinity};
  }
  const end = (window.until ?? zone.startOfDay(window.to + 1)) - 1;
  return {deadline: (): number => end, observed: Infinity};
}

interface Count {
  users: number;
  successes: number;
  undecided: number;
  mean: number;
  /** Sum of the squared distances from the mean so far. */
  squares: number;
}

const emptyCount = (): Count => ({users: 0, successes: 0, undecided: 0, mean: 0, squares: 0});

/** Welford 1962, which loses no digits of large amounts. */
function addValue(count: Count, value: number): void {
  const off = value - count.mean;
  count.mean += off / count.users;
  count.squares += off * (value - count.mean);
}

function armOf(name: string, {users, successes, undecided, mean, squares}: Count, isMeasured: boolean): ArmCounts {
  const bought = isMeasured && users > 0 ? {count: users, mean, sd: users < 2 ? NaN : Math.sqrt(squares / (users - 1))} : null;
  return {name, users, successes, undecided, bought};
}

function countArms(
  plan: ExperimentPlan, {arms, starts, came}: Entries, names: readonly string[],
  {won, bought}: {readonly won: Uint8Array; readonly bought: Float64Array | undefined}, isOver: (start: number) => boolean,
): Pick<ExperimentUsers, 'arms' | 'mixed' | 'armless'> {
  const counts = new Map<string, Count>();
  for (const name of plan.split?.keys() ?? []) counts.set(name, emptyCount());
  const byCode: (Count | undefined)[] = [];
  let mixed = 0;
  let armless = 0;
  for (let actor = 0; actor < arms.length; actor++) {
    if (came[actor] !== 1) continue;
    const arm = arms[actor] as number;
    const start = starts[actor] as number;
    if (arm === MIXED) mixed += Number(start < Infinity);
    else if (arm === NO_ARM) armless++;
    else if (start < Infinity) {
      let count = byCode[arm];
      if (!count) {
        const name = names[arm] as string;
        count = counts.get(name) ?? emptyCount();
        counts.set(name, (byCode[arm] = count));
      }
      if (!isOver(start)) count.undecided++;
      else {
        count.users++;
        count.successes += won[actor] as number;
        if (bought) addValue(count, bought[actor] as number);
      }
    }
  }
  if (counts.size > MOST_ARMS) {
    throw new QueryError(
      `"${plan.variant}" names ${counts.size} arms, more than ${MOST_ARMS}. Write variant: the column of the events that names the arm.`,
      plan.query, 'bad-option', ['variant'],
    );
  }
  const found = [...counts].map(([name, count]) => armOf(name, count, bought !== undefined)).sort((a, b) => (a.name < b.name ? -1 : 1));
  return {arms: found, mixed, armless};
}
