/** Shorthands for what the tests of stage 1 look at. */

import {expect} from 'chai';

import {AdapterError} from '../../data-adapters/adapter.ts';
import type {AdapterErrorKind} from '../../data-adapters/adapter.ts';
import {conform} from '../../data-adapters/conform.ts';
import type {ConformOptions, TableInput} from '../../data-adapters/conform.ts';
import type {CanonicalTable, CanonicalTables, QualityIssue, TableName} from '../../data-adapters/schema.ts';

export function tableOf(tables: CanonicalTables, name: TableName = 'order_lines'): CanonicalTable {
  const table = tables.tables[name];
  if (!table) throw new Error(`no table ${name}`);
  return table;
}

/** A column's values; dates as ISO text. */
export function cells(tables: CanonicalTables, column: string, name: TableName = 'order_lines'): unknown[] {
  const found = tableOf(tables, name).columns.get(column);
  if (!found) throw new Error(`no column ${column}`);
  return Array.from({length: found.length}, (_, row) => {
    const value = found.at(row);
    return value instanceof Date ? value.toISOString() : value;
  });
}

/** Issues as `reason column effect rows`. */
export function issues(tables: CanonicalTables, name: TableName = 'order_lines'): string[] {
  return issuesOf(tables, name).map(({reason, column, effect, rows}) => [reason, column, effect, rows].filter((part) => part !== undefined).join(' '));
}

export function issuesOf(tables: CanonicalTables, name: TableName = 'order_lines'): readonly QualityIssue[] {
  return tables.quality.tables.find(({table}) => table === name)?.issues ?? [];
}

/** A whole order line, with some columns changed; a column set to undefined is left away. */
export function line(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const row: Record<string, unknown> = {order_id: 'A1', ordered_at: '2024-03-01', sku: 'S1', quantity: 1, net: 10, ...changes};
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}

export const conformLines = (rows: TableInput, options?: ConformOptions): CanonicalTables => conform({order_lines: rows}, options);

/** The `AdapterError` that an action ends in. */
export async function errorOf(action: () => unknown, kind: AdapterErrorKind): Promise<AdapterError> {
  try {
    await action();
  } catch (error) {
    expect(error).to.be.instanceOf(AdapterError);
    const found = error as AdapterError;
    expect(found.kind, found.message).to.equal(kind);
    return found;
  }
  throw new Error('expected an AdapterError');
}
