/** Rows on the page: who asks of them, who changes them, and who is told. */

import type {Changes} from '../data-adapters/changes/changes.ts';
import {nextTask} from '../data-adapters/reading/next-task.ts';
import type {TableName} from '../data-adapters/schema.ts';
import type {ChangedSource} from './change-source.ts';
import type {RunContext} from './context.ts';
import {givingTables, withTable} from './result-table.ts';
import {runQuery} from './run-query.ts';
import {shareAnswers} from './share-answers.ts';
import type {LiveSource, SourceChange, SourceInfo, UpdateSummary} from './source.ts';
import type {PreparedSource, SourceOptions} from './source-context.ts';

interface Waiting {
  readonly changes: Changes;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (summary: UpdateSummary) => void;
  readonly reject: (reason: unknown) => void;
}

export class PageRows implements LiveSource {
  readonly #options: SourceOptions;
  readonly #listeners = new Set<(change: SourceChange) => void>();
  #prepared: PreparedSource;
  /** Shares the answers over the rows as they stand; new rows begin with none. */
  #answer: LiveSource['run'];
  #waiting: Waiting[] = [];
  #working = false;

  constructor(prepared: PreparedSource, options: SourceOptions) {
    this.#options = options;
    this.#prepared = prepared;
    this.#answer = answersOver(prepared.context);
  }

  get info(): SourceInfo {
    return this.#prepared.info;
  }

  readonly run = givingTables((query, options) => this.#answer(query, options));

  subscribe(listener: (change: SourceChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  update(changes: Changes, {signal}: {readonly signal?: AbortSignal} = {}): Promise<UpdateSummary> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({changes, signal, resolve, reject});
      if (!this.#working) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#working = true;
    try {
      const {changeSource} = await import('./change-source.ts');
      while (this.#waiting.length > 0) this.#changeAll(changeSource);
    } catch (error) {
      for (const {reject} of this.#waiting.splice(0)) reject(error);
    } finally {
      this.#working = false;
    }
  }

  /** What waits, one after another, then one word to the listeners for all of it. */
  #changeAll(changeSource: (prepared: PreparedSource, changes: Changes, options: SourceOptions) => ChangedSource): void {
    const tables = new Set<TableName>();
    for (const {changes, signal, resolve, reject} of this.#waiting.splice(0)) {
      try {
        signal?.throwIfAborted();
        const {prepared, summary} = changeSource(this.#prepared, changes, this.#options);
        this.#take(prepared);
        for (const {table} of summary.tables) tables.add(table);
        resolve(summary);
      } catch (error) {
        reject(error);
      }
    }
    if (tables.size > 0) this.#tell({kind: 'rows', tables: [...tables]});
  }

  #take(prepared: ChangedSource['prepared']): void {
    this.#prepared = prepared;
    this.#answer = answersOver(prepared.context);
  }

  #tell(change: SourceChange): void {
    for (const listener of [...this.#listeners]) listener(change);
  }
}

function answersOver(context: RunContext): LiveSource['run'] {
  return shareAnswers(async (query, signal) => {
    // Gives way to what the page has to do first, and to an abort of a query that is already out of date.
    await nextTask();
    signal.throwIfAborted();
    return withTable(await runQuery(query, context));
  });
}
