/** What orders or events say of when actors began, came back, and what they paid. */

import {MoneyColumn} from '../../../data-adapters/column.ts';
import {KEPT} from '../../../metrics/order-status.ts';
import {note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {actorCodes, actorStream, mainTimes} from '../../facts/actor-stream.ts';
import {orderDayLines} from '../../facts/order-day-lines.ts';
import {orderKeys} from '../../facts/order-facts.ts';
import {conditionMask, rowTimes} from '../../facts/row-values.ts';
import type {Postings} from '../../kernels/cohort-cells.ts';
import type {CohortRows} from '../../kernels/cohort-starts.ts';
import {ADMITTED, NEVER, RETURN, START} from '../../kernels/cohort-starts.ts';
import {QueryError} from '../../query.ts';
import type {Note} from '../../result.ts';
import {filterRows} from '../../select-rows.ts';
import type {CohortPeriods} from './cohort-periods.ts';
import type {CohortPlan} from './cohort-plan.ts';
import {rankGroups} from './cohort-groups.ts';
import type {RankedGroups} from './cohort-groups.ts';
import {rowsOfSteps} from './matching-rows.ts';

export interface CohortActivity {
  readonly rows: CohortRows;
  readonly groups: RankedGroups | undefined;
  /** Rows whose money counts: of orders that were not given back, and returns by the query's words. A filter on the currency holds here too. */
  readonly paying: Uint8Array;
  readonly notes: readonly Note[];
}

/**
 * Rows of orders that count (`activity`), or of events, with what each of them is. Filters choose the rows that begin a membership; what follows
 * counts anywhere, but where `return` says otherwise. A pass over the table for each condition.
 */
export function readActivity(plan: CohortPlan, periods: CohortPeriods, context: RunContext): CohortActivity {
  const {query, table, actor} = plan;
  const stream = actorStream(table, actor, query);
  const times = mainTimes(table, query);
  const filtered = filterRows(table, query.filters ?? [], context, query);
  const notes: Note[] = [...filtered.notes];
  const counted = table.name === 'order_lines' && query.activity !== 'all' ? orderDayLines(table) : new Uint8Array(table.length).fill(1);
  const starting = rowsOfSteps(table, plan.start, context, query, notes);
  const returning = plan.back.length === 0 ? starting : rowsOfSteps(table, plan.back, context, query, notes);
  const groups = rankGroups(table, plan.by, context, query);
  const flags = new Uint8Array(table.length);
  const numbers = periods.of(times);
  const {codes} = actorCodes(table, actor, query);
  const anonymous = new Set<number>();
  const orders = table.name === 'order_lines' ? orderKeys(table).codes : undefined;
  for (let row = 0; row < flags.length; row++) {
    if (!counted[row]) continue;
    flags[row] = (starting[row] ? START : 0) | (filtered.mask[row] ? ADMITTED : 0) | (returning[row] ? RETURN : 0);
    if ((codes[row] as number) >= 0 || !starting[row] || !filtered.mask[row]) continue;
    const period = numbers[row] as number;
    if (period >= 0 && period < periods.cohorts) anonymous.add(orders ? (orders[row] as number) : row);
  }
  if (anonymous.size > 0) notes.push(missingActors(anonymous.size, plan));
  const paying = table.name === 'order_lines' ? payingRows(plan, returning, context) : returning;
  return {rows: {stream, flags, periods: numbers, groups: groups?.ranks}, groups, paying, notes};
}

function payingRows({query, table}: CohortPlan, returning: Uint8Array, context: RunContext): Uint8Array {
  const kept = conditionMask([KEPT], table);
  const {mask} = filterRows(table, (query.filters ?? []).filter(({dimension}) => dimension === 'currency'), context, query);
  return mask.map((flag, row) => flag & (kept[row] as number) & (returning[row] as number));
}

function missingActors(count: number, {table, actor}: CohortPlan): Note {
  if (table.name === 'events') return note('missing-actor', `${count} events without ${actor} are left out.`, {rows: count, actor});
  return note('missing-customer', `${count} orders without a customer are left out.`, {orders: count});
}

/** Each return as one: an order by its first line that is one, an event by its row. */
export function countPostings({rows}: CohortActivity, {table, actor, query}: CohortPlan): Postings {
  const {flags, periods} = rows;
  const amounts = new Float64Array(flags.length).fill(NaN);
  if (table.name === 'order_lines') {
    const {codes, count} = orderKeys(table);
    const seen = new Uint8Array(count);
    // The table stands in the order of time; a line without one comes last and is never counted.
    for (let row = 0; row < flags.length; row++) {
      const order = codes[row] as number;
      if (!((flags[row] as number) & RETURN) || periods[row] === NEVER || order < 0 || seen[order]) continue;
      seen[order] = 1;
      amounts[row] = 1;
    }
  } else for (let row = 0; row < flags.length; row++) if ((flags[row] as number) & RETURN) amounts[row] = 1;
  return {actors: actorCodes(table, actor, query).codes, periods, amounts, times: mainTimes(table, query).values};
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
export function moneyPostings({paying, rows}: CohortActivity, {table, actor, query}: CohortPlan, periods: CohortPeriods): MoneyPostings {
  if (table.length === 0) return {postings: [], scale: 1};
  const net = table.columns.get('net');
  const refund = table.columns.get('refund');
  if (!(net instanceof MoneyColumn)) throw new QueryError('Money of cohorts needs the column "net" of "order_lines".', query, 'missing-column', ['net']);
  const times = mainTimes(table, query).values;
  const scale = Math.max(net.scale, refund instanceof MoneyColumn ? refund.scale : 1);
  const actors = actorCodes(table, actor, query).codes;
  const amountsOf = (column: MoneyColumn, sign: 1 | -1): Float64Array =>
    column.values.map((value, row) => (paying[row] ? sign * value * (scale / column.scale) : NaN));
  const postings: Postings[] = [{actors, periods: rows.periods, amounts: amountsOf(net, 1), times}];
  const refundTimes = rowTimes(['refunded_at', 'ordered_at'], table);
  if (refund instanceof MoneyColumn && refundTimes) {
    postings.push({actors, periods: periods.of(refundTimes), amounts: amountsOf(refund, -1), times});
  }
  return {postings, scale};
}
