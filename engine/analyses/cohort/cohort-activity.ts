/** What orders or events say of when actors began, came back, and what they paid. */

import {MoneyColumn, TextColumn} from '../../../data-adapters/column.ts';
import {KEPT} from '../../../metrics/order-status.ts';
import {note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {actorCodes, actorStream, mainTimes} from '../../facts/actor-stream.ts';
import {flagsInOrder} from '../../facts/codes-in-order.ts';
import {orderDayLines} from '../../facts/order-day-lines.ts';
import {orderKeys} from '../../facts/order-facts.ts';
import {SAME_INSTANT as SAME_AS_BEFORE, partsAgreeingIn} from '../../facts/order-parts.ts';
import type {OrderParts} from '../../facts/order-parts.ts';
import {conditionMask, rowTimes} from '../../facts/row-values.ts';
import {rowsWithout} from '../../facts/rows-without.ts';
import {findReturns} from '../../kernels/cohort-cells.ts';
import type {CohortReturns, Postings} from '../../kernels/cohort-cells.ts';
import type {CohortRows} from '../../kernels/cohort-starts.ts';
import {NEVER, RETURN, SAME_INSTANT, START} from '../../kernels/cohort-starts.ts';
import type {EventStream} from '../../kernels/event-stream.ts';
import {oncePer} from '../../once-per.ts';
import {QueryError} from '../../query.ts';
import type {Filter} from '../../query.ts';
import type {Note} from '../../result.ts';
import {checkFilters, filterAlong, filterRows} from '../../select-rows.ts';
import type {CohortPeriods} from './cohort-periods.ts';
import type {CohortPlan} from './cohort-plan.ts';
import {rankGroups} from './cohort-groups.ts';
import type {RankedGroups} from './cohort-groups.ts';
import {rowsOfSteps} from './matching-rows.ts';

export interface CohortActivity {
  readonly rows: CohortRows;
  readonly groups: RankedGroups | undefined;
  readonly returns: CohortReturns;
  /** Rows that are what the query counts as coming back, whoever's; undefined where all are. */
  readonly returning: Uint8Array | undefined;
  readonly notes: readonly Note[];
}

/**
 * Orders that count (`activity`), or events, with what each of them is. Filters choose those that begin a membership; what follows counts
 * anywhere, but where `return` says otherwise. Cost: a pass over the orders or events, and one over the table for each condition.
 */
export function readActivity(plan: CohortPlan, periods: CohortPeriods, context: RunContext): CohortActivity {
  const {query, table} = plan;
  const {filters = []} = query;
  checkFilters(filters, query);
  const doings = readDoings(plan, filters);
  const {rows} = doings;
  const filtered = filterAlong(table, rows, filters, context, query);
  const notes: Note[] = [...filtered.notes];
  const starting = plan.start.length === 0 ? undefined : rowsOfSteps(table, plan.start, context, query, notes);
  const returning = plan.back.length === 0 ? starting : rowsOfSteps(table, plan.back, context, query, notes);
  const groups = rankGroups(table, plan.by, context, query, rows);
  const {flags, numbers, returns} = readReturns(plan, doings, periods, starting, returning);
  const anonymous = countNameless(plan, doings.counted, starting, periods, context);
  if (anonymous > 0) notes.push(missingActors(anonymous, plan));
  const {starts} = doings;
  return {rows: {starts, rows, flags, admitted: filtered.mask, periods: numbers, groups: groups?.ranks}, groups, returns, returning, notes};
}

/** What actors did, by actor, then by time. */
interface Doings {
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  /** A position's day, where it is at hand. */
  readonly days: Int32Array | undefined;
  /** {@link SAME_INSTANT} or 0, a position. */
  readonly instants: Uint8Array;
  /** A flag a row of the table; undefined where every row counts. */
  readonly counted: Uint8Array | undefined;
}

/** Of customers' orders the parts that agree in all that the query asks for; of others every row. */
function readDoings({query, table, actor, start, back, by}: CohortPlan, filters: readonly Filter[]): Doings {
  const counted = table.name === 'order_lines' && query.activity !== 'all' ? orderDayLines(table) : undefined;
  if (table.name === 'order_lines' && actor === 'customer_id' && table.columns.get(actor) instanceof TextColumn) {
    // Not yet checked: whatever is no filter is refused where it is applied.
    const conditions: readonly (Partial<Filter> | null)[] = [...start, ...back].flatMap((step) => (typeof step === 'string' ? [] : step.where));
    const parts = partsAgreeingIn(table, [...[...filters, ...conditions].map((filter) => String(filter?.dimension)), ...by]);
    return {starts: parts.starts, rows: parts.rows, days: parts.days, counted, instants: instantsOfParts(parts)};
  }
  const stream = actorStream(table, actor, query);
  return {starts: stream.starts, rows: stream.rows, days: undefined, counted, instants: instantsOfStream(stream)};
}

const instantsOfParts = oncePer(({marks}: OrderParts): Uint8Array => {
  const instants = new Uint8Array(marks.length);
  for (let at = 0; at < marks.length; at++) if (((marks[at] as number) & SAME_AS_BEFORE) !== 0) instants[at] = SAME_INSTANT;
  return instants;
});

const instantsOfStream = oncePer(({starts, times}: EventStream): Uint8Array => {
  const instants = new Uint8Array(times.length);
  for (let actor = 0; actor + 1 < starts.length; actor++) {
    for (let at = (starts[actor] as number) + 1, to = starts[actor + 1] as number; at < to; at++) {
      if (times[at] === times[at - 1]) instants[at] = SAME_INSTANT;
    }
  }
  return instants;
});

interface NumberedReturns {
  readonly flags: Uint8Array;
  /** The period of each position. */
  readonly numbers: Int32Array;
  readonly returns: CohortReturns;
}

/** Numberings of periods that are kept: those of two grains. */
const KEPT_NUMBERINGS = 2;

const plainReturns = oncePer((_instants: Uint8Array) => new Map<string, NumberedReturns>());

/** Where every position counts as a start and a return, whatever is filtered, the last answers are kept: they hold for all filters. */
function readReturns(
  {query, table}: CohortPlan, doings: Doings, periods: CohortPeriods, starting: Uint8Array | undefined, returning: Uint8Array | undefined,
): NumberedReturns {
  const work = (): NumberedReturns => {
    const {starts, rows, days} = doings;
    const flags = flagPositions(doings, starting, returning);
    const numbers = periods.of(mainTimes(table, query), rows, days);
    return {flags, numbers, returns: findReturns({starts, flags, periods: numbers}, periods.observed)};
  };
  if (starting || returning) return work();
  const kept = plainReturns(doings.instants);
  const key = `${periods.numbering} ${doings.counted ? 'kept' : 'all'}`;
  const found = kept.get(key) ?? work();
  kept.delete(key);
  kept.set(key, found);
  if (kept.size > KEPT_NUMBERINGS) kept.delete(kept.keys().next().value ?? key);
  return found;
}

function flagPositions({rows, counted, instants}: Doings, starting: Uint8Array | undefined, returning: Uint8Array | undefined): Uint8Array {
  const flags = instants.slice();
  const counts = counted && flagsInOrder(counted, rows);
  for (let at = 0; at < flags.length; at++) {
    if (counts && counts[at] === 0) continue;
    const row = rows[at] as number;
    flags[at] = (flags[at] as number) | (!starting || starting[row] ? START : 0) | (!returning || returning[row] ? RETURN : 0);
  }
  return flags;
}

/** Starts in a cohort's period that nobody is named for: orders, or rows of events. */
function countNameless(
  {query, table, actor}: CohortPlan, counted: Uint8Array | undefined, starting: Uint8Array | undefined, periods: CohortPeriods, context: RunContext,
): number {
  const rows = rowsWithout(actorCodes(table, actor, query).codes);
  if (rows.length === 0) return 0;
  const {mask} = filterAlong(table, rows, query.filters ?? [], context, query);
  const orders = table.name === 'order_lines' ? orderKeys(table).codes : undefined;
  const found = new Set<number>();
  periods.of(mainTimes(table, query), rows).forEach((period, at) => {
    const row = rows[at] as number;
    if (!mask[at] || (counted && !counted[row]) || (starting && !starting[row])) return;
    if (period >= 0 && period < periods.cohorts) found.add(orders ? (orders[row] as number) : row);
  });
  return found.size;
}

/** Rows whose money counts: of orders that were not given back, and returns by the query's words. A filter on the currency holds here too. */
export function payingRows({query, table}: CohortPlan, {returning}: CohortActivity, context: RunContext): Uint8Array {
  const kept = conditionMask([KEPT], table);
  const {mask} = filterRows(table, (query.filters ?? []).filter(({dimension}) => dimension === 'currency'), context, query);
  const paying = mask.slice();
  for (let row = 0; row < paying.length; row++) if (kept[row] === 0 || (returning && returning[row] === 0)) paying[row] = 0;
  return paying;
}

function missingActors(count: number, {table, actor}: CohortPlan): Note {
  if (table.name === 'events') return note('missing-actor', `${count} events without ${actor} are left out.`, {rows: count, actor});
  return note('missing-customer', `${count} orders without a customer are left out.`, {orders: count});
}

/** Each return as one: an order by its first line that is one, an event by its row. */
export function countPostings({returning}: CohortActivity, {table, actor, query}: CohortPlan, periods: CohortPeriods): Postings {
  const times = mainTimes(table, query);
  const numbers = periods.of(times);
  const amounts = new Float64Array(table.length).fill(NaN);
  const isOrder = table.name === 'order_lines';
  const {codes, count} = isOrder ? orderKeys(table) : {codes: undefined, count: 0};
  const counted = isOrder && query.activity !== 'all' ? orderDayLines(table) : undefined;
  const seen = new Uint8Array(count);
  // The table stands in the order of time; a line without one comes last and is never counted.
  for (let row = 0; row < amounts.length; row++) {
    if ((counted && !counted[row]) || (returning && !returning[row])) continue;
    if (codes) {
      const order = codes[row] as number;
      if (numbers[row] === NEVER || order < 0 || seen[order]) continue;
      seen[order] = 1;
    }
    amounts[row] = 1;
  }
  return {actors: actorCodes(table, actor, query).codes, periods: numbers, amounts, times: times.values};
}

export interface MoneyPostings {
  readonly postings: readonly Postings[];
  /** Amounts are integers: `amount / scale` is money. */
  readonly scale: number;
}

/**
 * Net by the day of the order, and refunds, negative, by their own day where it is known; both of orders on or after the start, paid and not
 * given back by their status. An order of returns lowers the money of its day. Throws a `QueryError` where the lines have no amounts.
 */
export function moneyPostings(paying: Uint8Array, {table, actor, query}: CohortPlan, periods: CohortPeriods): MoneyPostings {
  if (table.length === 0) return {postings: [], scale: 1};
  const net = table.columns.get('net');
  const refund = table.columns.get('refund');
  if (!(net instanceof MoneyColumn)) throw new QueryError('Money of cohorts needs the column "net" of "order_lines".', query, 'missing-column', ['net']);
  const main = mainTimes(table, query);
  const scale = Math.max(net.scale, refund instanceof MoneyColumn ? refund.scale : 1);
  const actors = actorCodes(table, actor, query).codes;
  const amountsOf = ({values, scale: own}: MoneyColumn, sign: 1 | -1): Float64Array => {
    const amounts = new Float64Array(values.length);
    for (let row = 0; row < amounts.length; row++) amounts[row] = paying[row] ? sign * (values[row] as number) * (scale / own) : NaN;
    return amounts;
  };
  const postings: Postings[] = [{actors, periods: periods.of(main), amounts: amountsOf(net, 1), times: main.values}];
  const refundTimes = rowTimes(['refunded_at', 'ordered_at'], table);
  if (refund instanceof MoneyColumn && refundTimes) {
    postings.push({actors, periods: periods.of(refundTimes), amounts: amountsOf(refund, -1), times: main.values});
  }
  return {postings, scale};
}
