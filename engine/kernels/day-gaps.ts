/** Days between the days on which actors did something. */

import type {EventStream} from './event-stream.ts';

export interface DayGaps {
  /** Days from one day to the next, a gap each. */
  readonly days: Int32Array;
  /** Row that ends each: the first of its day, of several at one instant the one of the least rank. */
  readonly rows: Int32Array;
  readonly actors: Int32Array;
  /** From 1: the gap after the actor's first day is 1. */
  readonly numbers: Int32Array;
  /** By actor: on how many days it did something. */
  readonly activeDays: Int32Array;
  /** By actor: the row of its first day. −1 for none. */
  readonly firstRows: Int32Array;
}

/** Flags a row. What is kept makes a day; what is admitted too stands for it. */
export const KEEP = 1;
export const ADMIT = 2;

/**
 * Gaps between consecutive days of each actor over the rows that are kept. Rows of one day are one: the first that is admitted, if any is.
 * `ranks` chooses among rows at one instant; without them the first of the stream. O(rows), and a sort for an actor whose later instant is an
 * earlier day.
 */
export function dayGaps(stream: EventStream, days: Int32Array, flags: Uint8Array, ranks?: Int32Array): DayGaps {
  const gaps: number[] = [];
  const rows: number[] = [];
  const actors: number[] = [];
  const numbers: number[] = [];
  const activeDays = new Int32Array(stream.actors);
  const firstRows = new Int32Array(stream.actors).fill(-1);
  for (let actor = 0; actor < stream.actors; actor++) {
    const found = distinctDays(stream, actor, days, flags, ranks);
    activeDays[actor] = found.length;
    firstRows[actor] = found[0] ?? -1;
    for (let at = 1; at < found.length; at++) {
      gaps.push((days[found[at] as number] as number) - (days[found[at - 1] as number] as number));
      rows.push(found[at] as number);
      actors.push(actor);
      numbers.push(at);
    }
  }
  return {
    days: Int32Array.from(gaps), rows: Int32Array.from(rows), actors: Int32Array.from(actors), numbers: Int32Array.from(numbers),
    activeDays, firstRows,
  };
}

/** A row a day, by day. */
function distinctDays(
  {starts, rows, times}: EventStream, actor: number, days: Int32Array, flags: Uint8Array, ranks: Int32Array | undefined,
): number[] {
  const found: number[] = [];
  let time = NaN;
  let inOrder = true;
  for (let at = starts[actor] as number, to = starts[actor + 1] as number; at < to; at++) {
    const row = rows[at] as number;
    if (!((flags[row] as number) & KEEP)) continue;
    const last = found.at(-1);
    const day = days[row] as number;
    if (last === undefined || (days[last] as number) !== day) {
      if (last !== undefined && (days[last] as number) > day) inOrder = false;
      found.push(row);
      time = times[at] as number;
      continue;
    }
    const better = ((flags[row] as number) & ADMIT) - ((flags[last] as number) & ADMIT);
    if (better > 0 || (better === 0 && ranks && times[at] === time && (ranks[row] as number) < (ranks[last] as number))) {
      found[found.length - 1] = row;
      time = times[at] as number;
    }
  }
  if (inOrder) return found;
  // A clock that is set back over midnight gives a day twice.
  const byDay = new Map<number, number>();
  for (const row of found) {
    const known = byDay.get(days[row] as number);
    if (known === undefined || ((flags[known] as number) & ADMIT) < ((flags[row] as number) & ADMIT)) byDay.set(days[row] as number, row);
  }
  return [...byDay.keys()].sort((a, b) => a - b).map((day) => byDay.get(day) as number);
}
