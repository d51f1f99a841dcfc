/** What coming purchases are worth today. */

/**
 * Σ over months of 30 days: the month's purchases × `value` ÷ (1 + `discountRate`)^month. `expected(days)` are the purchases of the first `days`;
 * a last part of a month counts as one. The rate is a month's.
 */
export function discountedValue(
  expected: (days: number) => number, value: number, {days, discountRate = 0}: {readonly days: number; readonly discountRate?: number},
): number {
  let sum = 0;
  let before = 0;
  for (let month = 1; (month - 1) * 30 < days; month++) {
    const until = expected(Math.min(days, month * 30));
    sum += ((until - before) * value) / (1 + discountRate) ** month;
    before = until;
  }
  return sum;
}
