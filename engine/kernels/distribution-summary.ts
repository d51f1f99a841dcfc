/** What a distribution is told by. */

import {mean} from './moments.ts';

export interface DistributionSummary {
  readonly count: number;
  readonly mean: number | null;
  readonly min: number | null;
  readonly p25: number | null;
  readonly median: number | null;
  readonly p75: number | null;
  readonly p90: number | null;
  readonly max: number | null;
}

/** Of values sorted upwards; quantiles of type 7 (R's default). Null of nothing. */
export function summarize(sorted: ArrayLike<number>): DistributionSummary {
  const at = (hundredths: number): number | null => quantileOfSorted(sorted, hundredths);
  return {
    count: sorted.length, mean: mean(sorted),
    min: at(0), p25: at(25), median: at(50), p75: at(75), p90: at(90), max: at(100),
  };
}

/** The type-7 quantile at so many hundredths, its place split in whole numbers. */
export function quantileOfSorted(sorted: ArrayLike<number>, hundredths: number): number | null {
  const {length} = sorted;
  if (length === 0) return null;
  const steps = (length - 1) * hundredths;
  const below = Math.floor(steps / 100);
  const rest = steps - below * 100;
  const low = sorted[below] as number;
  return rest === 0 ? low : low + (rest / 100) * ((sorted[below + 1] as number) - low);
}
