import type {EventStream} from './event-stream.ts';
import {AnyOrderChain} from './funnel-any.ts';
import type {Chain, ChainOptions} from './funnel-attempt.ts';
import {OrderedChain} from './funnel-ordered.ts';
import {DeduplicatedChain, StoppingChain} from './funnel-rules.ts';
import {StrictChain} from './funnel-strict.ts';

export type FunnelOrder = 'ordered' | 'strict' | 'any';
export type FunnelRule = 'strict-order' | 'strict-deduplication' | 'strict-increase' | 'allow-reentry' | 'deduplication' | 'fixed';

/** Actors who do the event between steps `from` and `to` (from 1) of an attempt spoil it. */
export interface FunnelExclusion {
  /** A flag a position of the stream. */
  readonly events: Uint8Array;
  readonly from: number;
  readonly to: number;
}

export interface FunnelOptions {
  /** How many steps, 1 to 30. */
  readonly steps: number;
  /** Milliseconds from step 1, the end included; `Infinity` for none. */
  readonly window: number;
  /** First steps count from `from` (included) to `to` (not), epoch milliseconds. Later steps may lie after `to`. */
  readonly from?: number;
  readonly to?: number;
  readonly order?: FunnelOrder;
  readonly rules?: readonly FunnelRule[];
  readonly exclusions?: readonly FunnelExclusion[];
  /** The rows speak up to here: an attempt whose window ends later is undecided. */
  readonly observedUntil?: number;
  /** Also date each step of the counted attempts. */
  readonly dated?: boolean;
  /** Which of several possible first events of one instant counts: the lowest rank. Of a position in the stream. */
  readonly rank?: (position: number) => number;
}

export interface FunnelAttempts {
  /** An actor's level: steps done by the attempt that counts; 0 without one. */
  readonly levels: Uint8Array;
  /** Position in the stream of the event that counts as step 1; −1 without an attempt. */
  readonly firsts: Int32Array;
  /** 1 for an actor whose level may still rise after `observedUntil`. */
  readonly undecided: Uint8Array;
  /** 1 for an actor left out by an exclusion. */
  readonly excluded: Uint8Array;
  /** With `dated`: epoch milliseconds of step k of actor `a` at `a × steps + k − 1`; NaN for a step not done. */
  readonly times?: Float64Array;
}

/**
 * How far each actor gets along a path: the arithmetic of the funnel, and of metrics over paths.
 *
 * `stream` comes from `sortEvents` (or `keepEvents`), `masks` has a bit set a position: bit k for step k + 1. For a metric that counts
 * actors who reach step k, per group: count the actors with `levels[a] >= k`, grouped by the row `stream.rows[firsts[a]]`.
 *
 * Undefined is level 0. Cost: one pass over the stream; about 10 ns an event.
 */
export function funnelLevels(stream: EventStream, masks: Int32Array, options: FunnelOptions): FunnelAttempts {
  const {from = -Infinity, to = Infinity, observedUntil = Infinity, steps, window, exclusions = []} = options;
  const chain = createChain(stream, masks, options);
  const attempts = {
    levels: new Uint8Array(stream.actors),
    firsts: new Int32Array(stream.actors).fill(-1),
    undecided: new Uint8Array(stream.actors),
    excluded: new Uint8Array(stream.actors),
    ...(options.dated ? {times: new Float64Array(stream.actors * steps).fill(NaN)} : {}),
  };
  const scratch = new Float64Array(steps);
  const {starts, times} = stream;
  for (let actor = 0; actor < stream.actors; actor++) {
    const lo = starts[actor] as number;
    const hi = starts[actor + 1] as number;
    if (lo === hi) continue;
    chain.find(lo, hi, from, to);
    if (chain.level === 0) continue;
    if (exclusions.length > 0 && exclusions.some(({events}) => events.subarray(lo, hi).includes(1))) {
      leaveOutSpoiled(chain, lo, hi, options);
      if (chain.level === 0) {
        attempts.excluded[actor] = 1;
        continue;
      }
    }
    attempts.levels[actor] = chain.level;
    const alone = chain.start + 1 >= hi || times[chain.start + 1] !== times[chain.start];
    if (attempts.times && alone && chain.level === 1 && chain instanceof OrderedChain) {
      attempts.times[actor * steps] = times[chain.start] as number;
      attempts.firsts[actor] = chain.start;
    } else if (attempts.times) attempts.firsts[actor] = chain.trace(hi, attempts.times, actor * steps);
    else attempts.firsts[actor] = alone ? chain.start : chain.trace(hi, scratch, 0);
    if (chain.last >= 0 && (times[chain.last] as number) + window > observedUntil && chain.level < steps) attempts.undecided[actor] = 1;
  }
  return attempts;
}

function createChain(stream: EventStream, masks: Int32Array, options: FunnelOptions): Chain {
  const rules = new Set(options.rules ?? []);
  const chainOptions: ChainOptions = {
    steps: options.steps,
    window: options.window,
    increase: rules.has('strict-increase'),
    ...(options.rank ? {rank: options.rank} : {}),
  };
  if (options.order === 'any') return new AnyOrderChain(stream, masks, chainOptions);
  if (options.order === 'strict' || rules.has('fixed')) return new StrictChain(stream, masks, chainOptions);
  if (rules.has('deduplication')) return new DeduplicatedChain(stream, masks, chainOptions);
  if (!rules.has('strict-order') && !rules.has('strict-deduplication')) return new OrderedChain(stream, masks, chainOptions);
  return new StoppingChain(stream, masks, chainOptions, {
    strictOrder: rules.has('strict-order'),
    strictDeduplication: rules.has('strict-deduplication'),
    allowReentry: rules.has('allow-reentry'),
  });
}

/**
 * Reads the actor again from each possible start alone. A start is spoiled by an excluded event after step `from` and before step `to`
 * of its attempt, or up to the window's end where `to` is not reached. The best unspoiled attempt counts; without one the actor leaves
 * the whole funnel. In any order only the whole attempt can be spoiled, and its first step stays.
 */
function leaveOutSpoiled(chain: Chain, lo: number, hi: number, options: FunnelOptions): void {
  const {from = -Infinity, to = Infinity, steps, order} = options;
  const {times} = chain.stream;
  const dates = new Float64Array(steps);
  let best: {level: number; start: number; done: number} | undefined;
  let open = -1;
  for (let at = lo; at < hi; at++) {
    const time = times[at] as number;
    if (time < from || time >= to || (at > lo && times[at - 1] === time)) continue;
    chain.find(lo, hi, time, nextAfter(time));
    if (chain.level === 0) continue;
    dates.fill(NaN);
    chain.trace(hi, dates, 0);
    const spoiled = isSpoiled(times, lo, hi, dates, chain.level, options);
    if (spoiled && order !== 'any') continue;
    if (!spoiled) open = chain.last;
    const level = spoiled ? 1 : chain.level;
    const done = dates[level - 1] as number;
    const later = order !== 'any';
    if (!best || level > best.level || (level === best.level && (done < best.done || (done === best.done && later)))) {
      best = {level, start: chain.start, done};
    }
  }
  if (best) chain.find(lo, hi, times[best.start] as number, nextAfter(times[best.start] as number));
  chain.level = best?.level ?? 0;
  chain.last = open;
}

function isSpoiled(times: Float64Array, lo: number, hi: number, dates: Float64Array, level: number, options: FunnelOptions): boolean {
  const {exclusions = [], window, steps, order} = options;
  return exclusions.some(({events, from, to}) => {
    const first = order === 'any' ? 1 : from;
    const last = order === 'any' ? steps : to;
    if (level < first) return false;
    const after = dates[first - 1] as number;
    const reached = level >= last;
    const before = reached ? (dates[last - 1] as number) : (dates[0] as number) + window;
    for (let at = lo; at < hi; at++) {
      const time = times[at] as number;
      if (events[at] === 1 && time > after && (reached ? time < before : time <= before)) return true;
    }
    return false;
  });
}

/** The smallest number above an instant in milliseconds that may carry a fraction. */
function nextAfter(time: number): number {
  return time + Math.max(Number.EPSILON, Math.abs(time) * Number.EPSILON);
}
