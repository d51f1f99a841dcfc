/** What each user bought after entering a test. */

import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {MoneyColumn, TextColumn} from '../../../data-adapters/column.ts';
import {NOT_RETURNED, VALID} from '../../../metrics/order-status.ts';
import {note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {requireTable} from '../../context.ts';
import {mainTimes} from '../../facts/actor-stream.ts';
import {pairsOf} from '../../facts/distinct-ids.ts';
import {conditionMask} from '../../facts/row-values.ts';
import {QueryError} from '../../query.ts';
import type {Note} from '../../result.ts';
import type {ExperimentPlan} from './experiment-plan.ts';

/** Whose values, and from when to when. */
export interface ValueWindow {
  readonly users: readonly string[];
  /** When each user entered; infinite for those who did not. */
  readonly starts: Float64Array;
  readonly deadline: (start: number) => number;
}

export interface UserValues {
  /** A value a user, 0 for one who bought nothing; undefined where amounts cannot be added. */
  readonly values: Float64Array | undefined;
  readonly notes: readonly Note[];
}

/**
 * Net − refunds of valid orders (or how many of them) from a user's entry to its deadline, by `customer_id` = the user's id. Refunds count with
 * their order. Throws a `QueryError` where there is no `order_lines` or it names no customers.
 */
export function readUserValues({value, query}: ExperimentPlan, {users, starts, deadline}: ValueWindow, context: RunContext): UserValues {
  const lines = requireTable(context, 'order_lines', query, `value: ${JSON.stringify(value)}`);
  const customers = lines.columns.get('customer_id');
  if (!(customers instanceof TextColumn)) {
    throw new QueryError('value needs the column "customer_id" of "order_lines", with the ids that the events call users.', query, 'missing-column', ['customer_id']);
  }
  const codeOf = new Map(users.map((id, code) => [id, code]));
  const userOf = customers.values.map((id) => codeOf.get(id) ?? -1);
  const {values: times} = mainTimes(lines, query);
  const valid = conditionMask([VALID], lines);
  const counted: number[] = [];
  for (let row = 0; row < lines.length; row++) {
    const user = valid[row] === 1 ? (userOf[customers.codes[row] as number] ?? -1) : -1;
    const start = user < 0 ? Infinity : (starts[user] as number);
    const time = times[row] as number;
    if (time >= start && time <= deadline(start)) counted.push(row);
  }
  const user = (row: number): number => userOf[customers.codes[row] as number] as number;
  const values = new Float64Array(users.length);
  if (value === 'orders') return {values: countOrders(lines, counted, user, values), notes: []};
  const currencies = currenciesOf(lines, counted, context.dataset.currency);
  if (currencies.length > 1) {
    const params = {currencies: currencies.join(', ')};
    return {values: undefined, notes: [note('mixed-currency', `Amounts in ${params.currencies} are not added up. Convert them to one currency.`, params)]};
  }
  const [net, refund] = [lines.columns.get('net'), lines.columns.get('refund')];
  const part = (column: typeof net, row: number): number => (column instanceof MoneyColumn ? (column.at(row) ?? 0) : 0);
  for (const row of counted) values[user(row)] = (values[user(row)] as number) + part(net, row) - part(refund, row);
  return {values, notes: []};
}

function countOrders(lines: CanonicalTable, rows: readonly number[], user: (row: number) => number, values: Float64Array): Float64Array {
  const sold = conditionMask([NOT_RETURNED], lines);
  const orders = pairsOf(lines, 'customer_id', 'order_id');
  const seen = new Set<number>();
  for (const row of rows) {
    const order = orders?.codes[row] ?? -1;
    if (sold[row] !== 1 || order < 0 || seen.has(order)) continue;
    seen.add(order);
    values[user(row)] = (values[user(row)] as number) + 1;
  }
  return values;
}

function currenciesOf(lines: CanonicalTable, rows: readonly number[], shop: string): string[] {
  const column = lines.columns.get('currency');
  if (!(column instanceof TextColumn)) return [];
  return [...new Set(rows.map((row) => column.values[column.codes[row] as number] ?? shop))].sort();
}
