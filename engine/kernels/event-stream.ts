/** Events in the order a funnel reads them: by actor, then by time. Built once for a table and an actor column. */

export interface EventStream {
  /** How many actors the dictionary has; one without events has an empty stretch. */
  readonly actors: number;
  /** `actors + 1` offsets: the events of actor `a` stand at positions `starts[a]` to `starts[a + 1] - 1`. */
  readonly starts: Int32Array;
  /** The table's row of each position. */
  readonly rows: Int32Array;
  /** Epoch milliseconds of each position; never falls within an actor. */
  readonly times: Float64Array;
  /** Rows that are in no stretch: no actor or no time. */
  readonly missing: number;
}

/** Stretches up to this long are sorted in place; longer ones through an index. */
const SMALL = 48;

/**
 * Sorts events by actor and time. `actors` holds a code a row (negative: none), `times` epoch milliseconds (NaN: none). Rows with
 * equal actor and time keep their order. O(n) when the rows come sorted by time, which exports do.
 */
export function sortEvents(actors: Int32Array, actorCount: number, times: Float64Array): EventStream {
  const starts = new Int32Array(actorCount + 1);
  let kept = 0;
  for (let row = 0; row < actors.length; row++) {
    const actor = actors[row] as number;
    const time = times[row] as number;
    if (actor < 0 || time !== time) continue;
    starts[actor + 1] = (starts[actor + 1] as number) + 1;
    kept++;
  }
  for (let actor = 0; actor < actorCount; actor++) starts[actor + 1] = (starts[actor + 1] as number) + (starts[actor] as number);
  const rows = new Int32Array(kept);
  const sorted = new Float64Array(kept);
  const next = starts.slice(0, actorCount);
  for (let row = 0; row < actors.length; row++) {
    const actor = actors[row] as number;
    const time = times[row] as number;
    if (actor < 0 || time !== time) continue;
    const at = next[actor] as number;
    next[actor] = at + 1;
    rows[at] = row;
    sorted[at] = time;
  }
  for (let actor = 0; actor < actorCount; actor++) sortStretch(rows, sorted, starts[actor] as number, starts[actor + 1] as number);
  return {actors: actorCount, starts, rows, times: sorted, missing: actors.length - kept};
}

function sortStretch(rows: Int32Array, times: Float64Array, from: number, to: number): void {
  let inOrder = true;
  for (let at = from + 1; at < to && inOrder; at++) inOrder = (times[at] as number) >= (times[at - 1] as number);
  if (inOrder) return;
  if (to - from > SMALL) {
    const order = Array.from({length: to - from}, (_, index) => from + index);
    order.sort((a, b) => (times[a] as number) - (times[b] as number) || a - b);
    const sortedRows = Int32Array.from(order, (at) => rows[at] as number);
    const sortedTimes = Float64Array.from(order, (at) => times[at] as number);
    rows.set(sortedRows, from);
    times.set(sortedTimes, from);
    return;
  }
  for (let at = from + 1; at < to; at++) {
    const time = times[at] as number;
    const row = rows[at] as number;
    let back = at - 1;
    while (back >= from && (times[back] as number) > time) {
      times[back + 1] = times[back] as number;
      rows[back + 1] = rows[back] as number;
      back--;
    }
    times[back + 1] = time;
    rows[back + 1] = row;
  }
}

/** The stream of the rows that `keep` (a flag a row) holds, in the same order; actors keep their codes. */
export function keepEvents(stream: EventStream, keep: ArrayLike<number>): EventStream {
  const {actors, starts, rows, times} = stream;
  const keptStarts = new Int32Array(actors + 1);
  const keptRows = new Int32Array(rows.length);
  const keptTimes = new Float64Array(rows.length);
  let kept = 0;
  for (let actor = 0; actor < actors; actor++) {
    for (let at = starts[actor] as number, to = starts[actor + 1] as number; at < to; at++) {
      const row = rows[at] as number;
      if (!keep[row]) continue;
      keptRows[kept] = row;
      keptTimes[kept++] = times[at] as number;
    }
    keptStarts[actor + 1] = kept;
  }
  return {actors, starts: keptStarts, rows: keptRows.subarray(0, kept), times: keptTimes.subarray(0, kept), missing: stream.missing};
}
