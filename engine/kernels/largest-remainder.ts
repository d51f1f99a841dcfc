/** Rounds parts so that they still add up. */

/** Remainders closer than this are equal, so the order in which parts were added up does not tell. */
const FINEST = 1e6;

/**
 * Whole numbers near `parts` that add up to the whole number `total`: each part rounded down, then one more for those with the largest
 * remainder, equal ones in their order (Hamilton's method). `parts` should add up to `total` but for rounding.
 */
export function largestRemainder(parts: readonly number[], total: number): number[] {
  const whole = parts.map((part) => Math.floor(part + 1 / FINEST));
  const order = parts.map((part, index) => ({index, remainder: Math.round((part - (whole[index] as number)) * FINEST)}));
  order.sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  let missing = total - whole.reduce((sum, part) => sum + part, 0);
  for (let step = 0; missing > 0 && order.length > 0; step++, missing--) {
    const {index} = order[step % order.length] as {index: number};
    whole[index] = (whole[index] as number) + 1;
  }
  for (let step = 1; missing < 0 && order.length > 0; step++, missing++) {
    const {index} = order[order.length - 1 - ((step - 1) % order.length)] as {index: number};
    whole[index] = (whole[index] as number) - 1;
  }
  return whole;
}
