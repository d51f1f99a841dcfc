/** Keys that should be there once, and keys that another table should know. */

import {TextColumn, TimeColumn} from '../../../data-adapters/column.ts';
import type {Column} from '../../../data-adapters/column.ts';
import type {CanonicalTable, TableName} from '../../../data-adapters/schema.ts';
import type {Dataset} from '../../dataset.ts';
import {dimensionCodes} from '../../facts/dimension-codes.ts';
import type {Finding} from './finding.ts';

/** What one row of a table is one of; `dimensions`: of its texts and times together. Events and order lines have rules of their own. */
const KEYS: Partial<Readonly<Record<TableName, readonly string[] | 'dimensions'>>> = {
  customers: ['customer_id'],
  stock: ['sku', 'warehouse', 'snapshot_at'],
  traffic: 'dimensions',
  spend: 'dimensions',
  service: ['id'],
};

interface Reference {
  readonly from: readonly [TableName, string];
  readonly to: readonly [TableName, string];
}

/** What a table names should be in the other. */
const REFERENCES: readonly Reference[] = [
  {from: ['order_lines', 'customer_id'], to: ['customers', 'customer_id']},
  {from: ['order_lines', 'sku'], to: ['stock', 'sku']},
  {from: ['events', 'sku'], to: ['stock', 'sku']},
  {from: ['service', 'customer_id'], to: ['customers', 'customer_id']},
];

/** Cost: a pass over the key columns. */
export function checkKeys(table: CanonicalTable, {tables}: Dataset): Finding[] {
  const references = REFERENCES.filter(({from: [name]}) => name === table.name);
  return [...repeatedKeys(table), ...references.flatMap((reference) => orphans(table, reference, tables))];
}

function repeatedKeys(table: CanonicalTable): Finding[] {
  const key = KEYS[table.name] ?? [];
  const names = key === 'dimensions' ? [...table.columns].filter(([, column]) => isKey(column)).map(([name]) => name) : key.filter((name) => table.columns.has(name));
  if (names.length === 0) return [];
  const columns = names.map((name) => codesOf(table, name));
  const seen = new Set<string>();
  let count = 0;
  let example = '';
  for (let row = 0; row < table.length; row++) {
    const values = columns.map((read) => read(row)).join(' ');
    if (!seen.has(values)) {
      seen.add(values);
      continue;
    }
    if (count++ === 0) example = names.map((name) => String(table.columns.get(name)?.at(row) ?? '')).join(' · ');
  }
  if (count === 0) return [];
  const column = names.join(' + ');
  return [{
    table: table.name, column, reason: 'repeated-key', dimension: 'uniqueness', severity: 'warning', effect: 'kept',
    count, of: table.length, unit: 'rows', example: {value: example},
  }];
}

const isKey = (column: Column): boolean => column instanceof TextColumn || column instanceof TimeColumn;

/** A number a row for each distinct value. */
function codesOf(table: CanonicalTable, name: string): (row: number) => number {
  const column = table.columns.get(name);
  if (column instanceof TimeColumn) return (row) => column.values[row] as number;
  const codes = dimensionCodes(table, name)?.codes;
  return (row) => codes?.[row] ?? -1;
}

/** Distinct values that the other table does not know. */
function orphans(table: CanonicalTable, {from: [, name], to: [other, key]}: Reference, tables: Dataset['tables']): Finding[] {
  const own = table.columns.get(name);
  const known = tables[other]?.columns.get(key);
  if (!(own instanceof TextColumn) || !(known instanceof TextColumn) || known.length === 0) return [];
  const there = new Set(known.values);
  const used = new Uint8Array(own.size);
  for (const code of own.codes) if (code >= 0) used[code] = 1;
  const all = own.values.filter((_, code) => used[code]);
  const missing = all.filter((value) => !there.has(value));
  if (missing.length === 0) return [];
  return [{
    table: table.name, column: name, reason: 'orphan-key', dimension: 'consistency', severity: missing.length === all.length ? 'warning' : 'info', effect: 'kept',
    count: missing.length, of: all.length, unit: 'keys', example: {value: missing[0] ?? ''},
  }];
}
