/** Bins of a histogram. */

import {quantileOfSorted} from './distribution-summary.ts';

/** Edges from the lowest; the first and the last bin may be open. */
export interface Bins {
  /** Where each bin begins, its own value included; −∞ for one open below. */
  readonly from: readonly number[];
  /** Where each bin ends, its own value not included but in the last; ∞ for one open above. */
  readonly to: readonly number[];
}

/** More bins than this are no picture. */
const MOST_BINS = 60;
/** Beyond this quantile the rest of a long tail shares one open bin. */
const TAIL = 99;
/** Edges are written to twelve digits, and no finer than numbers are themselves: values that lie closer together share one bin. */
const FINEST = 1e-10;
const LEAST_WIDTH = 1e-300;

/** Equal bins from the least to the largest value; one bin of a constant. None of nothing. */
export function equalBins(sorted: ArrayLike<number>, count: number): Bins {
  const [least, most] = [sorted[0], sorted[sorted.length - 1]];
  if (least === undefined || most === undefined) return {from: [], to: []};
  if (least === most) return {from: [least], to: [most]};
  const edge = (index: number): number => (index === count ? most : least + ((most - least) * index) / count);
  return binsOf(Array.from({length: count + 1}, (_, index) => edge(index)));
}

/** Bins between given edges, and open ones where values lie outside of them. */
export function binsBetween(edges: readonly number[], sorted: ArrayLike<number>): Bins {
  const {from, to} = binsOf(edges);
  const [first, last] = [edges[0] as number, edges[edges.length - 1] as number];
  const [least, most] = [sorted[0] ?? first, sorted[sorted.length - 1] ?? last];
  return {
    from: [...(least < first ? [-Infinity] : []), ...from, ...(most > last ? [last] : [])],
    to: [...(least < first ? [first] : []), ...to, ...(most > last ? [Infinity] : [])],
  };
}

/**
 * Bins of the width of Freedman & Diaconis (1981), 2 × the distance of the quartiles ÷ the cube root of the count, made a round number (1, 2 or 5
 * times a power of ten), from a multiple of it below the least value; at most 60. Above the 99th percentile a long tail shares one open bin. Whole
 * numbers have widths of at least 1. One bin of values that differ by less than the tenth digit; none of nothing.
 */
export function roundBins(sorted: ArrayLike<number>): Bins {
  const count = sorted.length;
  const [least, most] = [sorted[0], sorted[count - 1]];
  if (least === undefined || most === undefined) return {from: [], to: []};
  const whole = Array.prototype.every.call(sorted, Number.isInteger);
  if (least === most && !whole) return {from: [least], to: [most]};
  const tail = quantileOfSorted(sorted, TAIL) ?? most;
  const spread = (quantileOfSorted(sorted, 75) ?? 0) - (quantileOfSorted(sorted, 25) ?? 0);
  const wanted = Math.max((2 * spread) / Math.cbrt(count), (tail - least) / (MOST_BINS - 2), whole ? 1 : 0);
  const width = roundUp(wanted > 0 ? wanted : (most - least) / 10);
  if (width < Math.max(LEAST_WIDTH, Math.max(Math.abs(least), Math.abs(most)) * FINEST)) return {from: [least], to: [most]};
  const start = Math.floor(least / width);
  // The last edge lies above the tail, or above the largest value where that is not much further.
  const end = most <= tail + 2 * width ? Math.floor(most / width) + 1 : Math.floor(tail / width) + 1;
  const edges = Array.from({length: Math.max(1, end - start) + 1}, (_, index) => Number(((start + index) * width).toPrecision(12)));
  return binsBetween(edges, sorted);
}

const binsOf = (edges: readonly number[]): Bins => ({from: edges.slice(0, -1), to: edges.slice(1)});

function roundUp(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  const step = [1, 2, 5, 10].find((each) => each * power >= width * (1 - 1e-9)) ?? 10;
  return step * power;
}

/** The place of a value among bins: the last one that begins at or below it. −1 for one below all. */
export function binOfValue(value: number, {from}: Bins): number {
  let low = 0;
  let high = from.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((from[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
