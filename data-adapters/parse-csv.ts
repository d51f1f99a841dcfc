/** Text with delimiters as a header and its records, in slices that leave the page free in between. */

import Papa from 'papaparse';

import {AdapterError} from './adapter.ts';
import type {HeaderAndRecords} from './raw-tables/raw-table.ts';
import {findDelimiter, isEmptyRow, plainCell, SAMPLE, SAMPLE_ROWS} from './reading/csv-dialect.ts';
import type {CsvParseOptions} from './reading/csv-dialect.ts';
import {nextTask} from './reading/next-task.ts';

export type {CsvParseOptions} from './reading/csv-dialect.ts';

export interface CsvParseRequest {
  readonly name: string;
  /** Called between two slices; throws to stop. */
  readonly check: () => void;
  readonly onRows?: (rows: number) => void;
}

const SLICE = 1 << 20;
/**
 * Line breaks inside and outside of quotes come out as `\n`. A text without a header row, and quotes that do not close or do not belong
 * where they are, throw an `AdapterError` that names the line. Cells stay text; rows keep their own number of cells.
 */
export async function parseCsv(input: string, options: CsvParseOptions, request: CsvParseRequest): Promise<HeaderAndRecords> {
  const {text, delimiter, firstLine} = prepare(input, options);
  if (text.trim() === '') {
    throw new AdapterError(`${request.name} is empty: not even a header row. Export it again, or choose another file.`, {kind: 'parse', source: request.name});
  }
  const parser = new Papa.Parser({delimiter: delimiter ?? sniff(text), newline: '\n', quoteChar: '"', escapeChar: '"'});
  const hasFormulas = text.includes('="');
  const rows: string[][] = [];
  let at = 0;
  let size = SLICE;
  while (at < text.length) {
    const isLast = at + size >= text.length;
    const result = readSlice(parser, text.slice(at, at + size), !isLast);
    const [error] = result.errors;
    if (error) throw quoteError(error, text, at, firstLine, request.name);
    for (const row of result.data) rows.push(hasFormulas ? row.map(plainCell) : row);
    if (isLast) break;
    // A row longer than the slice: look at twice as much instead of reading the same again and again.
    if (result.meta.cursor === 0) size *= 2;
    else size = SLICE;
    at += result.meta.cursor;
    request.onRows?.(rows.length);
    await nextTask();
    request.check();
  }
  if (isEmptyRow(rows.at(-1))) rows.pop();
  while (isEmptyRow(rows[0])) rows.shift();
  return {header: rows[0] ?? [], records: rows.slice(1)};
}

interface Slice {
  readonly data: string[][];
  readonly errors: readonly {readonly code: string; readonly index?: number}[];
  readonly meta: {readonly cursor: number};
}

function readSlice(parser: Papa.Parser, slice: string, ignoreLastRow: boolean): Slice {
  return parser.parse(slice, 0, ignoreLastRow) as Slice;
}

function prepare(input: string, {delimiter, skipLines = 0}: CsvParseOptions): {text: string; delimiter?: string; firstLine: number} {
  let text = input.startsWith('\uFEFF') ? input.slice(1) : input;
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
  let firstLine = 1;
  // Excel's own way to name the delimiter.
  const named = /^sep=(.)\n/i.exec(text);
  for (let skip = skipLines + (named ? 1 : 0); skip > 0; skip--) {
    const end = text.indexOf('\n');
    text = end < 0 ? '' : text.slice(end + 1);
    firstLine++;
  }
  const chosen = delimiter ?? named?.[1];
  return {text, firstLine, ...(chosen === undefined ? {} : {delimiter: chosen})};
}

/** The delimiter of a text whose quotes must be read to find it. */
export function sniff(text: string): string {
  const sample = text.slice(0, SAMPLE);
  const isWhole = sample.length === text.length;
  return findDelimiter((delimiter) => {
    const parser = new Papa.Parser({delimiter, newline: '\n', quoteChar: '"', escapeChar: '"', preview: SAMPLE_ROWS});
    const {data, errors} = readSlice(parser, sample, !isWhole);
    return {rows: data, holds: errors.length === 0};
  });
}

/** The cells of one line; undefined where its quotes do not hold. */
export function splitLine(line: string, delimiter: string): string[] | undefined {
  const {data, errors} = readSlice(new Papa.Parser({delimiter, newline: '\n', quoteChar: '"', escapeChar: '"'}), line, false);
  return errors.length > 0 ? undefined : (data[0] ?? ['']);
}

function quoteError(
  error: {readonly code: string; readonly index?: number}, text: string, start: number, firstLine: number, name: string,
): AdapterError {
  const line = lineAt(text, start + (error.index ?? 0)) + firstLine - 1;
  const what =
    error.code === 'MissingQuotes'
      ? `the quote that opens in line ${line} never closes`
      : `a quote in line ${line} stands inside a quoted cell; write it twice ("")`;
  return new AdapterError(`${name}: ${what}. Correct that line and load the file again.`, {kind: 'parse', source: name});
}

function lineAt(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
