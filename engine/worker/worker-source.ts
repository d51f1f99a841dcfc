/** The page's side of a source whose rows are in a worker. */

import {AdapterError} from '../../data-adapters/adapter.ts';
import type {Changes} from '../../data-adapters/changes/changes.ts';
import {givingTables, withTable} from '../result-table.ts';
import {shareAnswers} from '../share-answers.ts';
import type {LiveSource, SourceChange, SourceInfo, UpdateSummary} from '../source.ts';
import type {OpenSource} from './open-source.ts';
import type {WorkerClient} from './worker-client.ts';

export function createWorkerSource(client: WorkerClient, opened: SourceInfo): OpenSource {
  const rows = new WorkerRows(client, opened);
  return {
    get info() {
      return rows.info;
    },
    run: rows.run,
    subscribe: (listener) => rows.subscribe(listener),
    update: (changes, hooks) => rows.update(changes, hooks),
    close: () => client.close(),
  };
}

class WorkerRows implements LiveSource {
  readonly #client: WorkerClient;
  readonly #listeners = new Set<(change: SourceChange) => void>();
  #info: SourceInfo;
  /** Shares the answers over the rows as they stand in the worker. */
  #answer: LiveSource['run'];
  #last: Promise<unknown> = Promise.resolve();
  #updates = 0;

  constructor(client: WorkerClient, opened: SourceInfo) {
    this.#client = client;
    this.#info = {...opened, runsOn: 'worker'};
    this.#answer = this.#answers();
  }

  get info(): SourceInfo {
    return this.#info;
  }

  readonly run = givingTables((query, options) => this.#answer(query, options));

  subscribe(listener: (change: SourceChange) => void): () => void {
    this.#listeners.add(listener);
    const stop = this.#client.subscribe(listener);
    return () => {
      this.#listeners.delete(listener);
      stop();
    };
  }

  /** One after another: the second goes on from what the first came to. */
  update(changes: Changes, {signal}: {readonly signal?: AbortSignal} = {}): Promise<UpdateSummary> {
    const id = ++this.#updates;
    const done = this.#last.then(() => this.#update(id, changes, signal));
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #update(id: number, changes: Changes, signal: AbortSignal | undefined): Promise<UpdateSummary> {
    signal?.throwIfAborted();
    const [{openChanges}, {sendTables}] = await Promise.all([import('./open-changes.ts'), import('./send-tables.ts')]);
    const {parts, tables} = await openChanges(id, changes, signal);
    try {
      await sendTables(this.#client.post, tables, signal);
      signal?.throwIfAborted();
    } catch (error) {
      this.#client.discard([...tables.keys()]);
      if (!(error instanceof DOMException && error.name === 'DataCloneError')) throw error;
      throw new AdapterError(error.message, {kind: 'schema', source: 'changes', cause: error});
    }
    const updated = this.#client.update(parts);
    // What is asked from here on reaches the worker behind the update.
    this.#answer = this.#answers();
    const {info, summary} = await updated;
    this.#info = {...this.#info, ...info};
    this.#tell({kind: 'rows', tables: summary.tables.map(({table}) => table)});
    return summary;
  }

  #tell(change: SourceChange): void {
    for (const listener of [...this.#listeners]) listener(change);
  }

  #answers(): LiveSource['run'] {
    return shareAnswers(async (query, signal) => withTable(await this.#client.run(query, signal)));
  }
}
