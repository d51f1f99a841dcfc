/** Loads tables from JSON: an array of records, columns, one record a line, or rows inside an envelope. */

import {AdapterError} from './adapter.ts';
import type {Adapter} from './adapter.ts';
import type {TableInput} from './conform.ts';
import {flattenRecords} from './reading/flatten-records.ts';
import {isRecord} from './reading/json-record.ts';
import {textAdapter} from './reading/load-tables.ts';
import type {ParseRequest, TextOptions, TextSources} from './reading/load-tables.ts';
import {parseJson, parseLines} from './reading/parse-json.ts';
import type {TableName} from './schema.ts';
import {LINES, orderReader, ordersIn, splitOrders} from './shops/shop-orders.ts';
import type {OrderReader} from './shops/shop-orders.ts';

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
 *
 * With `preset` `shopify` or `woocommerce`, orders as their REST interfaces give them need neither `path` nor `split`: discounts, taxes and
 * refunds come on the line they belong to, and what belongs to no line (fees, tips, refunds of shipping and tax) is in the quality report as
 * `unplaced-amount`.
 */
export function createJsonAdapter(tables: TextSources, options: JsonOptions = {}): Adapter {
  return textAdapter(tables, options, (text, request) => {
    const split = perTable(options.split, request.table);
    const isOrders = request.table === 'order_lines' && (split === undefined || split === LINES);
    return readJson(text, {path: perTable(options.path, request.table), split, read: isOrders ? orderReader(options.preset) : undefined}, request);
  });
}

function perTable(option: PerTable<string> | undefined, table: TableName): string | undefined {
  return typeof option === 'object' ? option[table] : option;
}

interface JsonShape {
  readonly path: string | undefined;
  readonly split: string | undefined;
  /** Of a known shop system's orders. */
  readonly read: OrderReader | undefined;
}

function readJson(text: string, {path, split, read}: JsonShape, request: ParseRequest): TableInput {
  const {name} = request;
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (content.trim() === '') throw new AdapterError(`${name} is empty. Load it again, or choose another file.`, {kind: 'parse', source: name});
  const value = /\.(?:ndjson|jsonl)$/i.test(name) || isLines(content) ? parseLines(content, name, request.check) : parseJson(content, name);
  const found = path === undefined ? value : follow(value, path, name);
  const records = recordsOf(found) ?? (read ? ordersIn(found) : undefined) ?? (path === undefined ? envelopeOf(found) : undefined);
  if (records) return rowsOf(records, split, read, request);
  const columns = columnsOf(found);
  if (columns) return columns;
  throw new AdapterError(`${name} holds no array of rows. Say where they are with the path option, such as path: 'data.orders'. ${keysText(found)}`, {
    kind: 'schema', source: name,
  });
}

function rowsOf(records: readonly unknown[], split: string | undefined, read: OrderReader | undefined, {name, onRows}: ParseRequest): TableInput {
  if (!read) {
    const rows = flattenRecords(records, split, name);
    onRows(rows.length);
    return rows;
  }
  const orders = splitOrders(records, read, name);
  onRows(orders.rows.length);
  return orders;
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
    if (!isRecord(at) || !Object.hasOwn(at, key)) {
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
  if (!isRecord(value)) return undefined;
  const key = ENVELOPES.find((name) => Object.hasOwn(value, name) && Array.isArray(value[name]) && isRecord((value[name] as unknown[])[0] ?? {}));
  return key === undefined ? undefined : recordsOf(value[key]);
}

function columnsOf(value: unknown): Readonly<Record<string, readonly unknown[]>> | undefined {
  if (!isRecord(value)) return undefined;
  const columns = Object.hasOwn(value, 'columns') && isRecord(value.columns) ? value.columns : value;
  const isColumns = Object.keys(columns).length > 0 && Object.values(columns).every((column) => Array.isArray(column));
  return isColumns ? (columns as Record<string, readonly unknown[]>) : undefined;
}

function keysText(value: unknown): string {
  return isRecord(value) ? `Found: ${Object.keys(value).slice(0, 20).map((key) => JSON.stringify(key.slice(0, 80))).join(', ') || 'nothing'}.` : '';
}
