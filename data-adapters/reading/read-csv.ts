/** Bytes of a delimited file as typed columns where they are plain, as the reference reader has them where they are not. */

import type {ConformOptions} from '../conform.ts';
import {isWebPage, mayBeUtf8} from '../decode-text.ts';
import {MAX_COLUMNS} from '../raw-tables/raw-table.ts';
import type {TypedTable} from '../raw-tables/raw-table.ts';
import type {ArrivingBytes} from './arriving-bytes.ts';
import {findDelimiter, plainCell, SAMPLE, splitPlain} from './csv-dialect.ts';
import type {CsvParseOptions} from './csv-dialect.ts';
import type {ParseRequest} from './load-tables.ts';
import {nextTask} from './next-task.ts';
import type {CellKind} from './scan-column.ts';
import {CsvScanner, NotPlain, WrongKind} from './scan-csv.ts';
import {scanKinds} from './scan-plan.ts';

/** Bytes after which the page, or the worker, has its turn. */
const SLICE = 1 << 20;
/** In UTF-8 a character takes three bytes at most for each of its units, and a line break two; before them stand marks of six. */
const SAMPLE_BYTES = SAMPLE * 4 + 6;
const [LF, CR] = [10, 13];

interface Opening {
  readonly delimiter: string;
  readonly headers: readonly string[];
  /** Where the records begin. */
  readonly start: number;
}

/**
 * Reads bytes as they come. Undefined where they are not plain: then the reference reader says what they are, or why they cannot be read. Rejects
 * where no more come and more should.
 */
export async function scanBytes(
  bytes: ArrivingBytes, options: ConformOptions & CsvParseOptions, request: ParseRequest, slice = SLICE,
): Promise<TypedTable | undefined> {
  const opening = await open(bytes, options);
  if (!opening) return undefined;
  const kinds = kindsOf(opening, options, request);
  if (!kinds) return undefined;
  for (;;) {
    try {
      return await scan(bytes, opening, kinds, options.decimal === ',' ? -1 : 46, request, slice);
    } catch (error) {
      if (error instanceof NotPlain) return undefined;
      if (!(error instanceof WrongKind)) throw error;
      kinds[error.column] = 'text';
    }
  }
}

function kindsOf({headers}: Opening, options: ConformOptions, {table}: ParseRequest): CellKind[] | undefined {
  try {
    return scanKinds(table, headers, options);
  } catch {
    // What is wrong with the headers is said once the rows are conformed.
    return undefined;
  }
}

async function scan(
  source: ArrivingBytes, {delimiter, headers, start}: Opening, kinds: readonly CellKind[], point: number, request: ParseRequest, slice: number,
): Promise<TypedTable> {
  const scanner = new CsvScanner({delimiter: delimiter.charCodeAt(0), headers, kinds, point});
  let at = start;
  let size = slice;
  for (;;) {
    await source.until(at + size);
    const bytes = source.here;
    const end = bytes.lastIndexOf(LF, Math.min(at + size, bytes.length) - 1) + 1;
    const next = end > at ? scanner.read(bytes, at, end) : at;
    if (source.isWhole && at + size >= bytes.length) {
      finish(scanner, bytes, next);
      break;
    }
    // A row longer than the slice: look at more.
    size = next === at ? size * 2 : slice;
    at = next;
    scanner.expect(source.expected - at);
    request.onRows(scanner.rows);
    await nextTask();
    request.check();
  }
  request.onRows(scanner.rows);
  return scanner.table();
}

/** The last line may lack its line break. */
function finish(scanner: CsvScanner, bytes: Uint8Array, at: number): void {
  if (at === bytes.length) return;
  const rest = new Uint8Array(bytes.length - at + 1);
  rest.set(bytes.subarray(at));
  rest[rest.length - 1] = LF;
  if (rest[rest.length - 2] === LF || rest[rest.length - 2] === CR) throw new NotPlain('A quote does not close.');
  if (scanner.read(rest, 0, rest.length) < rest.length) throw new NotPlain('A quote does not close.');
  scanner.dropBlankEnd();
}

/** Delimiter and header row; undefined where they are not plain. */
async function open(source: ArrivingBytes, {delimiter: given, skipLines = 0}: CsvParseOptions): Promise<Opening | undefined> {
  await source.until(SAMPLE_BYTES);
  let bytes = source.here;
  if (skipLines > 0 || !mayBeUtf8(bytes)) return undefined;
  let start = 0;
  while (bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf && start < 6) start += 3;
  const sample = new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes.subarray(start, SAMPLE_BYTES), {stream: true}).replace(/\r\n?/g, '\n');
  if (isWebPage(sample) || /^sep=.\n/i.test(sample)) return undefined;
  const delimiter = given ?? (await delimiterOf(sample));
  if (!/^[^"\r\n\u0080-\uffff]$/.test(delimiter)) return undefined;
  for (let at = start; ;) {
    const end = bytes.indexOf(LF, at);
    if (end < 0) {
      if (source.isWhole) return undefined;
      await source.until(bytes.length * 2);
      bytes = source.here;
      continue;
    }
    const line = new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes.subarray(at, bytes[end - 1] === CR && end > at ? end - 1 : end));
    at = end + 1;
    if (line.includes('\r') || line.includes('\uFFFD')) return undefined;
    const cells = line.includes('"') ? (await import('../parse-csv.ts')).splitLine(line, delimiter) : line.split(delimiter);
    if (!cells) return undefined;
    const headers = cells.map(plainCell);
    if (headers.length === 1 && headers[0]?.trim() === '') continue;
    return headers.length > MAX_COLUMNS ? undefined : {delimiter, headers, start: at};
  }
}

/** The reference reader comes for samples with quotes alone. */
async function delimiterOf(text: string): Promise<string> {
  const sample = text.slice(0, SAMPLE);
  if (sample.includes('"')) return (await import('../parse-csv.ts')).sniff(text);
  return findDelimiter((delimiter) => splitPlain(sample, delimiter, sample.length === text.length));
}
