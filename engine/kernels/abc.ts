import {checkNumber} from './check-number.ts';
import {firstAtLeast} from './first-at-least.ts';
import type {SpreadOf} from './moments.ts';
import {coefficientOfVariation} from './moments.ts';

export type AbcClass = 'A' | 'B' | 'C';
export type XyzClass = 'X' | 'Y' | 'Z';

export interface AbcOptions {
  /** Cumulative shares at which A and B end. Default 0.8 and 0.95. */
  readonly a?: number;
  readonly b?: number;
  /**
   * Which share decides: that of the items `before` (default; the top item is always A), or that `including` the item. `including`
   * holds below the border; `including-border` also on it.
   */
  readonly rule?: 'before' | 'including' | 'including-border';
  /** Order of equal values, so that rows in another order give the same classes. */
  readonly keys?: readonly string[];
}

export interface AbcResult {
  readonly classes: AbcClass[];
  /** Each item's share of all, and the share up to and including it; null where all are 0. */
  readonly shares: (number | null)[];
  readonly cumulative: (number | null)[];
}

/** Rounding of a running sum must not push an item over a border it stands on. */
const BORDER = 1e-12;

/**
 * Pareto classes by value, largest first. Negative values (net returns) and values without a number count 0 and are C; so is all where
 * all are 0. Throws a `RangeError` unless 0 < a ≤ b ≤ 1.
 */
export function abcClasses(values: readonly (number | null)[], options: AbcOptions = {}): AbcResult {
  const {a, b, rule, keys} = {...options, ...checkAbc(options)};
  const worth = values.map((value) => (value !== null && value > 0 ? value : 0));
  const total = worth.reduce((sum, value) => sum + value, 0);
  const order = worth.map((_, index) => index);
  const key = (index: number): string => keys?.[index] ?? '';
  order.sort((x, y) => (worth[y] as number) - (worth[x] as number) || (key(x) < key(y) ? -1 : key(x) > key(y) ? 1 : x - y));
  const classes = new Array<AbcClass>(values.length).fill('C');
  const cumulative = new Array<number | null>(values.length).fill(null);
  let before = 0;
  for (const index of order) {
    const value = worth[index] as number;
    const after = before + value;
    if (total > 0) cumulative[index] = after / total;
    if (value > 0) classes[index] = classOf(rule === 'before' ? before / total : after / total, a, b, rule === 'including-border');
    before = after;
  }
  return {classes, shares: worth.map((value) => (total > 0 ? value / total : null)), cumulative};
}

/** The borders and rule that options ask for. Throws a `RangeError` unless 0 < a ≤ b ≤ 1. */
export function checkAbc({a = 0.8, b = 0.95, rule = 'before'}: AbcOptions = {}): Required<Omit<AbcOptions, 'keys'>> {
  checkNumber('a', a, {above: 0, below: 1 + BORDER});
  checkNumber('b', b, {atLeast: a, below: 1 + BORDER});
  return {a, b, rule};
}

/**
 * The classes of {@link abcClasses} as 0, 1 and 2, without its shares: numbers are sorted, items only where equal values lie on a border.
 * `keyOf` gives an item's key, the order of equal values.
 */
export function abcCodes(values: Float64Array, keyOf: (item: number) => string, options: AbcOptions = {}): Int32Array {
  const {a, b, rule} = checkAbc(options);
  const worth = new Float64Array(values.length);
  let total = 0;
  for (let item = 0; item < values.length; item++) {
    const value = values[item] as number;
    if (value > 0) total += worth[item] = value;
  }
  const sorted = worth.slice().sort();
  let before = 0;
  let [inA, inB] = [0, 0];
  for (let at = sorted.length - 1; at >= 0 && (sorted[at] as number) > 0; at--) {
    const after = before + (sorted[at] as number);
    const found = classOf((rule === 'before' ? before : after) / total, a, b, rule === 'including-border');
    if (found === 'C') break;
    if (found === 'A') inA++;
    else inB++;
    before = after;
  }
  const codes = new Int32Array(values.length).fill(2);
  markTop(codes, 1, worth, sorted, inA + inB, keyOf);
  markTop(codes, 0, worth, sorted, inA, keyOf);
  return codes;
}

/** Marks the first `count` items by falling value, equal ones by key. */
function markTop(codes: Int32Array, code: number, worth: Float64Array, sorted: Float64Array, count: number, keyOf: (item: number) => string): void {
  if (count === 0) return;
  const least = sorted[sorted.length - count] as number;
  const notBelow = sorted.length - firstAtLeast(sorted, least);
  const equal: number[] = [];
  for (let item = 0; item < worth.length; item++) {
    const value = worth[item] as number;
    if (value > least) codes[item] = code;
    else if (value === least) equal.push(item);
  }
  if (notBelow > count) equal.sort((x, y) => (keyOf(x) < keyOf(y) ? -1 : keyOf(x) > keyOf(y) ? 1 : x - y));
  for (const item of equal.slice(0, equal.length - (notBelow - count))) codes[item] = code;
}

function classOf(share: number, a: number, b: number, onBorder: boolean): AbcClass {
  const below = (border: number): boolean => (onBorder ? share <= border + BORDER : share < border - BORDER);
  return below(a) ? 'A' : below(b) ? 'B' : 'C';
}

export interface XyzOptions {
  /** Coefficients of variation up to which demand is X, and Y. Default 0.5 and 1. */
  readonly x?: number;
  readonly y?: number;
  readonly of?: SpreadOf;
}

/** The steadiness class of a demand series, period by period; null where the coefficient of variation is undefined (no demand). */
export function xyzClass(demand: ArrayLike<number>, {x = 0.5, y = 1, of = 'sample'}: XyzOptions = {}): XyzClass | null {
  const variation = coefficientOfVariation(demand, of);
  if (variation === null || variation < 0) return null;
  return variation <= x ? 'X' : variation <= y ? 'Y' : 'Z';
}
