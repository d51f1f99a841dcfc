import type {ReactiveController, ReactiveControllerHost} from 'lit';

import type {Query} from '../../../engine/query.ts';
import type {QueryResult} from '../../../engine/result.ts';
import type {Source} from '../../../engine/source.ts';
import {onceNear} from './near-view.ts';
import {openQuestion} from './open-questions.ts';
import {stableText} from './stable-text.ts';

export type Queries = Readonly<Record<string, Query>>;
export type Results = Readonly<Record<string, QueryResult>>;

/** `idle`: nothing to ask. `loading`: no answer yet. `refreshing`: an older answer stands while a newer one is worked out. */
export type QueryState = 'idle' | 'loading' | 'ready' | 'refreshing' | 'error';

/** Milliseconds for which an older answer stands as it is while a newer one is worked out: most come sooner, and nothing is drawn twice. */
const QUIET = 100;
/** How far outside the view a widget begins to work. */
const MARGIN = '300px';

/**
 * Asks a source and keeps the answers: a newer question aborts the older one, only the latest may answer, old answers stay while new
 * ones come, nothing is asked before the host comes near the view, nothing is written after it has left the document.
 */
export class QueryController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onSettled: (error: Error | undefined) => void;
  #stopWaiting: (() => void) | undefined;
  #visible = false;
  #source: Source | undefined;
  #asked = '';
  #askedAt = 0;
  /** Whether an answer has come that the host has not been updated with. */
  #isFresh = false;
  /** Of the rows that were asked of last. */
  #revision = -1;
  /** Whether what was asked last waits for its answer. */
  #waiting = false;
  #abort: AbortController | undefined;
  state: QueryState = 'idle';
  results: Results | undefined;
  error: Error | undefined;
  /** The last `ask` began a question while an older answer stands: nothing is to be drawn of it yet. The host is updated when it is. */
  quiet = false;

  constructor(host: ReactiveControllerHost & HTMLElement, onSettled: (error: Error | undefined) => void) {
    this.#host = host;
    this.#onSettled = onSettled;
    host.addController(this);
  }

  /** The first answer is being waited for. */
  get isWaiting(): boolean {
    return this.state === 'loading' && this.#asked !== '';
  }

  hostConnected(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = onceNear(this.#host, MARGIN, () => {
      this.#visible = true;
      this.#host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    this.#stopWaiting?.();
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#abort?.abort();
      this.#waiting = false;
      this.#asked = '';
      this.#visible = false;
    });
  }

  /**
   * Call in every update. Equal questions to the same rows are not asked again. To newer rows they are asked once the answer of the older ones is
   * there: rows that come faster than answers must not keep all answers away.
   */
  ask(source: Source | undefined, queries: Queries | undefined, revision: number): void {
    this.quiet = false;
    const isDrawn = !this.#isFresh;
    this.#isFresh = false;
    // The numbers of another source must not stand under this one's name and currency.
    if (source !== this.#source || !source || !queries) this.#forget();
    this.#source = source;
    if (!source || !queries) {
      this.state = 'idle';
      return;
    }
    const key = stableText(queries);
    if (key === this.#asked && (revision === this.#revision || this.#waiting)) {
      this.quiet = isDrawn && this.#waiting && this.results !== undefined && performance.now() - this.#askedAt < QUIET;
      return;
    }
    this.state = this.results ? 'refreshing' : 'loading';
    if (!this.#visible) return;
    this.#asked = key;
    this.#askedAt = performance.now();
    this.#revision = revision;
    this.quiet = isDrawn && this.results !== undefined;
    if (this.results) setTimeout(() => this.state === 'refreshing' && this.#host.requestUpdate(), QUIET);
    void this.#run(source, queries);
  }

  /** Asks the same again, after an error. */
  retry(): void {
    this.#asked = '';
    this.error = undefined;
    this.#host.requestUpdate();
  }

  /** The properties make no question. Call in every update in which they make none. */
  refuse(error: Error): void {
    this.#forget();
    this.error = error;
    this.state = 'error';
  }

  /** The answer cannot be shown. Stands until another answer comes or the host tries again. */
  fail(error: Error): void {
    this.error = error;
    this.state = 'error';
    this.results = undefined;
  }

  #forget(): void {
    this.#abort?.abort();
    this.#waiting = false;
    this.#asked = '';
    this.results = undefined;
    this.error = undefined;
  }

  async #run(source: Source, queries: Queries): Promise<void> {
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    const {signal} = abort;
    this.#waiting = true;
    const close = Object.values(queries).some(({analysis}) => analysis === 'metrics') ? openQuestion() : undefined;
    try {
      const entries = await Promise.all(
        Object.entries(queries).map(async ([name, query]) => [name, await source.run(query, {signal, table: false})] as const),
      );
      if (signal.aborted) return;
      this.results = Object.fromEntries(entries);
      this.#isFresh = true;
      this.error = undefined;
      this.state = 'ready';
    } catch (error) {
      if (signal.aborted) return;
      // Several questions fail together: the others need no answer.
      abort.abort();
      this.fail(error instanceof Error ? error : new Error(String(error)));
    } finally {
      close?.();
      if (this.#abort === abort) this.#waiting = false;
    }
    this.#host.requestUpdate();
    this.#onSettled(this.error);
  }
}
