/** One column of a delimited file as it is scanned. */

import {isBlank} from '../cells/cell-text.ts';
import {civilDay, DAY_MS} from '../cells/time-zone.ts';
import {NumberDictionary} from '../columns/dictionary.ts';
import {firstOf} from '../columns/grow-array.ts';
import {createIntCoder, grown} from '../columns/number-coder.ts';
import {HASH_START, hashBytes, NotUtf8, TextCoder} from '../columns/text-coder.ts';
import {codedColumn} from '../raw-tables/raw-column.ts';
import type {RawColumn} from '../raw-tables/raw-column.ts';

/**
 * `number` and `time` are read by their digits where they are plain, and keep the text of other cells; `strict` is a number that no other
 * text could have been; `text` is any.
 */
export type CellKind = 'number' | 'strict' | 'time' | 'text';

/** Thrown where a column should have been scanned as texts. */
export class NotOfKind extends Error {}

const [LF, CR, QUOTE, EQUALS, MINUS, ZERO, NINE, COLON, SPACE, T] = [10, 13, 34, 61, 45, 48, 57, 58, 32, 84];
/** A number of more digits may be rounded. */
const MAX_DIGITS = 15;
const POWERS = Array.from({length: MAX_DIGITS + 1}, (_, digits) => 10 ** digits);
/** Whole numbers of so few digits fit 32 bits. */
const MAX_INT_DIGITS = 9;
/** Odd cells up to which a column of numbers or times remains one. */
const FEW = 256;
/** Years in which every wall clock is a possible instant. */
const [FIRST_YEAR, LAST_YEAR] = [1901, 2198];
const LEAST_ROWS = 4096;

export class ScanColumn {
  readonly #kind: CellKind;
  readonly #point: number;
  readonly #odd = new Map<number, string>();
  #values: Float64Array;
  #codes: Int32Array;
  #ints: ReturnType<typeof createIntCoder> | undefined = createIntCoder();
  #texts = new TextCoder();
  #expected = 0;
  #date = -1;
  #dateMs = NaN;

  /** `point` is the byte of the decimal mark. */
  constructor(kind: CellKind, point: number) {
    this.#kind = kind;
    this.#point = point;
    this.#values = new Float64Array(kind === 'text' ? 0 : LEAST_ROWS);
    this.#codes = new Int32Array(kind === 'text' ? LEAST_ROWS : 0);
  }

  /** About how many rows there will be: room for them is made at once, and costs nothing where none come. */
  expect(rows: number): void {
    this.#expected = rows;
  }

  /** Reads a cell without quotes that begins at `at`; the place of what ends it. */
  read(bytes: Uint8Array, at: number, delimiter: number, row: number): number {
    if (this.#kind === 'text') return this.#readText(bytes, at, delimiter, row);
    if (row >= this.#values.length) this.#values = grown(this.#values, this.#expected);
    return this.#kind === 'time' ? this.#readTime(bytes, at, delimiter, row) : this.#readNumber(bytes, at, delimiter, row);
  }

  /** A cell that stood between quotes. `bytes` has room for one more. */
  quoted(bytes: Uint8Array, size: number, delimiter: number, row: number): void {
    if (this.#kind === 'text') {
      this.#setText(bytes, 0, size, row);
      return;
    }
    if (row >= this.#values.length) this.#values = grown(this.#values, this.#expected);
    bytes[size] = LF;
    for (let at = 0; at < size; at++) {
      if (bytes[at] === delimiter || bytes[at] === LF) return this.#setOdd(bytes, 0, size, row);
    }
    this.read(bytes, 0, delimiter, row);
  }

  blank(row: number): void {
    if (this.#kind === 'text') {
      if (row >= this.#codes.length) this.#codes = grown(this.#codes, this.#expected);
      this.#codes[row] = -1;
    } else {
      if (row >= this.#values.length) this.#values = grown(this.#values, this.#expected);
      this.#values[row] = NaN;
    }
  }

  isEmptyAt(row: number): boolean {
    return this.#kind === 'text' ? (this.#codes[row] as number) < 0 : Number.isNaN(this.#values[row]);
  }

  isBlankAt(row: number): boolean {
    return isBlank(this.finish(row + 1).cell(row));
  }

  /** The column of the first `rows` rows. */
  finish(rows: number): RawColumn {
    if (this.#kind === 'text') {
      const dictionary = this.#ints ? new NumberDictionary(this.#ints.numbers()) : this.#texts.dictionary();
      return codedColumn(firstOf(this.#codes, rows), dictionary, true);
    }
    const values = firstOf(this.#values, rows);
    const odd = this.#odd;
    return {
      cell: (row) => {
        const value = values[row] as number;
        return value - value === 0 ? value : value === value ? odd.get(row) : '';
      },
      typed: this.#kind === 'time' ? {kind: 'walls', values} : {kind: 'numbers', values, isOwn: true},
    };
  }

  #readNumber(bytes: Uint8Array, start: number, delimiter: number, row: number): number {
    let at = start;
    let byte = bytes[at] as number;
    const isNegative = byte === MINUS;
    if (isNegative) byte = bytes[++at] as number;
    const first = byte;
    const from = at;
    let value = 0;
    while (byte >= ZERO && byte <= NINE) {
      value = value * 10 + byte - ZERO;
      byte = bytes[++at] as number;
    }
    let digits = at - from;
    let isPlain = digits > 0 && !(first === ZERO && digits > 1 && this.#kind === 'strict');
    if (byte === this.#point && isPlain) {
      byte = bytes[++at] as number;
      const whole = at;
      while (byte >= ZERO && byte <= NINE) {
        value = value * 10 + byte - ZERO;
        byte = bytes[++at] as number;
      }
      const fraction = at - whole;
      digits += fraction;
      isPlain = fraction > 0 && digits <= MAX_DIGITS;
      if (isPlain) value /= POWERS[fraction] as number;
    }
    if (byte === delimiter || byte === LF || byte === CR) {
      if (isPlain && digits <= MAX_DIGITS) {
        this.#values[row] = isNegative ? 0 - value : value;
        return at;
      }
      if (at === start) {
        this.#values[row] = NaN;
        return at;
      }
    }
    return this.#readOdd(bytes, start, delimiter, row);
  }

  #readTime(bytes: Uint8Array, at: number, delimiter: number, row: number): number {
    const wall = this.#wallAt(bytes, at);
    let end = at + 10;
    if (wall === wall) {
      let byte = bytes[end];
      if (byte === delimiter || byte === LF || byte === CR) {
        this.#values[row] = wall;
        return end;
      }
      end = at + 19;
      const clock = byte === SPACE || byte === T ? clockAt(bytes, at + 11) : NaN;
      byte = bytes[end];
      if (clock === clock && (byte === delimiter || byte === LF || byte === CR)) {
        this.#values[row] = wall + clock;
        return end;
      }
    }
    const first = bytes[at];
    if (first === delimiter || first === LF || first === CR) {
      this.#values[row] = NaN;
      return at;
    }
    return this.#readOdd(bytes, at, delimiter, row);
  }

  /** The beginning of a date `2024-03-01` as UTC milliseconds; NaN for other texts. */
  #wallAt(bytes: Uint8Array, at: number): number {
    if (bytes[at + 4] !== MINUS || bytes[at + 7] !== MINUS) return NaN;
    const year = twoDigits(bytes, at) * 100 + twoDigits(bytes, at + 2);
    const key = (year * 100 + twoDigits(bytes, at + 5)) * 100 + twoDigits(bytes, at + 8);
    if (key !== this.#date) {
      const day = year >= FIRST_YEAR && year <= LAST_YEAR ? civilDay(year, Math.floor(key / 100) % 100, key % 100) : undefined;
      this.#date = key;
      this.#dateMs = day === undefined ? NaN : day * DAY_MS;
    }
    return this.#dateMs;
  }

  #readText(bytes: Uint8Array, start: number, delimiter: number, row: number): number {
    if (row >= this.#codes.length) this.#codes = grown(this.#codes, this.#expected);
    let at = start;
    let byte = bytes[at] as number;
    if (this.#ints) {
      let value = 0;
      const first = byte;
      while (byte >= ZERO && byte <= NINE) {
        value = value * 10 + byte - ZERO;
        byte = bytes[++at] as number;
      }
      const digits = at - start;
      if (byte === delimiter || byte === LF || byte === CR) {
        if (digits === 0) {
          this.#codes[row] = -1;
          return at;
        }
        if (digits <= MAX_INT_DIGITS && (first !== ZERO || digits === 1)) {
          this.#codes[row] = this.#ints.code(value);
          return at;
        }
      }
      at = start;
      byte = bytes[at] as number;
    }
    let hash = HASH_START;
    while (byte !== delimiter && byte !== LF && byte !== CR) {
      hash = (Math.imul(hash, 31) + byte) | 0;
      byte = bytes[++at] as number;
    }
    if (at === start) this.#codes[row] = -1;
    else if (bytes[start] === EQUALS || this.#ints) this.#setText(bytes, start, at, row);
    else this.#codes[row] = this.#texts.code(bytes, start, at, hash);
    return at;
  }

  #setText(bytes: Uint8Array, from: number, to: number, row: number): void {
    if (row >= this.#codes.length) this.#codes = grown(this.#codes, this.#expected);
    const [start, end] = isFormula(bytes, from, to) ? [from + 2, to - 1] : [from, to];
    if (start < end && this.#ints) this.#toTexts(this.#ints);
    this.#codes[row] = start === end ? -1 : this.#texts.code(bytes, start, end, hashBytes(bytes, start, end));
  }

  /** From the first text on that is no small whole number, numbers are texts too; their codes stay. */
  #toTexts(ints: ReturnType<typeof createIntCoder>): void {
    const encoder = new TextEncoder();
    for (const number of ints.numbers()) {
      const bytes = encoder.encode(String(number));
      this.#texts.code(bytes, 0, bytes.length, hashBytes(bytes, 0, bytes.length));
    }
    this.#ints = undefined;
  }

  #readOdd(bytes: Uint8Array, start: number, delimiter: number, row: number): number {
    let at = start;
    while (bytes[at] !== delimiter && bytes[at] !== LF && bytes[at] !== CR) at++;
    this.#setOdd(bytes, start, at, row);
    return at;
  }

  #setOdd(bytes: Uint8Array, from: number, to: number, row: number): void {
    if (this.#kind === 'strict') throw new NotOfKind();
    const [start, end] = isFormula(bytes, from, to) ? [from + 2, to - 1] : [from, to];
    let text: string;
    try {
      text = STRICT.decode(bytes.subarray(start, end));
    } catch {
      throw new NotUtf8('The bytes are no UTF-8.');
    }
    this.#values[row] = text === '' ? NaN : Infinity;
    if (text !== '') this.#odd.set(row, text);
    if (this.#odd.size > FEW && this.#odd.size * 4 > row) throw new NotOfKind();
  }
}

const STRICT = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});

/** Exports write `="0012"` to keep Excel from making a number of an id. */
function isFormula(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start > 2 && bytes[start] === EQUALS && bytes[start + 1] === QUOTE && bytes[end - 1] === QUOTE;
}

/** NaN where one of them is no digit. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - ZERO;
  const ones = (bytes[at + 1] as number) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

/** `08:26:00` as milliseconds; NaN for other texts. */
function clockAt(bytes: Uint8Array, at: number): number {
  const hour = twoDigits(bytes, at);
  const minute = twoDigits(bytes, at + 3);
  const second = twoDigits(bytes, at + 6);
  const isClock = hour < 24 && minute < 60 && second < 60 && bytes[at + 2] === COLON && bytes[at + 5] === COLON;
  return isClock ? ((hour * 60 + minute) * 60 + second) * 1000 : NaN;
}
