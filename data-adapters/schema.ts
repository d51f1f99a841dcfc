/**
 * The canonical tables: what every later stage reads, whatever the rows came from.
 *
 * This file is types and plain constants. It knows no file format, no vendor and no metric.
 */

import type {Column} from './column.ts';

export type TableName =
  | 'order_lines'
  | 'events'
  | 'traffic'
  | 'stock'
  | 'spend'
  | 'customers'
  | 'targets'
  | 'service';

/**
 * How a column's raw values are read.
 *
 * - `id`: text that identifies. Never read as a number: `007`, `12e345` and 19-digit ids stay as they are.
 * - `text`: a category. Stored like `id`.
 * - `number`: a finite number. - `money`: integer minor units. - `boolean`: `true`/`false` kept as 1 and 0.
 * - `time`: an instant; a time without offset is local to the shop. - `day`: a calendar day of the shop.
 */
export type ColumnType = 'id' | 'text' | 'number' | 'money' | 'boolean' | 'time' | 'day';

export interface ColumnSpec {
  readonly type: ColumnType;
  /** The table is unusable without this column. */
  readonly required?: true;
}

export type TableSpec = Readonly<Record<string, ColumnSpec>>;

export const ORDER_STATUSES = ['pending', 'paid', 'shipped', 'completed', 'refunded', 'cancelled'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

const id: ColumnSpec = {type: 'id'};
const text: ColumnSpec = {type: 'text'};
const number: ColumnSpec = {type: 'number'};
const money: ColumnSpec = {type: 'money'};
const time: ColumnSpec = {type: 'time'};
const day: ColumnSpec = {type: 'day'};
const boolean: ColumnSpec = {type: 'boolean'};
const required = (spec: ColumnSpec): ColumnSpec => ({...spec, required: true});

/** Every canonical table with its columns. A host's further columns are kept as dimensions beside them. */
export const SCHEMA: Readonly<Record<TableName, TableSpec>> = {
  order_lines: {
    order_id: required(id),
    line_id: id,
    customer_id: id,
    ordered_at: required(time),
    sku: id,
    product: text,
    category: text,
    quantity: required(number),
    net: required(money),
    list_price: money,
    discount: money,
    cost: money,
    tax: money,
    shipping: money,
    status: text,
    refund: money,
    refunded_at: time,
    paid_at: time,
    promised_at: time,
    shipped_at: time,
    delivered_at: time,
    shipped_quantity: number,
    returned_quantity: number,
    channel: text,
    shop: text,
    region: text,
    campaign: text,
    device: text,
    currency: text,
  },
  events: {
    user_id: required(id),
    at: required(time),
    step: required(text),
    session_id: id,
    channel: text,
    sku: id,
    campaign: text,
    device: text,
    region: text,
    variant: text,
  },
  traffic: {day: required(day), channel: text, visitors: number, page_views: number, sessions: number, bounces: number},
  stock: {
    sku: required(id),
    product: text,
    warehouse: text,
    on_hand: required(number),
    in_transit: number,
    reserved: number,
    unit_cost: money,
    price: money,
    category: text,
    received_at: time,
    received_quantity: number,
    snapshot_at: time,
    lead_time_days: number,
    reorder_point: number,
    safety_stock: number,
    pack_size: number,
    discontinued: boolean,
  },
  spend: {day: required(day), channel: required(text), campaign: text, cost: required(money), impressions: number, clicks: number},
  customers: {
    customer_id: required(id),
    registered_at: time,
    region: text,
    tags: text,
    last_ordered_at: time,
    orders: number,
    net: money,
  },
  targets: {metric: required(text), from: required(day), to: required(day), value: required(number)},
  service: {id: required(id), at: required(time), customer_id: id, kind: text, responded_at: time, resolved_at: time, score: number, channel: text},
};

export const TABLE_NAMES = Object.keys(SCHEMA) as TableName[];

/** The column that dates a row of each table. */
export const MAIN_TIME: Readonly<Record<TableName, string>> = {
  order_lines: 'ordered_at',
  events: 'at',
  traffic: 'day',
  stock: 'snapshot_at',
  spend: 'day',
  customers: 'registered_at',
  targets: 'from',
  service: 'at',
};

export interface RowKey {
  /** Columns that every row needs to be told apart. */
  readonly needed: readonly string[];
  /** Columns that tell rows apart too, where the table has them; a blank is a value. */
  readonly also?: readonly string[];
}

/** What tells the rows of a table apart when they are corrected. Events have no key of their own: two equal ones may both have happened. */
export const ROW_KEYS: Partial<Readonly<Record<TableName, RowKey>>> = {
  order_lines: {needed: ['order_id', 'line_id']},
  traffic: {needed: ['day'], also: ['channel']},
  stock: {needed: ['sku'], also: ['warehouse', 'snapshot_at']},
  spend: {needed: ['day', 'channel'], also: ['campaign']},
  customers: {needed: ['customer_id']},
  targets: {needed: ['metric', 'from', 'to']},
  service: {needed: ['id']},
};

/**
 * One conformed table. `columns` is a `Map`, so a column named `__proto__` or `constructor` is a column like any other.
 * Optional canonical columns that the rows lack are absent, never invented.
 */
export interface CanonicalTable {
  readonly name: TableName;
  readonly length: number;
  readonly columns: ReadonlyMap<string, Column>;
  /**
   * The same object in every table that came from another one by adding rows at its end. Of two such tables the longer begins with the rows of
   * the shorter, in the same columns, with the same codes, scales and order. Rows that change, leave or come in between begin another.
   */
  readonly lineage?: object;
}

/** What stage 1 hands on: tables, the zone and currency they were read in, and what was found wrong with the rows. */
export interface CanonicalTables {
  readonly tables: Partial<Readonly<Record<TableName, CanonicalTable>>>;
  /** IANA zone in which times without offset were read and calendar days were cut. */
  readonly timeZone: string;
  /** ISO 4217 code that fixes the minor unit of money columns. */
  readonly currency: string;
  readonly quality: QualityReport;
}

export type QualityReason =
  | 'blank-row'
  | 'duplicate-row'
  | 'repeated-order'
  | 'missing-required'
  | 'missing-value'
  | 'unreadable-number'
  | 'unreadable-money'
  | 'unreadable-time'
  | 'unreadable-boolean'
  | 'impossible-time'
  | 'ambiguous-date'
  | 'found-date-order'
  | 'negative-duration'
  | 'unknown-status'
  | 'unsafe-integer'
  | 'infinite-number'
  | 'mixed-currency'
  | 'cell-too-long'
  | 'ragged-row'
  | 'unplaced-amount'
  | 'renamed-header'
  | 'derived-column'
  | 'missing-customer'
  | 'unknown-metric'
  | 'overridden'
  | 'override-unused';

/**
 * One kind of trouble in one column, counted.
 *
 * `effect` says what happened to the rows: `left-out` (the row is in no number), `value-missing` (the row counts, this
 * value is null), `kept` (reported only), `corrected` (read in the one way that makes sense).
 */
export interface QualityIssue {
  readonly table: TableName;
  readonly column?: string;
  readonly reason: QualityReason;
  readonly effect: 'left-out' | 'value-missing' | 'kept' | 'corrected';
  readonly rows: number;
  /** Up to five, `row` counted from 1 over the data rows (a header is not a row), `value` cut to 80 characters. */
  readonly examples: readonly {readonly row: number; readonly value: string}[];
}

export interface TableQuality {
  readonly table: TableName;
  readonly rowsRead: number;
  readonly rowsKept: number;
  readonly issues: readonly QualityIssue[];
}

export interface QualityReport {
  readonly tables: readonly TableQuality[];
}
