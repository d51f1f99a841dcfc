/** Finds the code of a text in a column's dictionary. */

import type {TextColumn} from './column.ts';

const EMPTY = -1;

/**
 * Open addressing over the texts' hashes: eight to sixteen bytes a text, where a `Map` of strings takes forty. Goes on with a dictionary that grew at
 * its end; texts that it took in for a batch that was given up do no harm, since every hit is compared with the dictionary of the column at hand.
 */
export class TextIndex {
  #slots = new Int32Array(16).fill(EMPTY);
  #size = 0;

  /** The code, or −2 where the column has no such text. The column is the one that {@link cover} was called with last, or one it grew from. */
  codeOf(text: string, values: readonly string[]): number {
    const mask = this.#slots.length - 1;
    for (let slot = hashOf(text) & mask; ; slot = (slot + 1) & mask) {
      const code = this.#slots[slot] as number;
      if (code === EMPTY) return -2;
      if (values[code] === text) return code;
    }
  }

  /** Takes in the texts from `from` on. */
  cover(values: readonly string[], from: number): void {
    this.#size += values.length - from;
    if (this.#size * 4 > this.#slots.length * 3) {
      this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(values.length * 2 + 16))).fill(EMPTY);
      this.#size = values.length;
      this.#put(values, 0);
    } else {
      this.#put(values, from);
    }
  }

  #put(values: readonly string[], from: number): void {
    const mask = this.#slots.length - 1;
    for (let code = from; code < values.length; code++) {
      let slot = hashOf(values[code] as string) & mask;
      while (this.#slots[slot] !== EMPTY) slot = (slot + 1) & mask;
      this.#slots[slot] = code;
    }
  }
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 15);
}

const indexes = new WeakMap<TextColumn, TextIndex>();

/** The index of a column's dictionary, made when it is first asked for. */
export function textIndex(column: TextColumn): TextIndex {
  let index = indexes.get(column);
  if (!index) {
    indexes.set(column, (index = new TextIndex()));
    index.cover(column.values, 0);
  }
  return index;
}

/** Hands the index of a column on to the one that it grew to. */
export function growIndex(before: TextColumn, after: TextColumn): void {
  const index = indexes.get(before);
  if (!index) return;
  index.cover(after.values, before.values.length);
  indexes.set(after, index);
}

/** A code of `to` for each code of `from`; −2 for texts that it lacks. */
export function translateCodes(from: TextColumn, to: TextColumn): Int32Array {
  const index = textIndex(to);
  return Int32Array.from(from.values, (text) => index.codeOf(text, to.values));
}
