/** A source whose rows are still on their way. */

import type {Changes} from '../../data-adapters/changes/changes.ts';
import type {Query} from '../../engine/query.ts';
import type {QueryResult} from '../../engine/result.ts';
import type {LiveSource, RunOptions, SourceChange, SourceInfo, UpdateSummary} from '../../engine/source.ts';
import {unlessAborted} from '../../engine/unless-aborted.ts';

/** What a load brought: a source, and the tables that failed with why. */
export interface Loaded {
  readonly source: LiveSource & {close?(): void};
  readonly failed: ReadonlyMap<string, Error>;
}

export interface UpdateHooks {
  /** Rows are pushed, and no load has brought or will bring any. */
  readonly onIdleUpdate: () => void;
  readonly onUpdated: (summary: UpdateSummary) => void;
}

/**
 * Answers once the rows have come: `run` waits, over a load that is given up for a newer one too. A question about a table that failed to
 * load is refused with the reason it failed, not with "the table is missing"; the other tables answer.
 */
export class DeferredSource implements LiveSource {
  readonly #listeners = new Set<(change: SourceChange) => void>();
  readonly #hooks: UpdateHooks;
  #loading: Promise<Loaded> | undefined;
  #waiting: (() => void)[] = [];
  /** Before the first rows. */
  #info: SourceInfo;
  #current: Loaded['source'] | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(info: SourceInfo, hooks: UpdateHooks) {
    this.#info = info;
    this.#hooks = hooks;
  }

  get info(): SourceInfo {
    return this.#current?.info ?? this.#info;
  }

  subscribe(listener: (change: SourceChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async run(query: Query, options: RunOptions = {}): Promise<QueryResult> {
    const {source, failed} = await unlessAborted(this.#loaded(), options.signal);
    try {
      return await source.run(query, options);
    } catch (error) {
      options.signal?.throwIfAborted();
      // A newer load took over meanwhile, and closed this one.
      if (source !== this.#current) return this.run(query, options);
      const {kind, names} = error as {kind?: string; names?: readonly string[]};
      const cause = kind === 'missing-table' ? failed.get(names?.[0] ?? '') : undefined;
      throw cause ?? error;
    }
  }

  /** Changes the rows of the newest load, once they have come. */
  async update(changes: Changes, options: {readonly signal?: AbortSignal} = {}): Promise<UpdateSummary> {
    if (!this.#loading) this.#hooks.onIdleUpdate();
    const {source} = await unlessAborted(this.#loaded(), options.signal);
    try {
      const summary = await source.update(changes, options);
      this.#hooks.onUpdated(summary);
      return summary;
    } catch (error) {
      options.signal?.throwIfAborted();
      if (source === this.#current) throw error;
      return this.update(changes, options);
    }
  }

  /** Takes a load in hand; an older one that is still running no longer counts. */
  follow(loading: Promise<Loaded>): void {
    this.#letGo();
    this.#loading = loading;
    for (const resolve of this.#waiting.splice(0)) resolve();
    loading.then(
      ({source}) => {
        if (this.#loading !== loading) return source.close?.();
        this.#current = source;
        this.#unsubscribe = source.subscribe((change) => this.tell(change));
        this.tell({kind: 'rows', tables: source.info.tables.map(({name}) => name)});
      },
      (error: unknown) => {
        if (this.#loading === loading) this.tell({kind: 'error', error: error as Error});
      },
    );
  }

  /** Gives up the load under way: questions wait for the next one. */
  release(): void {
    this.#loading = undefined;
  }

  /** Lets the rows go, with the worker that holds them: questions wait for the next load. */
  close(): void {
    this.release();
    this.#letGo();
  }

  #letGo(): void {
    this.#unsubscribe?.();
    this.#info = this.info;
    this.#current?.close?.();
    this.#current = this.#unsubscribe = undefined;
  }

  tell(change: SourceChange): void {
    for (const listener of [...this.#listeners]) listener(change);
  }

  /** What the newest load brings. */
  async #loaded(): Promise<Loaded> {
    for (;;) {
      const loading = this.#loading;
      if (!loading) {
        await new Promise<void>((resolve) => this.#waiting.push(resolve));
        continue;
      }
      try {
        const loaded = await loading;
        if (this.#loading === loading) return loaded;
      } catch (error) {
        if (this.#loading === loading) throw error;
      }
    }
  }
}
