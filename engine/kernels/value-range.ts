/** Between which numbers the values of an array lie. */

/** Whole numbers that span no more than this many times their count are counted, not compared. */
const NARROW = 4;

export interface ValueRange {
  /** Values that are not NaN. */
  readonly count: number;
  /** ∞ and −∞ without any. */
  readonly least: number;
  readonly most: number;
  /** All of them are whole numbers. */
  readonly whole: boolean;
}

export function rangeOf(values: ArrayLike<number>): ValueRange {
  let count = 0;
  let least = Infinity;
  let most = -Infinity;
  let whole = true;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (value !== value) continue;
    count++;
    if (value < least) least = value;
    if (value > most) most = value;
    whole &&= Math.floor(value) === value;
  }
  return {count, least, most, whole};
}

/** Whether a place a whole number of the range takes no more room than the values do. */
export function isNarrow({count, least, most, whole}: ValueRange): boolean {
  return count > 0 && whole && most - least < NARROW * count;
}
