import type {EventStream} from './event-stream.ts';
import type {Chain, ChainOptions} from './funnel-attempt.ts';
import {firstEvent, matchSteps, tieEnd} from './funnel-ties.ts';

export interface StopRules {
  /**
   * An event that is no step, or a step before its turn, stops the actor; so does step 1 once step 2 is done. An event that matches several
   * steps stops it too where one of them is not yet due.
   */
  readonly strictOrder: boolean;
  /** A repeated step other than the first stops the actor, at the step of the event before it where that is lower. */
  readonly strictDeduplication: boolean;
  /** Under `strictOrder`, step 1 may come again. */
  readonly allowReentry: boolean;
}

/**
 * ClickHouse's `strict_order` and `strict_deduplication`: the first breach ends the actor's whole reading, so a later, better attempt
 * is not found. Events of one instant are read by the first step they match, those that match none first: the answer does not
 * depend on the order of rows. One event takes one step, the next of the chain before any other.
 */
export class StoppingChain implements Chain {
  level = 0;
  start = -1;
  last = -1;
  private readonly begun: Int32Array;
  /** `dated[k × steps + i]`: when the chain that stands at level k + 1 did step i + 1. */
  private readonly dated: Float64Array;
  /** Of the event before, the step it was read as; −1 for none. */
  private before = -1;

  constructor(
    readonly stream: EventStream,
    readonly masks: Int32Array,
    readonly options: ChainOptions,
    readonly rules: StopRules,
  ) {
    this.begun = new Int32Array(options.steps);
    this.dated = new Float64Array(options.steps * options.steps);
  }

  find(lo: number, hi: number, from: number, to: number): void {
    const {steps} = this.options;
    const {times} = this.stream;
    this.level = 0;
    this.start = -1;
    this.last = -1;
    this.before = -1;
    this.begun.fill(-1);
    for (let at = lo; at < hi && this.level < steps;) {
      const end = tieEnd(times, at, hi);
      const order = Array.from({length: end - at}, (_, index) => at + index);
      if (end > at + 1) order.sort((a, b) => byStep(this.masks[a] as number, this.masks[b] as number));
      for (const event of order) {
        if (this.level < steps && !this.read(event, at, from, to)) {
          this.last = -1;
          return;
        }
      }
      at = end;
    }
    if (this.level === steps) this.last = -1;
  }

  /** Takes one event; false if it stops the actor. */
  private read(event: number, first: number, from: number, to: number): boolean {
    const {rules, begun} = this;
    const mask = this.masks[event] as number;
    const time = this.stream.times[event] as number;
    const started = this.level > 0;
    const next = this.level;
    if (mask === 0) return !(rules.strictOrder && started);
    if (next > 0 && ((mask >> next) & 1) === 1) {
      this.before = next;
      this.extend(next, time);
      return !this.isEarly(mask);
    }
    const step = lowestStep(mask);
    const {before} = this;
    this.before = step;
    if (step === 0) {
      if (rules.strictOrder && !rules.allowReentry && this.level > 1) return false;
      if (time < from || time >= to) return true;
      begun[0] = first;
      this.last = first;
      this.dated[0] = time;
      if (!started) {
        this.level = 1;
        this.start = first;
      }
      return !this.isEarly(mask);
    }
    if (rules.strictDeduplication && (begun[step] as number) >= 0) {
      this.fallBack(before);
      return false;
    }
    if ((begun[step - 1] as number) >= 0) {
      this.extend(step, time);
      return !this.isEarly(mask);
    }
    return !(rules.strictOrder && started);
  }

  /** Whether an event that takes a step also matches one that is not yet due. */
  private isEarly(mask: number): boolean {
    return this.rules.strictOrder && mask >> (this.level + 1) !== 0;
  }

  /** The chain as it stood at an earlier step. */
  private fallBack(step: number): void {
    if (step < 0 || step + 1 >= this.level) return;
    this.level = step + 1;
    this.start = this.begun[step] as number;
  }

  private extend(step: number, time: number): void {
    const {begun, dated} = this;
    const {steps, window, increase} = this.options;
    const {times} = this.stream;
    const first = begun[step - 1] as number;
    const before = dated[(step - 1) * steps + step - 1] as number;
    if (time - (times[first] as number) > window || (increase && before >= time)) return;
    begun[step] = first;
    dated.copyWithin(step * steps, (step - 1) * steps, (step - 1) * steps + step);
    dated[step * steps + step] = time;
    if (step + 1 <= this.level) return;
    this.level = step + 1;
    this.start = first;
  }

  trace(hi: number, into: Float64Array, offset: number): number {
    const {steps, rank} = this.options;
    const row = (this.level - 1) * steps;
    for (let step = 0; step < this.level; step++) into[offset + step] = this.dated[row + step] as number;
    return firstEvent(this.masks, this.start, tieEnd(this.stream.times, this.start, hi), 1, rank);
  }
}

function byStep(a: number, b: number): number {
  return lowestStep(a) - lowestStep(b) || a - b;
}

/** The index of the first step an event matches; −1 for none. */
function lowestStep(mask: number): number {
  return mask === 0 ? -1 : 31 - Math.clz32(mask & -mask);
}

/**
 * Doris' `deduplication`: an attempt ends at the first event that repeats a step it has done. Every step 1 begins an attempt; the best
 * counts. Events of one instant may be taken in any order.
 */
export class DeduplicatedChain implements Chain {
  level = 0;
  start = -1;
  last = -1;

  constructor(
    readonly stream: EventStream,
    readonly masks: Int32Array,
    readonly options: ChainOptions,
  ) {}

  find(lo: number, hi: number, from: number, to: number): void {
    const {times} = this.stream;
    const {steps} = this.options;
    this.level = 0;
    this.start = -1;
    this.last = -1;
    let completed = Infinity;
    for (let at = lo, end; at < hi; at = end) {
      end = tieEnd(times, at, hi);
      const time = times[at] as number;
      if (time >= to) break;
      if (time < from) continue;
      const [level, done] = this.attempt(at, hi);
      if (level > 0) this.last = at;
      if (level < this.level || level === 0 || (level === this.level && done > completed)) continue;
      this.level = level;
      this.start = at;
      completed = done;
    }
    if (this.level === steps) this.last = -1;
  }

  private attempt(start: number, hi: number, into?: Float64Array, offset = 0): [level: number, done: number] {
    const {masks} = this;
    const {times} = this.stream;
    const {steps, window, increase} = this.options;
    let level = 0;
    let done = 0;
    for (let at = start, end; at < hi && level < steps; at = end) {
      end = tieEnd(times, at, hi);
      const time = times[at] as number;
      if (time - (times[start] as number) > window) break;
      const {level: reached, taken} = matchSteps(masks, at, end, level, increase ? Math.min(level + 1, steps) : steps);
      if (at === start && reached === 0) break;
      if (reached > level) {
        into?.fill(time, offset + level, offset + reached);
        level = reached;
        done = time;
      }
      // What is left over at the first instant may stand before step 1.
      const doneSteps = (1 << level) - 1;
      if (at !== start && taken.some((step, index) => step === 0 && ((masks[at + index] as number) & doneSteps) !== 0)) break;
    }
    return [level, done];
  }

  trace(hi: number, into: Float64Array, offset: number): number {
    this.attempt(this.start, hi, into, offset);
    return firstEvent(this.masks, this.start, tieEnd(this.stream.times, this.start, hi), 1, this.options.rank);
  }
}
