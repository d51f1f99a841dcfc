/** Dense codes of numbers in the order of their first appearance. Tables grow with what they hold: memory that is touched costs more than moving. */

import {roomyInt32} from './grow-array.ts';
import {withScratch} from './scratch.ts';

const LEAST = 1 << 12;

export interface NumberCodes {
  /** −1 for none. */
  readonly codes: Int32Array;
  /** Each number once, by its code. */
  readonly numbers: Int32Array | Float64Array;
}

/**
 * `skipped` marks rows without a code; NaN has none. −0 is 0. Neighbours are often equal, and cost a comparison. Numbers that fit 32 bits, as most
 * ids do, are looked up in a list where they lie close together, as serial numbers do, else in one table of pairs where near numbers lie near each
 * other.
 */
export function codeNumbers(values: Float64Array | Int32Array, skipped: Uint8Array): NumberCodes {
  const range = rangeOf(values);
  if (!range) return codeDoubles(values, skipped);
  const span = range.last - range.first + 1;
  if (span > values.length * WIDEST) return codeInts(values, skipped, new IntTable());
  return withScratch((scratch) => codeInts(values, skipped, new IntList(range.first, scratch.int32(span))));
}

/** Up to this many places a value a list is shorter than a table. */
const WIDEST = 2;

/** Of values that fit 32 bits. */
function rangeOf(values: Float64Array | Int32Array): {readonly first: number; readonly last: number} | undefined {
  let [first, last] = [0x7fffffff, -0x80000000];
  const isWhole = values instanceof Int32Array;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (!isWhole && (value | 0) !== value) {
      if (value === value) return undefined;
      continue;
    }
    if (value < first) first = value;
    if (value > last) last = value;
  }
  return first > last ? {first: 0, last: -1} : {first, last};
}

/** Gives each number a code, and the numbers by code. */
abstract class IntCoder {
  #numbers = new Int32Array(LEAST);
  size = 0;
  abstract code(number: number): number;
  numbers(): Int32Array {
    return this.#numbers.slice(0, this.size);
  }
  protected numberOf(code: number): number {
    return this.#numbers[code] as number;
  }
  protected add(number: number): number {
    const code = this.size++;
    if (code === this.#numbers.length) this.#numbers = grown(this.#numbers);
    this.#numbers[code] = number;
    return code;
  }
}

/** By number, less the first, a code + 1. */
class IntList extends IntCoder {
  readonly #first: number;
  readonly #codes: Int32Array;
  constructor(first: number, codes: Int32Array) {
    super();
    this.#first = first;
    this.#codes = codes;
  }
  code(number: number): number {
    const at = number - this.#first;
    return (this.#codes[at] || (this.#codes[at] = this.add(number) + 1)) - 1;
  }
}

/** Pairs of number and code + 1; a new table is all zero, and free. */
class IntTable extends IntCoder {
  #pairs = new Int32Array(LEAST * 2);
  #mask = LEAST - 1;
  code(number: number): number {
    const pairs = this.#pairs;
    let slot = slotOf(number) & this.#mask;
    for (;;) {
      const code = pairs[slot * 2 + 1] as number;
      if (code === 0) break;
      if (pairs[slot * 2] === number) return code - 1;
      slot = (slot + 1) & this.#mask;
    }
    const code = this.add(number);
    this.#put(slot, number, code);
    if (this.size * 3 > this.#mask * 2) this.#rehash();
    return code;
  }
  #put(slot: number, number: number, code: number): void {
    this.#pairs[slot * 2] = number;
    this.#pairs[slot * 2 + 1] = code + 1;
  }
  #rehash(): void {
    const capacity = (this.#mask + 1) * 4;
    this.#mask = capacity - 1;
    this.#pairs = new Int32Array(capacity * 2);
    for (let code = 0; code < this.size; code++) {
      const number = this.numberOf(code);
      let slot = slotOf(number) & this.#mask;
      while (this.#pairs[slot * 2 + 1] !== 0) slot = (slot + 1) & this.#mask;
      this.#put(slot, number, code);
    }
  }
}

/** Eight numbers in a row share a cache line. */
function slotOf(number: number): number {
  const mixed = Math.imul(number >> 3, 0x9e3779b1);
  return ((mixed ^ (mixed >>> 15)) << 3) | (number & 7);
}

/** Codes of 32-bit integers, one after another. */
export function createIntCoder(): IntCoder {
  return new IntTable();
}

function codeInts(values: Float64Array | Int32Array, skipped: Uint8Array, table: IntCoder): NumberCodes {
  const codes = values instanceof Int32Array ? intCodes(values, skipped, table) : doubleCodes(values, skipped, table);
  return {codes, numbers: table.numbers()};
}

function intCodes(values: Int32Array, skipped: Uint8Array, table: IntCoder): Int32Array {
  const codes = roomyInt32(values.length);
  let before = 0;
  let code = -1;
  for (let row = 0; row < values.length; row++) {
    if (skipped[row]) {
      codes[row] = -1;
      continue;
    }
    const value = values[row] as number;
    if (value !== before || code < 0) {
      before = value;
      code = table.code(value);
    }
    codes[row] = code;
  }
  return codes;
}

function doubleCodes(values: Float64Array, skipped: Uint8Array, table: IntCoder): Int32Array {
  const codes = roomyInt32(values.length);
  let before = 0;
  let code = -1;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (skipped[row] || value !== value) {
      codes[row] = -1;
      continue;
    }
    if (value !== before || code < 0) {
      before = value;
      code = table.code(value | 0);
    }
    codes[row] = code;
  }
  return codes;
}

/** Any numbers: a `Map` takes −0 for 0. */
function codeDoubles(values: Float64Array | Int32Array, skipped: Uint8Array): NumberCodes {
  const codes = roomyInt32(values.length);
  const codeOf = new Map<number, number>();
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    let code = skipped[row] || value !== value ? -1 : codeOf.get(value);
    if (code === undefined) codeOf.set(value, (code = codeOf.size));
    codes[row] = code;
  }
  return {codes, numbers: Float64Array.from(codeOf.keys())};
}

/** Twice as much room, and for `least` values. */
export function grown<T extends Float64Array | Int32Array | Uint32Array | Uint8Array>(values: T, least = 0): T {
  const more = new (values.constructor as new (length: number) => T)(Math.max(values.length * 2, least));
  more.set(values);
  return more;
}
