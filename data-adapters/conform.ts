/** The door from rows of any shape to canonical tables. Knows no network and no file format. */

import {AdapterError} from './adapter.ts';
import {currencyDigits} from './cells/currency.ts';
import type {DateOrder} from './cells/parse-time.ts';
import {createZone} from './cells/time-zone.ts';
import {applyOverrides, reportUnused} from './conforming/apply-overrides.ts';
import type {Override} from './conforming/apply-overrides.ts';
import {conformTable, planTable} from './conforming/conform-table.ts';
import type {ConformedTable, TableOptions} from './conforming/conform-table.ts';
import {findCurrency} from './conforming/find-currency.ts';
import type {PlannedTable} from './conforming/find-currency.ts';
import {isCanonicalTable, isCanonicalTables} from './conforming/is-canonical.ts';
import {readStatusMap} from './conforming/order-status.ts';
import type {ColumnOption} from './mapping/map-columns.ts';
import {PRESETS} from './presets.ts';
import type {Preset, PresetName} from './presets.ts';
import {headerNames} from './raw-tables/header-names.ts';
import {readRawTable} from './raw-tables/raw-table.ts';
import type {HeaderAndRecords, RawTable} from './raw-tables/raw-table.ts';
import {SCHEMA, TABLE_NAMES} from './schema.ts';
import type {CanonicalTable, CanonicalTables, OrderStatus, TableName} from './schema.ts';

export type {Override} from './conforming/apply-overrides.ts';
export type {ColumnOption} from './mapping/map-columns.ts';
export type {ColumnRule, Factor} from './mapping/column-rules.ts';
export {isCanonicalTable, isCanonicalTables} from './conforming/is-canonical.ts';
export {mergeTables} from './conforming/merge-tables.ts';

/** Rows of one table: objects, columns, an Arquero or Arrow table, a header with records, or a table conformed before. */
export type TableInput =
  | readonly object[]
  | Readonly<Record<string, ArrayLike<unknown>>>
  | ReadonlyMap<string, ArrayLike<unknown>>
  | HeaderAndRecords
  | object;

export type TablesInput = Partial<Readonly<Record<TableName, TableInput>>> | CanonicalTables;

export interface ConformOptions {
  /** IANA zone in which times without offset are read and days are cut. Default `UTC`. */
  readonly timeZone?: string;
  /**
   * ISO 4217 code of the shop. Where it is not given: the most frequent code of the `currency` column, else the one that the amounts
   * themselves name (`$1,234.50`), else `CNY`. Amounts that name another are refused.
   */
  readonly currency?: string;
  /** Which header is which column, per table; see {@link ColumnOption}. */
  readonly columns?: Partial<Readonly<Record<TableName, ColumnOption>>>;
  /** Headers of a known export, then the general synonyms (`generic`, the default). `none`: canonical names and `columns` only. */
  readonly preset?: PresetName | 'none' | Preset;
  /** Further status texts, `{到付: 'paid'}`. Compared without case, blanks and punctuation. */
  readonly statusMap?: Readonly<Record<string, OrderStatus>>;
  /** The decimal mark of texts, default `.`. */
  readonly decimal?: '.' | ',';
  /**
   * How dates such as `12/1/2010` are ordered. Without it a column is read by the order that one of its own dates settles (`12/13/2010`: 13 is
   * no month) if no other speaks against it, which the quality report says as `found-date-order`; else these dates are refused.
   */
  readonly dateOrder?: DateOrder;
  readonly excelSerials?: boolean;
  /** Read `Date` objects at 00:00 UTC as calendar days instead of instants. */
  readonly utcDates?: boolean;
  /** Amounts are in minor units (分, cents). Default `major`. */
  readonly units?: 'major' | 'minor';
  /** Columns whose equal values make a row a duplicate that is left out. Default: `order_id` and `line_id` where both exist. */
  readonly keys?: Partial<Readonly<Record<TableName, readonly string[]>>>;
  /** Rows equal in every column: counted and kept (default), or only the first of them is kept. */
  readonly duplicates?: 'keep' | 'first';
  /** An order id sent again at a later time: counted and kept (default), or only the lines of its first time are kept. */
  readonly repeatedOrders?: 'keep' | 'first';
  /** Corrections by hand, applied once the rows are read; each is in the quality report. */
  readonly overrides?: readonly Override[];
}

/**
 * Canonical tables of the rows. Rows that cannot count are left out and every one of them is in the quality report.
 *
 * Throws an `AdapterError` of kind `schema` for a table name, header or required column that is not there, and for an already conformed
 * input in another zone or currency than the options name. Reads each cell once or twice; about a second for a million rows of twelve.
 */
export function conform(input: TablesInput, options: ConformOptions = {}): CanonicalTables {
  return conformFirst(input, options).tables;
}

/** Tables as they are loaded, and what later rows need to be told of. */
export interface FirstTables {
  readonly tables: CanonicalTables;
  /** Overrides that fit no row so far. */
  readonly unused: readonly Override[];
}

export interface ReadTables extends FirstTables {
  /** Tables whose columns were made here, and are nobody else's. */
  readonly made: ReadonlySet<TableName>;
}

/** What {@link conform} does, for a source whose tables change afterwards. */
export function conformFirst(input: TablesInput, options: ConformOptions): ReadTables {
  if (isCanonicalTables(input)) return {tables: unchanged(input, options), made: new Set(), unused: []};
  const timeZone = options.timeZone ?? 'UTC';
  optionOrError(() => createZone(timeZone));
  if (options.currency !== undefined) optionOrError(() => currencyDigits(options.currency ?? ''));
  const {ready, planned} = planTables(input, options, readPreset(options.preset));
  const currency = options.currency ?? findCurrency(planned, options) ?? 'CNY';
  const settled = settle(options, timeZone, currency);
  const done = planned.map(({name, raw, plan}) => conformTable(name, raw, plan, tableOptions(name, options, settled)));
  const all = [...ready, ...done].map((table) => applyOverrides(table, options.overrides ?? [], settled));
  const tables = Object.fromEntries(all.map(({table}) => [table.name, table]));
  const quality = {tables: all.map(({quality: each, unused}) => reportUnused(each, unused))};
  const made = new Set(planned.map(({name}) => name));
  return {tables: {tables, timeZone, currency, quality}, made, unused: all.flatMap(({unused}) => unused)};
}

export interface Settled extends Pick<TableOptions, 'zone' | 'currency' | 'statusMap'> {
  readonly preset: Preset | undefined;
}

/** The options of a load, as one table needs them. */
export function tableOptions(name: TableName, options: ConformOptions, {preset, ...settled}: Settled): TableOptions {
  const keys = options.keys?.[name];
  const dateOrder = options.dateOrder ?? preset?.dateOrder;
  return {
    ...settled,
    ...(preset ? {preset} : {}),
    ...(keys ? {keys} : {}),
    ...(dateOrder ? {dateOrder} : {}),
    ...(options.decimal ? {decimal: options.decimal} : {}),
    ...(options.units ? {units: options.units} : {}),
    excelSerials: options.excelSerials === true,
    utcDates: options.utcDates === true,
    duplicates: options.duplicates ?? 'keep',
    repeatedOrders: options.repeatedOrders ?? 'keep',
  };
}

/** What was conformed once stays as it is: its days are cut and its money is scaled. */
function unchanged(input: CanonicalTables, {timeZone, currency}: ConformOptions): CanonicalTables {
  if (timeZone !== undefined && timeZone !== input.timeZone) {
    throw new AdapterError(
      `The tables were conformed in time zone ${input.timeZone}, but ${timeZone} is asked for. Give the time zone to the adapter that reads the rows.`,
      {kind: 'schema', source: 'options'},
    );
  }
  if (currency !== undefined && currency !== input.currency) {
    throw new AdapterError(
      `The tables were conformed in ${input.currency}, but ${currency} is asked for. Give the currency to the adapter that reads the rows.`,
      {kind: 'schema', source: 'options'},
    );
  }
  return input;
}

/** What is the same for all tables of a load. */
export function settle(options: ConformOptions, timeZone: string, currency: string): Settled {
  const preset = readPreset(options.preset);
  return {
    zone: optionOrError(() => createZone(timeZone)), currency, preset,
    statusMap: optionOrError(() => readStatusMap(preset?.statusMap, options.statusMap)),
  };
}

function optionOrError<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new AdapterError(cause instanceof Error ? cause.message : String(cause), {kind: 'schema', source: 'options', cause});
  }
}

function readPreset(preset: ConformOptions['preset']): Preset | undefined {
  if (preset === 'none') return undefined;
  if (typeof preset === 'object') return preset;
  const name = preset ?? 'generic';
  if (Object.hasOwn(PRESETS, name)) return PRESETS[name];
  throw new AdapterError(`Unknown preset ${JSON.stringify(name)}. Known are ${Object.keys(PRESETS).join(', ')} and none.`, {kind: 'schema', source: 'options'});
}

function planTables(
  input: Partial<Readonly<Record<TableName, TableInput>>>, options: ConformOptions, preset: Preset | undefined,
): {ready: ConformedTable[]; planned: PlannedTable[]} {
  const ready: ConformedTable[] = [];
  const planned: PlannedTable[] = [];
  for (const [key, value] of Object.entries(input)) {
    const name = TABLE_NAMES.find((known) => known === key);
    if (!name) {
      throw new AdapterError(`Unknown table ${JSON.stringify(key)}. Known are ${TABLE_NAMES.join(', ')}.`, {kind: 'schema', source: key});
    }
    if (value === undefined) continue;
    if (isCanonicalTable(value)) {
      ready.push(asConformed(name, value));
      continue;
    }
    const raw = readOrEmpty(name, value);
    const columns = raw.length > 0 || raw.headers.length > 0 ? options.columns?.[name] : undefined;
    planned.push({name, raw, plan: planTable(name, raw, {...(columns ? {columns} : {}), ...(preset ? {preset} : {})})});
  }
  return {ready, planned};
}

/** A table that was conformed before, with nothing found wrong. */
export function asConformed(name: TableName, table: CanonicalTable): ConformedTable {
  return {table: {...table, name}, quality: {table: name, rowsRead: table.length, rowsKept: table.length, issues: []}};
}

/** Rows of any shape; where there are none the required columns, empty. */
export function readOrEmpty(name: TableName, input: TableInput): RawTable {
  const raw = readRawTable(input, name);
  return raw.headers.length === 0 && raw.length === 0 ? emptyTable(name) : raw;
}

/** No rows and no headers at all: the required columns, empty. */
function emptyTable(name: TableName): RawTable {
  const required = Object.entries(SCHEMA[name]).flatMap(([column, spec]) => (spec.required ? [column] : []));
  return {length: 0, headers: headerNames(required), columns: required.map(() => ({cell: () => undefined}))};
}
