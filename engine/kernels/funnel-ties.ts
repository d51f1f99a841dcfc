/**
 * Events of one actor at one instant may be taken in any order, and each takes at most one step: a small matching problem. Every
 * function here gets such a stretch as positions `from` to `to - 1` of `masks`; bit `k` of a mask says that the event matches
 * step `k + 1`.
 */

/** The first position after `from` whose time differs. */
export function tieEnd(times: Float64Array, from: number, end: number): number {
  const time = times[from];
  let to = from + 1;
  while (to < end && times[to] === time) to++;
  return to;
}

export interface StepMatch {
  /** The level after the stretch. */
  readonly level: number;
  /** For each event of the stretch the level it was taken for, from 1; 0 if it was not taken. */
  readonly taken: Int32Array;
}

/**
 * Takes an actor at `level` as far as the stretch allows: the largest level such that distinct events match each step above the old
 * one. Exact: augmenting paths. `skip` is a position that may not be used.
 */
export function matchSteps(masks: Int32Array, from: number, to: number, level: number, steps: number, skip = -1): StepMatch {
  const size = to - from;
  const taken = new Int32Array(size);
  const seen = new Int32Array(size).fill(-1);
  const take = (step: number, round: number): boolean => {
    for (let event = 0; event < size; event++) {
      if (seen[event] === round || from + event === skip || (((masks[from + event] as number) >> step) & 1) === 0) continue;
      seen[event] = round;
      const before = taken[event] as number;
      if (before === 0 || take(before - 1, round)) {
        taken[event] = step + 1;
        return true;
      }
    }
    return false;
  };
  let reached = level;
  while (reached < steps && take(reached, reached)) reached++;
  return {level: reached, taken};
}

/** Whether an event of the stretch matches more than one step. */
export function hasOverlap(masks: Int32Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const mask = masks[at] as number;
    if ((mask & (mask - 1)) !== 0) return true;
  }
  return false;
}

/** The steps that any event of the stretch matches. */
export function unionOf(masks: Int32Array, from: number, to: number): number {
  let union = 0;
  for (let at = from; at < to; at++) union |= masks[at] as number;
  return union;
}

/** The level after the stretch, as {@link matchSteps}, without asking which event took which step. */
export function levelAfter(masks: Int32Array, from: number, to: number, level: number, steps: number): number {
  if (to === from + 1) return level < steps && (((masks[from] as number) >> level) & 1) === 1 ? level + 1 : level;
  if (hasOverlap(masks, from, to)) return matchSteps(masks, from, to, level, steps).level;
  const union = unionOf(masks, from, to);
  let reached = level;
  while (reached < steps && ((union >> reached) & 1) === 1) reached++;
  return reached;
}

/**
 * The event that counts as step 1 of an attempt which begins in the stretch and has `level` at its end: of those that leave enough
 * events for the other steps, the one with the lowest rank. `from` itself where the stretch is one event.
 */
export function firstEvent(
  masks: Int32Array, from: number, to: number, level: number, rank: ((position: number) => number) | undefined,
): number {
  if (to === from + 1) return from;
  const overlap = hasOverlap(masks, from, to);
  let best = -1;
  let bestRank = Infinity;
  for (let at = from; at < to; at++) {
    if (((masks[at] as number) & 1) === 0) continue;
    if (overlap && level > 1 && matchSteps(masks, from, to, 1, level, at).level < level) continue;
    const order = rank ? rank(at) : 0;
    if (best >= 0 && order >= bestRank) continue;
    best = at;
    bestRank = order;
  }
  return best < 0 ? from : best;
}
