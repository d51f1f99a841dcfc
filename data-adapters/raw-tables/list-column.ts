/** A host's own list of values as a raw column. */

import {StringDictionary} from '../columns/dictionary.ts';
import {roomyFloat64, roomyInt32} from '../columns/grow-array.ts';
import type {CellReader, RawColumn, TypedCells} from './raw-column.ts';

/** Cells between two pauses. */
const PAUSE = 1 << 14;

/**
 * Cells that are read one by one, and, where all that are not blank are numbers, texts or dates, as such. That is found out once somebody asks, in
 * one pass, which stops at the first cell of another kind.
 */
export class ListColumn implements RawColumn {
  readonly cell: CellReader;
  readonly #length: number;
  #typed: TypedCells | undefined;
  #isTyped = false;

  constructor(length: number, cell: CellReader) {
    this.#length = length;
    this.cell = cell;
  }

  get typed(): TypedCells | undefined {
    const pass = this.typing();
    while (!pass.next().done);
    return this.#typed;
  }

  /** The same in parts, for one who wants to pause: `typed` costs nothing once it is through. */
  *typing(): Generator<void, void> {
    if (this.#isTyped) return;
    this.#typed = yield* this.#read();
    this.#isTyped = true;
  }

  *#read(): Generator<void, TypedCells | undefined> {
    const {cell} = this;
    let first: unknown;
    for (let row = 0; row < this.#length && (first === undefined || first === null); row++) {
      first = cell(row);
      if ((row + 1) % PAUSE === 0) yield;
    }
    if (typeof first === 'number') return yield* readNumbers(this.#length, cell);
    if (typeof first === 'string') return yield* readTexts(this.#length, cell);
    return first instanceof Date ? yield* readDates(this.#length, cell) : undefined;
  }
}

/** Finite numbers and blanks alone. */
function* readNumbers(length: number, cell: CellReader): Generator<void, TypedCells | undefined> {
  const values = roomyFloat64(length);
  for (let row = 0; row < length; row++) {
    const value = cell(row);
    if (typeof value === 'number' && value - value === 0) values[row] = value;
    else if (value === undefined || value === null) values[row] = NaN;
    else return undefined;
    if ((row + 1) % PAUSE === 0) yield;
  }
  return {kind: 'numbers', values, isOwn: true};
}

/** Texts and blanks alone. Neighbours are often equal. */
function* readTexts(length: number, cell: CellReader): Generator<void, TypedCells | undefined> {
  const codes = roomyInt32(length);
  const texts: string[] = [];
  const codeOf = new Map<string, number>();
  let before: string | undefined;
  let code = -1;
  for (let row = 0; row < length; row++) {
    const value = cell(row);
    if (typeof value === 'string') {
      if (value !== before) {
        before = value;
        code = codeOf.get(value) ?? texts.length;
        if (code === texts.length) codeOf.set(value, texts.push(value) - 1);
      }
      codes[row] = code;
    } else if (value === undefined || value === null) codes[row] = -1;
    else return undefined;
    if ((row + 1) % PAUSE === 0) yield;
  }
  return {kind: 'texts', codes, dictionary: new StringDictionary(texts), isOwn: true};
}

/** Dates and blanks alone; infinite for a date that is none. */
function* readDates(length: number, cell: CellReader): Generator<void, TypedCells | undefined> {
  const values = new Float64Array(length);
  for (let row = 0; row < length; row++) {
    const value = cell(row);
    if (value instanceof Date) values[row] = Number.isNaN(value.getTime()) ? Infinity : value.getTime();
    else if (value === undefined || value === null) values[row] = NaN;
    else return undefined;
    if ((row + 1) % PAUSE === 0) yield;
  }
  return {kind: 'instants', values};
}
