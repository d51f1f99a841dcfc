/** Cells that are not there, cannot be, or stand far from all others. */

import {MoneyColumn, NumberColumn, TextColumn, TimeColumn} from '../../../data-adapters/column.ts';
import type {Column} from '../../../data-adapters/column.ts';
import type {CanonicalTable, QualityReport, TableName} from '../../../data-adapters/schema.ts';
import type {Dataset} from '../../dataset.ts';
import {quantileCuts} from '../../kernels/quantile.ts';
import type {CheckReason, Finding, QualityDimension, Severity} from './finding.ts';

/** Columns that numbers rest on: a blank there takes the row out of some of them. `customer_id` of orders is told while rows are conformed. */
const EXPECTED: Partial<Readonly<Record<TableName, Readonly<Record<string, Severity>>>>> = {
  order_lines: {sku: 'warning', cost: 'warning', channel: 'info', category: 'info', status: 'info'},
  events: {session_id: 'warning', channel: 'info'},
  stock: {unit_cost: 'warning', snapshot_at: 'warning', category: 'info'},
  traffic: {visitors: 'warning'},
  spend: {impressions: 'info', clicks: 'info'},
  customers: {registered_at: 'info'},
  service: {responded_at: 'info', score: 'info'},
};

/** Columns in which one slip of a key makes a number of another size. */
const MEASURED: Partial<Readonly<Record<TableName, readonly string[]>>> = {
  order_lines: ['net', 'quantity'], traffic: ['visitors'], stock: ['on_hand', 'unit_cost'], spend: ['cost'],
};

/** Fewer values than this tell nothing of what is usual. */
const LEAST_VALUES = 30;
/** How many interquartile ranges from the quartiles: Tukey's "far out" is 3; shops' amounts have long tails. */
const FAR_OUT = 10;

/** Cost: a pass over each column named, and a sort of those that are measured. */
export function checkCells(table: CanonicalTable, {now, quality}: Dataset): Finding[] {
  return [...missingCells(table, quality), ...impossibleCells(table, now), ...outliers(table)];
}

/** Cells that conforming blanked, because they could not be read, are told there. */
function missingCells(table: CanonicalTable, {tables}: QualityReport): Finding[] {
  const issues = tables.find((report) => report.table === table.name)?.issues ?? [];
  return Object.entries(EXPECTED[table.name] ?? {}).flatMap(([name, severity]) => {
    const column = table.columns.get(name);
    if (!column) return [];
    const told = issues.filter((issue) => issue.column === name && issue.effect === 'value-missing').reduce((sum, {rows}) => sum + rows, 0);
    const missing = {count: countRows(table, (row) => isBlank(column, row)).count - told, example: undefined};
    return missing.count <= 0 ? [] : [finding(table, name, 'missing-cells', 'completeness', severity, missing)];
  });
}

function impossibleCells(table: CanonicalTable, now: number): Finding[] {
  const found: Finding[] = [];
  const onHand = table.name === 'stock' ? table.columns.get('on_hand') : undefined;
  if (onHand instanceof NumberColumn) {
    const rows = countRows(table, (row) => (onHand.values[row] as number) < 0, labelOf(table, 'sku'));
    if (rows.count > 0) found.push(finding(table, 'on_hand', 'negative-stock', 'validity', 'warning', rows));
  }
  for (const [name, column] of table.columns) {
    if (!(column instanceof TimeColumn) || table.name === 'targets') continue;
    const rows = countRows(table, (row) => (column.values[row] as number) > now, (row) => new Date(column.values[row] as number).toISOString());
    if (rows.count > 0) found.push(finding(table, name, 'future-time', 'validity', 'warning', rows));
  }
  const [net, refund] = [table.columns.get('net'), table.columns.get('refund')];
  if (table.name === 'order_lines' && net instanceof MoneyColumn && refund instanceof MoneyColumn) {
    const paid = (row: number): number => Math.max(0, (net.values[row] as number) / net.scale);
    const above = (row: number): boolean => (refund.values[row] as number) / refund.scale > paid(row) + 1e-6;
    const rows = countRows(table, above, labelOf(table, 'order_id'));
    if (rows.count > 0) found.push(finding(table, 'refund', 'refund-above-paid', 'validity', 'info', rows));
  }
  return found;
}

/** Values farther than {@link FAR_OUT} interquartile ranges from the quartiles (type 7), zeros left out. */
function outliers(table: CanonicalTable): Finding[] {
  return (MEASURED[table.name] ?? []).flatMap((name) => {
    const column = table.columns.get(name);
    if (!(column instanceof NumberColumn || column instanceof MoneyColumn)) return [];
    const known = column.values.filter((value) => value === value && value !== 0).sort();
    if (known.length < LEAST_VALUES) return [];
    const [low = 0, , high = 0] = quantileCuts(known, 4);
    const reach = FAR_OUT * (high - low);
    if (reach === 0) return [];
    const isFar = (row: number): boolean => {
      const value = column.values[row] as number;
      return value !== 0 && (value < low - reach || value > high + reach);
    };
    const rows = countRows(table, isFar, (row) => String(column.at(row)));
    return rows.count === 0 ? [] : [finding(table, name, 'outlier', 'validity', 'info', rows)];
  });
}

interface Rows {
  readonly count: number;
  readonly example: string | undefined;
}

function countRows(table: CanonicalTable, test: (row: number) => boolean, label?: (row: number) => string): Rows {
  let count = 0;
  let example: string | undefined;
  for (let row = 0; row < table.length; row++) {
    if (!test(row)) continue;
    if (count === 0) example = label?.(row);
    count++;
  }
  return {count, example};
}

function finding(
  table: CanonicalTable, column: string, reason: CheckReason, dimension: QualityDimension, severity: Severity, {count, example}: Rows,
): Finding {
  const shown = example === undefined ? {} : {example: {value: example}};
  return {table: table.name, column, reason, dimension, severity, effect: 'kept', count, of: table.length, unit: 'rows', ...shown};
}

function labelOf(table: CanonicalTable, name: string): (row: number) => string {
  const column = table.columns.get(name);
  return (row) => String(column?.at(row) ?? '');
}

function isBlank(column: Column, row: number): boolean {
  if (column instanceof TextColumn) return (column.codes[row] as number) < 0;
  const value = column.values[row] as number;
  return value !== value;
}
