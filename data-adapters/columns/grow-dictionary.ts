/** Dictionaries that grow at their end. */

import {NumberDictionary, StringDictionary} from './dictionary.ts';
import type {Dictionary} from './dictionary.ts';
import {growArray} from './grow-array.ts';
import {hashText} from './hash-text.ts';

/** The texts of `before`, then those of `codes` of `from`, none of which it holds. What is held stays as it is held; O(texts that come). */
export function growDictionary(before: Dictionary, from: Dictionary, codes: Int32Array): Dictionary {
  if (codes.length === 0) return before;
  const added = from.take(codes);
  if (before.size === 0) return added;
  if (before instanceof NumberDictionary && added instanceof NumberDictionary) return joinNumbers(before, added);
  if (before instanceof JoinedDictionary) return before.with(added.texts);
  return new JoinedDictionary(before, [], 0).with(added.texts);
}

function joinNumbers({numbers}: NumberDictionary, {numbers: added}: NumberDictionary): NumberDictionary {
  if (numbers instanceof Int32Array && added instanceof Int32Array) return new NumberDictionary(growArray(numbers, added));
  const floats = (values: Int32Array | Float64Array): Float64Array => (values instanceof Float64Array ? values : Float64Array.from(values));
  return new NumberDictionary(growArray(floats(numbers), floats(added)));
}

/** A dictionary and texts that came to it. Their list is shared with those that this one grew from and grows to: each knows how many are its own. */
class JoinedDictionary implements Dictionary {
  readonly size: number;
  readonly #first: Dictionary;
  readonly #rest: string[];
  readonly #own: number;
  #texts: readonly string[] | undefined;
  constructor(first: Dictionary, rest: string[], own: number) {
    this.#first = first;
    this.#rest = rest;
    this.#own = own;
    this.size = first.size + own;
  }
  get texts(): readonly string[] {
    return (this.#texts ??= this.#first.texts.concat(this.#rest.slice(0, this.#own)));
  }
  text(code: number): string | undefined {
    if (code < this.#first.size) return this.#first.text(code);
    return code < this.size ? this.#rest[code - this.#first.size] : undefined;
  }
  hash(code: number): number {
    return code < this.#first.size ? this.#first.hash(code) : hashText(this.#rest[code - this.#first.size] as string);
  }
  isText(code: number, text: string, number: number): boolean {
    return code < this.#first.size ? this.#first.isText(code, text, number) : this.#rest[code - this.#first.size] === text;
  }
  take(codes: Int32Array): Dictionary {
    if (codes.every((code) => code < this.#first.size)) return this.#first.take(codes);
    return new StringDictionary(Array.from(codes, (code) => this.text(code) as string));
  }
  with(texts: readonly string[]): JoinedDictionary {
    const rest = this.#rest.length === this.#own ? this.#rest : this.#rest.slice(0, this.#own);
    for (const text of texts) rest.push(text);
    return new JoinedDictionary(this.#first, rest, this.#own + texts.length);
  }
}
