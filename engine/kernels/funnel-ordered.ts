import type {EventStream} from './event-stream.ts';
import type {Chain, ChainOptions} from './funnel-attempt.ts';
import {firstEvent, hasOverlap, levelAfter, matchSteps, tieEnd, unionOf} from './funnel-ties.ts';

/**
 * The default reading: distinct events e₁ … e_k, e_i matching step i, in time order, the last inside the window of the first; other
 * events between do not matter. Of all attempts the one with the highest level counts, then the one that completes earliest, then the
 * one that begins latest; its steps are dated by their first completion.
 *
 * One pass: `begun[k]` is the latest first step from which level k can be reached, so an attempt that stalls gives way to a later
 * one. O(events × steps).
 */
export class OrderedChain implements Chain {
  level = 0;
  start = -1;
  last = -1;
  private readonly begun: Int32Array;
  private readonly before: Int32Array;
  /** What was found last stands among events of an instant of their own. */
  private plain = false;

  constructor(
    readonly stream: EventStream,
    readonly masks: Int32Array,
    readonly options: ChainOptions,
  ) {
    this.begun = new Int32Array(options.steps + 1);
    this.before = new Int32Array(options.steps + 1);
  }

  find(lo: number, hi: number, from: number, to: number): void {
    this.plain = this.findPlain(lo, hi, from, to);
    if (!this.plain) this.findAmongTies(lo, hi, from, to);
  }

  /** Where every event matches one step at most and has an instant of its own. False, and nothing found, where that does not hold. */
  private findPlain(lo: number, hi: number, from: number, to: number): boolean {
    const {masks, begun} = this;
    const {times} = this.stream;
    const {steps, window} = this.options;
    let level = 0;
    let start = -1;
    let before = NaN;
    for (let each = 1; each <= steps; each++) begun[each] = -1;
    for (let at = lo; at < hi; at++) {
      const time = times[at] as number;
      const mask = masks[at] as number;
      if (time === before || (mask & (mask - 1)) !== 0) return false;
      before = time;
      if (mask === 0 || level === steps) continue;
      const step = 31 - Math.clz32(mask);
      const first = step === 0 ? at : (begun[step] as number);
      if (step === 0 ? time < from || time >= to : first < 0 || time - (times[first] as number) > window) continue;
      begun[step + 1] = first;
      if (step < level) continue;
      level = step + 1;
      start = first;
    }
    this.level = level;
    this.start = start;
    this.last = level === steps ? -1 : (begun[1] as number);
    return true;
  }

  private findAmongTies(lo: number, hi: number, from: number, to: number): void {
    const {masks, begun} = this;
    const {times} = this.stream;
    const {steps, window} = this.options;
    this.level = 0;
    this.start = -1;
    begun.fill(-1);
    for (let at = lo; at < hi;) {
      const time = times[at] as number;
      const end = at + 1 < hi && times[at + 1] === time ? tieEnd(times, at, hi) : at + 1;
      if (time >= to && (begun[1] as number) < 0) break;
      const mask = masks[at] as number;
      if (end > at + 1) this.takeTie(at, end, from, to);
      else if (mask !== 0) {
        // From the last step down: one event takes one step.
        for (let bits = mask; bits !== 0;) {
          const step = 31 - Math.clz32(bits);
          bits ^= 1 << step;
          if (step === 0) {
            if (time >= from && time < to) this.note(1, at);
          } else {
            const first = begun[step] as number;
            if (first >= 0 && time - (times[first] as number) <= window) this.note(step + 1, first);
          }
        }
      }
      if (this.level === steps) break;
      at = end;
    }
    this.last = this.level === steps ? -1 : (begun[1] as number);
  }

  private note(level: number, first: number): void {
    this.begun[level] = first;
    if (level <= this.level) return;
    this.level = level;
    this.start = first;
  }

  private takeTie(at: number, end: number, from: number, to: number): void {
    const {masks, begun, before} = this;
    const {steps, window, increase} = this.options;
    const union = unionOf(masks, at, end);
    if (union === 0) return;
    const {times} = this.stream;
    const time = times[at] as number;
    const opens = time >= from && time < to;
    const overlap = !increase && hasOverlap(masks, at, end);
    before.set(begun);
    for (let level = 0; level < steps; level++) {
      const first = level === 0 ? (opens ? at : -1) : (before[level] as number);
      if (first < 0 || time - (times[first] as number) > window) continue;
      const reached = increase ? level + ((union >> level) & 1) : this.reach(at, end, level, union, overlap);
      for (let next = level + 1; next <= reached; next++) if (first >= (begun[next] as number)) this.note(next, first);
    }
  }

  private reach(at: number, end: number, level: number, union: number, overlap: boolean): number {
    if (overlap) return matchSteps(this.masks, at, end, level, this.options.steps).level;
    let reached = level;
    while (reached < this.options.steps && ((union >> reached) & 1) === 1) reached++;
    return reached;
  }

  trace(hi: number, into: Float64Array, offset: number): number {
    const {masks, start} = this;
    const {times} = this.stream;
    const {steps, increase, rank} = this.options;
    let level = 0;
    if (this.plain) {
      for (let at = start; level < this.level && at < hi; at++) {
        if (((masks[at] as number) >> level) & 1) into[offset + level++] = times[at] as number;
      }
      return start;
    }
    let event = start;
    for (let at = start; at < hi && level < this.level;) {
      const end = tieEnd(times, at, hi);
      const most = increase ? level + ((unionOf(masks, at, end) >> level) & 1) : levelAfter(masks, at, end, level, steps);
      const reached = Math.min(most, this.level);
      if (at === start) event = firstEvent(masks, at, end, reached, rank);
      into.fill(times[at] as number, offset + level, offset + reached);
      level = reached;
      at = end;
    }
    return event;
  }
}
