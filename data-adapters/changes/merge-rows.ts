/** Puts later rows among those of a table, in the order of its main time. */

import {MoneyColumn, NumberColumn, TextColumn, TimeColumn} from '../column.ts';
import type {Column} from '../column.ts';
import {alignColumns} from '../columns/align-columns.ts';
import type {AlignedColumn} from '../columns/align-columns.ts';
import type {Dictionary} from '../columns/dictionary.ts';
import {growArray} from '../columns/grow-array.ts';
import {growDictionary} from '../columns/grow-dictionary.ts';
import {growIndex, translateCodes} from '../columns/text-index.ts';
import {MAIN_TIME} from '../schema.ts';
import type {CanonicalTable} from '../schema.ts';
import type {GoneRows} from './gone-rows.ts';

/**
 * The table without the rows that are `gone`, with `later` behind the rows of their own time; rows without a time stand last. Both are in that
 * order. Rows that only come at the end are written behind the others: O(their number), and the table keeps its lineage where no column is another.
 */
export function mergeRows(table: CanonicalTable, gone: GoneRows, later: CanonicalTable): CanonicalTable {
  const left = gone.size > 0;
  if (!left && later.length === 0) return table;
  const columns = alignColumns(table, later);
  if (!left && comesLast(table, later, columns)) {
    const grown = new Map(columns.map(({name, ...pair}) => [name, growColumn(pair)] as const));
    const isSame = columns.every(({name, earlier}) => table.columns.get(name) === earlier);
    return {...table, length: table.length + later.length, columns: grown, lineage: (isSame && table.lineage) || {}};
  }
  const order = orderOf(table, gone, later, columns);
  const merged = new Map(columns.map(({name, ...pair}) => [name, takeBoth(pair, table.length, order, left)] as const));
  return {name: table.name, length: order.length, columns: merged, lineage: {}};
}

/** Whether the rows only come at the end. */
function comesLast(table: CanonicalTable, later: CanonicalTable, columns: readonly AlignedColumn[]): boolean {
  const {earlier, later: added} = timesOf(table, columns);
  return table.length === 0 || later.length === 0 || !earlier || !added || rank(added, 0) >= rank(earlier, table.length - 1);
}

interface Times {
  readonly earlier: Float64Array | undefined;
  readonly later: Float64Array | undefined;
}

function timesOf({name}: CanonicalTable, columns: readonly AlignedColumn[]): Times {
  const time = columns.find((column) => column.name === MAIN_TIME[name]);
  if (!(time?.earlier instanceof TimeColumn) || !(time.later instanceof TimeColumn)) return {earlier: undefined, later: undefined};
  return {earlier: time.earlier.values, later: time.later.values};
}

function rank(times: Float64Array, row: number): number {
  const value = times[row] as number;
  return value === value ? value : Infinity;
}

/** Rows of both: those of `later` are counted on from the table's length. */
function orderOf(table: CanonicalTable, gone: GoneRows, later: CanonicalTable, columns: readonly AlignedColumn[]): Int32Array {
  const {earlier, later: added} = timesOf(table, columns);
  const order = new Int32Array(table.length + later.length);
  let size = 0;
  let next = 0;
  for (let row = 0; row < table.length; row++) {
    if (gone.has(row)) continue;
    if (earlier && added) while (next < later.length && rank(added, next) < rank(earlier, row)) order[size++] = table.length + next++;
    order[size++] = row;
  }
  while (next < later.length) order[size++] = table.length + next++;
  return order.subarray(0, size);
}

type Pair = Omit<AlignedColumn, 'name'>;

function growColumn({earlier, later}: Pair): Column {
  if (earlier instanceof TextColumn) return growText(earlier, later as TextColumn);
  const values = growArray(earlier.values, (later as NumberColumn).values);
  if (earlier instanceof TimeColumn) return new TimeColumn(values, growArray(earlier.days, (later as TimeColumn).days));
  return earlier instanceof MoneyColumn ? new MoneyColumn(values, earlier.scale) : new NumberColumn(values);
}

function growText(earlier: TextColumn, later: TextColumn): TextColumn {
  const {codes, dictionary} = joinTexts(earlier, later);
  const grown = new TextColumn(growArray(earlier.codes, codes), dictionary);
  growIndex(earlier, grown);
  return grown;
}

/** The codes of later texts among those that are there; new texts follow in their own order. */
function joinTexts(earlier: TextColumn, later: TextColumn): {codes: Int32Array; dictionary: Dictionary} {
  const joined = translateCodes(later, earlier).slice();
  const added = new Int32Array(joined.length);
  let count = 0;
  for (let code = 0; code < joined.length; code++) {
    if ((joined[code] as number) >= 0) continue;
    joined[code] = earlier.size + count;
    added[count++] = code;
  }
  const codes = new Int32Array(later.length);
  for (let row = 0; row < codes.length; row++) {
    const code = later.codes[row] as number;
    codes[row] = code < 0 ? -1 : (joined[code] as number);
  }
  return {codes, dictionary: growDictionary(earlier.dictionary, later.dictionary, added.subarray(0, count))};
}

function takeBoth({earlier, later}: Pair, border: number, order: Int32Array, left: boolean): Column {
  if (earlier instanceof TextColumn) {
    const {codes, dictionary} = joinTexts(earlier, later as TextColumn);
    const taken = take(earlier.codes, codes, border, order, new Int32Array(order.length));
    return left ? withoutUnused(taken, dictionary) : new TextColumn(taken, dictionary);
  }
  const values = take(earlier.values, (later as NumberColumn).values, border, order, new Float64Array(order.length));
  if (earlier instanceof TimeColumn) {
    return new TimeColumn(values, take(earlier.days, (later as TimeColumn).days, border, order, new Int32Array(order.length)));
  }
  return earlier instanceof MoneyColumn ? new MoneyColumn(values, earlier.scale) : new NumberColumn(values);
}

function take<T extends Int32Array | Float64Array>(earlier: T, later: T, border: number, order: Int32Array, taken: T): T {
  for (let at = 0; at < order.length; at++) {
    const row = order[at] as number;
    taken[at] = (row < border ? earlier[row] : later[row - border]) as number;
  }
  return taken;
}

/** Texts that no row has any more are in no dictionary; the others keep their order. */
function withoutUnused(codes: Int32Array, dictionary: Dictionary): TextColumn {
  const isUsed = new Uint8Array(dictionary.size);
  for (const code of codes) if (code >= 0) isUsed[code] = 1;
  if (!isUsed.includes(0)) return new TextColumn(codes, dictionary);
  const kept = new Int32Array(dictionary.size);
  const newCode = new Int32Array(dictionary.size);
  let count = 0;
  for (let code = 0; code < newCode.length; code++) {
    if (!isUsed[code]) continue;
    kept[count] = code;
    newCode[code] = count++;
  }
  return new TextColumn(codes.map((code) => (code < 0 ? -1 : (newCode[code] as number))), dictionary.take(kept.subarray(0, count)));
}
