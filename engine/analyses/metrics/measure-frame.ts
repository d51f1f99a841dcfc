/** The rows of one table in one window, filtered and grouped: what every measure over them starts from. */

import type {CanonicalTable, TableName} from '../../../data-adapters/schema.ts';
import type {RunContext} from '../../context.ts';
import type {Window} from '../../periods.ts';
import {QueryError} from '../../query.ts';
import type {Filter, FiscalGrain, Grain} from '../../query.ts';
import type {Note} from '../../result.ts';
import {checkFilters, filterRows, rowsInWindow, spanOfWindow, splitFilters} from '../../select-rows.ts';
import {Buckets} from './group-space.ts';
import type {Combinations} from './group-space.ts';
import {sliceWindow} from './window-slice.ts';
import type {WindowSlice} from './window-slice.ts';
import {rowTimes} from '../../facts/row-values.ts';
import type {RowTimes} from '../../facts/row-values.ts';

/** A result of more rows than this is not an answer that a page can show. */
const MAX_GROUPS = 1 << 22;

export interface Frame {
  readonly table: CanonicalTable;
  readonly time: RowTimes | undefined;
  readonly rows: Int32Array;
  /** Combination × buckets + bucket, of each row. */
  readonly groups: Int32Array;
  readonly size: number;
  /** Where the rows of each group stand together, in the order of groups: the same rows and groups without lists, but for those that `keep` bars. */
  readonly spans?: Int32Array | undefined;
  /** With `spans`: a flag a row of the table, 0 for those that a filter bars. */
  readonly keep?: Uint8Array | undefined;
}

interface FramesOptions {
  readonly context: RunContext;
  readonly query: unknown;
  readonly window: Window;
  readonly grain: Grain | FiscalGrain | undefined;
  /** First days of the buckets, where they are not the grain's own. */
  readonly starts?: readonly number[];
  readonly combinations: Combinations;
  readonly filtered: FilteredTables;
}

/** The rows that pass a query's filters: worked out once a table for all windows and groupings. */
export class FilteredTables {
  readonly filters: readonly Filter[];
  readonly notes: Note[] = [];
  readonly #context: RunContext;
  readonly #query: unknown;
  readonly #masks = new Map<TableName, Uint8Array>();
  readonly #answered = new Map<TableName, readonly Filter[]>();

  constructor(context: RunContext, query: {readonly filters?: readonly Filter[]}) {
    this.#context = context;
    this.#query = query;
    this.filters = query.filters ?? [];
    checkFilters(this.filters, query);
  }

  /** Filters that the table can answer. */
  answeredBy(table: CanonicalTable): readonly Filter[] {
    if (this.filters.length === 0) return this.filters;
    let answered = this.#answered.get(table.name);
    if (!answered) {
      const split = splitFilters(table, this.filters, this.#context, this.#query);
      this.notes.push(...split.notes);
      answered = split.applied;
      this.#answered.set(table.name, answered);
    }
    return answered;
  }

  /** A flag a row: 1 where all filters that the table can answer hold. Undefined without such filters: all rows. */
  mask(table: CanonicalTable): Uint8Array | undefined {
    const answered = this.answeredBy(table);
    if (answered.length === 0) return undefined;
    let mask = this.#masks.get(table.name);
    if (!mask) {
      mask = filterRows(table, answered, this.#context, this.#query).mask;
      this.#masks.set(table.name, mask);
    }
    return mask;
  }
}

/** A frame whose rows and groups are listed for those alone who ask for them. */
class SpanFrame implements Frame {
  readonly table: CanonicalTable;
  readonly time: RowTimes | undefined;
  readonly size: number;
  readonly spans: Int32Array | undefined;
  readonly keep: Uint8Array | undefined;
  readonly #list: () => Pick<Frame, 'rows' | 'groups'>;
  #listed: Pick<Frame, 'rows' | 'groups'> | undefined;

  constructor({table, time, size, spans, keep}: Omit<Frame, 'rows' | 'groups'>, list: () => Pick<Frame, 'rows' | 'groups'>) {
    this.table = table;
    this.time = time;
    this.size = size;
    this.spans = spans;
    this.keep = keep;
    this.#list = list;
  }

  get rows(): Int32Array {
    return (this.#listed ??= this.#list()).rows;
  }

  get groups(): Int32Array {
    return (this.#listed ??= this.#list()).groups;
  }
}

/** Makes frames for one window and one grouping, each once. */
export class Frames {
  readonly context: RunContext;
  readonly query: unknown;
  readonly window: Window;
  readonly buckets: Buckets;
  readonly combinations: Combinations;
  readonly filtered: FilteredTables;
  readonly notes: Note[] = [];
  readonly #frames = new Map<string, Frame>();
  readonly #slices = new Map<string, WindowSlice | undefined>();

  constructor({context, query, window, grain, combinations, filtered, starts}: FramesOptions) {
    this.context = context;
    this.query = query;
    this.window = window;
    this.combinations = combinations;
    this.filtered = filtered;
    if (grain === 'hour' || grain === 'day') this.#checkSize((window.to - window.from + 1) * (grain === 'hour' ? 24 : 1));
    this.buckets = new Buckets(window, grain, context.dataset, context.dataset.timeZone, starts);
  }

  get filters(): readonly Filter[] {
    return this.filtered.filters;
  }

  /** Rows of the window by the first of the time columns `at` that each has. The table must be there. */
  frame(name: TableName, at: readonly string[]): Frame {
    const table = this.context.dataset.tables[name] as CanonicalTable;
    const times = at.filter((column) => table.columns.has(column));
    const key = JSON.stringify([name, times]);
    let frame = this.#frames.get(key);
    if (!frame) this.#frames.set(key, (frame = this.#make(table, times)));
    return frame;
  }

  /** The same rows by day and cell of the cube; undefined where it cannot tell them apart. */
  slice(name: TableName, at: readonly string[]): WindowSlice | undefined {
    const key = JSON.stringify([name, at]);
    if (!this.#slices.has(key)) this.#slices.set(key, sliceWindow(this.context.dataset.tables[name] as CanonicalTable, at, this));
    return this.#slices.get(key);
  }

  /** How many groups there are. Throws a `QueryError` where they are too many. */
  get size(): number {
    const size = this.combinations.count * this.buckets.count;
    this.#checkSize(size);
    return size;
  }

  #make(table: CanonicalTable, times: readonly string[]): Frame {
    const time = rowTimes(times, table);
    const {size, combinations, buckets, window, filtered} = this;
    const listed = (): Pick<Frame, 'rows' | 'groups'> => {
      const rows = rowsInWindow(filtered.mask(table), table.length, time, window);
      const groups = combinations.idsOf(table, rows);
      buckets.refine(groups, rows, time);
      return {rows, groups};
    };
    const span = combinations.names.length === 0 && time && spanOfWindow(time, window);
    const spans = span && buckets.spansOf(time.days, span);
    if (!spans) {
      const {rows, groups} = listed();
      return {table, time, rows, groups, size: this.size};
    }
    return new SpanFrame({table, time, size, spans, keep: filtered.mask(table)}, listed);
  }

  #checkSize(size: number): void {
    if (size <= MAX_GROUPS) return;
    throw new QueryError(
      `The query asks for ${size} groups; up to ${MAX_GROUPS} can be told apart. Take a coarser grain, a shorter period or fewer dimensions.`, this.query,
    );
  }
}
