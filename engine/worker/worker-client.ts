/** The page's side of one worker: asks, waits, and hands on what comes back. */

import {nextTask} from '../../data-adapters/reading/next-task.ts';
import {QueryError} from '../query.ts';
import type {Query} from '../query.ts';
import type {QueryResult} from '../result.ts';
import type {SourceChange, SourceInfo, UpdateSummary} from '../source.ts';
import {unpackError} from './pack-error.ts';
import {unpackResult} from './pack-result.ts';
import type {ChangedInfo, ChangePart, ToPage, ToWorker} from './protocol.ts';

export interface Opened {
  readonly info: SourceInfo;
  readonly failed: ReadonlyMap<string, Error>;
}

export interface Updated {
  readonly info: ChangedInfo;
  readonly summary: UpdateSummary;
}

/** The worker ended without having been told to. */
export class WorkerGone extends Error {
  override readonly name = 'WorkerGone';
}

interface Waiting {
  readonly query: Query;
  readonly resolve: (result: QueryResult) => void;
  readonly reject: (error: Error) => void;
}

interface Updating {
  readonly resolve: (updated: Updated) => void;
  readonly reject: (error: Error) => void;
}

export class WorkerClient {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #updating = new Map<number, Updating>();
  readonly #listeners = new Set<(change: SourceChange) => void>();
  #opening: {readonly resolve: (opened: Opened) => void; readonly reject: (error: Error) => void} | undefined;
  #onProgress: ((share: number | undefined) => void) | undefined;
  #asked = 0;
  #nextSending: Promise<void> | undefined;
  #gone: Error | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.onmessage = ({data}: MessageEvent<ToPage>) => this.#take(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#end(new WorkerGone(`The worker that held the rows broke off (${event.message || 'no reason given'}). Load the rows again.`), true);
    };
    worker.onmessageerror = () => this.#end(new WorkerGone('The worker that held the rows could not be understood. Load the rows again.'), true);
  }

  readonly post = (message: ToWorker, transfer: Transferable[] = []): void => {
    if (this.#gone) throw this.#gone;
    this.#worker.postMessage(message, transfer);
  };

  /** Sends what opens the source and waits for it. Rejects with the load's error, with a `WorkerGone`, or with what posting threw. */
  open(message: ToWorker, onProgress?: (share: number | undefined) => void, transfer: Transferable[] = []): Promise<Opened> {
    this.#onProgress = onProgress;
    return new Promise((resolve, reject) => {
      this.#opening = {resolve, reject};
      this.post(message, transfer);
    });
  }

  /**
   * An answer, or a `QueryError`. An aborted signal takes the query out of the worker's queue. What is asked in one go is sent in one go: the worker,
   * which puts metrics first, is not to begin with a chart because it was the first to ask.
   */
  async run(query: Query, signal: AbortSignal): Promise<QueryResult> {
    await (this.#nextSending ??= this.#nextTurn());
    signal.throwIfAborted();
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      try {
        this.post({type: 'run', id, query});
      } catch (error) {
        reject(error instanceof WorkerGone ? error : new QueryError(`The query holds more than plain JSON: ${String((error as Error).message)}.`, query));
        return;
      }
      this.#waiting.set(id, {query, resolve, reject});
      signal.addEventListener('abort', () => {
        if (!this.#waiting.delete(id)) return;
        reject(signal.reason as Error);
        if (!this.#gone) this.post({type: 'drop', id});
      }, {once: true});
    });
  }

  async #nextTurn(): Promise<void> {
    await nextTask();
    this.#nextSending = undefined;
  }

  /** Rows that were sent in vain. */
  discard(slots: readonly string[]): void {
    if (!this.#gone) this.post({type: 'discard', slots});
  }

  /** Has rows that were sent before take effect. Rejects with the changes' error or a `WorkerGone`. */
  async update(parts: readonly ChangePart[]): Promise<Updated> {
    // Behind what was asked before, which is about the rows as they were.
    await this.#nextSending;
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      this.post({type: 'update', id, parts});
      this.#updating.set(id, {resolve, reject});
    });
  }

  /** Calls `listener` when the worker breaks off after it was opened. Returns the way out. */
  subscribe(listener: (change: SourceChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends the worker; what waits is refused. */
  close(reason = new WorkerGone('The source was closed.')): void {
    this.#end(reason, false);
  }

  #take(message: ToPage): void {
    if (message.type === 'progress') this.#onProgress?.(message.share);
    else if (message.type === 'opened') {
      this.#opening?.resolve({info: message.info, failed: new Map(message.failed.map(([table, error]) => [table, unpackError(error)]))});
      this.#opening = undefined;
    } else if (message.type === 'not-opened') {
      this.#opening?.reject(unpackError(message.error));
      this.#opening = undefined;
    } else if (message.type === 'updated' || message.type === 'not-updated') this.#settleUpdate(message);
    else if (message.type !== 'ready') this.#settle(message);
  }

  #settleUpdate(message: Extract<ToPage, {type: 'updated' | 'not-updated'}>): void {
    const updating = this.#updating.get(message.id);
    this.#updating.delete(message.id);
    if (message.type === 'updated') updating?.resolve({info: message.info, summary: message.summary});
    else updating?.reject(unpackError(message.error));
  }

  #settle(message: Extract<ToPage, {type: 'answer' | 'refusal'}>): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.type === 'answer') waiting?.resolve(unpackResult(message.result));
    else waiting?.reject(unpackError(message.error, waiting.query));
  }

  #end(error: Error, unasked: boolean): void {
    if (this.#gone) return;
    this.#gone = error;
    this.#worker.onmessage = this.#worker.onerror = this.#worker.onmessageerror = null;
    this.#worker.terminate();
    const opened = !this.#opening;
    this.#opening?.reject(error);
    this.#opening = undefined;
    for (const {reject} of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    for (const {reject} of this.#updating.values()) reject(error);
    this.#updating.clear();
    if (!unasked || !opened) return;
    for (const listener of [...this.#listeners]) listener({kind: 'error', error});
  }
}
