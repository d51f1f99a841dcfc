import {checkNumber} from './check-number.ts';
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
  const {a = 0.8, b = 0.95, rule = 'before', keys} = options;
  checkNumber('a', a, {above: 0, below: 1 + BORDER});
  checkNumber('b', b, {atLeast: a, below: 1 + BORDER});
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
