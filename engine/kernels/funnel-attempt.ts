/** What every reading of a funnel (ordered, strict, any, the peers' rules) takes and gives. */

import type {EventStream} from './event-stream.ts';

export interface ChainOptions {
  /** How many steps, 1 to 30. */
  readonly steps: number;
  /** Milliseconds from step 1 in which a later step counts, the end included. `Infinity`: no window. */
  readonly window: number;
  /** Refuse a step at the instant of the one before. */
  readonly increase?: boolean;
  /** Breaks the tie between events of one instant that could be step 1: the lowest counts. Of a position in the stream. */
  readonly rank?: (position: number) => number;
}

/**
 * Finds the attempt of one actor that counts. `find` looks at the stream's positions `lo` to `hi - 1`, with a first step at or
 * after `from` and before `to` (milliseconds), and leaves its answer in the fields. One object is reused for all actors.
 */
export interface Chain {
  readonly stream: EventStream;
  /** Steps done by the best attempt; 0 if there is none. */
  level: number;
  /** Position of the first event of the best attempt's first instant; −1 if there is none. */
  start: number;
  /** Position of the last event that could begin an attempt; −1 if there is none or the attempt is complete. */
  last: number;
  find(lo: number, hi: number, from: number, to: number): void;
  /** Writes the instants of the found attempt's steps to `into[offset]`, … and returns the position of its first step's event. */
  trace(hi: number, into: Float64Array, offset: number): number;
}
