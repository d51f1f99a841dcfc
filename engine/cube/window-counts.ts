/** Totals of stretches of days, taken from the cube's partial results. */

import {createPairSet} from '../kernels/pair-set.ts';
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

/** Distinct ids of one combination in each stretch; answers those of all stretches together. */
export function countDays(totals: Float64Array, list: DayIds, {from, to}: DayStretches, chosen: ChosenCells, further: FurtherIds): number {
  const {marks, range, starts, ids, cells} = list;
  const {combinationOf} = chosen;
  const {seen} = marks;
  if (marks.last > 2 ** 30) {
    seen.fill(0);
    marks.last = 0;
  }
  const unseen = marks.last;
  let all = 0;
  for (let stretch = 0; stretch < from.length; stretch++) {
    const mark = unseen + stretch + 1;
    const begin = Math.max(from[stretch] as number, range.first) - range.first;
    const last = Math.min(to[stretch] as number, range.last) + 1 - range.first;
    let count = 0;
    const end = last > begin ? (starts[last] as number) : 0;
    for (let entry = last > begin ? (starts[begin] as number) : 0; entry < end; entry++) {
      if (combinationOf !== undefined && cells !== undefined && (combinationOf[cells[entry] as number] as number) < 0) continue;
      const id = ids[entry] as number;
      const mine = seen[id] as number;
      if (mine === mark) continue;
      if (mine <= unseen) all++;
      seen[id] = mark;
      count++;
    }
    if (stretch === further.stretch) {
      for (const id of further.ids) {
        const mine = seen[id] as number;
        if (mine === mark) continue;
        if (mine <= unseen) all++;
        seen[id] = mark;
        count++;
      }
    }
    totals[stretch] = count;
  }
  marks.last = unseen + from.length;
  return all;
}

/** Distinct ids of each combination in each stretch. */
export function countPairsOfDays(totals: Float64Array, list: DayIds, {from, to}: DayStretches, chosen: ChosenCells, further: FurtherIds): void {
  const {range, starts, ids, cells} = list;
  const {combinationOf} = chosen;
  const stretches = from.length;
  const pairs = createPairSet(totals.length, list.idCount);
  const add = (combination: number, stretch: number, id: number): void => {
    const group = combination * stretches + stretch;
    if (pairs.add(group, id)) totals[group] = (totals[group] as number) + 1;
  };
  for (let stretch = 0; stretch < stretches; stretch++) {
    const begin = Math.max(from[stretch] as number, range.first) - range.first;
    const last = Math.min(to[stretch] as number, range.last) + 1 - range.first;
    if (last <= begin) continue;
    const end = starts[last] as number;
    for (let entry = starts[begin] as number; entry < end; entry++) {
      const combination = combinationOf && cells ? (combinationOf[cells[entry] as number] as number) : 0;
      if (combination >= 0) add(combination, stretch, ids[entry] as number);
    }
  }
  further.ids.forEach((id, index) => add(further.combinations[index] as number, further.stretch, id));
}
