/** Totals of stretches of days, taken from the cube's partial results. */

import type {DayIds} from './day-ids.ts';
import type {DaySums} from './day-sums.ts';

/** Stretches of days, both ends included, one after the other; one whose end lies before its beginning holds none. */
export interface DayStretches {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Cells that count, and the combination each belongs to. */
export interface ChosenCells {
  readonly cells: Int32Array;
  /** A combination a chosen cell. */
  readonly combinations: Int32Array;
  /** A combination a cell of the slice; −1 for those that do not count. Undefined where all count as one. */
  readonly combinationOf: Int32Array | undefined;
}

/** Adds to `totals[combination × stretches + stretch]` what the chosen cells come to; answers the total of all of them. */
export function addSums(totals: Float64Array, {range, cells: width, before}: DaySums, {from, to}: DayStretches, chosen: ChosenCells): number {
  const {cells, combinations} = chosen;
  let all = 0;
  for (let stretch = 0; stretch < from.length; stretch++) {
    const begin = Math.max(from[stretch] as number, range.first) - range.first;
    const end = Math.min(to[stretch] as number, range.last) + 1 - range.first;
    if (end <= begin) continue;
    const [low, high] = [begin * width, end * width];
    for (let at = 0; at < cells.length; at++) {
      const cell = cells[at] as number;
      const value = (before[high + cell] as number) - (before[low + cell] as number);
      const group = (combinations[at] as number) * from.length + stretch;
      totals[group] = (totals[group] as number) + value;
      all += value;
    }
  }
  return all;
}

/** Ids that are counted beside those of whole days: of a day that has begun. They fall into `stretch`. */
export interface FurtherIds {
  readonly ids: Int32Array;
  readonly combinations: Int32Array;
  readonly stretch: number;
}

/**
 * Distinct ids of each combination in each stretch, to `totals[combination × stretches + stretch]`; answers those of all stretches together, each
 * once a combination. One step an entry of the stretches, and a few more where its id has come in them before.
 */
export function countDistinctDays(totals: Float64Array, list: DayIds, stretches: DayStretches, chosen: ChosenCells, further: FurtherIds): number {
  const all = totals.length > stretches.from.length ? countCombinations(totals, list, stretches, chosen) : countOne(totals, list, stretches, chosen);
  return all + addFurther(totals, list, stretches, chosen, further);
}

/** The entries of a stretch; none of them: an end that is its beginning. */
function entriesOf({range, starts}: DayIds, from: number, to: number): readonly [begin: number, end: number] {
  const low = Math.max(from, range.first) - range.first;
  const high = Math.min(to, range.last) + 1 - range.first;
  return high <= low ? [0, 0] : [starts[low] as number, starts[high] as number];
}

function countOne(totals: Float64Array, list: DayIds, {from, to}: DayStretches, {combinationOf}: ChosenCells): number {
  const passes = combinationOf && Uint8Array.from(combinationOf, (combination) => Number(combination >= 0));
  const countIn = (first: number, last: number): number => {
    const [begin, end] = entriesOf(list, first, last);
    return passes && list.cells ? countNew(list, begin, end, passes) : countFirst(list.older, begin, end);
  };
  for (let stretch = 0; stretch < from.length; stretch++) totals[stretch] = countIn(from[stretch] as number, to[stretch] as number);
  return from.length === 1 ? (totals[0] as number) : countIn(from[0] as number, to.reduce((last, day) => Math.max(last, day), -Infinity));
}

/** Entries of a stretch whose id has none in it before. The sign of a difference is a one or a zero without a branch to guess wrong. */
function countFirst(older: Int32Array, begin: number, end: number): number {
  let count = 0;
  for (let entry = begin; entry < end; entry++) count += ((older[entry] as number) - begin) >>> 31;
  return count;
}

const CHUNK = 4096;
const doubtful = new Int32Array(CHUNK);

/**
 * The same of the entries in cells that pass. The entry before and its cell settle most of them in one pass without a branch; those whose entry
 * before is in the stretch and does not pass are set aside, and what lies further back is looked up for them alone.
 */
function countNew({older, cells, olderCells}: DayIds, begin: number, end: number, passes: Uint8Array): number {
  if (!cells || !olderCells) return 0;
  let count = 0;
  for (let from = begin; from < end; from += CHUNK) {
    const to = Math.min(from + CHUNK, end);
    let doubts = 0;
    for (let entry = from; entry < to; entry++) {
      const pass = passes[cells[entry] as number] as number;
      const isFirst = ((older[entry] as number) - begin) >>> 31;
      count += pass & isFirst;
      doubtful[doubts] = entry;
      doubts += pass & (isFirst ^ 1) & ((passes[olderCells[entry] as number] as number) ^ 1);
    }
    for (let at = 0; at < doubts; at++) {
      let before = older[older[doubtful[at] as number] as number] as number;
      while (before >= begin && passes[cells[before] as number] === 0) before = older[before] as number;
      count += (before - begin) >>> 31;
    }
  }
  return count;
}

/** Each entry looks for the last one of its id that counts for the same combination. */
function countCombinations(totals: Float64Array, list: DayIds, stretches: DayStretches, {combinationOf}: ChosenCells): number {
  const {older, cells, olderCells} = list;
  const {from, to} = stretches;
  if (!combinationOf || !cells || !olderCells) return 0;
  const outset = firstEntry(list, stretches);
  let all = 0;
  for (let stretch = 0; stretch < from.length; stretch++) {
    const [begin, end] = entriesOf(list, from[stretch] as number, to[stretch] as number);
    for (let entry = begin; entry < end; entry++) {
      const combination = combinationOf[cells[entry] as number] as number;
      if (combination < 0) continue;
      let before = older[entry] as number;
      if (before >= outset && combinationOf[olderCells[entry] as number] !== combination) {
        do before = older[before] as number;
        while (before >= outset && combinationOf[cells[before] as number] !== combination);
      }
      if (before >= begin) continue;
      const group = combination * from.length + stretch;
      totals[group] = (totals[group] as number) + 1;
      if (before < outset) all++;
    }
  }
  return all;
}

/** The ids of a day that has begun: those that neither it nor the days before it in their stretch have held. Answers how many are in no stretch. */
function addFurther(totals: Float64Array, list: DayIds, stretches: DayStretches, {combinationOf}: ChosenCells, further: FurtherIds): number {
  const {range, starts, older, cells, newest} = list;
  const {from, to} = stretches;
  const {stretch} = further;
  const outset = firstEntry(list, stretches);
  const low = Math.max(from[stretch] as number, range.first) - range.first;
  const high = Math.max(low, Math.min(to[stretch] as number, range.last) + 1 - range.first);
  const [begin, end] = [starts[low] ?? 0, starts[high] ?? 0];
  const held = new Set<number>();
  let all = 0;
  further.ids.forEach((id, at) => {
    const combination = further.combinations[at] as number;
    const pair = combination * newest.length + id;
    if (held.has(pair)) return;
    held.add(pair);
    const isOther = (each: number): boolean => !!combinationOf && !!cells && combinationOf[cells[each] as number] !== combination;
    let entry = newest[id] as number;
    while (entry >= outset && (entry >= end || isOther(entry))) entry = older[entry] as number;
    if (entry < begin) {
      const group = combination * from.length + stretch;
      totals[group] = (totals[group] as number) + 1;
    }
    if (entry < outset) all++;
  });
  return all;
}

/** The first entry of the first stretch. */
function firstEntry({range, starts}: DayIds, {from}: DayStretches): number {
  return starts[Math.min(Math.max((from[0] ?? range.first) - range.first, 0), starts.length - 1)] as number;
}
