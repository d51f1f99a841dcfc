/** What file adapters share: read every table's source, parse it, and conform them together. */

import {AdapterError} from '../adapter.ts';
import type {Adapter, LoadRequest} from '../adapter.ts';
import {conform} from '../conform.ts';
import type {ConformOptions, TableInput} from '../conform.ts';
import {decodeText, refuseWebPage} from '../decode-text.ts';
import {readSource, throwIfAborted} from '../read-source.ts';
import type {ArrivingBytes} from './arriving-bytes.ts';
import type {ReadOptions, TextSource} from '../read-source.ts';
import type {TableName} from '../schema.ts';

export type TextSources = Partial<Readonly<Record<TableName, TextSource>>>;

export interface FileOptions extends ConformOptions, ReadOptions {}

export interface TextOptions extends FileOptions {
  /** Of files; found where it is not given. */
  readonly encoding?: string;
}

export interface ParseRequest {
  readonly table: TableName;
  /** A name of the source that is safe to show. */
  readonly name: string;
  /** Throws once the load was stopped. */
  readonly check: () => void;
  readonly onRows: (rows: number) => void;
}

/** An adapter over texts, decoded as {@link TextOptions.encoding} says. */
export function textAdapter(
  sources: TextSources, options: TextOptions, parse: (text: string, request: ParseRequest) => TableInput | Promise<TableInput>,
): Adapter {
  return bytesAdapter(sources, options, (content, request) => {
    const text = typeof content === 'string' ? content : decodeText(content, request.name, options.encoding);
    refuseWebPage(text, request.name);
    return parse(text, request);
  });
}

/**
 * An adapter over files: all tables are read at once and conformed together, or none is. `begin` reads bytes while they come; where it answers
 * undefined, `parse` reads all of them.
 */
export function bytesAdapter(
  sources: TextSources, options: FileOptions,
  parse: (content: Uint8Array | string, request: ParseRequest) => TableInput | Promise<TableInput>,
  begin?: (bytes: ArrivingBytes, request: ParseRequest) => Promise<TableInput | undefined>,
): Adapter {
  return {
    async load(request = {}) {
      const stop = new AbortController();
      const signal = request.signal ? AbortSignal.any([request.signal, stop.signal]) : stop.signal;
      const entries = Object.entries(sources).filter((entry): entry is [TableName, TextSource] => entry[1] !== undefined);
      const progress = progressSum(entries.length, request);
      try {
        const inputs = await Promise.all(
          entries.map(async ([table, source], index) => {
            const onProgress = (loaded: number, total?: number): void => progress.bytes(index, loaded, total);
            const requestOf = (name: string): ParseRequest =>
              ({table, name, check: () => throwIfAborted(signal, name), onRows: (rows) => progress.rows(index, rows)});
            let begun: Promise<TableInput | undefined> | undefined;
            const onArriving = (bytes: ArrivingBytes, name: string): void => {
              // What breaks off while bytes come is said by who reads them, or once all of them are there.
              begun = begin?.(bytes, requestOf(name)).catch(() => undefined);
            };
            const {name, content} = await readSource(source, table, options, {signal, onProgress, onArriving});
            return [table, (await begun) ?? await parse(content, requestOf(name))] as const;
          }),
        );
        throwIfAborted(request.signal, 'the tables');
        return conform(Object.fromEntries(inputs), options);
      } catch (cause) {
        stop.abort();
        throwIfAborted(request.signal, 'the tables');
        if (cause instanceof AdapterError) throw cause;
        throw new AdapterError('The tables could not be read.', {kind: 'parse', source: 'tables', cause});
      }
    },
  };
}

/** Adds up the progress of several files. The whole is known once each of them has said its size. */
function progressSum(count: number, {onProgress}: LoadRequest): {
  bytes: (index: number, loaded: number, total?: number) => void;
  rows: (index: number, rows: number) => void;
} {
  const loaded = new Array<number>(count).fill(0);
  const totals = new Array<number | undefined>(count).fill(undefined);
  const rows = new Array<number>(count).fill(0);
  const sum = (values: readonly (number | undefined)[]): number => values.reduce<number>((total, value) => total + (value ?? 0), 0);
  const tell = (): void => {
    const total = totals.every((value) => value !== undefined) ? {total: sum(totals)} : {};
    onProgress?.({loaded: sum(loaded), ...total, rows: sum(rows)});
  };
  return {
    bytes: (index, bytes, total) => {
      loaded[index] = bytes;
      totals[index] = total;
      tell();
    },
    rows: (index, read) => {
      rows[index] = read;
      tell();
    },
  };
}
