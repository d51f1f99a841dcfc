import type {ReactiveController, ReactiveControllerHost} from 'lit';

import type {Query} from '../../../engine/query.ts';
import type {QueryResult} from '../../../engine/result.ts';
import type {Source} from '../../../engine/source.ts';

export type Queries = Readonly<Record<string, Query>>;
export type Results = Readonly<Record<string, QueryResult>>;

/** `idle`: nothing to ask. `loading`: no answer yet. `refreshing`: an older answer stands while a newer one is worked out. */
export type QueryState = 'idle' | 'loading' | 'ready' | 'refreshing' | 'error';

/** How far outside the view a widget begins to work. */
const MARGIN = '300px';

/**
 * Asks a source and keeps the answers: a newer question aborts the older one, only the latest may answer, old answers stay while new
 * ones come, nothing is asked before the host comes near the view, nothing is written after it has left the document.
 */
export class QueryController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onSettled: (error: Error | undefined) => void;
  #observer: IntersectionObserver | undefined;
  #visible = false;
  #asked = '';
  #abort: AbortController | undefined;
  state: QueryState = 'idle';
  results: Results | undefined;
  error: Error | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, onSettled: (error: Error | undefined) => void) {
    this.#host = host;
    this.#onSettled = onSettled;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new IntersectionObserver((entries) => {
      if (!entries.some(({isIntersecting}) => isIntersecting)) return;
      this.#visible = true;
      this.#observer?.disconnect();
      this.#host.requestUpdate();
    }, {rootMargin: MARGIN});
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#abort?.abort();
      this.#asked = '';
      this.#visible = false;
    });
  }

  /** Call in every update. Equal questions to the same rows are not asked again. */
  ask(source: Source | undefined, queries: Queries | undefined, revision: number): void {
    if (!source || !queries) {
      this.#abort?.abort();
      this.#asked = '';
      this.results = undefined;
      this.error = undefined;
      this.state = 'idle';
      return;
    }
    const key = JSON.stringify([revision, queries]);
    if (key === this.#asked) return;
    this.state = this.results ? 'refreshing' : 'loading';
    if (!this.#visible) return;
    this.#asked = key;
    void this.#run(source, queries);
  }

  /** Asks the same again, after an error. */
  retry(): void {
    this.#asked = '';
    this.error = undefined;
    this.#host.requestUpdate();
  }

  /** An error that did not come from the source: a property that makes no question, a chart that cannot be drawn. */
  fail(error: Error): void {
    this.#abort?.abort();
    this.error = error;
    this.state = 'error';
  }

  async #run(source: Source, queries: Queries): Promise<void> {
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    const {signal} = abort;
    try {
      const entries = await Promise.all(
        Object.entries(queries).map(async ([name, query]) => [name, await source.run(query, {signal})] as const),
      );
      if (signal.aborted) return;
      this.results = Object.fromEntries(entries);
      this.error = undefined;
      this.state = 'ready';
    } catch (error) {
      if (signal.aborted) return;
      this.error = error instanceof Error ? error : new Error(String(error));
      this.state = 'error';
    }
    this.#host.requestUpdate();
    this.#onSettled(this.error);
  }
}
