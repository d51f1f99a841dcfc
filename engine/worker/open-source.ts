/** Sources whose rows and whose work are in a worker of their own; on the page where no worker can start. */

import type {TablesInput} from '../../data-adapters/conform.ts';
import type {LiveSource} from '../source.ts';
import type {SourceOptions} from '../source-context.ts';
import {unlessAborted} from '../unless-aborted.ts';
import type {FileOptions, Files} from './protocol.ts';
import {startWorker} from './start-worker.ts';
import {WorkerClient, WorkerGone} from './worker-client.ts';
import type {Opened} from './worker-client.ts';
import {createWorkerSource} from './worker-source.ts';

export interface OpenHooks {
  /** Gives the opening up. */
  readonly signal?: AbortSignal;
  /** Told of a load under way: 0..1, undefined where the whole is not known. */
  readonly onProgress?: (share: number | undefined) => void;
  /**
   * `true` takes few rows to a worker too, `false` stays on the page. An address of the page's own origin names the worker's file where
   * the bundler does not find it by itself (esbuild): a copy of `tillboard/cdn/tillboard-worker.js`, or a bundle of `tillboard/engine/worker`.
   */
  readonly worker?: boolean | string | URL;
}

/** A source that holds on to memory, and mostly to a worker, until it is closed. */
export interface OpenSource extends LiveSource {
  /** Ends the worker and frees its rows. Queries and updates under way and later ones are refused. */
  close(): void;
}

export interface OpenedFiles {
  readonly source: OpenSource;
  /** Tables that could not be read, with why; the others answer. */
  readonly failed: ReadonlyMap<string, Error>;
}

/** Fewer rows are conformed on the page before a worker has started. */
const WORTH_A_WORKER = 20_000;

/**
 * A source like that of `createSource`, with the same answers, whose rows are conformed and whose queries are worked out in a worker. Rows are
 * read and copied there in parts between which the page goes on; few rows (below 20,000) are conformed on the page.
 *
 * `info.runsOn` says where it runs, `info.whyOnPage` why no worker could start. Rejects with what `createSource` throws. Results are plain
 * columns: `toArquero(result)` makes a table of them, so that Arquero is on the page only where it is wanted.
 */
export async function openSource(tables: TablesInput, options: SourceOptions = {}, hooks: OpenHooks = {}): Promise<OpenSource> {
  if (hooks.worker === false) return pageSource(tables, options, undefined);
  // Pages whose files the worker reads by itself never send rows.
  const {openTables, rowCount, sendTables} = await import('./send-tables.ts');
  const onPage = (why?: string): Promise<OpenSource> => pageSource(tables, options, why);
  if (hooks.worker === undefined && rowCount(tables) < WORTH_A_WORKER) return onPage();
  const open = async (client: WorkerClient): Promise<OpenedFiles> => {
    const opened = await openTables(tables, hooks.signal);
    await sendTables(client.post, opened.tables, hooks.signal);
    return finish(client, await client.open({type: 'load-tables', head: opened.head, options}, hooks.onProgress));
  };
  return (await inWorker(hooks, open, async (why) => ({source: await onPage(why), failed: new Map()}))).source;
}

/**
 * Reads one file a table and conforms it, in a worker. A table that fails leaves the others standing; rejects when all of them fail. Bytes are
 * handed over, not copied: the page's own array is empty afterwards.
 */
export function openFiles(files: Files, options: FileOptions = {}, hooks: OpenHooks = {}): Promise<OpenedFiles> {
  const onPage = async (why?: string): Promise<OpenedFiles> => {
    if (why !== undefined && bytesOf(files).some(({byteLength}) => byteLength === 0)) throw new WorkerGone(`${why} The bytes went with the worker: load them again.`);
    const signal = hooks.signal ?? new AbortController().signal;
    const {loadFiles} = await import('../../data-adapters/reading/load-files.ts');
    const {tables, failed} = await loadFiles(files, options, {signal, onProgress: hooks.onProgress ?? (() => undefined)});
    return {source: await pageSource(tables, options, why, true), failed};
  };
  if (hooks.worker === false) return onPage();
  const found = Object.fromEntries(Object.entries(files).map(([table, file]) => [table, typeof file === 'string' ? absolute(file) : file]));
  const open = async (client: WorkerClient): Promise<OpenedFiles> => {
    const transfer = [...new Set(bytesOf(files).map((bytes) => (bytes instanceof Uint8Array ? (bytes.buffer as ArrayBuffer) : bytes)))];
    return finish(client, await client.open({type: 'load-files', files: found, options}, hooks.onProgress, transfer));
  };
  return inWorker(hooks, open, onPage);
}

/** Of the files that are bytes already. */
function bytesOf(files: Files): (Uint8Array | ArrayBuffer)[] {
  return Object.values(files).filter((file) => file instanceof Uint8Array || file instanceof ArrayBuffer);
}

/** An address as the page means it: in the worker it would be one beside the worker's file. Text stays text. */
function absolute(file: string): string {
  const {document, location} = globalThis as Partial<typeof globalThis>;
  const base = document?.baseURI ?? location?.href;
  return /[\r\n]/.test(file) || !URL.canParse(file, base) ? file : new URL(file, base).href;
}

/** What `open` answers; what `onPage` does where no worker starts, breaks off, or takes what it is sent. */
async function inWorker(
  {worker: address, signal}: OpenHooks, open: (client: WorkerClient) => Promise<OpenedFiles>, onPage: (why: string) => Promise<OpenedFiles>,
): Promise<OpenedFiles> {
  signal?.throwIfAborted();
  const started = await startWorker(typeof address === 'boolean' ? undefined : address, signal);
  if ('reason' in started) return onPage(started.reason);
  const client = new WorkerClient(started.worker);
  try {
    return await unlessAborted(open(client), signal);
  } catch (error) {
    client.close();
    signal?.throwIfAborted();
    if (error instanceof WorkerGone || (error instanceof DOMException && error.name === 'DataCloneError')) return onPage(error.message);
    throw error;
  }
}

function finish(client: WorkerClient, {info, failed}: Opened): OpenedFiles {
  return {source: createWorkerSource(client, info), failed};
}

/** The engine comes to the page only where it works there. */
async function pageSource(tables: TablesInput, options: SourceOptions, whyOnPage: string | undefined, isOwn = false): Promise<OpenSource> {
  const {createPageSource} = await import('./page-source.ts');
  return createPageSource(tables, options, {isOwn, whyOnPage});
}
