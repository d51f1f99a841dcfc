/** A host's own list of values as a raw column. */

import {StringDictionary} from '../columns/dictionary.ts';
import {roomyFloat64, roomyInt32} from '../columns/grow-array.ts';
import {atOnce} from './at-once.ts';
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
    return atOnce(this.typing());
  }

  /** The same in parts, for one who wants to pause. */
  *typing(): Generator<void, TypedCells | undefined> {
    if (!this.#isTyped) this.#typed = yield* this.#read();
    this.#isTyped = true;
    return this.#typed;
  }

  *#read(): Generator<void, TypedCells | undefined> {
    const {cell} = this;
    let first: unknown;
    for (let row = 0; row < this.#length && (first === undefined || first === null); row++) {
      first = cell(row);
      if ((row + 1) % PAUSE === 0) yield;
    }
    if (typeof first === 'string') return yield* readTexts(this.#length, cell);
    const isDate = first instanceof Date;
    if (!isDate && typeof first !== 'number') return undefined;
    const values = yield* readValues(this.#length, cell, isDate ? instant : finiteNumber);
    return values && (isDate ? {kind: 'instants', values} : {kind: 'numbers', values, isOwn: true});
  }
}

/** Values and blanks alone; `valueOf` answers undefined for a cell of another kind. */
function* readValues(length: number, cell: CellReader, valueOf: (value: unknown) => number | undefined): Generator<void, Float64Array | undefined> {
  const values = roomyFloat64(length);
  for (let row = 0; row < length; row++) {
    const found = cell(row);
    const value = found === undefined || found === null ? NaN : valueOf(found);
    if (value === undefined) return undefined;
    values[row] = value;
    if ((row + 1) % PAUSE === 0) yield;
  }
  return values;
}

function finiteNumber(value: unknown): number | undefined {
  return typeof value === 'number' && value - value === 0 ? value : undefined;
}

/** Infinite for a date that is none. */
function instant(value: unknown): number | undefined {
  if (!(value instanceof Date)) return undefined;
  const time = value.getTime();
  return time === time ? time : Infinity;
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
