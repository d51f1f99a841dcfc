import type {EventStream} from './event-stream.ts';
import type {Chain, ChainOptions} from './funnel-attempt.ts';
import {tieEnd, unionOf} from './funnel-ties.ts';

/**
 * The unordered reading (PostHog's): how many different steps are done, in any order, by different events inside the window of the
 * first of them. Of all attempts the one with the highest level counts, then the one that completes earliest, then the one that
 * begins earliest; its k-th step is the k-th different one done.
 */
export class AnyOrderChain implements Chain {
  level = 0;
  start = -1;
  last = -1;
  private readonly counts: Int32Array;

  constructor(
    readonly stream: EventStream,
    readonly masks: Int32Array,
    readonly options: ChainOptions,
  ) {
    this.counts = new Int32Array(options.steps);
  }

  find(lo: number, hi: number, from: number, to: number): void {
    this.level = 0;
    this.start = -1;
    this.last = -1;
    let overlap = false;
    for (let at = lo; at < hi && !overlap; at++) {
      const mask = this.masks[at] as number;
      overlap = (mask & (mask - 1)) !== 0;
    }
    if (overlap) this.findByMatching(lo, hi, from, to);
    else this.findByCounting(lo, hi, from, to);
    if (this.level === this.options.steps) this.last = -1;
  }

  /** Every event matches one step at most: the different steps inside a sliding window are counted. O(events). */
  private findByCounting(lo: number, hi: number, from: number, to: number): void {
    const {masks, counts} = this;
    const {times} = this.stream;
    const {steps, window} = this.options;
    counts.fill(0);
    let done = 0;
    let first = lo;
    for (let at = lo; at < hi && this.level < steps; at++) {
      const time = times[at] as number;
      const mask = masks[at] as number;
      if (mask === 0 || time < from) continue;
      if (time < to) this.last = at;
      const step = 31 - Math.clz32(mask);
      if ((counts[step] = (counts[step] as number) + 1) === 1) done++;
      for (; first < at; first++) {
        const left = masks[first] as number;
        const entered = times[first] as number;
        if (left !== 0 && entered >= from) {
          if (time - entered <= window) break;
          const gone = 31 - Math.clz32(left);
          if ((counts[gone] = (counts[gone] as number) - 1) === 0) done--;
        }
      }
      if ((times[first] as number) >= to) break;
      if (done > this.level) {
        this.level = done;
        this.start = first;
      }
    }
  }

  /** An event may match several steps, or a step may stand twice: from each start, a matching grown event by event. */
  private findByMatching(lo: number, hi: number, from: number, to: number): void {
    const {masks} = this;
    const {times} = this.stream;
    const {steps, window} = this.options;
    let completed = Infinity;
    for (let first = lo, end; first < hi; first = end) {
      end = tieEnd(times, first, hi);
      const time = times[first] as number;
      if (time >= to) break;
      if (time < from || unionOf(masks, first, end) === 0) continue;
      this.last = first;
      const grown = new StepSet(steps);
      for (let at = first; at < hi && (times[at] as number) - time <= window && grown.size < steps; at++) {
        if (!grown.add(masks[at] as number)) continue;
        const now = times[at] as number;
        if (grown.size > this.level || (grown.size === this.level && now < completed)) {
          this.level = grown.size;
          this.start = first;
          completed = now;
        }
      }
    }
  }

  trace(hi: number, into: Float64Array, offset: number): number {
    const {masks, start} = this;
    const {times} = this.stream;
    const {rank, steps} = this.options;
    const grown = new StepSet(steps);
    for (let at = start; at < hi && grown.size < this.level; at++) {
      if (grown.add(masks[at] as number)) into[offset + grown.size - 1] = times[at] as number;
    }
    let event = start;
    let best = Infinity;
    for (let at = start, end = tieEnd(times, start, hi); at < end; at++) {
      const order = rank ? rank(at) : 0;
      if (masks[at] === 0 || order >= best) continue;
      best = order;
      event = at;
    }
    return event;
  }
}

/** Steps done by different events: grows by an augmenting path an event. */
class StepSet {
  size = 0;
  private readonly owner: Int32Array;
  private readonly events: number[] = [];

  constructor(readonly steps: number) {
    this.owner = new Int32Array(steps).fill(-1);
  }

  /** Whether one step more is done with this event. */
  add(mask: number): boolean {
    if (mask === 0) return false;
    this.events.push(mask);
    const grew = this.take(this.events.length - 1, 0) < 0;
    if (grew) this.size++;
    else this.events.pop();
    return grew;
  }

  /** The steps seen on the way as bits, or −1 once a path is found. */
  private take(event: number, seen: number): number {
    for (let bits = (this.events[event] as number) & ~seen; bits !== 0; bits = bits & (bits - 1) & ~seen) {
      const step = 31 - Math.clz32(bits & -bits);
      seen |= 1 << step;
      const before = this.owner[step] as number;
      const rest = before < 0 ? -1 : this.take(before, seen);
      if (rest < 0) {
        this.owner[step] = event;
        return -1;
      }
      seen = rest;
    }
    return seen;
  }
}

