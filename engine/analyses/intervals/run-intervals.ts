import {buildResult, note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {requireTable} from '../../context.ts';
import {actorCodes, actorStream, mainTimes} from '../../facts/actor-stream.ts';
import {orderDayLines} from '../../facts/order-day-lines.ts';
import {ADMIT, KEEP, dayGaps} from '../../kernels/day-gaps.ts';
import type {DayGaps} from '../../kernels/day-gaps.ts';
import {describeWindow, resolvePeriod} from '../../periods.ts';
import type {Window} from '../../periods.ts';
import {QueryError} from '../../query.ts';
import type {Note, QueryResult} from '../../result.ts';
import {filterRows} from '../../select-rows.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {FunnelStep} from '../funnel/funnel-query.ts';
import {rankGroups} from '../cohort/cohort-groups.ts';
import type {RankedGroups} from '../cohort/cohort-groups.ts';
import {rowsOfSteps} from '../cohort/matching-rows.ts';
import {checkIntervals} from './check-intervals.ts';
import type {IntervalGroup} from './interval-views.ts';
import {binColumns, groupIntervals, numberColumns, summaryColumns, totalsOf} from './interval-views.ts';
import type {IntervalsQuery} from './intervals-query.ts';

/**
 * The repurchase cycle: days from one order day of a buyer to its next, all gaps pooled, each counted on the day that ends it. Two orders of one
 * day leave no gap, and a buyer of one day only has none.
 *
 * `summary`: gaps, buyers with one, mean, quartiles, p90, least and most days, and `churn_days` = 2 × median, after which a buyer may be called
 * lost; `single` buyers of one day only and their share, of whom the gaps know nothing (they would come later, or never: the median is too
 * short for all buyers). `numbers`: the same for the 1st → 2nd order day, 2nd → 3rd, …. `bins`: a histogram, from 1 day up. Quantiles are of
 * type 7 (R's default); of no gap every number is null. Totals are over all gaps. The definition is that of the metric `purchase_interval`.
 * Cost: passes over the table, and a sort of the gaps. Throws a `QueryError` for a query that cannot be answered.
 */
export function runIntervals(query: IntervalsQuery, context: RunContext): QueryResult {
  checkIntervals(query);
  const table = chooseTable(query, context);
  const actor = query.actor ?? (table.name === 'events' ? 'user_id' : 'customer_id');
  const window = resolvePeriod(query.period, context.dataset, query);
  const groups = rankGroups(table, query.by ?? [], context, query);
  const {flags, notes} = readFlags(query, table, actor, window, context);
  const {days} = mainTimes(table, query);
  const gaps = dayGaps(actorStream(table, actor, query), days, flags, groups?.ranks);
  const inside = (row: number): boolean => ((flags[row] as number) & ADMIT) !== 0;
  const grouped = chosenGroups(query, gaps, inside, groups, notes);
  const all = groupIntervals(gaps, inside, undefined).get(0) as IntervalGroup;
  if (all.single > 0) {
    const share = Math.round((all.single / (all.single + all.actors)) * 1000) / 10;
    notes.push(note(
      'single-days', `${all.single} who ordered on one day only (${share} %) have no interval: the numbers speak of those who came back.`,
      {actors: all.single, share},
    ));
  }
  const by = query.by ?? [];
  const columns = query.view === 'bins' ? binColumns(by, grouped, query.binDays)
    : query.view === 'numbers' ? numberColumns(by, grouped, query.upTo ?? 6) : summaryColumns(by, grouped);
  return buildResult({columns, totals: totalsOf(all), asOf: context.dataset.now, period: describeWindow(window), notes});
}

function chooseTable(query: IntervalsQuery, context: RunContext): CanonicalTable {
  const {order_lines: lines, events} = context.dataset.tables;
  if (query.table === 'order_lines' && query.step !== undefined) throw new QueryError('step names events. Write table: "events", or leave step out.', query);
  const name = query.table ?? (query.step !== undefined || (!lines && events) ? 'events' : 'order_lines');
  return requireTable(context, name, query, 'Intervals');
}

/** What counts, up to the clock; and which of it may end a gap: what passes the filters inside the period. */
function readFlags(
  query: IntervalsQuery, table: CanonicalTable, actor: string, window: Window, context: RunContext,
): {readonly flags: Uint8Array; readonly notes: Note[]} {
  const notes: Note[] = [];
  const {step} = query;
  const steps = step === undefined ? [] : Array.isArray(step) ? (step as readonly FunnelStep[]) : [step as FunnelStep];
  const named = rowsOfSteps(table, steps, context, query, notes);
  const counted = table.name === 'order_lines' && query.activity !== 'all' ? orderDayLines(table) : named;
  const filtered = filterRows(table, query.filters ?? [], context, query);
  notes.push(...filtered.notes);
  const {days, values} = mainTimes(table, query);
  const {codes} = actorCodes(table, actor, query);
  const flags = new Uint8Array(table.length);
  let anonymous = 0;
  for (let row = 0; row < flags.length; row++) {
    const time = values[row] as number;
    if (!counted[row] || !named[row] || !(time <= context.dataset.now)) continue;
    const day = days[row] as number;
    const admitted = filtered.mask[row] === 1 && day >= window.from && day <= window.to;
    flags[row] = KEEP | (admitted ? ADMIT : 0);
    if (admitted && (codes[row] as number) < 0) anonymous++;
  }
  if (anonymous > 0) notes.push(note('rows-of-nobody', `${anonymous} rows without ${actor} are left out.`, {rows: anonymous, actor}));
  return {flags, notes};
}

/** Groups by how many gaps they have, then by name. */
function chosenGroups(
  query: IntervalsQuery, gaps: DayGaps, inside: (row: number) => boolean, groups: RankedGroups | undefined, notes: Note[],
): {readonly texts: readonly (string | null)[]; readonly group: IntervalGroup}[] {
  const found = groupIntervals(gaps, inside, groups?.ranks);
  const ranks = [...found.keys()].sort((a, b) => (found.get(b) as IntervalGroup).days.length - (found.get(a) as IntervalGroup).days.length || a - b);
  const shown = groups && query.limit !== undefined ? ranks.slice(0, query.limit) : ranks;
  if (shown.length < ranks.length) notes.push(note('limited', `${shown.length} of ${ranks.length} are shown.`, {shown: shown.length, of: ranks.length}));
  return shown.map((rank) => ({texts: groups?.valuesOf(rank) ?? [], group: found.get(rank) as IntervalGroup}));
}
