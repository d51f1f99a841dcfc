/** A stretch of time of some actors' events, small enough to be read for each of many buckets. */

import type {EventStream} from './event-stream.ts';

export interface EventSlice {
  /** Actors are numbered anew, in the order they were given. */
  readonly stream: EventStream;
  readonly masks: Int32Array;
}

/**
 * The events of `actors` from `from` to `until`, both included, in their order, with their `masks`. Cost: a binary search an actor, and the
 * events themselves.
 */
export function sliceEvents(stream: EventStream, masks: Int32Array, actors: ArrayLike<number>, from: number, until: number): EventSlice {
  const starts = new Int32Array(actors.length + 1);
  const begins = new Int32Array(actors.length);
  for (let i = 0; i < actors.length; i++) {
    const actor = actors[i] as number;
    const lo = stream.starts[actor] as number;
    const hi = stream.starts[actor + 1] as number;
    const begin = firstFrom(stream.times, lo, hi, from);
    let end = begin;
    while (end < hi && (stream.times[end] as number) <= until) end++;
    begins[i] = begin;
    starts[i + 1] = (starts[i] as number) + end - begin;
  }
  const length = starts[actors.length] as number;
  const rows = new Int32Array(length);
  const times = new Float64Array(length);
  const kept = new Int32Array(length);
  for (let i = 0; i < actors.length; i++) {
    const shift = (begins[i] as number) - (starts[i] as number);
    for (let at = starts[i] as number; at < (starts[i + 1] as number); at++) {
      rows[at] = stream.rows[at + shift] as number;
      times[at] = stream.times[at + shift] as number;
      kept[at] = masks[at + shift] as number;
    }
  }
  return {stream: {actors: actors.length, starts, rows, times, missing: 0}, masks: kept};
}

function firstFrom(times: Float64Array, lo: number, hi: number, from: number): number {
  let low = lo;
  let high = hi;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
