/** The groups of a metrics query: combinations of dimension values that occur, times the buckets of a grain. */

import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {createZone} from '../../../data-adapters/cells/time-zone.ts';
import {dimensionCodes} from '../../facts/dimension-codes.ts';
import {bucketDays} from '../../calendar/bucket-days.ts';
import type {BucketCalendar} from '../../calendar/bucket-days.ts';
import {firstAtLeast} from '../../kernels/first-at-least.ts';
import type {Window} from '../../periods.ts';
import type {FiscalGrain, Grain} from '../../query.ts';
import type {RowTimes} from '../../facts/row-values.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Up to this many combinations stand in a flat look-up. */
const FLAT = 1 << 22;

/** Dimension values shared by all tables of a query: a text has one code whichever table it comes from. */
class SharedValues {
  readonly values: (string | null)[] = [];
  readonly #codes = new Map<string | null, number>();
  readonly #byTable = new Map<CanonicalTable, Int32Array>();

  /** Shared code by (table code + 1). */
  of(table: CanonicalTable, name: string): Int32Array {
    let shared = this.#byTable.get(table);
    if (!shared) {
      const own = dimensionCodes(table, name)?.values ?? [];
      shared = Int32Array.from([null, ...own], (value) => this.#code(value));
      this.#byTable.set(table, shared);
    }
    return shared;
  }

  #code(value: string | null): number {
    let code = this.#codes.get(value);
    if (code === undefined) {
      code = this.values.push(value) - 1;
      this.#codes.set(value, code);
    }
    return code;
  }
}

/** Dimension combinations by a dense id, in order of appearance; shared by the windows of one query. */
export class Combinations {
  readonly names: readonly string[];
  readonly #shared: readonly SharedValues[];
  readonly #radix: readonly number[];
  readonly #flat: Int32Array | undefined;
  readonly #ids = new Map<number, number>();
  readonly #keys: number[] = [];

  /** `tables` are all that will be asked for; each must have all dimensions. */
  constructor(names: readonly string[], tables: readonly CanonicalTable[]) {
    this.names = names;
    this.#shared = names.map((name) => {
      const shared = new SharedValues();
      for (const table of tables) shared.of(table, name);
      return shared;
    });
    this.#radix = this.#shared.map(({values}) => Math.max(1, values.length));
    const product = this.#radix.reduce((all, size) => all * size, 1);
    if (product > Number.MAX_SAFE_INTEGER) throw new RangeError(`Too many combinations of ${names.join(' × ')}.`);
    this.#flat = product <= FLAT ? new Int32Array(product).fill(-1) : undefined;
    if (names.length === 0) this.#register(0);
  }

  get count(): number {
    return this.#keys.length;
  }

  /** Ids of the rows' combinations. A pass a dimension, and one to look them up. */
  idsOf(table: CanonicalTable, rows: Int32Array): Int32Array {
    const ids = new Int32Array(rows.length);
    if (this.names.length === 0) return ids;
    const keys = this.#flat ? ids : new Float64Array(rows.length);
    this.names.forEach((name, index) => {
      const codes = dimensionCodes(table, name)?.codes ?? new Int32Array(table.length).fill(-1);
      const shared = (this.#shared[index] as SharedValues).of(table, name);
      const radix = this.#radix[index] as number;
      for (let i = 0; i < rows.length; i++) {
        keys[i] = (keys[i] as number) * radix + (shared[(codes[rows[i] as number] as number) + 1] as number);
      }
    });
    for (let i = 0; i < rows.length; i++) ids[i] = this.#idOf(keys[i] as number);
    return ids;
  }

  /** Ids of combinations by their codes in a table, a list of codes a dimension. */
  idsOfCodes(table: CanonicalTable, codes: readonly (readonly number[] | Int32Array)[], count: number): Int32Array {
    return Int32Array.from({length: count}, (_, at) => {
      let key = 0;
      this.names.forEach((name, index) => {
        const shared = (this.#shared[index] as SharedValues).of(table, name);
        key = key * (this.#radix[index] as number) + (shared[((codes[index] as Int32Array)[at] as number) + 1] as number);
      });
      return this.#idOf(key);
    });
  }

  /** The values of a combination, in the order of the dimensions. */
  valuesOf(id: number): (string | null)[] {
    let key = this.#keys[id] ?? 0;
    const values: (string | null)[] = [];
    for (let index = this.names.length - 1; index >= 0; index--) {
      const radix = this.#radix[index] as number;
      values.unshift((this.#shared[index] as SharedValues).values[key % radix] ?? null);
      key = Math.floor(key / radix);
    }
    return values;
  }

  #idOf(key: number): number {
    const known = this.#flat ? (this.#flat[key] as number) : (this.#ids.get(key) ?? -1);
    return known >= 0 ? known : this.#register(key);
  }

  #register(key: number): number {
    const id = this.#keys.push(key) - 1;
    if (this.#flat) this.#flat[key] = id;
    else this.#ids.set(key, id);
    return id;
  }
}

/** The buckets of a window: one for the whole of it without a grain. */
export class Buckets {
  /** First day of each bucket; for hours their number since 1970 on the shop's wall clock. */
  readonly starts: readonly number[];
  readonly grain: Grain | FiscalGrain | undefined;
  readonly #window: Window | undefined;
  readonly #timeZone: string;
  readonly #ofDay: Int32Array | undefined;
  readonly #skipped: ReadonlySet<number> | undefined;

  /** `starts` are first days of buckets of another's making, upwards: those of a period, moved to its base. */
  constructor(
    window: Window | undefined, grain: Grain | FiscalGrain | undefined, calendar: BucketCalendar, timeZone: string, starts?: readonly number[],
  ) {
    this.grain = window ? grain : undefined;
    this.#window = window;
    this.#timeZone = timeZone;
    if (!window || !grain) this.starts = [window?.from ?? 0];
    else if (grain === 'hour') {
      this.starts = hoursOf(window, timeZone);
      this.#skipped = skippedHours(window, timeZone);
    } else {
      this.starts = starts ?? bucketDays(window.from, window.to, grain, calendar);
      this.#ofDay = new Int32Array(Math.max(0, window.to - window.from + 1));
      let bucket = 0;
      for (let day = window.from; day <= window.to; day++) {
        while (day >= (this.starts[bucket + 1] ?? Infinity)) bucket++;
        this.#ofDay[day - window.from] = bucket;
      }
    }
  }

  get count(): number {
    return this.starts.length;
  }

  /** Its hour was left out when the clock was set forward. */
  isSkipped(bucket: number): boolean {
    return this.#skipped?.has(this.starts[bucket] as number) ?? false;
  }

  /** First and last day of a bucket inside the window. */
  daysOf(bucket: number): {readonly from: number; readonly to: number} {
    const window = this.#window ?? {from: -Infinity, to: Infinity};
    if (this.grain === undefined) return window;
    const start = this.starts[bucket] as number;
    if (this.grain === 'hour') return {from: Math.floor(start / 24), to: Math.floor(start / 24)};
    return {from: Math.max(start, window.from), to: Math.min((this.starts[bucket + 1] ?? Infinity) - 1, window.to)};
  }

  /** The instants of a bucket inside the window: `from` included, `to` not. */
  instantsOf(bucket: number): {readonly from: number; readonly to: number} {
    const zone = createZone(this.#timeZone);
    const until = this.#window?.until ?? Infinity;
    if (this.grain === 'hour') {
      const start = this.starts[bucket] as number;
      return {from: zone.instantOf(start * HOUR_MS), to: Math.min(until, zone.instantOf((start + 1) * HOUR_MS))};
    }
    const {from, to} = this.daysOf(bucket);
    return {from: zone.startOfDay(from), to: Math.min(until, zone.startOfDay(to + 1))};
  }

  /** Where each bucket's rows begin, and the last ends, of rows in the order of their days; undefined for hours. */
  spansOf(days: Int32Array, {from, to}: {readonly from: number; readonly to: number}): Int32Array | undefined {
    if (this.grain === 'hour') return undefined;
    const spans = new Int32Array(this.count + 1).fill(to);
    spans[0] = from;
    for (let bucket = 1; bucket < this.count; bucket++) spans[bucket] = Math.min(to, firstAtLeast(days, this.daysOf(bucket).from));
    return spans;
  }

  /** Number of the hour since 1970 on the shop's wall clock. */
  hourOf(instant: number): number {
    return Math.floor(createZone(this.#timeZone).wallOf(instant) / HOUR_MS);
  }

  /** Turns combinations into groups, combination × buckets + bucket, in place. `rows` must lie in the window. */
  refine(combinations: Int32Array, rows: Int32Array, time: RowTimes | undefined): void {
    const {count} = this;
    if (count === 1 || !time || !this.#window) return;
    const {from} = this.#window;
    const {days, values} = time;
    const ofDay = this.#ofDay;
    const zone = createZone(this.#timeZone);
    const first = from * DAY_MS;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number;
      const bucket = ofDay ? (ofDay[(days[row] as number) - from] as number) : Math.floor((zone.wallOf(values[row] as number) - first) / HOUR_MS);
      combinations[i] = (combinations[i] as number) * count + bucket;
    }
  }
}

/** Wall-clock hours that the days of a window did not have. */
function skippedHours({from, to}: Window, timeZone: string): ReadonlySet<number> {
  const zone = createZone(timeZone);
  const skipped = new Set<number>();
  for (let day = from; day <= to; day++) {
    if (zone.startOfDay(day + 1) - zone.startOfDay(day) >= DAY_MS) continue;
    for (let hour = day * 24; hour < day * 24 + 24; hour++) {
      if (zone.instantOf(hour * HOUR_MS) === zone.instantOf((hour + 1) * HOUR_MS)) skipped.add(hour);
    }
  }
  return skipped;
}

/** Wall-clock hours of a window, up to the one that is running. */
function hoursOf({from, to, until}: Window, timeZone: string): number[] {
  const end = until === undefined ? (to + 1) * 24 : Math.floor(createZone(timeZone).wallOf(until - 1) / HOUR_MS) + 1;
  return Array.from({length: Math.max(0, end - from * 24)}, (_, hour) => from * 24 + hour);
}
