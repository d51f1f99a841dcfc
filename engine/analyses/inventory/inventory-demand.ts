/** What sold, by key: first and last sale, the trailing days, weekly steadiness, money. */

import {MoneyColumn, NO_DAY, NumberColumn, TextColumn, TimeColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {daysOf} from '../../facts/table-days.ts';
import {oncePer} from '../../once-per.ts';
import {QueryError} from '../../query.ts';
import {spanOfWindow} from '../../select-rows.ts';
import type {DemandKeys} from './demand-keys.ts';
import {demandRows} from './demand-keys.ts';

/** Order lines as demand reads them. */
export interface DemandLines {
  readonly table: CanonicalTable;
  readonly ordered: TimeColumn;
  readonly quantity: NumberColumn;
  readonly sku: TextColumn;
  readonly net: MoneyColumn | undefined;
  /** A flag a line: 1 where it is demand that the query asks about. */
  readonly counts: Uint8Array;
  /** Whether a query's filter narrows them. */
  readonly filtered: boolean;
}

export function demandLines(table: CanonicalTable, mask: Uint8Array | undefined, query: unknown): DemandLines {
  const get = <T>(name: string, type: abstract new (...args: never[]) => T): T | undefined => {
    const column = table.columns.get(name);
    return column instanceof type ? column : undefined;
  };
  const [ordered, quantity, sku] = [get('ordered_at', TimeColumn), get('quantity', NumberColumn), get('sku', TextColumn)];
  if (!ordered || !quantity || !sku) {
    const missing = !sku ? 'sku' : ordered ? 'quantity' : 'ordered_at';
    throw new QueryError(`Demand needs the column "${missing}" of "order_lines".`, query, 'missing-column', [missing]);
  }
  const all = demandRows(table);
  const counts = mask ? all.map((flag, row) => flag & (mask[row] as number)) : all;
  return {table, ordered, quantity, sku, net: get('net', MoneyColumn), counts, filtered: mask !== undefined};
}

/** By key: the days of its first and last sale ({@link NO_DAY} for none), and the line of the last, −1 for none. */
export interface SaleHistory {
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly lastRow: Int32Array;
}

const histories = oncePer((): {whole?: SaleHistory} => ({}));

/** Sales up to the end of `asOf`. Those of all lines are read once; those up to an earlier day, or of some lines, each time, in one pass. */
export function saleHistory(lines: DemandLines, keys: DemandKeys, asOf: number): SaleHistory {
  if (lines.filtered || asOf < (daysOf(lines.table)?.last ?? -Infinity)) return readHistory(lines, keys, asOf);
  const kept = histories(keys.codes);
  return (kept.whole ??= readHistory(lines, keys, asOf));
}

function readHistory(lines: DemandLines, {codes, count}: DemandKeys, asOf: number): SaleHistory {
  const first = new Int32Array(count).fill(NO_DAY);
  const lastRow = new Int32Array(count).fill(-1);
  const {days} = lines.ordered;
  const {from, to, counts} = linesFrom(lines, -Infinity, asOf);
  for (let row = from; row < to; row++) {
    const key = codes[row] as number;
    if (counts[row] === 0 || key < 0) continue;
    if (first[key] === NO_DAY) first[key] = days[row] as number;
    lastRow[key] = row;
  }
  const last = lastRow.map((row) => (row < 0 ? NO_DAY : (days[row] as number)));
  return {first, last, lastRow};
}

/** Those of a stretch of lines that `counts` flags. */
interface LineSpan {
  readonly from: number;
  readonly to: number;
  readonly counts: Uint8Array;
}

/** The lines of some days. */
function linesFrom({table, ordered, counts}: DemandLines, first: number, last: number): LineSpan {
  const span = spanOfWindow(ordered, {from: first, to: last});
  if (span) return {...span, counts};
  const {days} = ordered;
  const asked = counts.map((flag, row) => Number(flag === 1 && (days[row] as number) >= first && (days[row] as number) <= last));
  return {from: 0, to: table.length, counts: asked};
}

/** Units of some days by key, for keys that sold then: `places[key]` is one more than where the key's figures stand, 0 for none. */
export interface UnitRuns {
  readonly places: Int32Array;
  readonly units: Float64Array;
  /** Sum of the squares of each day's or week's units. */
  readonly squares: Float64Array;
  /** Days or weeks with a sale. */
  readonly runs: Int32Array;
}

/** Units of the days from `first` to `last`, told apart by day. One pass over the lines of those days, which must come in the order of days. */
export function unitsByDay(lines: DemandLines, keys: DemandKeys, first: number, last: number): UnitRuns {
  return unitRuns(lines, keys, {first, last, length: 1});
}

/** As {@link unitsByDay}, told apart by weeks that end on `last`. */
export function unitsByWeek(lines: DemandLines, keys: DemandKeys, first: number, last: number): UnitRuns {
  return unitRuns(lines, keys, {first, last, length: 7});
}

function unitRuns(
  lines: DemandLines, {codes, count}: DemandKeys, {first, last, length}: {readonly first: number; readonly last: number; readonly length: number},
): UnitRuns {
  const {from, to, counts} = linesFrom(lines, first, last);
  const {days} = lines.ordered;
  const quantities = lines.quantity.values;
  const places = new Int32Array(count);
  const room = Math.min(count, to - from) + 1;
  const [units, squares, ofRun] = [new Float64Array(room), new Float64Array(room), new Float64Array(room)];
  const [runs, run] = [new Int32Array(room), new Int32Array(room).fill(NO_DAY)];
  let used = 0;
  for (let row = from; row < to; row++) {
    const key = codes[row] as number;
    if (counts[row] === 0 || key < 0) continue;
    let place = places[key] as number;
    if (place === 0) places[key] = place = ++used;
    const back = last - (days[row] as number);
    const now = length === 1 ? back : Math.floor(back / length);
    if (run[place] !== now) {
      const ended = ofRun[place] as number;
      squares[place] = (squares[place] as number) + ended * ended;
      ofRun[place] = 0;
      run[place] = now;
      runs[place] = (runs[place] as number) + 1;
    }
    const sold = quantities[row] as number;
    units[place] = (units[place] as number) + sold;
    ofRun[place] = (ofRun[place] as number) + sold;
  }
  for (let place = 1; place <= used; place++) squares[place] = (squares[place] as number) + (ofRun[place] as number) ** 2;
  return {places, units, squares, runs};
}

/** Units of the days from `first` to `last` by key. One pass over the lines of those days. */
export function unitsOfDays(lines: DemandLines, {codes, count}: DemandKeys, first: number, last: number): Float64Array {
  const units = new Float64Array(count);
  const {from, to, counts} = linesFrom(lines, first, last);
  const quantities = lines.quantity.values;
  for (let row = from; row < to; row++) {
    const key = codes[row] as number;
    if (counts[row] === 1 && key >= 0) units[key] = (units[key] as number) + (quantities[row] as number);
  }
  return units;
}

/** Sales of all lines, in minor units. */
const wholeSales = oncePer((): {sums?: Float64Array} => ({}));

/**
 * Net sales of the days from `first` to `last` by key, in major units. Amounts are integers: what most of the lines sold is what all of them did
 * without the others, to the cent, and those are fewer to read.
 */
export function saleValues(lines: DemandLines, keys: DemandKeys, first: number, last: number): Float64Array {
  const {net, filtered, ordered, table: {length}} = lines;
  if (!net) return new Float64Array(keys.count);
  const span = filtered ? undefined : spanOfWindow(ordered, {from: first, to: last});
  let sums: Float64Array;
  if (span && 2 * (span.to - span.from) > length) {
    const whole = wholeSales(keys.codes);
    whole.sums ??= addSales(new Float64Array(keys.count), net, keys, {from: 0, to: length, counts: lines.counts}, 1);
    sums = addSales(whole.sums.slice(), net, keys, {from: 0, to: span.from, counts: lines.counts}, -1);
    addSales(sums, net, keys, {from: span.to, to: length, counts: lines.counts}, -1);
  } else {
    sums = addSales(new Float64Array(keys.count), net, keys, linesFrom(lines, first, last), 1);
  }
  for (let key = 0; key < sums.length; key++) sums[key] = (sums[key] as number) / net.scale;
  return sums;
}

function addSales(sums: Float64Array, {values}: MoneyColumn, {codes}: DemandKeys, {from, to, counts}: LineSpan, sign: number): Float64Array {
  for (let row = from; row < to; row++) {
    const key = codes[row] as number;
    const net = values[row] as number;
    if (counts[row] === 1 && key >= 0 && net === net) sums[key] = (sums[key] as number) + sign * net;
  }
  return sums;
}

/** Sample standard deviation from a sum and the sum of squares; 0 of fewer than two. */
export function spread(sum: number, squares: number, count: number): number {
  return count < 2 ? 0 : Math.sqrt(Math.max(0, squares - sum ** 2 / count) / (count - 1));
}
