/** Raw rows of one table in, one canonical table and its quality out. */

import {currencyCode} from '../cells/currency.ts';
import {TextColumn, TimeColumn} from '../column.ts';
import type {Column} from '../column.ts';
import {keepRows, keptRows, recode} from '../columns/keep-rows.ts';
import {headersOf, ruleColumn, ruleText} from '../mapping/column-rules.ts';
import {SYNONYMS} from '../mapping/header-synonyms.ts';
import {planColumns} from '../mapping/map-columns.ts';
import type {ColumnOption, ColumnPlan} from '../mapping/map-columns.ts';
import type {Preset} from '../presets.ts';
import {blankRows, sharedColumn} from '../raw-tables/raw-column.ts';
import type {RawColumn} from '../raw-tables/raw-column.ts';
import type {FoundIssue, RawTable} from '../raw-tables/raw-table.ts';
import {SCHEMA} from '../schema.ts';
import type {CanonicalTable, OrderStatus, TableName, TableQuality} from '../schema.ts';
import {buildColumn} from './build-column.ts';
import type {CellOptions, RowState} from './build-column.ts';
import {countEqualRows, dropDuplicateKeys, handleRepeatedOrders} from './duplicate-rows.ts';
import {fillFromOrder} from './fill-from-order.ts';
import {buildFurther} from './further-column.ts';
import {IssueLog} from './issue-log.ts';
import {mapStatuses} from './order-status.ts';
import {checkDurations, checkCurrencies} from './row-checks.ts';

export interface TableOptions extends CellOptions {
  readonly columns?: ColumnOption;
  /** Undefined: canonical names and `columns` only. */
  readonly preset?: Preset;
  readonly statusMap: ReadonlyMap<string, OrderStatus>;
  readonly keys?: readonly string[];
  readonly duplicates: 'keep' | 'first';
  readonly repeatedOrders: 'keep' | 'first';
  /** Default: among themselves. */
  readonly repeats?: Repeats;
  /** Types that further columns have already. */
  readonly furtherTypes?: ReadonlyMap<string, Column['type']>;
}

/** How rows that repeat others are found. */
export interface Repeats {
  /** Called once keys and times are read, before anything else is counted. */
  early(columns: ReadonlyMap<string, Column>, rows: RowState): void;
  /** Called once all columns are read. */
  late(columns: ReadonlyMap<string, Column>, rows: RowState): void;
}

export interface ConformedTable {
  readonly table: CanonicalTable;
  readonly quality: TableQuality;
}

/** Columns that decide early whether a row stays, so that rows left out are not counted for anything else. */
const EARLY = ['status', 'line_id'];

export function planTable(name: TableName, raw: RawTable, options: Pick<TableOptions, 'columns' | 'preset'>): ColumnPlan {
  const candidates = options.preset ? [options.preset.tables?.[name]?.columns ?? {}, SYNONYMS[name]] : [];
  return planColumns(name, raw.headers, options.columns, candidates);
}

/** Throws an `AdapterError` where a required column is missing; bad rows are counted, never thrown. */
export function conformTable(name: TableName, raw: RawTable, plan: ColumnPlan, options: TableOptions): ConformedTable {
  const log = new IssueLog(name);
  const rows: RowState = {length: raw.length, dropped: new Uint8Array(raw.length), log};
  logHeaders(raw, plan, log);
  dropBlankRows(raw, rows);
  const columns = new Map<string, Column>();
  const repeats = options.repeats ?? repeatsAmong(name, options);
  const shared = sharedHeaders(plan, options.preset?.tables?.[name]?.fillFromOrder !== undefined);
  const build = (column: string): void => {
    const built = buildCanonical(name, column, raw, plan, rows, options, shared);
    if (built) columns.set(column, built);
  };
  const wanted = Object.keys(SCHEMA[name]).filter((column) => plan.canonical.has(column));
  const early = wanted.filter((column) => SCHEMA[name][column]?.required || EARLY.includes(column) || options.keys?.includes(column));
  const isKey = ({name: further}: ColumnPlan['further'][number]): boolean => options.keys?.includes(further) === true;
  const buildOwn = ({name: further, header}: ColumnPlan['further'][number]): void => {
    const found = raw.columns[header];
    const column = found && shared.has(header) ? sharedColumn(found) : found;
    if (column) columns.set(further, buildFurther(further, column, rows, {...options, isText: options.furtherTypes?.get(further) === 'text'}));
  };
  early.forEach(build);
  plan.further.filter(isKey).forEach(buildOwn);
  repeats.early(columns, rows);
  wanted.filter((column) => !early.includes(column)).forEach(build);
  plan.further.filter((column) => !isKey(column)).forEach(buildOwn);
  checkDurations(columns, rows, options.zone);
  checkCurrencies(columns, rows, options.currency);
  repeats.late(columns, rows);
  return finish(name, columns, rows, raw.length);
}

/** Headers that more than one column is read from. */
function sharedHeaders({canonical, further, index}: ColumnPlan, isOrderRead: boolean): ReadonlySet<number> {
  const order = isOrderRead ? canonical.get('order_id') : undefined;
  const rules = [...canonical.values(), ...(order === undefined ? [] : [order])];
  const read = [...rules.flatMap((rule) => headersOf(rule).map((header) => index.find(header) ?? -1)), ...further.map(({header}) => header)];
  return new Set(read.filter((header, at) => read.indexOf(header) !== at));
}

function buildCanonical(
  table: TableName, name: string, raw: RawTable, plan: ColumnPlan, rows: RowState, options: TableOptions, shared: ReadonlySet<number>,
): Column | undefined {
  const rule = plan.canonical.get(name);
  const spec = SCHEMA[table][name];
  if (rule === undefined || !spec) return undefined;
  const preset = options.preset?.tables?.[table];
  let column: RawColumn = ruleColumn(rule, plan.index, raw, options.decimal);
  if (typeof rule === 'string' && shared.has(plan.index.find(rule) ?? -1)) column = sharedColumn(column);
  if (preset?.fillFromOrder?.includes(name)) {
    const order = plan.canonical.get('order_id');
    if (order !== undefined) column = {cell: fillFromOrder(column.cell, ruleColumn(order, plan.index, raw).cell, raw.length)};
  }
  const missing = preset?.missing?.[name];
  const isCalculated = typeof rule === 'object' && 'multiply' in rule;
  const built = buildColumn(
    {name, type: spec.type, required: spec.required === true, column, ...(missing ? {missing: new Set(missing)} : {})},
    rows,
    isCalculated ? {...options, decimal: '.'} : options,
  );
  if (table !== 'order_lines' || !(built instanceof TextColumn)) return built;
  if (name === 'status') return mapStatuses(built, rows, options.statusMap);
  return name === 'currency' ? recode(built, (text) => currencyCode(text, options.currency)) : built;
}

function logHeaders(raw: RawTable, plan: ColumnPlan, log: IssueLog): void {
  for (const {name, original} of raw.headers) {
    if (name !== original) log.counter('renamed-header', 'corrected', name).add(-1, original);
  }
  for (const {name, header} of plan.further) {
    const original = raw.headers[header];
    if (original && original.name !== name && original.name === original.original) log.counter('renamed-header', 'corrected', name).add(-1, original.original);
  }
  for (const column of plan.derived) {
    const rule = plan.canonical.get(column);
    if (rule !== undefined && raw.length > 0) log.counter('derived-column', 'corrected', column).add(-1, ruleText(rule));
  }
  if (raw.ragged) logFound({reason: 'ragged-row', effect: 'corrected', ...raw.ragged}, log);
  for (const found of raw.found ?? []) logFound(found, log);
}

function logFound({reason, effect, column, count, first}: FoundIssue, log: IssueLog): void {
  const counter = log.counter(reason, effect, column);
  for (const {row, text} of first) counter.add(row, text);
  counter.rows += count - first.length;
}

function dropBlankRows(raw: RawTable, rows: RowState): void {
  const blank = rows.log.counter('blank-row', 'left-out');
  let left: Int32Array | undefined;
  for (const column of raw.columns) if (left?.length !== 0) left = blankRows(column, raw.length, left);
  for (const row of left ?? new Int32Array(raw.length).keys()) {
    rows.dropped[row] = 1;
    blank.add(row, '');
  }
}

/** The columns whose equal values make a row a duplicate; none where one of them is not there. */
export function duplicateKeys(name: TableName, columns: ReadonlyMap<string, Column>, {keys}: Pick<TableOptions, 'keys'>): [string, Column][] {
  const names = keys ?? (name === 'order_lines' && columns.has('line_id') ? ['order_id', 'line_id'] : []);
  const found = names.flatMap((key): [string, Column][] => {
    const column = columns.get(key);
    return column ? [[key, column]] : [];
  });
  return found.length === names.length ? found : [];
}

function repeatsAmong(name: TableName, options: TableOptions): Repeats {
  return {
    early(columns, rows) {
      const keys = duplicateKeys(name, columns, options);
      if (keys.length > 0) dropDuplicateKeys(keys, rows);
      dropRepeatedOrders(columns, rows, options);
    },
    late: (columns, rows) => countEqualRows(columns, rows, options.duplicates === 'first'),
  };
}

function dropRepeatedOrders(columns: ReadonlyMap<string, Column>, rows: RowState, options: TableOptions): void {
  const orders = columns.get('order_id');
  const orderedAt = columns.get('ordered_at');
  if (orders instanceof TextColumn && orderedAt instanceof TimeColumn) handleRepeatedOrders(orders, orderedAt, rows, options.repeatedOrders);
}

function finish(name: TableName, columns: Map<string, Column>, rows: RowState, rowsRead: number): ConformedTable {
  if (!rows.dropped.includes(1)) return {table: {name, length: rowsRead, columns}, quality: rows.log.report(rowsRead, rowsRead)};
  const kept = keptRows(rows.dropped);
  for (const [column, values] of columns) columns.set(column, keepRows(values, kept));
  return {table: {name, length: kept.length, columns}, quality: rows.log.report(rowsRead, kept.length)};
}
