/** How unequally a sum is spread. */

import {checkNumber} from '../kernels/check-number.ts';

/**
 * Gini's coefficient of values sorted upwards: 0 where all are equal, (n − 1) ÷ n where one has everything. G = 2 Σ i·xᵢ ÷ (n Σ xᵢ) − (n + 1) ÷ n
 * (Gini 1912; R's `ineq::Gini`). Null of nothing, of a sum of 0, and where a value is below 0.
 */
export function gini(sorted: ArrayLike<number>): number | null {
  const count = sorted.length;
  let sum = 0;
  let weighted = 0;
  for (let index = 0; index < count; index++) {
    sum += sorted[index] as number;
    weighted += (index + 1) * (sorted[index] as number);
  }
  if (count === 0 || (sorted[0] as number) < 0 || sum <= 0) return null;
  return Math.max(0, (2 * weighted) / (count * sum) - (count + 1) / count);
}

/**
 * The part of the sum that the largest `part` of the values has: of 0.2 of five values that of the largest one; of 0.25 of five also a quarter of the
 * second's. Null of nothing, of a sum of 0, and where a value is below 0. Throws a `RangeError` for a part outside 0 to 1.
 */
export function topShare(sorted: ArrayLike<number>, part: number): number | null {
  checkNumber('part', part, {atLeast: 0});
  if (part > 1) throw new RangeError(`part must be at most 1, got ${part}.`);
  const count = sorted.length;
  if (count === 0 || (sorted[0] as number) < 0) return null;
  const members = part * count;
  const whole = Math.floor(members + 1e-9);
  let sum = 0;
  let top = 0;
  for (let index = 0; index < count; index++) {
    const value = sorted[count - 1 - index] as number;
    sum += value;
    if (index < whole) top += value;
    else if (index === whole) top += Math.max(0, members - whole) * value;
  }
  return sum <= 0 ? null : Math.min(1, top / sum);
}
