/** Purchases of every customer as the models read them, from order lines. */

import {MoneyColumn, NO_DAY, TextColumn, TimeColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {RunContext} from '../../context.ts';
import {requireTable} from '../../context.ts';
import {keptOrderLines} from '../../facts/order-facts.ts';
import {bucketStart, nextBucket} from '../../kernels/calendar.ts';
import {summarisePurchases} from '../../models/purchase-summary.ts';
import type {PurchaseSummary} from '../../models/purchase-summary.ts';
import {resolveAsOf, resolvePeriod} from '../../periods.ts';
import {QueryError} from '../../query.ts';
import type {Note} from '../../result.ts';
import {filterRows} from '../../select-rows.ts';
import type {ClvQuery} from './clv-query.ts';

export interface CustomerPurchases {
  /** Codes of customers with a purchase up to the end of calibration. */
  readonly customers: Int32Array;
  readonly nameOf: (customer: number) => string;
  readonly summary: PurchaseSummary;
  /** Number of the last period that models see, and of the last that is held against them. */
  readonly end: number;
  readonly holdout: number;
  /** Last days of the two. */
  readonly endDay: number;
  readonly holdoutDay: number;
  readonly notes: readonly Note[];
}

/** Lines of orders that make a customer, dated by the order; a line's value is what was paid less what was given back. */
export function readPurchases(query: ClvQuery, context: RunContext): CustomerPurchases {
  const {dataset} = context;
  const lines = requireTable(context, 'order_lines', query, 'Customer value');
  const ids = textColumn(lines, 'customer_id', query);
  const ordered = timeColumn(lines, 'ordered_at', query);
  const {mask, notes} = filterRows(lines, query.filters ?? [], context, query);
  const window = query.period === undefined ? undefined : resolvePeriod(query.period, dataset, query);
  const lastDay = Math.min(dataset.today, window?.to ?? dataset.days?.last ?? dataset.today);
  const holdoutDay = query.asOf === undefined ? lastDay : resolveAsOf(query.asOf, dataset, query);
  const endDay = query.calibrationEnd === undefined ? holdoutDay : resolveAsOf(query.calibrationEnd, dataset, query);
  if (endDay > holdoutDay) throw new QueryError(`calibrationEnd (${String(query.calibrationEnd)}) lies after the last day observed. Give an earlier one.`, query);
  const kept = keptOrderLines(lines);
  const from = window?.from ?? -Infinity;
  const counts = (row: number, day: number): boolean => mask[row] === 1 && kept[row] === 1 && day !== NO_DAY && day >= from;
  const customers = ids.codes.map((code, row) => (counts(row, ordered.days[row] as number) ? code : -1));
  const periodOf = periodNumbers(query.grain ?? 'day', ordered.days, Math.max(holdoutDay, endDay), dataset.weekStart);
  const rows = {length: lines.length, customers, periods: ordered.days.map((day) => (day === NO_DAY ? 0 : periodOf(day))), values: lineValues(lines)};
  const [end, holdout] = [periodOf(endDay), periodOf(holdoutDay)];
  const summary = summarisePurchases(rows, ids.size, end, holdout);
  return {
    customers: Int32Array.from(summary.purchases.keys()).filter((customer) => (summary.purchases[customer] as number) > 0),
    nameOf: (customer) => ids.text(customer) ?? '', summary, end, holdout, endDay, holdoutDay, notes,
  };
}

/** Numbers the days by periods of the grain; a day each by default. */
function periodNumbers(grain: 'day' | 'week' | 'month', days: Int32Array, last: number, weekStart: number): (day: number) => number {
  if (grain === 'day') return (day) => day;
  const first = days.reduce((least, day) => (day !== NO_DAY && day < least ? day : least), last);
  const numbers = new Int32Array(last - first + 1);
  let number = 0;
  let next = nextBucket(bucketStart(first, grain, weekStart), grain);
  for (let day = first; day <= last; day++) {
    if (day >= next) {
      number++;
      next = nextBucket(next, grain);
    }
    numbers[day - first] = number;
  }
  // Days after the last are never looked at: any number beyond does.
  return (day) => (day > last ? number + 1 : (numbers[Math.max(0, day - first)] as number));
}

function lineValues(lines: CanonicalTable): Float64Array {
  const [net, refund] = ['net', 'refund'].map((name) => lines.columns.get(name));
  const read = (column: unknown, row: number): number => {
    const value = column instanceof MoneyColumn ? (column.values[row] as number) / column.scale : 0;
    return value === value ? value : 0;
  };
  return Float64Array.from({length: lines.length}, (_, row) => read(net, row) - read(refund, row));
}

function textColumn(lines: CanonicalTable, name: string, query: unknown): TextColumn {
  const column = lines.columns.get(name);
  if (column instanceof TextColumn) return column;
  throw new QueryError(`Customer value needs "${name}" in the table "order_lines", which the rows do not have.`, query, 'missing-column', ['order_lines', name]);
}

function timeColumn(lines: CanonicalTable, name: string, query: unknown): TimeColumn {
  const column = lines.columns.get(name);
  if (column instanceof TimeColumn) return column;
  throw new QueryError(`Customer value needs "${name}" in the table "order_lines", which the rows do not have.`, query, 'missing-column', ['order_lines', name]);
}
