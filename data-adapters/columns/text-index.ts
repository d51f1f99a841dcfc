/** Finds the code of a text in a column's dictionary. */

import type {TextColumn} from '../column.ts';
import {wholeNumber} from './dictionary.ts';
import type {Dictionary} from './dictionary.ts';
import {hashText} from './hash-text.ts';

const EMPTY = -1;

/**
 * Open addressing over the texts' hashes: eight to sixteen bytes a text, where a `Map` of strings takes forty and needs the strings. Goes on with a
 * dictionary that grew at its end; texts that it took in for a batch that was given up do no harm, since every hit is compared with the dictionary
 * at hand.
 */
export class TextIndex {
  #slots = new Int32Array(16).fill(EMPTY);
  #size = 0;

  /** The code, or −2 where there is no such text. The dictionary is the one that {@link cover} was called with last, or one it grew from. */
  codeOf(text: string, dictionary: Dictionary): number {
    const mask = this.#slots.length - 1;
    const number = wholeNumber(text);
    for (let slot = hashText(text) & mask; ; slot = (slot + 1) & mask) {
      const code = this.#slots[slot] as number;
      if (code === EMPTY) return -2;
      if (code < dictionary.size && dictionary.isText(code, text, number)) return code;
    }
  }

  /** Takes in the texts from `from` on. */
  cover(dictionary: Dictionary, from: number): void {
    this.#size += dictionary.size - from;
    if (this.#size * 4 > this.#slots.length * 3) {
      this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(dictionary.size * 2 + 16))).fill(EMPTY);
      this.#size = dictionary.size;
      this.#put(dictionary, 0);
    } else {
      this.#put(dictionary, from);
    }
  }

  #put(dictionary: Dictionary, from: number): void {
    const mask = this.#slots.length - 1;
    for (let code = from; code < dictionary.size; code++) {
      let slot = dictionary.hash(code) & mask;
      while (this.#slots[slot] !== EMPTY) slot = (slot + 1) & mask;
      this.#slots[slot] = code;
    }
  }
}

const indexes = new WeakMap<TextColumn, TextIndex>();

/** The index of a column's dictionary, made when it is first asked for. */
export function textIndex(column: TextColumn): TextIndex {
  let index = indexes.get(column);
  if (!index) {
    indexes.set(column, (index = new TextIndex()));
    index.cover(column.dictionary, 0);
  }
  return index;
}

/** Hands the index of a column on to the one that it grew to. */
export function growIndex(before: TextColumn, after: TextColumn): void {
  const index = indexes.get(before);
  if (!index) return;
  index.cover(after.dictionary, before.size);
  indexes.set(after, index);
}

/** The last translation of a dictionary: it is asked for by everyone who holds the same rows against the others. */
const translations = new WeakMap<Dictionary, {readonly to: TextColumn; readonly codes: Int32Array}>();

/** A code of `to` for each code of `from`; −2 for texts that it lacks. Not to be written to. */
export function translateCodes(from: TextColumn, to: TextColumn): Int32Array {
  const known = translations.get(from.dictionary);
  if (known?.to === to) return known.codes;
  const index = textIndex(to);
  const codes = new Int32Array(from.size);
  for (let code = 0; code < codes.length; code++) codes[code] = index.codeOf(from.text(code) as string, to.dictionary);
  translations.set(from.dictionary, {to, codes});
  return codes;
}
