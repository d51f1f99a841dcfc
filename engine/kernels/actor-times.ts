/** When each actor did something, in order: the arithmetic of horizons that begin on another day for everybody. */

export interface ActorTimes {
  /** `actors + 1` offsets: the times of actor `a` stand at `starts[a]` to `starts[a + 1] - 1`, by day, then by instant. */
  readonly starts: Int32Array;
  readonly days: Int32Array;
  readonly instants: Float64Array;
}

export interface ActorRows {
  /** An actor a row; negative for none. */
  readonly actors: ArrayLike<number>;
  readonly count: number;
  /** Epoch milliseconds a row, NaN for none, and the calendar day. */
  readonly instants: ArrayLike<number>;
  readonly days: ArrayLike<number>;
  /** Rows with a 0 are left out. */
  readonly mask?: ArrayLike<number> | undefined;
  /** Of rows that share a code here only the earliest counts; rows with a negative one are left out. Codes lie below `things`. */
  readonly once?: {readonly codes: ArrayLike<number>; readonly count: number} | undefined;
}

/** Two passes over rows that stand in time; a sort an actor where they do not. */
export function actorTimes({actors, count, instants, days, mask, once}: ActorRows): ActorTimes {
  const rows = once ? earliestRows({actors, count, instants, days, mask, once}) : undefined;
  const length = rows?.length ?? actors.length;
  const starts = new Int32Array(count + 1);
  const counts = (row: number): boolean => (actors[row] as number) >= 0 && !Number.isNaN(instants[row]) && mask?.[row] !== 0;
  for (let i = 0; i < length; i++) {
    const row = rows ? (rows[i] as number) : i;
    if (counts(row)) starts[(actors[row] as number) + 1] = (starts[(actors[row] as number) + 1] as number) + 1;
  }
  for (let actor = 0; actor < count; actor++) starts[actor + 1] = (starts[actor + 1] as number) + (starts[actor] as number);
  const next = starts.slice(0, count);
  const result = {starts, days: new Int32Array(starts[count] as number), instants: new Float64Array(starts[count] as number)};
  for (let i = 0; i < length; i++) {
    const row = rows ? (rows[i] as number) : i;
    if (!counts(row)) continue;
    const actor = actors[row] as number;
    const at = next[actor] as number;
    next[actor] = at + 1;
    result.days[at] = days[row] as number;
    result.instants[at] = instants[row] as number;
  }
  for (let actor = 0; actor < count; actor++) sortStretch(result, starts[actor] as number, starts[actor + 1] as number);
  return result;
}

/** Of each thing the row that came first. */
function earliestRows({actors, instants, mask, once}: ActorRows): Int32Array {
  const earliest = new Int32Array(once?.count ?? 0).fill(-1);
  for (let row = 0; row < actors.length; row++) {
    const thing = once?.codes[row] ?? -1;
    if (thing < 0 || mask?.[row] === 0 || Number.isNaN(instants[row])) continue;
    const first = earliest[thing] as number;
    if (first < 0 || (instants[row] as number) < (instants[first] as number)) earliest[thing] = row;
  }
  return earliest.filter((row) => row >= 0);
}

function sortStretch({days, instants}: ActorTimes, from: number, to: number): void {
  let inOrder = true;
  for (let at = from + 1; at < to && inOrder; at++) inOrder = compare(days, instants, at - 1, at) <= 0;
  if (inOrder) return;
  const order = Array.from({length: to - from}, (_, index) => from + index).sort((a, b) => compare(days, instants, a, b));
  const sortedDays = Int32Array.from(order, (at) => days[at] as number);
  const sortedInstants = Float64Array.from(order, (at) => instants[at] as number);
  days.set(sortedDays, from);
  instants.set(sortedInstants, from);
}

function compare(days: Int32Array, instants: Float64Array, a: number, b: number): number {
  return (days[a] as number) - (days[b] as number) || (instants[a] as number) - (instants[b] as number);
}

/** Place of the actor's first time on `day` or later; the end of its stretch where there is none. */
export function firstFromDay({starts, days}: ActorTimes, actor: number, day: number): number {
  let low = starts[actor] as number;
  let high = starts[actor + 1] as number;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as number) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether the actor has a time on a day from `from` to `to`, both included. */
export function hasDayIn(times: ActorTimes, actor: number, from: number, to: number): boolean {
  const at = firstFromDay(times, actor, from);
  return at < (times.starts[actor + 1] as number) && (times.days[at] as number) <= to;
}
