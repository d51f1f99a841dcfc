import {buildResult, note} from '../../build-result.ts';
import {resolveCompare} from '../../compare.ts';
import type {Baseline} from '../../compare.ts';
import type {RunContext} from '../../context.ts';
import {requireTable} from '../../context.ts';
import type {Window} from '../../periods.ts';
import {describeWindow, resolvePeriod} from '../../periods.ts';
import type {FunnelQuery} from './funnel-query.ts';
import {QueryError} from '../../query.ts';
import type {Cell, Note, QueryResult} from '../../result.ts';
import {actorParts} from './funnel-actors.ts';
import {unknownSteps} from './funnel-events.ts';
import {summariseGaps} from './funnel-gaps.ts';
import {planFunnel} from './funnel-plan.ts';
import type {FunnelInput, FunnelReading} from './funnel-reading.ts';
import {readAttempts, readFunnelInput, readOpen} from './funnel-reading.ts';
import type {StepCounts} from './funnel-steps.ts';
import {countSteps, stepColumns} from './funnel-steps.ts';
import {timesParts} from './funnel-times.ts';

/**
 * How far actors get along a path. An actor's level is the largest k for which distinct events match steps 1 to k in the order of time with
 * t(k) − t(1) ≤ `within`; every first step is tried and the best attempt counts. `reached` of step k is the actors of level k or more, `step_rate` =
 * reached(k) ÷ reached(k − 1), `overall_rate` = reached(k) ÷ reached(1), `share_of_all` = reached(k) ÷ all actors of the period.
 *
 * Views: `steps` (a row a step and group: `reached`, `step_rate`, `overall_rate`, `share_of_all`, `dropped`, `undecided`, times from the
 * step before in seconds, and with `compare` the same of the base period), `actors`, `times`. A rate with a zero below is null. Groups are
 * those of the first step's event, largest first. Steps after the period's end count inside the window; `undecided` says who may still
 * go on. Sources: ClickHouse's `windowFunnel`; PostHog's funnels for `strict` and `any` order and for exclusions; the kernels say where they
 * differ. Throws a `QueryError` for a query that cannot be answered.
 */
export function runFunnel(query: FunnelQuery, context: RunContext): QueryResult {
  const events = requireTable(context, 'events', query, 'A funnel');
  const plan = planFunnel(query);
  if (plan.order === 'open' && query.view && query.view !== 'steps') {
    throw new QueryError('An open funnel counts steps apart from each other: it has no actors and no times to show.', query);
  }
  const window = resolvePeriod(query.period, context.dataset, query);
  const baseline = query.compare ? resolveCompare(query.compare, window, context.dataset, query) : undefined;
  const input = readFunnelInput(plan, events, context, query);
  const asOf = Number.isFinite(input.observedUntil) ? input.observedUntil : context.dataset.now;
  const shared = {asOf, period: describeWindow(window)};
  const notes = [...input.notes, ...unknownSteps(events, plan.steps), ...actorlessNote(input, window, context)];
  if (plan.order === 'open') return buildResult({...shared, ...openParts(input, window, baseline, context, query.limit, notes)});
  const reading = readAttempts(input, window, context, true);
  notes.push(...readingNotes(input, reading));
  if (query.view === 'actors') {
    const parts = actorParts(input, reading, {...(query.level ? {level: query.level} : {}), ...(query.limit ? {limit: query.limit} : {})});
    return buildResult({...shared, ...parts, notes});
  }
  if (query.view === 'times') {
    const parts = timesParts(input, reading, query.bins ?? 'auto');
    return buildResult({...shared, ...parts, notes: [...notes, ...(parts.notes ?? [])]});
  }
  const counts = countSteps(input, reading);
  const base = baseline && {name: baseline.name, counts: countSteps(input, readAttempts(input, baseline.window, context, false))};
  const keys = groupKeys(input, counts, query.limit, notes);
  return buildResult({
    ...shared,
    columns: stepColumns(input, keys, counts, reading.present, base),
    totals: totalsOf(input, counts.get(undefined), reading),
    ...(baseline ? {baselines: {[baseline.name]: describeWindow(baseline.window)}} : {}),
    notes: [...notes, ...(baseline?.notes ?? [])],
  });
}

/** Groups by how many entered, then by their values; `undefined` alone without dimensions. */
function groupKeys(
  {groups}: FunnelInput, counts: ReadonlyMap<number | undefined, StepCounts>, limit: number | undefined, notes: Note[],
): (number | undefined)[] {
  if (!groups) return [undefined];
  const entered = (key: number): number => counts.get(key)?.reached[0] ?? 0;
  const keys = [...counts.keys()].filter((key): key is number => key !== undefined).sort((a, b) => entered(b) - entered(a) || a - b);
  if (limit === undefined || keys.length <= limit) return keys;
  const others = keys.slice(limit);
  const actors = others.reduce((sum, key) => sum + entered(key), 0);
  notes.push(note('groups-not-shown', `${others.length} smaller groups with ${actors} actors are not shown.`, {groups: others.length, actors}));
  return keys.slice(0, limit);
}

function totalsOf({plan}: FunnelInput, counts: StepCounts | undefined, reading: FunnelReading): Record<string, Cell> {
  const steps = plan.steps.length;
  const reached = [...(counts?.reached ?? new Int32Array(steps))];
  const [entered = 0] = reached;
  const completed = reached[steps - 1] ?? 0;
  const gaps = new Float64Array(completed);
  let at = 0;
  for (let actor = 0; actor < reading.levels.length && reading.times; actor++) {
    if (reading.levels[actor] !== steps) continue;
    gaps[at++] = (reading.times[actor * steps + steps - 1] as number) - (reading.times[actor * steps] as number);
  }
  const whole = summariseGaps(gaps.subarray(0, at));
  return {
    actors: reading.present,
    entered,
    completed,
    conversion_rate: entered === 0 ? null : completed / entered,
    ...Object.fromEntries(reached.map((count, step) => [`reached_${step + 1}`, count])),
    undecided: countFlags(reading.undecided),
    excluded: countFlags(reading.excluded),
    median_seconds_to_convert: whole?.median ?? null,
    average_seconds_to_convert: whole?.mean ?? null,
  };
}

function openParts(
  input: FunnelInput, window: Window, baseline: Baseline | undefined, context: RunContext, limit: number | undefined, before: readonly Note[],
) {
  const asCounts = ({reached, all}: ReturnType<typeof readOpen>): Map<number | undefined, StepCounts> => {
    const counts = (each: Int32Array): StepCounts => ({reached: each, undecided: new Int32Array(each.length), gaps: []});
    return new Map<number | undefined, StepCounts>([[undefined, counts(all)], ...[...reached].map(([key, each]) => [key, counts(each)] as const)]);
  };
  const notes: Note[] = [...before, note('open-funnel', 'Steps are counted apart from each other: a rate may pass 100 %.')];
  const reading = readOpen(input, window, context);
  const counts = asCounts(reading);
  const base = baseline && {name: baseline.name, counts: asCounts(readOpen(input, baseline.window, context))};
  const columns = stepColumns(input, groupKeys(input, counts, limit, notes), counts, reading.present, base);
  const totals = {actors: reading.present, ...Object.fromEntries([...reading.all].map((count, step) => [`reached_${step + 1}`, count]))};
  return {columns, totals, notes, ...(baseline ? {baselines: {[baseline.name]: describeWindow(baseline.window)}} : {})};
}

/** Rows of the period without the actor, and rows that were refused for it when they were read. */
function actorlessNote(input: FunnelInput, window: Window, {dataset}: RunContext): Note[] {
  const {actor} = input.plan;
  const refused = dataset.quality.tables
    .filter(({table}) => table === 'events')
    .flatMap(({issues}) => issues.filter(({column, effect}) => column === actor && effect === 'left-out'))
    .reduce((sum, {rows}) => sum + rows, 0);
  const rows = input.actorless(window) + refused;
  return rows === 0 ? [] : [note('missing-actor', `${rows} events without ${actor} are left out.`, {rows, actor})];
}

function countFlags(flags: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < flags.length; at++) count += flags[at] as number;
  return count;
}

function readingNotes({plan}: FunnelInput, {undecided, excluded}: FunnelReading): Note[] {
  const open = countFlags(undecided);
  const out = countFlags(excluded);
  return [
    ...(open > 0 ? [note('undecided', `${open} actors may still go on: their window was open when the rows ended.`, {actors: open})] : []),
    ...(out > 0 ? [note('excluded', `${out} actors did an excluded event and are left out of every step.`, {actors: out})] : []),
    ...(plan.order === 'any' ? [note('any-order', 'Steps count in any order: row k counts actors who did k different steps.')] : []),
  ];
}
