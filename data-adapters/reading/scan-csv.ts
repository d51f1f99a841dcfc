/** Plain delimited bytes as typed columns, in one pass and without a string a cell. Whatever is not plain is left to the reference reader. */

import {NotUtf8} from '../columns/text-coder.ts';
import {MAX_EXAMPLES, raggedText, TypedTable} from '../raw-tables/raw-table.ts';
import {NotOfKind, ScanColumn} from './scan-column.ts';
import type {CellKind} from './scan-column.ts';

/** Thrown where the bytes are not plain: a quote that does not close where it should, a lone carriage return, no UTF-8. */
export class NotPlain extends Error {}

/** Thrown where a column, by its index, holds other cells than its kind allows. */
export class WrongKind extends Error {
  constructor(readonly column: number) {
    super();
  }
}

interface ScanPlan {
  /** The delimiter's byte. */
  readonly delimiter: number;
  readonly headers: readonly string[];
  /** What each header's cells are read as. */
  readonly kinds: readonly CellKind[];
  /** The byte of the decimal mark in plain numbers; none where a point groups thousands. */
  readonly point: number;
}

const [LF, CR, QUOTE] = [10, 13, 34];
/** Later rows may be shorter than the first. */
const SLACK = 1.05;

/**
 * Reads records from `at` on. `read` takes whole rows of what is there and says where it stopped; the last call takes the rest. Throws
 * {@link NotPlain}.
 */
export class CsvScanner {
  readonly #plan: ScanPlan;
  readonly #columns: readonly ScanColumn[];
  readonly #ragged: {row: number; text: string}[] = [];
  #raggedCount = 0;
  #rows = 0;
  /** Of those rows. */
  #bytes = 0;
  /** The cell under way. */
  #reading = 0;
  /** Of the last row. */
  #cells = 0;
  /** Room for a quoted cell without its quotes. */
  #scratch = new Uint8Array(256);

  constructor(plan: ScanPlan) {
    this.#plan = plan;
    this.#columns = plan.kinds.map((kind) => new ScanColumn(kind, plan.point));
  }

  get rows(): number {
    return this.#rows;
  }

  /** `bytes` are still to come. */
  expect(bytes: number): void {
    if (this.#rows === 0) return;
    const more = Math.ceil((bytes / this.#bytes) * this.#rows * SLACK);
    for (const column of this.#columns) column.expect(this.#rows + more);
  }

  /** `end` is one after a line break. Returns where the next row begins: before `end` where a quoted cell goes on behind it. */
  read(bytes: Uint8Array, start: number, end: number): number {
    try {
      let at = start;
      while (at < end) {
        const next = this.#row(bytes, at, end);
        if (next < 0) break;
        at = next;
      }
      this.#bytes += at - start;
      return at;
    } catch (error) {
      if (error instanceof NotOfKind) throw new WrongKind(this.#reading);
      throw error instanceof NotUtf8 ? new NotPlain(error.message) : error;
    }
  }

  table(): TypedTable {
    const ragged = {count: this.#raggedCount, first: this.#ragged};
    return new TypedTable(this.#rows, this.#plan.headers, this.#columns.map((column) => column.finish(this.#rows)), {ragged});
  }

  /** Takes the last row back where it is one blank cell: what follows the last line break, not a row. */
  dropBlankEnd(): void {
    const [first] = this.#columns;
    if (this.#cells !== 1 || !first || this.#rows === 0 || !first.isBlankAt(this.#rows - 1)) return;
    this.#rows--;
    if (this.#columns.length === 1 || first.isEmptyAt(this.#rows)) return;
    this.#raggedCount--;
    if (this.#ragged.at(-1)?.row === this.#rows) this.#ragged.pop();
  }

  /** The place after the row; −1 where it goes on behind `end`. */
  #row(bytes: Uint8Array, start: number, end: number): number {
    const {delimiter} = this.#plan;
    const columns = this.#columns;
    const row = this.#rows;
    let at = start;
    let cells = 0;
    for (;;) {
      const column = columns[cells];
      this.#reading = cells;
      if (bytes[at] === QUOTE) at = this.#quoted(bytes, at, end, column, row);
      else if (column) at = column.read(bytes, at, delimiter, row);
      else at = skipCell(bytes, at, delimiter);
      if (at < 0) return -1;
      cells++;
      const byte = bytes[at] as number;
      at++;
      if (byte === delimiter) continue;
      if (byte === CR && bytes[at++] !== LF) throw new NotPlain('A carriage return stands alone.');
      break;
    }
    this.#cells = cells;
    if (cells !== columns.length) this.#fill(bytes, start, end, cells, row);
    this.#rows = row + 1;
    return at;
  }

  #fill(bytes: Uint8Array, start: number, end: number, cells: number, row: number): void {
    for (let index = cells; index < this.#columns.length; index++) this.#columns[index]?.blank(row);
    if (cells === 1 && this.#columns[0]?.isEmptyAt(row)) return;
    if (this.#raggedCount++ >= MAX_EXAMPLES) return;
    this.#ragged.push({row, text: raggedText(readCells(bytes, start, end, this.#plan.delimiter).slice(0, this.#columns.length))});
  }

  /** A cell between quotes; the place of what ends it. */
  #quoted(bytes: Uint8Array, start: number, end: number, column: ScanColumn | undefined, row: number): number {
    let size = 0;
    let at = start + 1;
    for (;;) {
      if (at >= end) return -1;
      const byte = bytes[at++] as number;
      let kept = byte;
      if (byte === QUOTE) {
        if (bytes[at] !== QUOTE || at >= end) break;
        at++;
      } else if (byte === CR) {
        // A line break inside of quotes comes out as one character.
        if (at >= end) return -1;
        if (bytes[at] === LF) at++;
        kept = LF;
      }
      if (size + 1 === this.#scratch.length) {
        const more = new Uint8Array(size * 2 + 2);
        more.set(this.#scratch);
        this.#scratch = more;
      }
      this.#scratch[size++] = kept;
    }
    if (at >= end) return -1;
    const byte = bytes[at] as number;
    if (byte !== this.#plan.delimiter && byte !== LF && byte !== CR) throw new NotPlain('A quote closes before its cell ends.');
    if (column) column.quoted(this.#scratch, size, this.#plan.delimiter, row);
    else checkAscii(this.#scratch, 0, size);
    return at;
  }
}

/** A cell that no header stands for. Its bytes may be another encoding's: then the whole file is read in another way. */
function skipCell(bytes: Uint8Array, start: number, delimiter: number): number {
  let at = start;
  while (bytes[at] !== delimiter && bytes[at] !== LF && bytes[at] !== CR) at++;
  checkAscii(bytes, start, at);
  return at;
}

function checkAscii(bytes: Uint8Array, start: number, end: number): void {
  for (let at = start; at < end; at++) if ((bytes[at] as number) >= 128) throw new NotPlain('A cell beyond the header is no ASCII.');
}

const DECODER = new TextDecoder('utf-8', {ignoreBOM: true});

/** The cells of a row that was read, as the reference reader has them. Slow: for examples. */
function readCells(bytes: Uint8Array, start: number, end: number, delimiter: number): string[] {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    let text: string;
    if (bytes[at] === QUOTE) {
      let close = at + 1;
      while (close < end && (bytes[close] !== QUOTE || bytes[close + 1] === QUOTE)) close += bytes[close] === QUOTE ? 2 : 1;
      text = DECODER.decode(bytes.subarray(at + 1, close)).replaceAll('""', '"').replace(/\r\n?/g, '\n');
      at = close + 1;
    } else {
      const from = at;
      while (at < end && bytes[at] !== delimiter && bytes[at] !== LF && bytes[at] !== CR) at++;
      text = DECODER.decode(bytes.subarray(from, at));
    }
    cells.push(text.startsWith('="') && text.endsWith('"') && text.length > 2 ? text.slice(2, -1) : text);
    if (at >= end || bytes[at] !== delimiter) break;
    at++;
  }
  return cells;
}
