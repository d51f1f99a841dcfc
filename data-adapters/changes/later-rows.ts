/** Holds rows that come to a loaded table against those that are there: as if all of them had come at once. */

import {AdapterError} from '../adapter.ts';
import {TextColumn, TimeColumn} from '../column.ts';
import type {Column} from '../column.ts';
import {translateCodes} from '../columns/text-index.ts';
import type {RowState} from '../conforming/build-column.ts';
import {duplicateKeys} from '../conforming/conform-table.ts';
import type {Repeats, TableOptions} from '../conforming/conform-table.ts';
import {countEqualRows, dropDuplicateKeys, handleRepeatedOrders, isNull} from '../conforming/duplicate-rows.ts';
import type {CanonicalTable, RowKey} from '../schema.ts';
import {EqualEarlier} from './equal-earlier.ts';
import {GoneRows} from './gone-rows.ts';
import {matchRows} from './match-rows.ts';
import type {KeyColumns} from './match-rows.ts';

type RepeatOptions = Pick<TableOptions, 'keys' | 'duplicates' | 'repeatedOrders'>;

/** Rows in addition: those whose key is there, or came before them, are left out. */
export class AppendedRows implements Repeats {
  /** Rows that were there and are left out as a second sending. */
  superseded = 0;
  /** Rows of the table that no longer count. */
  readonly gone: GoneRows;

  constructor(protected readonly table: CanonicalTable, protected readonly options: RepeatOptions) {
    this.gone = new GoneRows(table.length);
  }

  early(columns: ReadonlyMap<string, Column>, rows: RowState): void {
    const keys = duplicateKeys(this.table.name, columns, this.options);
    if (keys.length > 0) {
      const known = this.#knownKeys(keys, rows);
      dropDuplicateKeys(keys, rows, (row) => known[row] === 1);
    }
    this.repeatedOrders(columns, rows);
  }

  late(columns: ReadonlyMap<string, Column>, rows: RowState): void {
    const equal = new EqualEarlier(this.table, (row) => this.gone.has(row), columns);
    countEqualRows(columns, rows, this.options.duplicates === 'first', (row) => equal.has(row));
  }

  #knownKeys(keys: readonly [string, Column][], rows: RowState): Uint8Array {
    const known = new Uint8Array(rows.length);
    const skip = (row: number): boolean => rows.dropped[row] === 1 || keys.some(([, column]) => isNull(column, row));
    matchRows(this.table, keys, rows.length, skip, (row, later) => {
      if (!this.gone.has(row)) known[later] = 1;
    });
    return known;
  }

  /** An order that was there has its first time from there; one that came earlier than that makes the lines that were there a second sending. */
  protected repeatedOrders(columns: ReadonlyMap<string, Column>, rows: RowState): void {
    const orders = columns.get('order_id');
    const orderedAt = columns.get('ordered_at');
    if (!(orders instanceof TextColumn) || !(orderedAt instanceof TimeColumn)) return;
    const first = new Float64Array(orders.size).fill(NaN);
    const lines = this.#linesOf(orders, first);
    const before = first.slice();
    const {repeatedOrders: policy} = this.options;
    handleRepeatedOrders(orders, orderedAt, rows, policy, first);
    const counter = rows.log.counter('repeated-order', policy === 'first' ? 'left-out' : 'kept', 'order_id');
    for (const {row, order, time} of lines) {
      if (!(time > (first[order] as number)) || time > (before[order] as number)) continue;
      counter.add(-1, orders.text(order));
      if (policy === 'keep') continue;
      this.gone.add(row);
      this.superseded += 1;
    }
  }

  /** The lines that are there of those orders; notes when each order is first known. */
  #linesOf(orders: TextColumn, first: Float64Array): {row: number; order: number; time: number}[] {
    const earlier = this.table.columns.get('order_id');
    const times = this.table.columns.get('ordered_at');
    if (!(earlier instanceof TextColumn) || !(times instanceof TimeColumn)) return [];
    const codes = translateCodes(orders, earlier);
    if (codes.every((code) => code < 0)) return [];
    const lines: {row: number; order: number; time: number}[] = [];
    eachRowOf(earlier, codes, (row, order) => {
      if (this.gone.has(row)) return;
      const time = times.values[row] as number;
      if (!((first[order] as number) <= time)) first[order] = time;
      lines.push({row, order, time});
    });
    return lines;
  }
}

/** Of so few codes the rows are sought one code after the other, by the platform's own search. */
const FEW = 8;

/** Calls `each` for the rows whose code is among `codes`, with its place in there; codes below 0 are none. */
function eachRowOf(column: TextColumn, codes: Int32Array, each: (row: number, at: number) => void): void {
  const known = [...codes.keys()].filter((at) => (codes[at] as number) >= 0);
  if (known.length <= FEW) {
    for (const at of known) {
      const code = codes[at] as number;
      for (let row = column.codes.indexOf(code); row >= 0; row = column.codes.indexOf(code, row + 1)) each(row, at);
    }
    return;
  }
  const atOf = new Int32Array(column.size + 1).fill(-1);
  for (const at of known) atOf[(codes[at] as number) + 1] = at;
  for (let row = 0; row < column.length; row++) {
    const at = atOf[(column.codes[row] as number) + 1] as number;
    if (at >= 0) each(row, at);
  }
}

/** Rows that take the place of those with the same key. */
export class UpsertedRows extends AppendedRows {
  replaced = 0;
  /** Of those, rows of the same batch. */
  within = 0;
  readonly #key: RowKey;

  constructor(table: CanonicalTable, options: RepeatOptions, key: RowKey) {
    super(table, options);
    this.#key = key;
  }

  override early(columns: ReadonlyMap<string, Column>, rows: RowState): void {
    const keys = this.#keysOf(columns, rows);
    this.within = this.#dropOlder(keys, rows);
    this.replaced += this.within;
    matchRows(this.table, keys, rows.length, (row) => rows.dropped[row] === 1, (row) => {
      if (this.gone.has(row)) return;
      this.gone.add(row);
      this.replaced += 1;
    });
    this.repeatedOrders(columns, rows);
  }

  #keysOf(columns: ReadonlyMap<string, Column>, rows: RowState): KeyColumns {
    const {name} = this.table;
    const {needed, also = []} = this.#key;
    if (rows.length === 0) return [];
    for (const key of needed) {
      const column = columns.get(key);
      if (!column) throw refuseKey(name, `The rows to upsert have no ${key}, so nothing says which rows they replace.`, this.#key);
      for (let row = 0; row < rows.length; row++) {
        if (rows.dropped[row] || !isNull(column, row)) continue;
        throw refuseKey(name, `Row ${row + 1} to upsert has no ${key}, so nothing says which row it replaces.`, this.#key);
      }
    }
    const told = also.filter((key) => columns.has(key) || this.table.columns.has(key));
    return [...needed, ...told].map((key) => [key, columns.get(key)] as const);
  }

  /** Of rows with one key the last stays. Returns how many gave way. */
  #dropOlder(keys: KeyColumns, rows: RowState): number {
    const seen = new Map<string, number>();
    let older = 0;
    for (let row = 0; row < rows.length; row++) {
      if (rows.dropped[row]) continue;
      const key = JSON.stringify(keys.map(([, column]) => column?.at(row) ?? null));
      const before = seen.get(key);
      seen.set(key, row);
      if (before === undefined) continue;
      rows.dropped[before] = 1;
      older += 1;
    }
    return older;
  }
}

export function refuseKey(table: string, what: string, {needed}: RowKey): AdapterError {
  return new AdapterError(
    `Table ${table}: ${what} Its key is ${needed.join(' and ')}; the option keys, {keys: {${table}: ['your_column']}}, names another.`,
    {kind: 'schema', source: table},
  );
}
