/** Reads a file, an address or a text into memory: progress, abort, time-outs and limits in one place. */

import {AdapterError} from './adapter.ts';
import {ArrivingBytes} from './reading/arriving-bytes.ts';
import {byteReader} from './reading/byte-reader.ts';
import {inflateIfGzip, isGzip} from './reading/gzip.ts';
import {redacted, safeAddress} from './reading/source-name.ts';

/**
 * Where a table's text comes from. A string is an address unless it holds a line break; `{text}` is always text. A `File`, `Blob`,
 * `ArrayBuffer` or bytes are read as they are, inflated where they are gzip.
 */
export type TextSource = string | URL | Blob | ArrayBuffer | Uint8Array | {readonly text: string};

export interface ReadOptions {
  /** Used instead of the platform's `fetch`. */
  readonly fetch?: typeof fetch;
  /** Sent with requests. Never repeated in an error. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The most bytes of one file, after inflation. Default 256 MiB, for Arrow 1 GiB. */
  readonly maxBytes?: number;
  /** Milliseconds to the first byte (default 30,000) and between two pieces (default 60,000). */
  readonly timeout?: number;
  readonly idleTimeout?: number;
}

export interface ReadRequest {
  readonly signal?: AbortSignal;
  readonly onProgress?: (loaded: number, total?: number) => void;
  /** Told once, of bytes of an address that are about to come: who can read a part of them need not wait for all. */
  readonly onArriving?: (bytes: ArrivingBytes, name: string) => void;
}

export interface ReadSource {
  /** A name that is safe to show. */
  readonly name: string;
  /** Text where the source was text already. */
  readonly content: Uint8Array | string;
}

export const MAX_BYTES = 256 * 1024 * 1024;
/** Of an Arrow file: more than ten million order lines. */
export const ARROW_BYTES = 1024 * 1024 * 1024;
const FIRST_BYTE_MS = 30_000;
const IDLE_MS = 60_000;

/** All of a source, or an `AdapterError`. `table` names it where it has no name of its own. */
export async function readSource(source: TextSource, table: string, options: ReadOptions, request: ReadRequest): Promise<ReadSource> {
  const limit = options.maxBytes ?? MAX_BYTES;
  throwIfAborted(request.signal, table);
  const text = textOf(source);
  if (text !== undefined) {
    checkSize(text.length, limit, table);
    return {name: table, content: text};
  }
  if (source instanceof ArrayBuffer || source instanceof Uint8Array) {
    checkSize(source.byteLength, limit, table);
    const bytes = source instanceof Uint8Array ? source : new Uint8Array(source);
    return {name: table, content: await inflateIfGzip(bytes, limit, table, request.signal)};
  }
  if (source instanceof Blob) {
    const name = 'name' in source && typeof source.name === 'string' && source.name !== '' ? source.name : table;
    checkSize(source.size, limit, name);
    const bytes = await readBlob(source, name, request);
    return {name, content: await inflateIfGzip(bytes, limit, name, request.signal)};
  }
  if (typeof source === 'string' || source instanceof URL) return readAddress(source, limit, options, request);
  throw new AdapterError(`Table ${table}: expected an address, a file, bytes or {text}, but got ${typeof source}.`, {kind: 'schema', source: table});
}

function textOf(source: TextSource): string | undefined {
  if (typeof source === 'string') return source === '' || /[\r\n]/.test(source) ? source : undefined;
  return typeof source === 'object' && 'text' in source && typeof source.text === 'string' ? source.text : undefined;
}

async function readAddress(address: string | URL, limit: number, options: ReadOptions, request: ReadRequest): Promise<ReadSource> {
  const name = safeAddress(address);
  const timer = new AbortController();
  const waited = options.timeout ?? FIRST_BYTE_MS;
  const timeout = setTimeout(() => timer.abort(), waited);
  const signal = request.signal ? AbortSignal.any([request.signal, timer.signal]) : timer.signal;
  try {
    const response = await (options.fetch ?? fetch)(address, {signal, credentials: 'same-origin', headers: {...options.headers}});
    checkResponse(response, name);
    const declared = Number(response.headers.get('content-length') ?? NaN);
    if (Number.isFinite(declared)) checkSize(declared, limit, name);
    const isPlain = Number.isFinite(declared) && response.headers.get('content-encoding') === null;
    const bytes = response.body
      ? await readStream(response.body, name, limit, {
          ...request,
          ...(isPlain ? {total: declared} : {}),
          idle: options.idleTimeout ?? IDLE_MS,
          onFirst: () => clearTimeout(timeout),
        })
      : new Uint8Array();
    // A response from another origin may hide that it was compressed, and with it what its length counts.
    if (isPlain && response.type !== 'cors' && bytes.length < declared) {
      throw new AdapterError(`${name}: the answer ended after ${bytes.length} of ${declared} bytes. Load it again.`, {kind: 'network', source: name});
    }
    return {name, content: await inflateIfGzip(bytes, limit, name, request.signal)};
  } catch (cause) {
    if (cause instanceof AdapterError) throw cause;
    throwIfAborted(request.signal, name);
    if (timer.signal.aborted) throw timeoutError(name, waited);
    throw new AdapterError(`${name} could not be reached. Check the address, the connection, and whether its server allows this page (CORS).`, {
      kind: 'network', source: name, cause: redacted(cause),
    });
  } finally {
    clearTimeout(timeout);
  }
}

function checkResponse(response: Response, name: string): void {
  if (response.ok) return;
  const {status} = response;
  if (status === 401 || status === 403) {
    throw new AdapterError(`${name} refused access (HTTP ${status}). Sign in, or check the rights of the account.`, {kind: 'auth', source: name, status});
  }
  throw new AdapterError(`${name} answered with HTTP ${status}. Check the address.`, {
    kind: 'http', source: name, status, retryable: status === 408 || status === 429 || status >= 500,
  });
}

/** Bytes of a file read at once. */
const PART = 8 * 1024 * 1024;

/** A file in a few large parts: its own stream comes in a thousand small ones. */
async function readBlob(blob: Blob, name: string, {signal, onProgress}: ReadRequest): Promise<Uint8Array> {
  const bytes = new Uint8Array(blob.size);
  for (let at = 0; at < blob.size; at += PART) {
    const part = new Uint8Array(await blob.slice(at, at + PART).arrayBuffer());
    throwIfAborted(signal, name);
    bytes.set(part, at);
    onProgress?.(at + part.length, blob.size);
  }
  return bytes;
}

interface StreamRequest extends ReadRequest {
  readonly total?: number;
  readonly idle: number;
  readonly onFirst?: () => void;
}

async function readStream(stream: ReadableStream<Uint8Array>, name: string, limit: number, request: StreamRequest): Promise<Uint8Array> {
  const reader = byteReader(stream.getReader(), request.idle, () => timeoutError(name, request.idle), request.signal);
  const bytes = new ArrivingBytes(request.total);
  let isTold = false;
  try {
    for (let piece = await reader.read(); piece; piece = await reader.read()) {
      request.onFirst?.();
      checkSize(bytes.length + piece.length, limit, name);
      bytes.add(piece);
      if (!isTold && bytes.length > 1) {
        isTold = true;
        if (!isGzip(bytes.here)) request.onArriving?.(bytes, name);
      }
      request.onProgress?.(bytes.length, request.total);
    }
  } catch (cause) {
    reader.cancel();
    bytes.fail(cause instanceof Error ? cause : new Error(String(cause)));
    if (cause instanceof AdapterError) throw cause;
    throwIfAborted(request.signal, name);
    throw cause;
  }
  bytes.end();
  return bytes.here;
}

function timeoutError(name: string, waited: number): AdapterError {
  return new AdapterError(`${name} sent nothing for ${waited / 1000} seconds. Try again.`, {kind: 'timeout', source: name});
}

/** Throws an `AdapterError` of kind `limit` that names the size and the limit. */
export function checkSize(size: number, limit: number, name: string): void {
  if (size <= limit) return;
  const smaller = limit === MAX_BYTES ? ', or write it as Arrow, whose limit is 1 GiB' : '';
  throw new AdapterError(`${name} is ${megabytes(size)} or more; the limit is ${megabytes(limit)}. Export a shorter period or fewer columns${smaller}. ` +
    'Larger tables belong in an SQL engine (DuckDB, ClickHouse) that hands on their sums.', {
    kind: 'limit', source: name,
  });
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toLocaleString('en', {maximumFractionDigits: 1})} MiB`;
}

/** Throws an `AdapterError` of kind `aborted` once the signal has been given. */
export function throwIfAborted(signal: AbortSignal | undefined, name: string): void {
  if (signal?.aborted) throw new AdapterError(`Loading ${name} was stopped.`, {kind: 'aborted', source: name, cause: signal.reason});
}
