/** Loads tables from CSV and TSV: addresses, files, bytes or text. */

import type {Adapter} from './adapter.ts';
import {decodeText, refuseWebPage} from './decode-text.ts';
import {ArrivingBytes} from './reading/arriving-bytes.ts';
import type {CsvParseOptions} from './reading/csv-dialect.ts';
import {bytesAdapter} from './reading/load-tables.ts';
import type {TextOptions, TextSources} from './reading/load-tables.ts';
import {scanBytes} from './reading/read-csv.ts';

export {AdapterError} from './adapter.ts';
export type {TextSource} from './read-source.ts';

export interface CsvOptions extends TextOptions, CsvParseOptions {}

/**
 * An adapter over one delimited text a table, `{order_lines: 'orders.csv', stock: file}`.
 *
 * Reads UTF-8 and UTF-16 by their marks, else UTF-8, else GB18030; gzip by its first bytes. A header alone gives a table of 0 rows. An
 * empty file, a binary file, a web page, a quote that never closes and a file beyond the limit are each an `AdapterError` that says so.
 * Rows of another width than the header are filled up or cut, and counted as `ragged-row`.
 *
 * Plain UTF-8 is read byte by byte into typed columns, from an address while it comes; other texts go through papaparse, which is loaded with the
 * first of them. The tables are the same.
 */
export function createCsvAdapter(tables: TextSources, options: CsvOptions = {}): Adapter {
  const isPlain = options.encoding === undefined;
  return bytesAdapter(tables, options, async (content, request) => {
    if (typeof content !== 'string' && isPlain) {
      const scanned = await scanBytes(ArrivingBytes.of(content), options, request);
      if (scanned) return scanned;
    }
    const text = typeof content === 'string' ? content : decodeText(content, request.name, options.encoding);
    refuseWebPage(text, request.name);
    const {parseCsv} = await import('./parse-csv.ts');
    return parseCsv(text, options, request);
  }, isPlain ? (bytes, request) => scanBytes(bytes, options, request) : undefined);
}
