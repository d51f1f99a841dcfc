/** Decides which header, or which rule over headers, each canonical column is read from. */

import {AdapterError} from '../adapter.ts';
import type {HeaderName} from '../raw-tables/header-names.ts';
import {uniqueName} from '../raw-tables/header-names.ts';
import {SCHEMA} from '../schema.ts';
import type {TableName} from '../schema.ts';
import {HeaderIndex, headersOf, renameHeaders} from './column-rules.ts';
import type {ColumnCandidates, ColumnRule} from './column-rules.ts';

/**
 * What a host says about a table's columns, in either direction: `{订单编号: 'order_id'}` or `{order_id: '订单编号'}`, a rule for a
 * canonical column, a new name for a further column, or `null` for a header that is not to be read.
 */
export type ColumnOption = Readonly<Record<string, ColumnRule | null>>;

export interface ColumnPlan {
  /** Canonical column → its rule. */
  readonly canonical: ReadonlyMap<string, ColumnRule>;
  /** Canonical columns whose rule is a calculation that nobody asked for by name. */
  readonly derived: ReadonlySet<string>;
  /** The host's further columns: the index of their header and the name they get. */
  readonly further: readonly {readonly name: string; readonly header: number}[];
  readonly index: HeaderIndex;
}

/** Throws an `AdapterError` that names a required column without a header. */
export function planColumns(
  table: TableName, headers: readonly HeaderName[], option: ColumnOption | undefined, candidates: readonly ColumnCandidates[],
): ColumnPlan {
  const {rules, derived, used, renamed, index} = matchColumns(table, headers, option, candidates);
  checkRequired(table, rules, headers);
  return {canonical: rules, derived, further: furtherColumns(table, headers, used, renamed), index};
}

interface ColumnMatch {
  readonly rules: Map<string, ColumnRule>;
  readonly derived: Set<string>;
  /** Headers that are read as canonical columns, or that are not to be read. */
  readonly used: Set<number>;
  readonly renamed: ReadonlyMap<number, string>;
  readonly index: HeaderIndex;
}

/** Explicit options first, then canonical names, then each of `candidates` in turn. A header serves one column, unless options say more. */
export function matchColumns(
  table: TableName, headers: readonly HeaderName[], option: ColumnOption | undefined, candidates: readonly ColumnCandidates[],
): ColumnMatch {
  const index = new HeaderIndex(headers);
  const {rules, renamed, ignored} = readOption(table, index, option ?? {});
  const used = new Set<number>(ignored);
  const derived = new Set<string>();
  const take = (column: string, rule: ColumnRule): void => {
    const found = renameHeaders(rule, (name) => headers[index.find(name) ?? -1]?.name ?? name);
    rules.set(column, found);
    const header = typeof found === 'string' ? index.exact(found) : undefined;
    if (header !== undefined) used.add(header);
  };
  const isFree = (header: number): boolean => !used.has(header) && !renamed.has(header);
  for (const [column, rule] of [...rules]) take(column, rule);
  for (const column of Object.keys(SCHEMA[table])) {
    const exact = index.exact(column);
    if (!rules.has(column) && exact !== undefined && isFree(exact)) take(column, column);
  }
  for (const known of candidates) {
    for (const column of Object.keys(SCHEMA[table])) {
      const rule = rules.has(column) ? undefined : firstUsable(known[column] ?? [], index, isFree);
      if (rule === undefined) continue;
      if (typeof rule === 'object' && 'multiply' in rule) derived.add(column);
      take(column, rule);
    }
  }
  return {rules, derived, used, renamed, index};
}

/** The first rule all of whose headers exist; a plain header must also be free. */
function firstUsable(rules: readonly ColumnRule[], index: HeaderIndex, isFree: (header: number) => boolean): ColumnRule | undefined {
  return rules.find((rule) => {
    if (typeof rule === 'object' && 'unless' in rule && rule.unless?.some((header) => index.find(header) !== undefined)) return false;
    const found = headersOf(rule).map((header) => index.find(header));
    return found.every((header) => header !== undefined) && (typeof rule !== 'string' || found.every((header) => header !== undefined && isFree(header)));
  });
}

interface OptionReading {
  readonly rules: Map<string, ColumnRule>;
  readonly renamed: Map<number, string>;
  readonly ignored: Set<number>;
}

function readOption(table: TableName, index: HeaderIndex, option: ColumnOption): OptionReading {
  const reading: OptionReading = {rules: new Map(), renamed: new Map(), ignored: new Set()};
  const isCanonical = (name: string): boolean => Object.hasOwn(SCHEMA[table], name);
  for (const [key, value] of Object.entries(option)) {
    const header = index.find(key);
    if (value === null) {
      if (header !== undefined) reading.ignored.add(header);
    } else if (typeof value === 'string' && header !== undefined && (isCanonical(value) || !isCanonical(key))) {
      if (isCanonical(value)) reading.rules.set(value, key);
      else reading.renamed.set(header, value);
    } else if (isCanonical(key)) {
      checkHeaders(table, key, value, index);
      reading.rules.set(key, value);
    } else {
      throw new AdapterError(
        `Table ${table}: the columns option names ${JSON.stringify(key)}, which is neither a header nor a column of ${table}. ${foundText(index.headers)}`,
        {kind: 'schema', source: table},
      );
    }
  }
  return reading;
}

function checkHeaders(table: TableName, column: string, rule: ColumnRule, index: HeaderIndex): void {
  const headers = headersOf(rule);
  const missing = headers.filter((header) => index.find(header) === undefined);
  const enough = typeof rule === 'object' && 'firstOf' in rule ? missing.length < headers.length : missing.length === 0;
  if (enough) return;
  throw new AdapterError(
    `Table ${table}: ${column} is to be read from ${missing.map((name) => JSON.stringify(name)).join(', ')}, but there is no such header. ${foundText(index.headers)}`,
    {kind: 'schema', source: table},
  );
}

function checkRequired(table: TableName, rules: ReadonlyMap<string, ColumnRule>, headers: readonly HeaderName[]): void {
  const missing = Object.entries(SCHEMA[table]).flatMap(([name, spec]) => (spec.required && !rules.has(name) ? [name] : []));
  if (missing.length === 0) return;
  throw new AdapterError(
    `Table ${table} has no column for ${missing.join(', ')}. ${foundText(headers)} ` +
      `Say which header it is: columns: {${table}: {${missing.map((name) => `${name}: ${RULE_HINTS[name] ?? `'your header'`}`).join(', ')}}}.`,
    {kind: 'schema', source: table},
  );
}

/** Required columns that often follow from others. */
const RULE_HINTS: Readonly<Record<string, string>> = {net: `'your header' or {multiply: ['unit price', 'quantity', {oneMinus: 'discount rate'}]}`};

const MAX_LISTED = 40;

function foundText(headers: readonly HeaderName[]): string {
  if (headers.length === 0) return 'No headers were found.';
  const listed = headers.slice(0, MAX_LISTED).map(({name}) => JSON.stringify(name.slice(0, 80)));
  const more = headers.length > MAX_LISTED ? ` and ${headers.length - MAX_LISTED} more` : '';
  return `Headers found: ${listed.join(', ')}${more}.`;
}

function furtherColumns(
  table: TableName,
  headers: readonly HeaderName[],
  used: ReadonlySet<number>,
  renamed: ReadonlyMap<number, string>,
): {name: string; header: number}[] {
  // A further column must not pass for a canonical one that is read from elsewhere.
  const taken = new Set(Object.keys(SCHEMA[table]));
  return headers.flatMap(({name}, header) => {
    if (used.has(header)) return [];
    const unique = uniqueName(renamed.get(header) ?? name, taken);
    taken.add(unique);
    return [{name: unique, header}];
  });
}
