/** A source whose rows are still on their way. */

import type {Query} from '../../engine/query.ts';
import type {QueryResult} from '../../engine/result.ts';
import type {Source, SourceChange, SourceInfo} from '../../engine/source.ts';

/** What a load brought: a source, and the tables that failed with why. */
export interface Loaded {
  readonly source: Source;
  readonly failed: ReadonlyMap<string, Error>;
}

const ABORTED = 'AbortError';

/**
 * Answers once the rows have come: `run` waits. A question about a table that failed to load is refused with the reason it failed, not
 * with "the table is missing"; the other tables answer.
 */
export class DeferredSource implements Source {
  readonly #listeners = new Set<(change: SourceChange) => void>();
  #loading: Promise<Loaded> | undefined;
  #waiting: ((loading: Promise<Loaded>) => void)[] = [];
  #info: SourceInfo;

  constructor(info: SourceInfo) {
    this.#info = info;
  }

  get info(): SourceInfo {
    return this.#info;
  }

  subscribe(listener: (change: SourceChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async run(query: Query, options: {readonly signal?: AbortSignal} = {}): Promise<QueryResult> {
    const loading = await (this.#loading ?? new Promise<Promise<Loaded>>((resolve) => this.#waiting.push(resolve)).then((each) => each));
    options.signal?.throwIfAborted();
    const {source, failed} = loading;
    try {
      return await source.run(query, options);
    } catch (error) {
      const {kind, names} = error as {kind?: string; names?: readonly string[]};
      const cause = kind === 'missing-table' ? failed.get(names?.[0] ?? '') : undefined;
      throw cause ?? error;
    }
  }

  /** Takes a load in hand; an older one that is still running no longer counts. */
  follow(loading: Promise<Loaded>): void {
    this.#loading = loading;
    for (const resolve of this.#waiting.splice(0)) resolve(loading);
    loading.then(
      ({source}) => {
        if (this.#loading !== loading) return;
        this.#info = source.info;
        this.tell({kind: 'rows', tables: source.info.tables.map(({name}) => name)});
      },
      (error: unknown) => {
        if (this.#loading !== loading || (error as Error).name === ABORTED) return;
        this.tell({kind: 'error', error: error as Error});
      },
    );
  }

  tell(change: SourceChange): void {
    for (const listener of [...this.#listeners]) listener(change);
  }
}
