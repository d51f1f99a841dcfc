/** The rows of one table in one window, filtered and grouped: what every measure over them starts from. */

import {TextColumn} from '../../data-adapters/column.ts';
import type {CanonicalTable, TableName} from '../../data-adapters/schema.ts';
import {note} from '../build-result.ts';
import type {RunContext} from '../context.ts';
import type {Window} from '../periods.ts';
import {QueryError} from '../query.ts';
import type {Filter, Grain} from '../query.ts';
import type {Note} from '../result.ts';
import {filterRows, rowsInWindow} from '../select-rows.ts';
import {Buckets} from './group-space.ts';
import type {Combinations} from './group-space.ts';
import {conditionMask, rowTimes} from './row-values.ts';
import type {RowTimes} from './row-values.ts';
import type {Condition} from '../../metrics/metric.ts';

/** A result of more rows than this is not an answer that a page can show. */
const MAX_GROUPS = 1 << 22;

export interface Frame {
  readonly table: CanonicalTable;
  readonly time: RowTimes | undefined;
  readonly rows: Int32Array;
  /** Combination × buckets + bucket, of each row. */
  readonly groups: Int32Array;
  readonly size: number;
}

export interface FrameRequest {
  readonly table: TableName;
  readonly at: readonly string[];
  readonly where?: readonly Condition[] | undefined;
}

/** Makes frames for one window and one grouping, each once. */
export class Frames {
  readonly context: RunContext;
  readonly query: unknown;
  readonly window: Window;
  readonly buckets: Buckets;
  readonly combinations: Combinations;
  readonly filters: readonly Filter[];
  readonly notes: Note[] = [];
  readonly #frames = new Map<string, Frame>();
  readonly #masks = new Map<TableName, Uint8Array>();

  constructor(
    context: RunContext, query: unknown, window: Window, grain: Grain | undefined, combinations: Combinations, filters: readonly Filter[],
  ) {
    this.context = context;
    this.query = query;
    this.window = window;
    this.combinations = combinations;
    this.filters = filters;
    if (grain === 'hour' || grain === 'day') this.#checkSize((window.to - window.from + 1) * (grain === 'hour' ? 24 : 1));
    this.buckets = new Buckets(window, grain, context.dataset.weekStart, context.dataset.timeZone);
  }

  /** The table must be there. */
  frame({table: name, at, where}: FrameRequest): Frame {
    const key = JSON.stringify([name, at, where]);
    let frame = this.#frames.get(key);
    if (!frame) {
      frame = where ? this.#narrow(this.frame({table: name, at}), where) : this.#make(name, at);
      this.#frames.set(key, frame);
    }
    return frame;
  }

  /** A flag a row: 1 where all filters that the table can answer hold. */
  mask(table: CanonicalTable): Uint8Array {
    let mask = this.#masks.get(table.name);
    if (!mask) {
      const filtered = filterRows(table, this.filters, this.context, this.query);
      this.notes.push(...filtered.notes);
      mask = filtered.mask;
      this.#masks.set(table.name, mask);
    }
    return mask;
  }

  /** Groups of rows that lie in the window. */
  groupsOf(table: CanonicalTable, rows: Int32Array, time: RowTimes | undefined): Int32Array {
    const groups = this.combinations.idsOf(table, rows);
    const {count} = this.buckets;
    if (count === 1) return groups;
    const buckets = this.buckets.of(rows, time);
    for (let i = 0; i < groups.length; i++) groups[i] = (groups[i] as number) * count + (buckets[i] as number);
    return groups;
  }

  /** How many groups there are. Throws a `QueryError` where they are too many. */
  get size(): number {
    const size = this.combinations.count * this.buckets.count;
    this.#checkSize(size);
    return size;
  }

  #checkSize(size: number): void {
    if (size <= MAX_GROUPS) return;
    throw new QueryError(
      `The query asks for ${size} groups; up to ${MAX_GROUPS} can be told apart. Take a coarser grain, a shorter period or fewer dimensions.`, this.query,
    );
  }

  #make(name: TableName, at: readonly string[]): Frame {
    const table = this.context.dataset.tables[name] as CanonicalTable;
    const time = rowTimes(at, table);
    const rows = rowsInWindow(this.mask(table), time, this.window);
    const groups = this.groupsOf(table, rows, time);
    return {table, time, rows, groups, size: this.size};
  }

  #narrow(frame: Frame, where: readonly Condition[]): Frame {
    const mask = conditionMask(where, frame.table);
    const rows = new Int32Array(frame.rows.length);
    const groups = new Int32Array(frame.rows.length);
    let kept = 0;
    for (let i = 0; i < frame.rows.length; i++) {
      const row = frame.rows[i] as number;
      if (!mask[row]) continue;
      rows[kept] = row;
      groups[kept++] = frame.groups[i] as number;
    }
    return {...frame, rows: rows.subarray(0, kept), groups: groups.subarray(0, kept)};
  }
}

/**
 * Groups whose rows carry more than one currency: their sums of money are undefined. Says which currencies in a note. Undefined where
 * all groups have one.
 */
export function mixedCurrencies(frames: Frames, frame: Frame): Uint8Array | undefined {
  const column = frame.table.columns.get('currency');
  if (!(column instanceof TextColumn) || column.values.length < 2) return undefined;
  const first = new Int32Array(frame.size).fill(-1);
  const mixed = new Uint8Array(frame.size);
  const found = new Set<number>();
  let any = false;
  for (let i = 0; i < frame.rows.length; i++) {
    const code = column.codes[frame.rows[i] as number] as number;
    if (code < 0) continue;
    const group = frame.groups[i] as number;
    if (first[group] === -1) first[group] = code;
    else if (first[group] !== code) {
      mixed[group] = 1;
      any = true;
      found.add(code).add(first[group] as number);
    }
  }
  if (!any) return undefined;
  const names = [...found].map((code) => column.values[code] ?? '').sort().join(', ');
  frames.notes.push(note('mixed-currency', `Amounts in ${names} are not added up. Convert them to one currency, or split by currency.`, {currencies: names}));
  return mixed;
}
