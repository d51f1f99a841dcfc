/** How a group's make-up differs from that of the base. */

import {proportionInterval} from '../../statistics/proportion-interval.ts';

export interface IndexSizes {
  /** In the value, and in all. */
  readonly target: number | null;
  readonly targetAll: number | null;
  readonly base: number | null;
  readonly baseAll: number | null;
}

export interface TargetIndex {
  readonly targetShare: number | null;
  readonly baseShare: number | null;
  readonly tgi: number | null;
}

/**
 * Target Group Index = 100 × share in the target ÷ share in the base. 100 is no difference; 150 is half as much again. Null where the base has none
 * of it, or where there is no target. A share of nothing, or of less than nothing, is null.
 */
export function targetIndex({target, targetAll, base, baseAll}: IndexSizes): TargetIndex {
  const targetShare = shareOf(target, targetAll);
  const baseShare = shareOf(base, baseAll);
  return {targetShare, baseShare, tgi: targetShare === null || !baseShare ? null : (100 * targetShare) / baseShare};
}

function shareOf(part: number | null, whole: number | null): number | null {
  return whole === null || whole <= 0 ? null : (part ?? 0) / whole;
}

/** The index at both ends of Wilson's 95 % interval of the share in the target, the base's share taken as known. Null where the index is. */
export function indexInterval(sizes: IndexSizes): {readonly low: number; readonly high: number} | null {
  const {baseShare, tgi} = targetIndex(sizes);
  const {target, targetAll} = sizes;
  if (tgi === null || !baseShare || targetAll === null) return null;
  const bounds = proportionInterval({successes: target ?? 0, trials: targetAll});
  return bounds && {low: (100 * bounds.low) / baseShare, high: (100 * bounds.high) / baseShare};
}
