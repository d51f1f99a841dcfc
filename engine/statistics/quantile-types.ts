import {checkNumber} from '../kernels/check-number.ts';

/** The nine ways of Hyndman & Fan (1996), numbered as R numbers them. */
export type QuantileType = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** Rounding of p·n must not push a place over a whole number, as in R. */
const FUZZ = 4 * Number.EPSILON;

/**
 * The quantile at `p` from 0 to 1 of numbers in any order. Type 7 (the default) is that of R, NumPy, pandas and spreadsheets: linear between the
 * places (n − 1)·p. Null of nothing. Throws a `RangeError` for another type or `p`. Cost: a sort.
 */
export function quantile(values: ArrayLike<number>, p: number, type: QuantileType = 7): number | null {
  return quantileOf(Float64Array.from(values).sort(), p, type);
}

/** {@link quantile} of values that are sorted upwards. */
export function quantileOf(sorted: ArrayLike<number>, p: number, type: QuantileType = 7): number | null {
  checkNumber('p', p, {atLeast: 0});
  if (p > 1) throw new RangeError(`p must be at most 1, got ${p}.`);
  if (!Number.isInteger(type) || type < 1 || type > 9) throw new RangeError(`type must be a whole number from 1 to 9, got ${String(type)}.`);
  const count = sorted.length;
  if (count === 0) return null;
  const at = (place: number): number => sorted[Math.min(Math.max(place, 1), count) - 1] as number;
  const {below, part} = type <= 3 ? stepPlace(p, count, type) : linePlace(p, count, type);
  if (part === 0) return at(below);
  if (part === 1) return at(below + 1);
  return at(below) + part * (at(below + 1) - at(below));
}

interface Place {
  /** From 1. */
  readonly below: number;
  /** How far towards the next one. */
  readonly part: number;
}

/** Types 1 to 3: steps of the empirical distribution. */
function stepPlace(p: number, count: number, type: QuantileType): Place {
  const place = type === 3 ? count * p - 0.5 : count * p;
  const below = Math.floor(place + FUZZ);
  const over = place > below + FUZZ * Math.max(1, place);
  if (type === 1) return {below, part: over ? 1 : 0};
  if (type === 2) return {below, part: over ? 1 : 0.5};
  return {below, part: over || below % 2 === 1 ? 1 : 0};
}

/** (a, b) of places a + p·(n + 1 − a − b). */
const LINES: Readonly<Record<number, readonly [number, number]>> = {
  4: [0, 1], 5: [0.5, 0.5], 6: [0, 0], 7: [1, 1], 8: [1 / 3, 1 / 3], 9: [3 / 8, 3 / 8],
};

function linePlace(p: number, count: number, type: QuantileType): Place {
  const [a, b] = LINES[type] as readonly [number, number];
  const place = a + p * (count + 1 - a - b);
  const below = Math.floor(place + FUZZ * Math.max(1, place));
  const part = place - below;
  return {below, part: Math.abs(part) < FUZZ * Math.max(1, place) ? 0 : part};
}
