/** One computation for all who ask the same, given up once none of them waits any longer. */

import type {Query} from './query.ts';
import type {QueryResult} from './result.ts';
import type {Source} from './source.ts';
import {stableKey} from './stable-key.ts';
import {unlessAborted} from './unless-aborted.ts';

/** Answers kept for equal queries. */
const KEPT_ANSWERS = 64;

/** Works out one answer. The signal is given when nobody waits for it any more. */
export type Answer = (query: Query, signal: AbortSignal) => Promise<QueryResult>;

/** A source's `run`: equal queries, under way or answered, share one call of `answer`. A refusal is not kept. */
export function shareAnswers(answer: Answer): Source['run'] {
  const kept = new Map<string, SharedAnswer>();
  return async (query, {signal} = {}) => {
    signal?.throwIfAborted();
    const key = stableKey(query);
    const shared = kept.get(key) ?? new SharedAnswer((stop) => answer(query, stop));
    // The newest last: the oldest makes room.
    kept.delete(key);
    kept.set(key, shared);
    const forget = (): void => {
      if (kept.get(key) === shared) kept.delete(key);
    };
    if (kept.size > KEPT_ANSWERS) kept.delete(kept.keys().next().value ?? key);
    return shared.join(signal, forget);
  };
}

class SharedAnswer {
  readonly #stop = new AbortController();
  readonly #answer: Promise<QueryResult>;
  #waiting = 0;
  #settled = false;

  constructor(begin: (signal: AbortSignal) => Promise<QueryResult>) {
    this.#answer = begin(this.#stop.signal);
    this.#answer.then(() => (this.#settled = true), () => (this.#settled = true));
  }

  async join(signal: AbortSignal | undefined, forget: () => void): Promise<QueryResult> {
    this.#waiting += 1;
    try {
      const result = await unlessAborted(this.#answer, signal);
      signal?.throwIfAborted();
      return result;
    } catch (error) {
      if (!signal?.aborted) forget();
      throw error;
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0 && !this.#settled) {
        forget();
        this.#stop.abort(signal?.reason);
      }
    }
  }
}
