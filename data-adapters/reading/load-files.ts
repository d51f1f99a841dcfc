/** Reads one file a table, each by an adapter for its kind. Adapters are loaded with the first file of their kind. */

import type {Adapter, LoadProgress} from '../adapter.ts';
import {mergeTables} from '../conform.ts';
import type {ConformOptions} from '../conform.ts';
import type {CanonicalTables, TableName} from '../schema.ts';

/** An address, a file, or the bytes of one. */
export type FileSource = string | File | Uint8Array | ArrayBuffer;

interface FileLoadOptions extends ConformOptions {
  /** Of texts that do not tell, such as `gb18030`. */
  readonly encoding?: string;
}

interface FileLoadHooks {
  readonly signal: AbortSignal;
  /** 0..1; undefined where the whole is not known. */
  readonly onProgress: (share: number | undefined) => void;
}

interface LoadedFiles {
  readonly tables: CanonicalTables;
  /** Tables that could not be read, with why. */
  readonly failed: ReadonlyMap<string, Error>;
}

/**
 * One file a table, CSV, JSON or Arrow by its name or type. Orders are read first: they tell the currency where none is given. A table that fails
 * leaves the others standing; only when all fail does the load fail.
 */
export async function loadFiles(files: Partial<Record<TableName, FileSource>>, options: FileLoadOptions, hooks: FileLoadHooks): Promise<LoadedFiles> {
  const failed = new Map<string, Error>();
  const loaded: CanonicalTables[] = [];
  const entries = Object.entries(files) as [TableName, FileSource][];
  const tell = sharedProgress(entries.length, hooks.onProgress);
  const load = async ([table, file]: [TableName, FileSource]): Promise<void> => {
    const currency = options.currency ?? loaded[0]?.currency;
    try {
      const adapter = await adapterOf(table, file, {...options, ...(currency === undefined ? {} : {currency})});
      loaded.push(await adapter.load({signal: hooks.signal, onProgress: (progress) => tell(table, progress)}));
    } catch (error) {
      hooks.signal.throwIfAborted();
      failed.set(table, error instanceof Error ? error : new Error(String(error)));
    }
  };
  const orders = entries.filter(([table]) => table === 'order_lines');
  await Promise.all(orders.map(load));
  await Promise.all(entries.filter(([table]) => table !== 'order_lines').map(load));
  const [first, ...others] = loaded;
  if (!first) throw [...failed.values()][0] ?? new Error('No file was given.');
  return {tables: others.reduce((all, each) => mergeTables(all, each), first), failed};
}

/** Progress of several files as one share: unknown as long as a file that has begun does not know its length. */
function sharedProgress(files: number, onProgress: FileLoadHooks['onProgress']): (table: TableName, progress: LoadProgress) => void {
  const shares = new Map<TableName, number>();
  return (table, {loaded, total}) => {
    shares.set(table, total ? loaded / total : NaN);
    const share = [...shares.values()].reduce((sum, each) => sum + each, 0) / files;
    onProgress(Number.isNaN(share) ? undefined : share);
  };
}

async function adapterOf(table: TableName, file: FileSource, options: FileLoadOptions): Promise<Adapter> {
  if (isKind(file, ARROW_NAME, ARROW_TYPE)) {
    const {createArrowAdapter} = await import('../arrow.ts');
    return createArrowAdapter({[table]: file}, options);
  }
  if (isKind(file, JSON_NAME, JSON_TYPE)) {
    const {createJsonAdapter} = await import('../json.ts');
    return createJsonAdapter({[table]: file}, options);
  }
  const {createCsvAdapter} = await import('../csv.ts');
  return createCsvAdapter({[table]: file}, options);
}

const JSON_NAME = /\.(?:json|ndjson|jsonl)(?:\.gz)?$/i;
const JSON_TYPE = /^(?:application|text)\/(?:[\w.+-]+\+)?(?:json|ndjson|x-ndjson|jsonl)(?:$|[;,])/i;
const ARROW_NAME = /\.(?:arrows?|feather)(?:\.gz)?$/i;
const ARROW_TYPE = /^application\/vnd\.apache\.arrow\.(?:file|stream)(?:$|[;,])/i;

function isKind(file: FileSource, name: RegExp, type: RegExp): boolean {
  if (file instanceof Uint8Array || file instanceof ArrayBuffer) return name === ARROW_NAME && isArrow(file);
  if (typeof file !== 'string') return name.test(file.name) || type.test(file.type);
  return file.startsWith('data:') ? type.test(file.slice(5)) : name.test(file.replace(/[?#].*$/, ''));
}

/** By the mark of a file, or that of a stream's first message. Other bytes are text. */
function isArrow(file: Uint8Array | ArrayBuffer): boolean {
  const bytes = file instanceof Uint8Array ? file : new Uint8Array(file);
  return [65, 82, 82, 79, 87, 49].every((byte, at) => bytes[at] === byte) || [255, 255, 255, 255].every((byte, at) => bytes[at] === byte);
}
