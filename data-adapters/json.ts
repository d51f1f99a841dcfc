/** Loads tables from JSON: an array of records, columns, one record a line, or rows inside an envelope. */

import {AdapterError} from './adapter.ts';
import type {Adapter} from './adapter.ts';
import type {TableInput} from './conform.ts';
import {flattenRecords} from './flatten-records.ts';
import {textAdapter} from './load-tables.ts';
import type {ParseRequest, TextOptions, TextSources} from './load-tables.ts';
import {parseJson, parseLines} from './parse-json.ts';
import type {TableName} from './schema.ts';

export {AdapterError} from './adapter.ts';
export type {TextSource} from './read-source.ts';

type PerTable<T> = T | Partial<Readonly<Record<TableName, T>>>;

export interface JsonOptions extends TextOptions {
  /** Where the rows are inside an envelope, `data` or `result.orders`. Without it `data`, `rows`, `items`, `results` and `records` are tried. */
  readonly path?: PerTable<string>;
  /** An array inside each record that becomes rows, `line_items`: an order becomes its lines, whose own columns are `line_items.sku`… */
  readonly split?: PerTable<string>;
}

const ENVELOPES = ['data', 'rows', 'items', 'results', 'records'];

/**
 * An adapter over one JSON text a table, `{order_lines: 'orders.json'}`: `[{…}, …]`, `{columns: {name: […]}}`, `{name: […]}`, one record a
 * line (NDJSON), or an envelope. Integers that a number cannot hold stay text. A text that ends too early is an error, never half a table.
 */
export function createJsonAdapter(tables: TextSources, options: JsonOptions = {}): Adapter {
  return textAdapter(tables, options, (text, request) => {
    const split = perTable(options.split, request.table);
    return readJson(text, perTable(options.path, request.table), split, request);
  });
}

function perTable(option: PerTable<string> | undefined, table: TableName): string | undefined {
  return typeof option === 'object' ? option[table] : option;
}

function readJson(text: string, path: string | undefined, split: string | undefined, request: ParseRequest): TableInput {
  const {name} = request;
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (content.trim() === '') throw new AdapterError(`${name} is empty. Load it again, or choose another file.`, {kind: 'parse', source: name});
  const value = /\.(?:ndjson|jsonl)$/i.test(name) || isLines(content) ? parseLines(content, name, request.check) : parseJson(content, name);
  const found = path === undefined ? value : follow(value, path, name);
  const records = recordsOf(found) ?? (path === undefined ? envelopeOf(found) : undefined);
  if (records) {
    const rows = flattenRecords(records, split, name);
    request.onRows(rows.length);
    return rows;
  }
  const columns = columnsOf(found);
  if (columns) return columns;
  throw new AdapterError(`${name} holds no array of rows. Say where they are with the path option, such as path: 'data.orders'. ${keysText(found)}`, {
    kind: 'schema', source: name,
  });
}

/** Whether each line is a value of its own: the first one is complete and another follows. */
function isLines(text: string): boolean {
  const start = text.trimStart();
  if (!start.startsWith('{')) return false;
  const end = start.indexOf('\n');
  if (end < 0 || start.slice(end).trim() === '') return false;
  try {
    JSON.parse(start.slice(0, end));
    return true;
  } catch {
    return false;
  }
}

function follow(value: unknown, path: string, name: string): unknown {
  let at: unknown = value;
  for (const key of path.split('.')) {
    if (!isObject(at) || !Object.hasOwn(at, key)) {
      throw new AdapterError(`${name} has nothing at ${JSON.stringify(path)}: ${JSON.stringify(key)} is not there. ${keysText(at)}`, {kind: 'schema', source: name});
    }
    at = at[key];
  }
  return at;
}

function recordsOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function envelopeOf(value: unknown): readonly unknown[] | undefined {
  if (!isObject(value)) return undefined;
  const key = ENVELOPES.find((name) => Object.hasOwn(value, name) && Array.isArray(value[name]) && isObject((value[name] as unknown[])[0] ?? {}));
  return key === undefined ? undefined : recordsOf(value[key]);
}

function columnsOf(value: unknown): Readonly<Record<string, readonly unknown[]>> | undefined {
  if (!isObject(value)) return undefined;
  const columns = Object.hasOwn(value, 'columns') && isObject(value.columns) ? value.columns : value;
  const isColumns = Object.keys(columns).length > 0 && Object.values(columns).every((column) => Array.isArray(column));
  return isColumns ? (columns as Record<string, readonly unknown[]>) : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function keysText(value: unknown): string {
  return isObject(value) ? `Found: ${Object.keys(value).slice(0, 20).map((key) => JSON.stringify(key.slice(0, 80))).join(', ') || 'nothing'}.` : '';
}
