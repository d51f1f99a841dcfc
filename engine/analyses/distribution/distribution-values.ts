/** The values that are spread: one an order, a customer or a row, in each group. */

import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {MoneyColumn, NumberColumn, TextColumn} from '../../../data-adapters/column.ts';
import {NOT_RETURNED, VALID} from '../../../metrics/order-status.ts';
import type {Unit} from '../../../metrics/metric.ts';
import {note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {nearNames, requireTable} from '../../context.ts';
import {mainTimes} from '../../facts/actor-stream.ts';
import {idsOf, pairsOf} from '../../facts/distinct-ids.ts';
import type {Ids} from '../../facts/distinct-ids.ts';
import {conditionMask} from '../../facts/row-values.ts';
import type {Window} from '../../periods.ts';
import {QueryError} from '../../query.ts';
import type {Note} from '../../result.ts';
import {filterRows, rowsInWindow} from '../../select-rows.ts';
import {rankGroups} from '../cohort/cohort-groups.ts';
import type {RankedGroups} from '../cohort/cohort-groups.ts';
import type {DistributionPlan} from './distribution-plan.ts';
import type {DistributedValue} from './distribution-query.ts';

export interface DistributionValues {
  /** Sorted upwards, by the rank of the group, in integer units for money: `value / scale`. */
  readonly groups: ReadonlyMap<number, Float64Array>;
  /** Without regard to groups: an order in two groups has one value here. */
  readonly all: Float64Array;
  readonly ranked: RankedGroups | undefined;
  readonly scale: number;
  readonly unit: Unit;
  /** False where amounts are of several currencies: groups may still be of one each. */
  readonly comparable: boolean;
  readonly notes: readonly Note[];
}

interface Scope {
  readonly table: CanonicalTable;
  readonly rows: Int32Array;
  readonly ranked: RankedGroups | undefined;
  readonly notes: Note[];
}

export function readDistribution(plan: DistributionPlan, window: Window, context: RunContext): DistributionValues {
  const {of} = plan;
  const name = typeof of === 'string' ? 'order_lines' : (of.table ?? 'order_lines');
  const scope = readScope(plan, requireTable(context, name, plan.query, 'A distribution'), window, context);
  const money = typeof of === 'string' ? of === 'order_value' || of === 'customer_value' : scope.table.columns.get(of.column) instanceof MoneyColumn;
  const comparable = !money || !mixesMoney(scope, plan, context);
  if (!comparable && !plan.by.includes('currency')) return {...NOTHING, unit: 'money', comparable, ranked: scope.ranked, notes: scope.notes};
  const found = typeof of === 'string' ? memberValues(of, scope, plan) : columnValues(of.column, scope, plan);
  return {...found, comparable, ranked: scope.ranked, notes: scope.notes};
}

function readScope({query, by}: DistributionPlan, table: CanonicalTable, window: Window, context: RunContext): Scope {
  const filtered = filterRows(table, query.filters ?? [], context, query);
  const rows = rowsInWindow(filtered.mask, table.length, mainTimes(table, query), window);
  return {table, rows, ranked: rankGroups(table, by, context, query), notes: [...filtered.notes]};
}

/** Money of rows in several currencies, or in another than the shop's unless the query asks by currency, cannot be compared. */
function mixesMoney({table, rows, notes}: Scope, {query, by}: DistributionPlan, {dataset}: RunContext): boolean {
  const column = table.columns.get('currency');
  if (!(column instanceof TextColumn)) return false;
  const found = new Set<string>();
  for (const row of rows) found.add(column.values[column.codes[row] as number] ?? dataset.currency);
  const [only] = found;
  const asks = by.includes('currency') || (query.filters ?? []).some(({dimension}) => dimension === 'currency');
  if (found.size === 0 || (found.size === 1 && (only === dataset.currency || asks))) return false;
  const currencies = [...found].sort().join(', ');
  notes.push(note('mixed-currency', `Amounts in ${currencies} are not added up. Convert them to one currency, or split by currency.`, {currencies}));
  return true;
}

type Found = Pick<DistributionValues, 'groups' | 'all' | 'unit' | 'scale'>;

const NOTHING: Found = {groups: new Map(), all: new Float64Array(0), unit: 'count', scale: 1};

/** Each row's own number. */
function columnValues(name: string, {table, rows, ranked}: Scope, {query}: DistributionPlan): Found {
  const column = table.columns.get(name);
  if (!(column instanceof NumberColumn || column instanceof MoneyColumn)) {
    if (table.length === 0) return NOTHING;
    const numbers = [...table.columns].filter(([, each]) => each instanceof NumberColumn || each instanceof MoneyColumn).map(([each]) => each);
    const near = nearNames(name, numbers);
    const hint = near.length > 0 ? `Did you mean ${near.join(', ')}?` : `It has ${numbers.join(', ')}.`;
    throw new QueryError(`The table "${table.name}" has no column of numbers "${name}". ${hint}`, query, 'missing-column', [name]);
  }
  const scale = column instanceof MoneyColumn ? column.scale : 1;
  const kept = rows.filter((row) => !Number.isNaN(column.values[row]));
  const valueOf = (row: number): number => column.values[row] as number;
  const byGroup = new Map<number, number[]>();
  if (ranked) {
    for (const row of kept) {
      const group = ranked.ranks[row] as number;
      const held = byGroup.get(group);
      if (held) held.push(valueOf(row));
      else byGroup.set(group, [valueOf(row)]);
    }
  }
  return {
    groups: new Map([...byGroup].map(([group, values]) => [group, Float64Array.from(values).sort()])),
    all: Float64Array.from(kept, valueOf).sort(), scale,
    unit: column instanceof MoneyColumn ? 'money' : 'count',
  };
}

/** What lines of valid orders add up to an order, or a customer. An order of returns only is none; in a customer's money it counts. */
function memberValues(of: DistributedValue, {table, rows, ranked, notes}: Scope, {query}: DistributionPlan): Found {
  const perOrder = of.endsWith('_order') || of === 'order_value';
  const members = idsOf(table, perOrder ? 'order_id' : 'customer_id');
  const orders = perOrder ? members : pairsOf(table, 'customer_id', 'order_id');
  if (!members || !orders) {
    if (table.length === 0) return NOTHING;
    const missing = table.columns.has('order_id') ? 'customer_id' : 'order_id';
    throw new QueryError(`The table "order_lines" has no column "${missing}", which ${of} needs.`, query, 'missing-column', [missing]);
  }
  const valid = conditionMask([VALID], table);
  const sold = conditionMask([NOT_RETURNED], table);
  const lines = rows.filter((row) => valid[row] === 1);
  const counted = lines.filter((row) => (members.codes[row] as number) >= 0);
  if (counted.length < lines.length) {
    const params = {rows: lines.length - counted.length, actor: perOrder ? 'order_id' : 'customer_id'};
    notes.push(note('rows-of-nobody', `${params.rows} rows without ${params.actor} are left out.`, params));
  }
  const {amount, scale} = amountOf(of, table);
  const sums = (groupOf: (row: number) => number): Map<number, Float64Array> =>
    sumMembers({lines: counted, members, orders, sold, amount, countsOrders: of === 'orders_per_customer'}, groupOf);
  return {
    groups: ranked ? sums((row) => ranked.ranks[row] as number) : new Map<number, Float64Array>(),
    all: sums(() => 0).get(0) ?? new Float64Array(0), scale,
    unit: of === 'order_value' || of === 'customer_value' ? 'money' : 'count',
  };
}

/** What a line adds; money less what was given back of the line, in whole minor units. */
function amountOf(of: DistributedValue, table: CanonicalTable): {readonly amount: (row: number) => number; readonly scale: number} {
  if (of === 'lines_per_order' || of === 'orders_per_customer') return {amount: () => 1, scale: 1};
  if (of === 'units_per_order' || of === 'units_per_customer') {
    const quantity = table.columns.get('quantity');
    return {amount: (row) => (quantity instanceof NumberColumn ? quantity.values[row] || 0 : 1), scale: 1};
  }
  const [net, refund] = [table.columns.get('net'), table.columns.get('refund')];
  const columns = [net, refund].filter((column) => column instanceof MoneyColumn);
  const scale = columns.reduce((most, column) => Math.max(most, column.scale), 1);
  const part = (column: typeof net, row: number): number => (column instanceof MoneyColumn ? (column.values[row] || 0) * (scale / column.scale) : 0);
  return {amount: (row) => part(net, row) - part(refund, row), scale};
}

interface Sums {
  readonly lines: Int32Array;
  readonly members: Ids;
  readonly orders: Ids;
  readonly sold: Uint8Array;
  readonly amount: (row: number) => number;
  readonly countsOrders: boolean;
}

/** Only members with an order of the group have a value there. */
function sumMembers({lines, members, orders, sold, amount, countsOrders}: Sums, groupOf: (row: number) => number): Map<number, Float64Array> {
  const places = new Map<number, Map<number, number>>();
  const sums: number[] = [];
  const buys: boolean[] = [];
  const seen = new Set<number>();
  for (const row of lines) {
    const group = groupOf(row);
    let own = places.get(group);
    if (!own) places.set(group, (own = new Map<number, number>()));
    const member = members.codes[row] as number;
    let place = own.get(member);
    if (place === undefined) {
      own.set(member, (place = sums.length));
      sums.push(0);
      buys.push(false);
    }
    if (sold[row] === 1) buys[place] = true;
    if (!countsOrders) sums[place] = (sums[place] as number) + amount(row);
    else if (sold[row] === 1 && (orders.codes[row] as number) >= 0) {
      const pair = place * orders.count + (orders.codes[row] as number);
      if (!seen.has(pair)) sums[place] = (sums[place] as number) + 1;
      seen.add(pair);
    }
  }
  return new Map([...places].map(([group, own]) => {
    const kept = [...own.values()].filter((place) => buys[place] === true);
    return [group, Float64Array.from(kept, (place) => sums[place] as number).sort()];
  }));
}
