/** Which rows of a table a query speaks of. */

import {MoneyColumn, NumberColumn, TimeColumn} from '../data-adapters/column.ts';
import type {CanonicalTable} from '../data-adapters/schema.ts';
import {note} from './build-result.ts';
import type {RunContext} from './context.ts';
import {nearNames} from './context.ts';
import {codesInOrder} from './facts/codes-in-order.ts';
import {dimensionCodes} from './facts/dimension-codes.ts';
import {lastMask} from './facts/last-masks.ts';
import {firstAtLeast} from './kernels/first-at-least.ts';
import {oncePer, oncePerArray} from './once-per.ts';
import type {Window} from './periods.ts';
import {QueryError} from './query.ts';
import type {Filter} from './query.ts';
import type {Note} from './result.ts';

/** A flag a row; 1 keeps it. */
export type RowMask = Uint8Array;

export interface FilteredRows {
  /** Shared by all who ask with the same filters: not to be written to. */
  readonly mask: RowMask;
  /** Filters that the table cannot answer, each with a note. */
  readonly ignored: readonly Filter[];
  readonly notes: readonly Note[];
}

/**
 * Keeps the rows that pass every filter the table has a column for. A filter on a dimension of other tables is left out with a note;
 * one that no table has is a `QueryError` with near names. One pass a filter; none where the same was asked of the table a short while ago.
 */
export function filterRows(table: CanonicalTable, filters: readonly Filter[], context: RunContext, query: unknown): FilteredRows {
  const {applied, ignored, notes} = splitFilters(table, filters, context, query);
  const mask = lastMask(table, applied, () => {
    const flags = new Uint8Array(table.length).fill(1);
    for (const filter of applied) applyFilter(flags, table, filter, query);
    return flags;
  });
  return {mask, ignored, notes};
}

/** {@link filterRows} of the rows in `rows`, a flag a place there. Cheapest for a list that is asked again: it is read along its order. */
export function filterAlong(table: CanonicalTable, rows: Int32Array, filters: readonly Filter[], context: RunContext, query: unknown): FilteredRows {
  const {applied, ignored, notes} = splitFilters(table, filters, context, query);
  const mask = lastMask(rows, applied, () => {
    const flags = new Uint8Array(rows.length).fill(1);
    for (const filter of applied) applyFilter(flags, table, filter, query, rows);
    return flags;
  });
  return {mask, ignored, notes};
}

export interface SplitFilters {
  /** Filters that the table has a column for. */
  readonly applied: readonly Filter[];
  /** Filters that the table cannot answer, each with a note. */
  readonly ignored: readonly Filter[];
  readonly notes: readonly Note[];
}

/** Which filters a table can answer. One on a dimension of other tables is left out with a note; one that no table has is a `QueryError`. */
export function splitFilters(table: CanonicalTable, filters: readonly Filter[], context: RunContext, query: unknown): SplitFilters {
  checkFilters(filters, query);
  const applied = filters.filter(({dimension}) => table.columns.has(dimension));
  const ignored = filters.filter(({dimension}) => !table.columns.has(dimension));
  for (const {dimension} of ignored) requireDimension(dimension, context, query);
  const notes = ignored.map(({dimension}) =>
    note('filter-ignored', `The filter on ${dimension} does not touch ${table.name}, which has no such column.`, {dimension, table: table.name}),
  );
  return {applied, ignored, notes};
}

/** Throws a `QueryError` unless it is a list of filters. */
export function checkFilters(filters: unknown, query: unknown): void {
  const isList = (value: unknown): boolean => value === undefined || Array.isArray(value);
  const isNumber = (value: unknown): boolean => value === undefined || typeof value === 'number';
  const isFilter = (filter: Partial<Filter> | null): boolean =>
    typeof filter?.dimension === 'string' && isList(filter.in) && isList(filter.notIn) && isNumber(filter.gte) && isNumber(filter.lte);
  if (Array.isArray(filters) && filters.every((filter) => isFilter(filter as Partial<Filter> | null))) return;
  throw new QueryError(
    `filters is ${JSON.stringify(filters)}. Write a list such as [{dimension: "channel", in: ["web"]}], with in, notIn, gte or lte.`, query,
  );
}

/** Throws unless some table of the source has the dimension. */
export function requireDimension(name: string, {dataset}: RunContext, query: unknown): void {
  const known = new Set(Object.values(dataset.tables).flatMap((table) => [...table.columns.keys()]));
  if (known.has(name)) return;
  const near = nearNames(name, known);
  const hint = near.length > 0 ? ` Did you mean ${near.map((each) => `"${each}"`).join(', ')}?` : ` Known are ${[...known].sort().join(', ')}.`;
  throw new QueryError(`No table of the source has the dimension "${name}".${hint}`, query, 'unknown-dimension', [name]);
}

/** Clears the flag of every row that fails the filter; with `rows` a flag a place in that list. */
export function applyFilter(mask: RowMask, table: CanonicalTable, filter: Filter, query: unknown, rows?: Int32Array): void {
  if (filter.in || filter.notIn) applyList(mask, table, filter, query, rows);
  const {gte = -Infinity, lte = Infinity} = filter;
  if (gte === -Infinity && lte === Infinity) return;
  const column = table.columns.get(filter.dimension);
  if (!(column instanceof NumberColumn || column instanceof MoneyColumn || column instanceof TimeColumn)) {
    throw new QueryError(`"${filter.dimension}" of ${table.name} is text: filter it by in or notIn.`, query, 'bad-option', [filter.dimension]);
  }
  const scale = column instanceof MoneyColumn ? column.scale : 1;
  const {values} = column;
  for (let at = 0; at < mask.length; at++) {
    const value = (values[rows ? (rows[at] as number) : at] as number) / scale;
    if (!(value >= gte && value <= lte)) mask[at] = 0;
  }
}

function applyList(mask: RowMask, table: CanonicalTable, filter: Filter, query: unknown, rows: Int32Array | undefined): void {
  const dimension = dimensionCodes(table, filter.dimension);
  if (!dimension) {
    throw new QueryError(`"${filter.dimension}" of ${table.name} is not a dimension: filter it by gte and lte.`, query, 'bad-option', [filter.dimension]);
  }
  const pass = passingCodes(filter, dimension.values);
  const ordered = rows && codesInOrder(table, rows, filter.dimension);
  if (ordered) for (let at = 0; at < mask.length; at++) mask[at] = (mask[at] as number) & (pass[ordered[at] as number] as number);
  else {
    const {codes} = dimension;
    for (let row = 0; row < mask.length; row++) mask[row] = (mask[row] as number) & (pass[(codes[row] as number) + 1] as number);
  }
}

/** A flag a code, that of null first: whether its text is among those that the filter lets through. */
export function passingCodes(filter: Filter, values: readonly string[]): Uint8Array {
  const listed = new Set(filter.in);
  const barred = new Set(filter.notIn);
  const passes = (value: string | null): boolean => (!filter.in || listed.has(value)) && !(filter.notIn && barred.has(value));
  return Uint8Array.from([null, ...values], (value) => Number(passes(value)));
}

interface Times {
  readonly days: Int32Array;
  readonly values: Float64Array;
}

/**
 * Row numbers, of `length`, that `mask` keeps (all of them without one) and whose day and instant lie in the window; without a window or times
 * all that `mask` keeps. Not to be written to: without a mask, rows that stand in the order of their days are a view of one list of all of them.
 */
export function rowsInWindow(mask: RowMask | undefined, length: number, time?: Times, window?: Window): Int32Array {
  const span = time && window && spanOfWindow(time, window);
  if (span && !mask) return allRows(time.days).subarray(span.from, span.to);
  const inOrder = time !== undefined && window !== undefined && standInOrder(time.days);
  const start = inOrder ? firstAtLeast(time.days, window.from) : 0;
  const end = inOrder ? firstAtLeast(time.days, window.to + 1) : length;
  const rows = new Int32Array(end - start);
  let kept = 0;
  if (!time || !window) {
    for (let row = start; row < end; row++) if (!mask || mask[row]) rows[kept++] = row;
    return rows.subarray(0, kept);
  }
  const {from, to, until = Infinity} = window;
  const {days, values} = time;
  for (let row = start; row < end; row++) {
    const day = days[row] as number;
    if (day < from || day > to || (mask && !mask[row])) continue;
    if (day === to && (values[row] as number) >= until) continue;
    rows[kept++] = row;
  }
  return rows.subarray(0, kept);
}

const allRows = oncePer((days: Int32Array): Int32Array => Int32Array.from(days.keys()));

/** The rows of a window as one stretch, `to` not included; undefined where they do not stand together. O(log n), and the last day's rows. */
export function spanOfWindow({days, values}: Times, {from, to, until}: Pick<Window, 'from' | 'to' | 'until'>): {readonly from: number; readonly to: number} | undefined {
  if (!standInOrder(days)) return undefined;
  const start = firstAtLeast(days, from);
  const end = firstAtLeast(days, to + 1);
  const cut = until === undefined ? end : cutInOrder(values, firstAtLeast(days, to), end, until);
  return cut === undefined ? undefined : {from: start, to: Math.max(start, cut)};
}

/** Where the instants of a day reach `until`; undefined where some before it stand behind. */
function cutInOrder(values: Float64Array, start: number, end: number, until: number): number | undefined {
  let cut = start;
  while (cut < end && (values[cut] as number) < until) cut++;
  for (let row = cut; row < end; row++) if ((values[row] as number) < until) return undefined;
  return cut;
}

/** Asked of the days, not of the instants: where a clock is set back over midnight, a later instant may have an earlier day. */
const standInOrder = oncePerArray((days: Int32Array) => riseFrom(true, days, 1), riseFrom);

function riseFrom(before: boolean, days: Int32Array, from: number): boolean {
  for (let row = Math.max(1, from); row < days.length && before; row++) if ((days[row] as number) < (days[row - 1] as number)) return false;
  return before;
}
