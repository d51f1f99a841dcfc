/** Finds the rows that are to be left out by their keys. */

import {isBlank} from '../cells/cell-text.ts';
import {AdapterError} from '../adapter.ts';
import type {Column} from '../column.ts';
import {settle, tableOptions} from '../conform.ts';
import type {ConformOptions, TableInput} from '../conform.ts';
import {buildColumn} from '../conforming/build-column.ts';
import {isNull} from '../conforming/duplicate-rows.ts';
import {IssueLog} from '../conforming/issue-log.ts';
import {headersOf, ruleColumn} from '../mapping/column-rules.ts';
import {SYNONYMS} from '../mapping/header-synonyms.ts';
import {matchColumns} from '../mapping/map-columns.ts';
import type {RawColumn} from '../raw-tables/raw-column.ts';
import {readRawTable} from '../raw-tables/raw-table.ts';
import {SCHEMA} from '../schema.ts';
import type {CanonicalTable, RowKey} from '../schema.ts';
import {fittingOption} from './conform-later.ts';
import {GoneRows} from './gone-rows.ts';
import {matchRows} from './match-rows.ts';

interface RemovedRows {
  readonly gone: GoneRows;
  /** Keys that fitted no row. */
  readonly notFound: number;
}

type KeyOptions = ConformOptions & {readonly timeZone: string; readonly currency: string};

/** Each key names rows by some of the key columns; rows equal in all that it names are found. One pass over the table for each set of columns. */
export function removeRows(table: CanonicalTable, input: TableInput, key: RowKey, options: KeyOptions): RemovedRows {
  const {columns, length, named: names} = readKeys(table, input, key, options);
  const gone = new GoneRows(table.length);
  const found = new Uint8Array(length);
  for (const [told, rows] of byColumns(names)) {
    const keys = told.map((name) => [name, columns.get(name)] as const);
    matchRows(table, keys, length, (row) => !rows.has(row), (row, later) => {
      gone.add(row);
      found[later] = 1;
    });
  }
  return {gone, notFound: length - found.reduce((sum, flag) => sum + flag, 0)};
}

interface Keys {
  readonly columns: ReadonlyMap<string, Column>;
  readonly length: number;
  /** Columns that each key names. */
  readonly named: readonly (readonly string[])[];
}

function readKeys(table: CanonicalTable, input: TableInput, key: RowKey, options: KeyOptions): Keys {
  const {name} = table;
  const {needed, also = []} = key;
  const raw = readRawTable(input, name);
  const refuse = (row: number, what: string): AdapterError =>
    new AdapterError(`Table ${name}: key ${row + 1} to remove ${what}. Its key is ${[...needed, ...also].join(', ')}.`, {kind: 'schema', source: name});
  const settled = settle(options, options.timeZone, options.currency);
  const {preset} = settled;
  const candidates = preset ? [preset.tables?.[name]?.columns ?? {}, SYNONYMS[name]] : [];
  const {rules, index} = matchColumns(name, raw.headers, fittingOption(name, raw.headers, options.columns?.[name] ?? {}, false), candidates);
  const rows = {length: raw.length, dropped: new Uint8Array(raw.length), log: new IssueLog(name)};
  const cells = new Map<string, RawColumn>();
  for (const column of [...needed, ...also]) {
    const rule = rules.get(column) ?? (index.find(column) === undefined ? undefined : column);
    if (rule !== undefined) cells.set(column, ruleColumn(rule, index, raw));
  }
  const read = new Set([...cells.keys()].flatMap((column) => headersOf(rules.get(column) ?? column)).map((header) => index.find(header)));
  const other = raw.headers.find((_, at) => !read.has(at));
  if (other) throw refuse(0, `holds ${JSON.stringify(other.name)}, by which no row is told`);
  const columns = new Map([...cells].map(([column, from]) => {
    const type = SCHEMA[name][column]?.type ?? (table.columns.get(column)?.type === 'number' ? 'number' : 'text');
    return [column, buildColumn({name: column, type, required: false, column: from}, rows, tableOptions(name, options, settled))];
  }));
  const named = Array.from({length: raw.length}, (_, row) => [...cells].flatMap(([column, {cell}]) => {
    const value = cell(row);
    if (value === undefined) return [];
    if (isNull(columns.get(column) as Column, row) && (needed.includes(column) || !isBlank(value))) throw refuse(row, `has ${column} ${JSON.stringify(value)}`);
    return [column];
  }));
  const bare = named.findIndex((names) => names.length === 0);
  if (bare >= 0) throw refuse(bare, 'names no row');
  return {columns, length: raw.length, named};
}

/** The keys by which columns they name. */
function byColumns(named: Keys['named']): Map<readonly string[], Set<number>> {
  const sets = new Map<string, {readonly names: readonly string[]; readonly rows: Set<number>}>();
  named.forEach((names, row) => {
    const id = names.join('\n');
    const set = sets.get(id) ?? {names, rows: new Set<number>()};
    sets.set(id, set);
    set.rows.add(row);
  });
  return new Map([...sets.values()].map(({names, rows}) => [names, rows]));
}
