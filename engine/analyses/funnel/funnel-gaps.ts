/** How long actors took from one step to another. */

import {orderStatistics} from '../../kernels/order-statistics.ts';

/** In seconds. */
export interface GapSummary {
  readonly median: number;
  readonly mean: number;
}

/** Of gaps in milliseconds, in any order; of an even count the median is the mean of the middle two. Undefined of none. Nothing is sorted whole. */
export function summariseGaps(gaps: Float64Array): GapSummary | undefined {
  const count = gaps.length;
  if (count === 0) return undefined;
  let sum = 0;
  for (let index = 0; index < count; index++) sum += gaps[index] as number;
  const [low = 0, high = 0] = orderStatistics(gaps, [(count - 1) >> 1, count >> 1]);
  return {median: (low / 1000 + high / 1000) / 2, mean: sum / 1000 / count};
}
