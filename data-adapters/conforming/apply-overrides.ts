/** Corrections that the shop makes by hand: rows named by their values, and what they should say. */

import {AdapterError} from '../adapter.ts';
import {currencyCode} from '../cells/currency.ts';
import {parseTime} from '../cells/parse-time.ts';
import type {Zone} from '../cells/time-zone.ts';
import {MoneyColumn, NO_DAY, NumberColumn, TextColumn, TimeColumn} from '../column.ts';
import type {Column} from '../column.ts';
import {keepRows, keptRows} from '../columns/keep-rows.ts';
import {ORDER_STATUSES, SCHEMA} from '../schema.ts';
import type {OrderStatus, TableName, TableQuality} from '../schema.ts';
import type {ConformedTable} from './conform-table.ts';
import {IssueLog} from './issue-log.ts';
import {orderStatus} from './order-status.ts';

export interface Override {
  readonly table: TableName;
  /** Text columns and the value that each must hold: `{order_id: 'A-17'}`. */
  readonly where: Readonly<Record<string, string>>;
  /** What those rows should say instead; null for nothing. */
  readonly set?: Readonly<Record<string, string | number | null>>;
  /** Leave those rows out. */
  readonly leaveOut?: boolean;
}

interface OverriddenTable extends ConformedTable {
  /** Overrides that fit no row. */
  readonly unused: readonly Override[];
}

/** How the table's own cells were read, so that an override says what they could have said. */
interface OverrideReading {
  readonly zone: Zone;
  readonly currency: string;
  readonly statusMap: ReadonlyMap<string, OrderStatus>;
}

/**
 * The table with its overrides, in their order. Rows that are changed or left out are in the quality report. Statuses may be written as the shop's
 * system does, currencies by their marks.
 *
 * Throws an `AdapterError` for an override without an effect, on a column that the table lacks, or with a value that the column cannot hold.
 * A pass over the rows for each override.
 */
export function applyOverrides({table, quality}: ConformedTable, overrides: readonly Override[], reading: OverrideReading): OverriddenTable {
  const own = overrides.filter(({table: name}) => name === table.name);
  if (own.length === 0) return {table, quality, unused: []};
  const unused: Override[] = [];
  const log = new IssueLog(table.name);
  const dropped = new Uint8Array(table.length);
  const columns = new Map([...table.columns].map(([name, column]) => [name, copyOf(column)] as const));
  for (const override of own) {
    const rows = rowsWhere(override, columns, table.length).filter((row) => !dropped[row]);
    const words = JSON.stringify(override.where);
    if (rows.length === 0) unused.push(override);
    const {set = {}, leaveOut} = override;
    if (!leaveOut && Object.keys(set).length === 0) throw refuse(override, 'it changes nothing. Give it set or leaveOut');
    for (const [name, value] of Object.entries(set)) {
      columns.set(name, write(columns.get(name) ?? emptyColumn(name, override, table.length), rows, value, {override, name, ...reading}));
      for (let count = 0; count < rows.length; count++) log.counter('overridden', 'corrected', name).add(-1, words);
    }
    if (!leaveOut) continue;
    for (const row of rows) {
      dropped[row] = 1;
      log.counter('overridden', 'left-out').add(-1, words);
    }
  }
  const kept = keptRows(dropped);
  const whole = kept.length === table.length;
  const left = whole ? columns : new Map([...columns].map(([name, column]) => [name, keepRows(column, kept)] as const));
  const {issues} = log.report(quality.rowsRead, kept.length);
  return {
    table: {...table, length: kept.length, columns: left},
    quality: {...quality, rowsKept: kept.length, issues: [...quality.issues, ...issues]},
    unused,
  };
}

/** The report with the overrides that fit no row, in the place of those that it told of before. */
export function reportUnused(quality: TableQuality, unused: readonly Override[]): TableQuality {
  const log = new IssueLog(quality.table);
  for (const {table, where} of unused) if (table === quality.table) log.counter('override-unused', 'kept').add(-1, JSON.stringify(where));
  const {issues} = log.report(0, 0);
  return {...quality, issues: [...quality.issues.filter(({reason}) => reason !== 'override-unused'), ...issues]};
}

function rowsWhere(override: Override, columns: ReadonlyMap<string, Column>, length: number): number[] {
  const tests = Object.entries(override.where).map(([name, value]) => {
    const column = columns.get(name);
    if (!(column instanceof TextColumn)) throw refuse(override, `the table has no text column "${name}"`);
    return {codes: column.codes, code: column.values.indexOf(value)};
  });
  if (tests.length === 0) throw refuse(override, 'it names no rows. Give it where such as {order_id: "A-17"}');
  return Array.from({length}, (_, row) => row).filter((row) => tests.every(({codes, code}) => code >= 0 && codes[row] === code));
}

/** Columns are shared with the tables they came from: what is changed is a copy. */
function copyOf(column: Column): Column {
  if (column instanceof TextColumn) return new TextColumn(column.codes.slice(), column.dictionary);
  if (column instanceof TimeColumn) return new TimeColumn(column.values.slice(), column.days.slice());
  if (column instanceof MoneyColumn) return new MoneyColumn(column.values.slice(), column.scale);
  return new NumberColumn(column.values.slice());
}

function emptyColumn(name: string, override: Override, length: number): Column {
  const type = Object.hasOwn(SCHEMA[override.table], name) ? SCHEMA[override.table][name]?.type : undefined;
  if (type === 'id' || type === 'text') return new TextColumn(new Int32Array(length).fill(-1), []);
  throw refuse(override, `the table has no column "${name}"`);
}

interface Writing extends OverrideReading {
  readonly override: Override;
  readonly name: string;
}

/** As the column's cells were read. */
function readText(value: string | number | null, {override, name, currency, statusMap}: Writing): string | null {
  if (override.table === 'order_lines' && name === 'status') {
    const status = value === null ? undefined : orderStatus(String(value), statusMap);
    if (status === undefined) throw refuse(override, `status cannot be ${JSON.stringify(value)}: write one of ${ORDER_STATUSES.join(', ')}`);
    return status;
  }
  if (value === null) return null;
  return override.table === 'order_lines' && name === 'currency' ? currencyCode(String(value), currency) : String(value);
}

function write(column: Column, rows: readonly number[], value: string | number | null, writing: Writing): Column {
  const {override, name, zone} = writing;
  const spec = Object.hasOwn(SCHEMA[override.table], name) ? SCHEMA[override.table][name] : undefined;
  if (value === null && spec?.required) throw refuse(override, `${name} is needed in every row: leave the row out instead, with leaveOut`);
  if (column instanceof TextColumn) {
    const text = readText(value, writing);
    const values = text === null || column.values.includes(text) ? column.values : [...column.values, text];
    const code = text === null ? -1 : values.indexOf(text);
    for (const row of rows) column.codes[row] = code;
    return new TextColumn(column.codes, values);
  }
  if (column instanceof TimeColumn) {
    const instant = parseTime(value, {zone});
    if (typeof instant === 'string') throw refuse(override, `${name} cannot be ${JSON.stringify(value)} (${instant})`);
    const day = instant === null ? NO_DAY : zone.dayOf(instant);
    for (const row of rows) {
      column.values[row] = instant === null ? NaN : spec?.type === 'day' ? zone.startOfDay(day) : instant;
      column.days[row] = day;
    }
    return column;
  }
  if (value !== null && (typeof value !== 'number' || !Number.isFinite(value))) throw refuse(override, `${name} cannot be ${JSON.stringify(value)}: write a number`);
  const scale = column instanceof MoneyColumn ? column.scale : 1;
  const stored = value === null ? NaN : column instanceof MoneyColumn ? Math.round(value * scale) : value;
  if (value !== null && Math.abs(stored / scale - value) > 1e-9 * Math.max(1, Math.abs(value))) throw refuse(override, `${name} holds no amount as fine as ${value}`);
  for (const row of rows) column.values[row] = stored;
  return column;
}

function refuse(override: Override, what: string): AdapterError {
  return new AdapterError(`The override of ${override.table} where ${JSON.stringify(override.where)} cannot be used: ${what}.`, {kind: 'schema', source: 'options'});
}
