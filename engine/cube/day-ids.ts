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

export class DayIds {
  readonly range: DayRange;
  /** How many different ids there may be. */
  readonly idCount: number;
  /** Entries `starts[day − first]` to `starts[day − first + 1]` are of a day. */
  readonly starts: Int32Array;
  /** Of each entry its id, and its cell where there are several; both may reach further than the entries. */
  readonly ids: Int32Array;
  readonly cells: Int32Array | undefined;
  /** Present where no id has a second entry, as an order has one day and one channel: counts then add up, and these are their running totals. */
  readonly additive: DaySums | undefined;
  /** What a count remembers of each id, and how far its marks have gone: shared by counts, which come one after another. */
  readonly marks: {readonly seen: Int32Array; last: number};
  readonly #links: Links;

  constructor(range: DayRange, idCount: number, starts: Int32Array, links: Links, additive: DaySums | undefined) {
    this.range = range;
    this.idCount = idCount;
    this.starts = starts;
    this.ids = links.ids;
    this.cells = links.cells;
    this.additive = additive;
    this.marks = {seen: new Int32Array(additive ? 0 : idCount), last: 0};
    this.#links = links;
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
    const links = this.#links.withRoom(this.starts[this.starts.length - 1] as number, days.length - start, ids.count);
    const again = links.add(starts, range, this.range.last, request, undefined, start);
    const whole = again || !this.additive ? undefined : countEntries({range, starts, cells: links.cells}, request.cells.count, this.additive);
    return new DayIds(range, ids.count, starts, links, whole);
  }
}

/** One pass over the rows where they stand in the order of their days, else one more to order them. */
export function listDayIds(range: DayRange, request: IdsRequest): DayIds {
  const order = isRising(request.days) ? undefined : orderOfDays(request.days, range);
  const starts = new Int32Array(range.last - range.first + 2);
  const links = Links.empty(order?.length ?? request.days.length, request.ids.count, request.cells.codes !== undefined);
  const again = links.add(starts, range, range.first, request, order, 0);
  const trimmed = links.trimmed(starts[starts.length - 1] as number);
  const counts = again ? undefined : countEntries({range, starts, cells: links.cells}, request.cells.count);
  return new DayIds(range, request.ids.count, starts, trimmed, counts);
}

/** Entries, each linked to the one before it of the same id, so that further ones find what their day already holds. */
class Links {
  readonly ids: Int32Array;
  readonly cells: Int32Array | undefined;
  /** Of each entry the older one of its id; needed where a day may hold an id in several cells. */
  readonly older: Int32Array | undefined;
  /** Of each id its newest entry. */
  readonly newest: Int32Array;

  constructor({ids, cells, older, newest}: Pick<Links, 'ids' | 'cells' | 'older' | 'newest'>) {
    this.ids = ids;
    this.cells = cells;
    this.older = older;
    this.newest = newest;
  }

  static empty(entries: number, ids: number, inCells: boolean): Links {
    const list = (): Int32Array | undefined => (inCells ? new Int32Array(entries) : undefined);
    return new Links({ids: new Int32Array(entries), cells: list(), older: list(), newest: new Int32Array(ids).fill(-1)});
  }

  trimmed(length: number): Links {
    const {ids, cells, older, newest} = this;
    return new Links({ids: ids.slice(0, length), cells: cells?.slice(0, length), older: older?.slice(0, length), newest});
  }

  /** With room for `more` entries behind `length`, and for ids up to `idCount`. */
  withRoom(length: number, more: number, idCount: number): Links {
    const {ids, cells, older, newest} = this;
    const room = length + more;
    const grown = room <= ids.length ? undefined : Math.ceil(room * 1.125);
    const list = (values: Int32Array): Int32Array => (grown === undefined ? values : copied(values, new Int32Array(grown)));
    return new Links({
      ids: list(ids), cells: cells && list(cells), older: older && list(older),
      newest: idCount === newest.length ? newest : copied(newest, new Int32Array(idCount).fill(-1)),
    });
  }

  /** Adds rows from `start` on, the first of them of day `day` or later, and fills `starts`. Says whether an id has come a second time. */
  add(starts: Int32Array, {first, last}: DayRange, day: number, request: IdsRequest, order: Int32Array | undefined, start: number): boolean {
    const {days, cells: {codes, offset}, mask, ids: {codes: idOf}} = request;
    const {ids, cells, older, newest} = this;
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
      if (codes && cells && older) {
        const cell = (codes[row] as number) + offset;
        let entry = before;
        while (entry >= begin && cells[entry] !== cell) entry = older[entry] as number;
        if (entry >= begin) continue;
        cells[length] = cell;
        older[length] = before;
      } else if (before >= begin) continue;
      if (before >= 0) again = true;
      ids[length] = id;
      newest[id] = length++;
    }
    while (day <= last) starts[++day - first] = length;
    return again;
  }
}

function copied(from: Int32Array, to: Int32Array): Int32Array {
  to.set(from);
  return to;
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
