/** The numbers of an array in rising order. */

import {isNarrow, rangeOf} from './value-range.ts';

/** A sorted copy without NaN. O(n) for whole numbers in a narrow range, as days and counts are; else O(n log n). */
export function sortedNumbers(values: ArrayLike<number>): Float64Array {
  const range = rangeOf(values);
  // A zero below zero comes out as zero, which it equals.
  if (isNarrow(range)) return countingSort(values, range.count, range.least, range.most);
  const sorted = new Float64Array(range.count);
  let at = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (value === value) sorted[at++] = value;
  }
  return sorted.sort();
}

function countingSort(values: ArrayLike<number>, count: number, least: number, most: number): Float64Array {
  const counts = new Int32Array(most - least + 1);
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (value === value) counts[value - least] = (counts[value - least] as number) + 1;
  }
  const sorted = new Float64Array(count);
  let at = 0;
  for (let place = 0; place < counts.length; place++) {
    const end = at + (counts[place] as number);
    sorted.fill(place + least, at, end);
    at = end;
  }
  return sorted;
}
