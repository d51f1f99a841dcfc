/** Loads tables from CSV and TSV: addresses, files, bytes or text. */

import type {Adapter} from './adapter.ts';
import {textAdapter} from './load-tables.ts';
import type {TextOptions, TextSources} from './load-tables.ts';
import {parseCsv} from './parse-csv.ts';
import type {CsvParseOptions} from './parse-csv.ts';

export {AdapterError} from './adapter.ts';
export type {TextSource} from './read-source.ts';

export interface CsvOptions extends TextOptions, CsvParseOptions {}

/**
 * An adapter over one delimited text a table, `{order_lines: 'orders.csv', stock: file}`.
 *
 * Reads UTF-8 and UTF-16 by their marks, else UTF-8, else GB18030; gzip by its first bytes. A header alone gives a table of 0 rows. An
 * empty file, a binary file, a web page, a quote that never closes and a file beyond the limit are each an `AdapterError` that says so.
 * Rows of another width than the header are filled up or cut, and counted as `ragged-row`.
 */
export function createCsvAdapter(tables: TextSources, options: CsvOptions = {}): Adapter {
  return textAdapter(tables, options, (text, request) => parseCsv(text, options, request));
}
