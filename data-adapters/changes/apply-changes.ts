/** Tables that are loaded, with rows added, corrected and removed: all of a batch or nothing of it. */

import {AdapterError} from '../adapter.ts';
import {alignColumns, isBlank} from '../columns/align-columns.ts';
import {keepRows, keptRows} from '../columns/keep-rows.ts';
import {sortByTime} from '../columns/sort-rows.ts';
import {settle} from '../conform.ts';
import type {ConformOptions, FirstTables, TableInput} from '../conform.ts';
import {applyOverrides, reportUnused} from '../conforming/apply-overrides.ts';
import type {Override} from '../conforming/apply-overrides.ts';
import type {ConformedTable} from '../conforming/conform-table.ts';
import {isCanonicalTable} from '../conforming/is-canonical.ts';
import {IssueLog} from '../conforming/issue-log.ts';
import {ROW_KEYS, SCHEMA} from '../schema.ts';
import type {CanonicalTable, RowKey, TableName, TableQuality} from '../schema.ts';
import type {Changes, ChangedTable, TableChanges} from './changes.ts';
import {CHANGE_KINDS, checkChanges} from './check-changes.ts';
import {conformLater} from './conform-later.ts';
import {AppendedRows, refuseKey, UpsertedRows} from './later-rows.ts';
import {mergeQuality} from './merge-quality.ts';
import {mergeRows} from './merge-rows.ts';
import {removeRows} from './remove-rows.ts';

interface ChangedTables extends FirstTables {
  readonly changed: readonly ChangedTable[];
}

/**
 * The tables after the changes; those that are given stay as they are. Their rows stand in the order of their main time. Throws an `AdapterError` for
 * a table or change that there is none of, for rows that cannot be conformed, and for corrections and removals without a key.
 */
export function applyChanges(state: FirstTables, changes: Changes, options: ConformOptions): ChangedTables {
  checkChanges(changes);
  let {unused} = state;
  const tables = {...state.tables.tables};
  const reports = new Map(state.tables.quality.tables.map((report) => [report.table, report]));
  const changed: ChangedTable[] = [];
  for (const [key, change] of Object.entries(changes)) {
    const name = key as TableName;
    if (CHANGE_KINDS.every((kind) => change[kind] === undefined)) continue;
    const steps = new TableSteps(name, tables[name], {state, options});
    steps.apply(change);
    if (!steps.table) continue;
    tables[name] = steps.table;
    const own = unused.filter(({table}) => table === name);
    const still = reports.has(name) ? own.filter((override) => steps.isUnused(override)) : steps.unused;
    unused = [...unused.filter(({table}) => table !== name), ...still];
    const before = reports.get(name) ?? emptyQuality(name);
    reports.set(name, reportUnused(mergeQuality(before, steps.quality, steps.superseded), still));
    changed.push(steps.summary());
  }
  return {tables: {...state.tables, tables, quality: {tables: [...reports.values()]}}, unused, changed};
}

const emptyQuality = (table: TableName): TableQuality => ({table, rowsRead: 0, rowsKept: 0, issues: []});

interface Load {
  readonly state: FirstTables;
  readonly options: ConformOptions;
}

/** One table on its way through the three steps. */
class TableSteps {
  readonly #name: TableName;
  readonly #load: Load;
  readonly #key: RowKey | undefined;
  /** Undefined where there was none and nothing came. */
  table: CanonicalTable | undefined;
  quality: TableQuality;
  superseded = 0;
  unused: readonly Override[] = [];
  #used = new Set<Override>();
  #added = 0;
  #replaced = 0;
  #removed = 0;
  #notFound = 0;

  constructor(name: TableName, table: CanonicalTable | undefined, load: Load) {
    this.#name = name;
    this.#load = load;
    this.table = table;
    this.quality = emptyQuality(name);
    const keys = load.options.keys?.[name];
    this.#key = keys ? {needed: keys} : ROW_KEYS[name];
  }

  isUnused(override: Override): boolean {
    return !this.#used.has(override);
  }

  apply({remove, upsert, append}: TableChanges): void {
    if (remove !== undefined) this.#remove(remove);
    if (upsert !== undefined) this.#upsert(upsert);
    if (append !== undefined) this.#append(append);
  }

  summary(): ChangedTable {
    return {
      table: this.#name, added: this.#added, replaced: this.#replaced, removed: this.#removed, notFound: this.#notFound, quality: this.quality,
    };
  }

  #remove(input: TableInput): void {
    const key = this.#requireKey('remove');
    const {table} = this;
    const {timeZone, currency} = this.#load.state.tables;
    const {gone, notFound} = removeRows(table ?? this.#empty(), input, key, {...this.#load.options, timeZone, currency});
    this.#removed += gone.size;
    this.#notFound += notFound;
    if (table) this.table = mergeRows(table, gone, this.#empty());
  }

  #upsert(input: TableInput): void {
    const key = this.#requireKey('upsert');
    const table = this.table ?? this.#empty();
    const missing = table.length > 0 ? key.needed.find((name) => !table.columns.has(name)) : undefined;
    if (missing !== undefined) throw refuseKey(this.#name, `Its rows have no ${missing}, so none of them can be told from another.`, key);
    const repeats = new UpsertedRows(table, this.#repeatOptions, key);
    const read = this.#read(input, table, repeats, [...key.needed, ...(key.also ?? [])]);
    this.#replaced += repeats.replaced;
    this.#take(table, repeats, read, isCanonicalTable(input));
  }

  #append(input: TableInput): void {
    const table = this.table ?? this.#empty();
    const repeats = new AppendedRows(table, this.#repeatOptions);
    this.#take(table, repeats, this.#read(input, table, repeats), isCanonicalTable(input));
  }

  #empty(): CanonicalTable {
    return {name: this.#name, length: 0, columns: new Map()};
  }

  #requireKey(kind: string): RowKey {
    if (this.#key) return this.#key;
    throw new AdapterError(
      `Rows of ${this.#name} have no key of their own, so ${kind} cannot tell which are meant. Name one, {keys: {${this.#name}: ['your_column']}}, or append only.`,
      {kind: 'schema', source: this.#name},
    );
  }

  get #repeatOptions(): ConstructorParameters<typeof AppendedRows>[1] {
    const {keys, duplicates = 'keep', repeatedOrders = 'keep'} = this.#load.options;
    const own = keys?.[this.#name];
    return {duplicates, repeatedOrders, ...(own ? {keys: own} : {})};
  }

  #read(input: TableInput, table: CanonicalTable, repeats: AppendedRows, keys?: readonly string[]): ConformedTable {
    const {timeZone, currency} = this.#load.state.tables;
    const further = [...table.columns].filter(([column]) => !Object.hasOwn(SCHEMA[this.#name], column));
    const furtherTypes = new Map(further.flatMap(([name, column]) => (isBlank(column) ? [] : [[name, column.type] as const])));
    const read = conformLater(this.#name, input, this.#load.options, {timeZone, currency, repeats, furtherTypes, ...(keys ? {keys} : {})});
    return isCanonicalTable(input) && repeats instanceof UpsertedRows ? meetKeys(read, repeats) : read;
  }

  /** The rows that were read join the others. `isGiven`: their columns are the host's. */
  #take(table: CanonicalTable, repeats: AppendedRows, {table: later, quality}: ConformedTable, isGiven: boolean): void {
    const {options, state: {tables: {timeZone, currency}}} = this.#load;
    const columns = new Map(alignColumns(table, later).map(({name, later: column}) => [name, column] as const));
    const done = applyOverrides({table: {...later, columns}, quality}, options.overrides ?? [], settle(options, timeZone, currency));
    const known = (options.overrides ?? []).filter((override) => override.table === this.#name);
    for (const override of known) if (!done.unused.includes(override)) this.#used.add(override);
    this.unused = known.filter((override) => !this.#used.has(override));
    const came = repeats instanceof UpsertedRows ? repeats.within : 0;
    this.quality = mergeQuality(this.quality, {...done.quality, rowsKept: done.quality.rowsKept + came}, 0);
    this.superseded += repeats.superseded;
    this.#added += done.table.length;
    this.table = mergeRows(table, repeats.gone, sortByTime(done.table, !isGiven));
  }
}

/** Conformed rows are taken as they are, but for those that give way to others. */
function meetKeys({table, quality}: ConformedTable, repeats: UpsertedRows): ConformedTable {
  const rows = {length: table.length, dropped: new Uint8Array(table.length), log: new IssueLog(table.name)};
  repeats.early(table.columns, rows);
  const kept = keptRows(rows.dropped);
  if (kept.length === table.length) return {table, quality};
  const columns = new Map([...table.columns].map(([name, column]) => [name, keepRows(column, kept)] as const));
  return {table: {...table, length: kept.length, columns}, quality: {...quality, rowsKept: kept.length}};
}
