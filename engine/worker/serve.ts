/** The worker's side: holds the rows, answers queries one after another. */

import type {TablesInput} from '../../data-adapters/conform.ts';
import {loadFiles} from '../../data-adapters/load-files.ts';
import type {TableName} from '../../data-adapters/schema.ts';
import type {RunContext} from '../context.ts';
import {nextTask} from '../next-task.ts';
import type {Query} from '../query.ts';
import {runQuery} from '../run-query.ts';
import {prepareSource} from '../source-context.ts';
import type {SourceOptions} from '../source-context.ts';
import {packError} from './pack-error.ts';
import {packResult} from './pack-result.ts';
import {joinLists, LISTS, unpackTable} from './pack-table.ts';
import type {List, PackedTable} from './pack-table.ts';
import type {FileOptions, Files, TablesHead, ToPage, ToWorker} from './protocol.ts';

/** Milliseconds between two words about progress. */
const PROGRESS_PAUSE = 50;

interface Port {
  postMessage(message: ToPage, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
}

/** Answers what comes through `port`, for one source. */
export function serve(port: Port): void {
  const server = new Server(port);
  port.onmessage = ({data}) => server.take(data);
  port.postMessage({type: 'ready'});
}

class Server {
  readonly #port: Port;
  readonly #queue = new Map<number, Query>();
  readonly #tables = new Map<TableName, {readonly packed: PackedTable; readonly lists: List[][]}>();
  #context: RunContext | undefined;
  #working = false;

  constructor(port: Port) {
    this.#port = port;
  }

  take(message: ToWorker): void {
    if (message.type === 'load-files') void this.#open(() => this.#loadFiles(message.files, message.options), message.options);
    else if (message.type === 'table') this.#tables.set(message.table.name, {packed: message.table, lists: []});
    else if (message.type === 'cells') this.#collect(message.table, message.list, message.values);
    else if (message.type === 'load-tables') void this.#open(async () => ({tables: this.#takeTables(message.head), failed: new Map()}), message.options);
    else if (message.type === 'drop') this.#queue.delete(message.id);
    else {
      this.#queue.set(message.id, message.query);
      if (!this.#working) void this.#work();
    }
  }

  #collect(name: TableName, list: number, values: List): void {
    const lists = this.#tables.get(name)?.lists;
    if (!lists) return;
    (lists[list] ??= []).push(values);
  }

  /** The rows that were sent. A list of no values was never sent. */
  #takeTables({conformed}: TablesHead): TablesInput {
    const tables = Object.fromEntries([...this.#tables].map(([name, {packed, lists}]) => {
      const count = packed.shape === 'columns' ? packed.names.length : packed.shape === 'conformed' ? packed.names.length * LISTS : 1;
      return [name, unpackTable(packed, Array.from({length: count}, (_, at) => joinLists(lists[at] ?? [])))];
    }));
    this.#tables.clear();
    return conformed ? {...conformed, tables} : tables;
  }

  async #loadFiles(files: Files, options: FileOptions): Promise<{tables: TablesInput; failed: ReadonlyMap<string, Error>}> {
    let told = -Infinity;
    return loadFiles(files, options, {
      signal: new AbortController().signal,
      onProgress: (share) => {
        if (performance.now() - told < PROGRESS_PAUSE) return;
        told = performance.now();
        this.#port.postMessage({type: 'progress', share});
      },
    });
  }

  async #open(load: () => Promise<{tables: TablesInput; failed: ReadonlyMap<string, Error>}>, options: SourceOptions): Promise<void> {
    try {
      const {tables, failed} = await load();
      const {context, info} = prepareSource(tables, options);
      this.#context = context;
      this.#port.postMessage({type: 'opened', info, failed: [...failed].map(([table, error]) => [table, packError(error)] as const)});
    } catch (error) {
      this.#port.postMessage({type: 'not-opened', error: packError(error)});
    }
  }

  /** One query after another, and word from the page between them: it may have dropped the next. */
  async #work(): Promise<void> {
    this.#working = true;
    for (;;) {
      await nextTask();
      const [next] = this.#queue;
      if (!next) break;
      this.#queue.delete(next[0]);
      await this.#answer(...next);
    }
    this.#working = false;
  }

  async #answer(id: number, query: Query): Promise<void> {
    try {
      if (!this.#context) throw new Error('The source has no rows yet.');
      const {packed, transfer} = packResult(await runQuery(query, this.#context));
      this.#port.postMessage({type: 'answer', id, result: packed}, transfer);
    } catch (error) {
      this.#port.postMessage({type: 'refusal', id, error: packError(error)});
    }
  }
}
