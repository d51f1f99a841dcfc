import type {EventStream} from './event-stream.ts';
import type {Chain, ChainOptions} from './funnel-attempt.ts';
import {firstEvent, levelAfter, tieEnd} from './funnel-ties.ts';

/**
 * The strict reading (PostHog's; Doris calls it `fixed`): no other event of the actor at all between two steps, whatever it is.
 * Events of one instant may be taken in any order: an attempt may begin with some of them, must take all of an instant it passes
 * through, and may end with some. Ties between attempts as in the ordered reading.
 */
export class StrictChain implements Chain {
  level = 0;
  start = -1;
  last = -1;
  private done = 0;
  /** `alive[k]`: the latest first step of a chain of k steps whose last step is the last event so far. */
  private alive: Int32Array;
  private next: Int32Array;

  constructor(
    readonly stream: EventStream,
    readonly masks: Int32Array,
    readonly options: ChainOptions,
  ) {
    this.alive = new Int32Array(options.steps + 1);
    this.next = new Int32Array(options.steps + 1);
  }

  find(lo: number, hi: number, from: number, to: number): void {
    const {masks} = this;
    const {times} = this.stream;
    const {steps, window, increase} = this.options;
    this.level = 0;
    this.start = -1;
    this.last = -1;
    this.alive.fill(-1);
    let live = 0;
    for (let at = lo; at < hi && this.level < steps;) {
      const end = tieEnd(times, at, hi);
      const time = times[at] as number;
      if (time >= to && live === 0) break;
      this.next.fill(-1);
      live = 0;
      for (let level = 1; level < steps; level++) {
        const first = this.alive[level] as number;
        if (first < 0 || time - (times[first] as number) > window) continue;
        const reached = Math.min(levelAfter(masks, at, end, level, steps), increase ? level + 1 : steps);
        this.note(reached, first, time);
        if (reached - level === end - at && reached < steps) live += this.keep(reached, first);
      }
      if (time >= from && time < to) {
        const reached = Math.min(levelAfter(masks, at, end, 0, steps), increase ? 1 : steps);
        if (reached > 0) this.last = at;
        this.note(reached, at, time);
        for (let level = 1; level <= reached && level < steps; level++) live += this.keep(level, at);
      }
      [this.alive, this.next] = [this.next, this.alive];
      at = end;
    }
    if (this.level === steps) this.last = -1;
  }

  private keep(level: number, first: number): number {
    if (first > (this.next[level] as number)) this.next[level] = first;
    return 1;
  }

  private note(level: number, first: number, time: number): void {
    if (level > this.level || (level === this.level && level > 0 && time === this.done && first > this.start)) {
      this.level = level;
      this.start = first;
      this.done = time;
    }
  }

  trace(hi: number, into: Float64Array, offset: number): number {
    const {masks, start} = this;
    const {times} = this.stream;
    const {steps, increase, rank} = this.options;
    const startEnd = tieEnd(times, start, hi);
    const most = Math.min(levelAfter(masks, start, startEnd, 0, steps), this.level, increase ? 1 : steps);
    // How many steps the first instant gave is not known: the chain that goes on to the found level says it.
    for (let opening = most; opening > 0; opening--) {
      into.fill(times[start] as number, offset, offset + opening);
      if (this.follow(startEnd, hi, opening, into, offset)) return firstEvent(masks, start, startEnd, opening, rank);
    }
    return start;
  }

  private follow(from: number, hi: number, opening: number, into: Float64Array, offset: number): boolean {
    const {masks} = this;
    const {times} = this.stream;
    const {steps, increase} = this.options;
    let level = opening;
    for (let at = from; at < hi && level < this.level;) {
      const end = tieEnd(times, at, hi);
      const reached = Math.min(levelAfter(masks, at, end, level, steps), increase ? level + 1 : steps, this.level);
      if (reached < this.level && reached - level < end - at) return false;
      into.fill(times[at] as number, offset + level, offset + reached);
      level = reached;
      at = end;
    }
    return level === this.level;
  }
}
