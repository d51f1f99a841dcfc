/** The distinct texts of a column by their code, held so that a text costs a string only once somebody reads it. */

import {hashBytes, hashNumber, hashText, MINUS, ZERO} from './hash-text.ts';

export interface Dictionary {
  readonly size: number;
  /** The text of a code from 0 to `size` − 1; undefined for others. */
  text(code: number): string | undefined;
  /** All of them, in the order of their codes. Made at the first call and kept: for ids of a million orders that is a million strings. */
  readonly texts: readonly string[];
  /** The texts of those codes, in their order. */
  take(codes: Int32Array): Dictionary;
  /** The {@link hashText} of a code's text, which need not become a string for it. */
  hash(code: number): number;
  /** Whether a code's text is `text`, whose {@link wholeNumber} is `number`: what is held need not become a string for it. */
  isText(code: number, text: string, number: number): boolean;
}

const MOST_DIGITS = 16;
const LAST_ASCII = 127;

/** The number that a text prints, where JavaScript prints that number as this text and it is whole; else NaN. */
export function wholeNumber(text: string): number {
  const sign = text.charCodeAt(0) === MINUS ? 1 : 0;
  const digits = text.length - sign;
  if (digits < 1 || digits > MOST_DIGITS) return NaN;
  if (text.charCodeAt(sign) === ZERO) return digits === 1 && sign === 0 ? 0 : NaN;
  let number = 0;
  for (let at = sign; at < text.length; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    number = number * 10 + digit;
  }
  return number > Number.MAX_SAFE_INTEGER ? NaN : sign ? -number : number;
}

/** Texts that are strings already. */
export class StringDictionary implements Dictionary {
  readonly size: number;
  constructor(readonly texts: readonly string[]) {
    this.size = texts.length;
  }
  text(code: number): string | undefined {
    return this.texts[code];
  }
  hash(code: number): number {
    return hashText(this.texts[code] as string);
  }
  isText(code: number, text: string): boolean {
    return this.texts[code] === text;
  }
  take(codes: Int32Array): StringDictionary {
    return new StringDictionary(Array.from(codes, (code) => this.texts[code] as string));
  }
}

/** Texts that are whole numbers as JavaScript prints them: `1042`, never `007`, `+7`, `-0` or more than 2^53 − 1. */
export class NumberDictionary implements Dictionary {
  readonly size: number;
  #texts: readonly string[] | undefined;
  constructor(readonly numbers: Int32Array | Float64Array) {
    this.size = numbers.length;
  }
  get texts(): readonly string[] {
    return (this.#texts ??= Array.from(this.numbers, String));
  }
  text(code: number): string | undefined {
    const number = this.numbers[code];
    return number === undefined ? undefined : String(number);
  }
  hash(code: number): number {
    return hashNumber(this.numbers[code] as number);
  }
  isText(code: number, _text: string, number: number): boolean {
    return this.numbers[code] === number;
  }
  take(codes: Int32Array): NumberDictionary {
    return new NumberDictionary(pickNumbers(this.numbers, codes));
  }
}

function pickNumbers(numbers: Int32Array | Float64Array, codes: Int32Array): Int32Array | Float64Array {
  const taken = numbers instanceof Int32Array ? new Int32Array(codes.length) : new Float64Array(codes.length);
  for (let at = 0; at < codes.length; at++) taken[at] = numbers[codes[at] as number] as number;
  return taken;
}

/**
 * Texts as UTF-8: the text of `code` is the bytes from `offsets[code]` to `offsets[code + 1]`. All of them are decoded at once as soon as one is
 * asked for: to begin decoding costs more than a short text. Where a character is a byte, as in ids, each is then a piece of that.
 */
export class ByteDictionary implements Dictionary {
  readonly size: number;
  #texts: readonly string[] | undefined;
  #whole: string | undefined;
  constructor(readonly bytes: Uint8Array, readonly offsets: Uint32Array) {
    this.size = Math.max(0, offsets.length - 1);
  }
  get texts(): readonly string[] {
    return (this.#texts ??= Array.from({length: this.size}, (_, code) => this.#read(code)));
  }
  text(code: number): string | undefined {
    return code >= 0 && code < this.size ? this.#read(code) : undefined;
  }
  hash(code: number): number {
    return hashBytes(this.bytes, this.#start(code), this.#end(code));
  }
  isText(code: number, text: string): boolean {
    const start = this.#start(code);
    const length = this.#end(code) - start;
    if (length < text.length) return false;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit > LAST_ASCII) return this.#read(code) === text;
      if (unit !== this.bytes[start + at]) return false;
    }
    return length === text.length;
  }
  take(codes: Int32Array): ByteDictionary {
    const offsets = new Uint32Array(codes.length + 1);
    codes.forEach((code, at) => {
      offsets[at + 1] = (offsets[at] as number) + this.#end(code) - this.#start(code);
    });
    const bytes = new Uint8Array(offsets[codes.length] as number);
    for (let at = 0; at < codes.length; at++) {
      bytes.set(this.bytes.subarray(this.#start(codes[at] as number), this.#end(codes[at] as number)), offsets[at]);
    }
    return new ByteDictionary(bytes, offsets);
  }
  #start(code: number): number {
    return this.offsets[code] as number;
  }
  #end(code: number): number {
    return this.offsets[code + 1] as number;
  }
  #read(code: number): string {
    this.#whole ??= this.#decode();
    const [start, end] = [this.#start(code), this.#end(code)];
    return this.#whole === '' ? DECODER.decode(this.bytes.subarray(start, end)) : this.#whole.slice(start, end);
  }
  /** Empty where a character may be several bytes. */
  #decode(): string {
    const used = this.bytes.subarray(0, this.size === 0 ? 0 : this.#end(this.size - 1));
    const whole = DECODER.decode(used);
    return whole.length === used.length ? whole : '';
  }
}

// A text may begin with U+FEFF: it is the text's, not a mark of the file.
const DECODER = new TextDecoder('utf-8', {ignoreBOM: true});
