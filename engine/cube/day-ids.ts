/** What distinct counts are taken from: each id once a day and cell, in the order of days. */

import {NO_DAY} from '../../data-adapters/column.ts';
import type {IdCodes} from '../kernels/count-distinct.ts';
import type {Cells} from './cells.ts';
import type {DayRange, DaySums} from './day-sums.ts';

export interface IdsRequest {
  readonly days: Int32Array;
  readonly cells: Cells;
  /** A flag a row, 1 for those that count. */
  readonly mask?: Uint8Array | undefined;
  readonly ids: IdCodes;
}

export type CellCodes = Uint8Array | Uint16Array | Int32Array;

/**
 * Entries in the order of days, each linked to the one before it of the same id: an id is new in a stretch of days where the entry before, of the
 * cells that count, lies before the stretch. No id has to be remembered while they are counted.
 */
export class DayIds {
  readonly range: DayRange;
  /** Entries `starts[day − first]` to `starts[day − first + 1]` are of a day. */
  readonly starts: Int32Array;
  /** Of each entry the one before it of its id, −1 for none. May reach further than the entries. */
  readonly older: Int32Array;
  /** Of each entry its cell, where there are several. May reach further than the entries. */
  readonly cells: CellCodes | undefined;
  /** Of each entry the cell of the one before it of its id: most entries are then judged without leaving the order in which they stand. */
  readonly olderCells: CellCodes | undefined;
  /** Of each id its last entry, −1 for none. May reach further than the ids. */
  readonly newest: Int32Array;
  /** Present where no id has a second entry, as an order has one day and one channel: counts then add up, and these are their running totals. */
  readonly additive: DaySums | undefined;

  constructor(range: DayRange, starts: Int32Array, {older, cells, olderCells, newest}: Links, additive: DaySums | undefined) {
    this.range = range;
    this.starts = starts;
    this.older = older;
    this.cells = cells;
    this.olderCells = olderCells;
    this.newest = newest;
    this.additive = additive;
  }

  /** The same with the rows from `start` on; undefined where one of them is of a day before the last. A pass over the new rows. */
  with(range: DayRange, request: IdsRequest, start: number): DayIds | undefined {
    const {days, ids} = request;
    for (let row = start, day = this.range.last; row < days.length; row++) {
      const own = days[row] as number;
      if (own === NO_DAY) continue;
      if (own < day) return undefined;
      day = own;
    }
    const starts = new Int32Array(range.last - range.first + 2);
    starts.set(this.starts);
    const links = withRoom(this, this.starts[this.starts.length - 1] as number, days.length - start, ids.count);
    const again = addEntries(links, starts, range, this.range.last, request, undefined, start);
    const whole = again || !this.additive ? undefined : countEntries({range, starts, cells: links.cells}, request.cells.count, this.additive);
    return new DayIds(range, starts, links, whole);
  }
}

type Links = Pick<DayIds, 'older' | 'cells' | 'olderCells' | 'newest'>;

/** One pass over the rows where they stand in the order of their days, else one more to order them. */
export function listDayIds(range: DayRange, request: IdsRequest): DayIds {
  const {days, ids, cells: {codes, count}} = request;
  const order = isRising(days) ? undefined : orderOfDays(days, range);
  const rows = order?.length ?? days.length;
  const starts = new Int32Array(range.last - range.first + 2);
  const listOfCells = (): CellCodes | undefined => codes && cellCodes(rows, count);
  const room = {older: new Int32Array(rows), cells: listOfCells(), olderCells: listOfCells(), newest: new Int32Array(ids.count).fill(-1)};
  const again = addEntries(room, starts, range, range.first, request, order, 0);
  const length = starts[starts.length - 1] as number;
  const {older, cells, olderCells, newest} = room;
  const links = {older: older.slice(0, length), cells: cells?.slice(0, length), olderCells: olderCells?.slice(0, length), newest};
  return new DayIds(range, starts, links, again ? undefined : countEntries({range, starts, cells: links.cells}, count));
}

/** As narrow as cells up to `count` allow: the narrower, the more of them the processor keeps at hand. */
function cellCodes(length: number, count: number): CellCodes {
  return count <= 1 << 8 ? new Uint8Array(length) : count <= 1 << 16 ? new Uint16Array(length) : new Int32Array(length);
}

/** With room for `more` entries behind `length`, and for ids up to `idCount`. */
function withRoom({older, cells, olderCells, newest}: Links, length: number, more: number, idCount: number): Links {
  const room = Math.ceil((length + more) * 1.125);
  const grown = <T extends CellCodes>(values: T, made: (size: number) => T): T => {
    if (length + more <= values.length) return values;
    const longer = made(room);
    longer.set(values);
    return longer;
  };
  const grownCells = (values: CellCodes | undefined): CellCodes | undefined =>
    values && grown(values, (size) => new (values.constructor as new (size: number) => CellCodes)(size));
  return {
    older: grown(older, (size) => new Int32Array(size)),
    cells: grownCells(cells),
    olderCells: grownCells(olderCells),
    newest: idCount <= newest.length ? newest : longerIds(newest, idCount),
  };
}

function longerIds(newest: Int32Array, count: number): Int32Array {
  const longer = new Int32Array(Math.ceil(count * 1.125)).fill(-1);
  longer.set(newest);
  return longer;
}

/** Adds rows from `start` on, the first of them of day `day` or later, and fills `starts`. Says whether an id has come a second time. */
function addEntries(
  {older, cells, olderCells, newest}: Links, starts: Int32Array, {first, last}: DayRange, day: number,
  request: IdsRequest, order: Int32Array | undefined, start: number,
): boolean {
  const {days, cells: {codes, offset}, mask, ids: {codes: idOf}} = request;
  const rows = order ? order.length : days.length;
  let length = start === 0 ? 0 : (starts[day - first + 1] as number);
  let again = false;
  for (let i = start; i < rows; i++) {
    const row = order ? (order[i] as number) : i;
    const own = days[row] as number;
    if (own === NO_DAY || (mask !== undefined && mask[row] === 0)) continue;
    const id = idOf[row] as number;
    if (id < 0) continue;
    while (day < own) starts[++day - first] = length;
    const begin = starts[day - first] as number;
    const before = newest[id] as number;
    if (codes && cells && olderCells) {
      const cell = (codes[row] as number) + offset;
      let entry = before;
      while (entry >= begin && cells[entry] !== cell) entry = older[entry] as number;
      if (entry >= begin) continue;
      cells[length] = cell;
      if (before >= 0) olderCells[length] = cells[before] as number;
    } else if (before >= begin) continue;
    if (before >= 0) again = true;
    older[length] = before;
    newest[id] = length++;
  }
  while (day <= last) starts[++day - first] = length;
  return again;
}

/** Running totals of entries; `known` are those of the days before its last. */
function countEntries({range, starts, cells}: Pick<DayIds, 'range' | 'starts' | 'cells'>, count: number, known?: DaySums): DaySums {
  const before = new Float64Array((range.last - range.first + 2) * count);
  const from = known ? known.range.last - range.first : 0;
  if (known) before.set(known.before.subarray(0, (from + 1) * count));
  for (let day = from; day <= range.last - range.first; day++) {
    const [begin, end] = [starts[day] as number, starts[day + 1] as number];
    const at = (day + 1) * count;
    before.copyWithin(at, at - count, at);
    if (!cells) before[at] = (before[at] as number) + end - begin;
    else for (let entry = begin; entry < end; entry++) before[at + (cells[entry] as number)] = (before[at + (cells[entry] as number)] as number) + 1;
  }
  return {range, cells: count, before};
}

function isRising(days: Int32Array): boolean {
  let before = -Infinity;
  for (const day of days) {
    if (day === NO_DAY) continue;
    if (day < before) return false;
    before = day;
  }
  return true;
}

/** Rows that have a day, by their day: a counting sort. */
function orderOfDays(days: Int32Array, {first, last}: DayRange): Int32Array {
  const starts = new Int32Array(last - first + 2);
  for (const day of days) if (day !== NO_DAY) starts[day - first + 1] = (starts[day - first + 1] as number) + 1;
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] as number) + (starts[at - 1] as number);
  const order = new Int32Array(starts[starts.length - 1] as number);
  for (let row = 0; row < days.length; row++) {
    const day = days[row] as number;
    if (day === NO_DAY) continue;
    const at = starts[day - first] as number;
    order[at] = row;
    starts[day - first] = at + 1;
  }
  return order;
}
