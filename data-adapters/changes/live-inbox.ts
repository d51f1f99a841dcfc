/** Reads a stream while what came is being taken in. */

import {AdapterError} from '../adapter.ts';
import {readMessage} from './live-message.ts';
import type {LiveMessage} from './live-message.ts';

/** Messages that wait; of more than that none is kept. */
const MOST = 10_000;

interface InboxOptions {
  readonly signal: AbortSignal;
  /** Milliseconds without a message that a stream may take. */
  readonly silence: number | undefined;
}

export class Inbox {
  readonly #signal: AbortSignal;
  readonly #silence: number | undefined;
  #messages: LiveMessage[] = [];
  #end: {readonly error?: Error} | undefined;
  #wake: (() => void) | undefined;
  #lost = false;

  constructor(stream: AsyncIterable<unknown>, {signal, silence}: InboxOptions) {
    this.#signal = signal;
    this.#silence = silence;
    void this.#read(stream[Symbol.asyncIterator]());
  }

  /** All that waits, at least one; none once the stream has ended. Rejects with what broke it off, after what came before that. */
  async take(): Promise<LiveMessage[]> {
    while (this.#messages.length === 0 && !this.#end) await new Promise<void>((resolve) => (this.#wake = resolve));
    if (this.#messages.length > 0) return this.#messages.splice(0);
    return this.#end?.error === undefined ? [] : Promise.reject(this.#end.error);
  }

  /** Whether messages were given up since this was asked last. */
  forget(): boolean {
    const lost = this.#lost;
    this.#lost = false;
    return lost;
  }

  async #read(stream: AsyncIterator<unknown>): Promise<void> {
    try {
      for (;;) {
        const next = await this.#next(stream);
        if (next.done) break;
        if (this.#messages.length >= MOST) {
          this.#messages.length = 0;
          this.#lost = true;
        }
        this.#messages.push(readMessage(next.value));
        this.#wake?.();
      }
      this.#end = {};
    } catch (error) {
      this.#end = {error: error instanceof Error ? error : new Error(String(error))};
    }
    this.#wake?.();
    await stream.return?.().catch(() => undefined);
  }

  async #next(stream: AsyncIterator<unknown>): Promise<IteratorResult<unknown>> {
    let clear = (): void => undefined;
    const stopped = new Promise<IteratorResult<unknown>>((resolve, reject) => {
      const stop = (): void => resolve({done: true, value: undefined});
      const late = (): void => reject(new AdapterError('The stream of changes has fallen silent.', {kind: 'timeout', source: 'live'}));
      const timer = this.#silence === undefined ? undefined : setTimeout(late, this.#silence);
      clear = () => {
        clearTimeout(timer);
        this.#signal.removeEventListener('abort', stop);
      };
      if (this.#signal.aborted) stop();
      this.#signal.addEventListener('abort', stop);
    });
    return Promise.race([stream.next(), stopped]).finally(clear);
  }
}
