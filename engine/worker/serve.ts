/** The worker's side: holds the rows, answers queries one after another. */

import type {TableInput, TablesInput} from '../../data-adapters/conform.ts';
import {loadFiles} from '../../data-adapters/reading/load-files.ts';
import {nextTask} from '../../data-adapters/reading/next-task.ts';
import type {RunContext} from '../context.ts';
import type {Query} from '../query.ts';
import {runQuery} from '../run-query.ts';
import {prepareSource} from '../source-context.ts';
import type {PreparedSource, SourceOptions} from '../source-context.ts';
import {packError} from './pack-error.ts';
import {packResult} from './pack-result.ts';
import type {List} from './pack-cells.ts';
import {joinLists, LISTS, unpackTable} from './pack-table.ts';
import type {PackedTable} from './pack-table.ts';
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
  /** Each is answered by the rows that were there when it came. */
  readonly #queue = new Map<number, {readonly query: Query; readonly context: RunContext | undefined}>();
  readonly #tables = new Map<string, {readonly packed: PackedTable; readonly lists: List[][]}>();
  #opened: {readonly prepared: PreparedSource; readonly options: SourceOptions} | undefined;
  #working = false;
  /** What came while an update was under way: it has its turn after it. */
  #held: ToWorker[] | undefined;

  constructor(port: Port) {
    this.#port = port;
  }

  take(message: ToWorker): void {
    if (this.#held) this.#held.push(message);
    else if (message.type === 'load-files') void this.#open(() => this.#loadFiles(message.files, message.options), message.options);
    else if (message.type === 'table') this.#tables.set(message.slot, {packed: message.table, lists: []});
    else if (message.type === 'cells') this.#collect(message.slot, message.list, message.values);
    else if (message.type === 'discard') for (const slot of message.slots) this.#tables.delete(slot);
    else if (message.type === 'load-tables') void this.#open(async () => ({tables: this.#takeTables(message.head), failed: new Map()}), message.options);
    else if (message.type === 'update') void this.#update(message);
    else if (message.type === 'drop') this.#queue.delete(message.id);
    else {
      this.#queue.set(message.id, {query: message.query, context: this.#opened?.prepared.context});
      if (!this.#working) void this.#work();
    }
  }

  #collect(slot: string, list: number, values: List): void {
    const lists = this.#tables.get(slot)?.lists;
    if (!lists) return;
    (lists[list] ??= []).push(values);
  }

  #takeTables({conformed}: TablesHead): TablesInput {
    const tables = Object.fromEntries([...this.#tables.keys()].map((slot) => [slot, this.#takeTable(slot)]));
    return conformed ? {...conformed, tables} : tables;
  }

  /** The rows that were sent under a name. A list of no values was never sent. */
  #takeTable(slot: string): TableInput {
    const {packed, lists} = this.#tables.get(slot) as {readonly packed: PackedTable; readonly lists: List[][]};
    this.#tables.delete(slot);
    return unpackTable(packed, Array.from({length: packed.names.length * LISTS}, (_, at) => joinLists(lists[at] ?? [])));
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
      const prepared = prepareSource(tables, options, true);
      this.#opened = {prepared, options};
      this.#port.postMessage({type: 'opened', info: prepared.info, failed: [...failed].map(([table, error]) => [table, packError(error)] as const)});
    } catch (error) {
      this.#port.postMessage({type: 'not-opened', error: packError(error)});
    }
  }

  async #update({id, parts}: Extract<ToWorker, {type: 'update'}>): Promise<void> {
    const changes: Record<string, Record<string, TableInput>> = {};
    for (const {table, kind, slot} of parts) (changes[table] ??= {})[kind] = this.#takeTable(slot);
    this.#held = [];
    try {
      if (!this.#opened) throw new Error('The source has no rows yet.');
      const {prepared: before, options} = this.#opened;
      const {changeSource} = await import('../change-source.ts');
      const {prepared, summary} = changeSource(before, changes, options);
      this.#opened = {prepared, options};
      const {metrics: _metrics, calendar: _calendar, ...info} = prepared.info;
      this.#port.postMessage({type: 'updated', id, info, summary});
    } catch (error) {
      this.#port.postMessage({type: 'not-updated', id, error: packError(error)});
    }
    const held = this.#held;
    this.#held = undefined;
    for (const message of held) this.take(message);
  }

  /**
   * One query after another, and word from the page between them: it may have dropped the next. Metrics come first: they are soon answered, and
   * looked at before pictures.
   */
  async #work(): Promise<void> {
    this.#working = true;
    for (;;) {
      await nextTask();
      const [first] = this.#queue;
      if (!first) break;
      const [id, {query, context}] = [...this.#queue].find(([, {query: {analysis}}]) => analysis === 'metrics') ?? first;
      this.#queue.delete(id);
      await this.#answer(id, query, context);
    }
    this.#working = false;
  }

  async #answer(id: number, query: Query, context: RunContext | undefined): Promise<void> {
    try {
      if (!context) throw new Error('The source has no rows yet.');
      const {packed, transfer} = packResult(await runQuery(query, context));
      this.#port.postMessage({type: 'answer', id, result: packed}, transfer);
    } catch (error) {
      this.#port.postMessage({type: 'refusal', id, error: packError(error)});
    }
  }
}
