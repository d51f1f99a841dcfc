/** Dense codes of texts that are still bytes, in the order of their first appearance. */

import {ByteDictionary} from './dictionary.ts';
import {grown} from './number-coder.ts';

const LEAST = 1 << 10;
const FREE = -1;

/** Thrown for bytes that are no UTF-8. */
export class NotUtf8 extends Error {}

export class TextCoder {
  #bytes = new Uint8Array(LEAST * 8);
  #offsets = new Uint32Array(LEAST + 1);
  #hashes = new Int32Array(LEAST);
  #slots = new Int32Array(LEAST * 2).fill(FREE);
  #mask = LEAST * 2 - 1;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The code of the text between two places of `from`. `hash` is {@link hashBytes} of them. Throws {@link NotUtf8}. */
  code(from: Uint8Array, start: number, end: number, hash: number): number {
    let slot = (hash ^ (hash >>> 15)) & this.#mask;
    for (;;) {
      const code = this.#slots[slot] as number;
      if (code === FREE) return this.#add(slot, from, start, end, hash);
      if (this.#hashes[code] === hash && this.#equals(code, from, start, end)) return code;
      slot = (slot + 1) & this.#mask;
    }
  }

  /** Each text once, by its code. */
  dictionary(): ByteDictionary {
    const offsets = this.#offsets.slice(0, this.#size + 1);
    return new ByteDictionary(this.#bytes.slice(0, offsets[this.#size]), offsets);
  }

  #equals(code: number, from: Uint8Array, start: number, end: number): boolean {
    let at = this.#offsets[code] as number;
    if ((this.#offsets[code + 1] as number) - at !== end - start) return false;
    for (let i = start; i < end; i++) if (this.#bytes[at++] !== from[i]) return false;
    return true;
  }

  #add(slot: number, from: Uint8Array, start: number, end: number, hash: number): number {
    checkUtf8(from, start, end);
    const code = this.#size++;
    const at = this.#offsets[code] as number;
    while (at + end - start > this.#bytes.length) this.#bytes = grown(this.#bytes);
    if (code + 1 >= this.#hashes.length) {
      this.#hashes = grown(this.#hashes);
      const offsets = new Uint32Array(this.#hashes.length + 1);
      offsets.set(this.#offsets);
      this.#offsets = offsets;
    }
    for (let i = start; i < end; i++) this.#bytes[at + i - start] = from[i] as number;
    this.#offsets[code + 1] = at + end - start;
    this.#hashes[code] = hash;
    this.#slots[slot] = code;
    if (this.#size * 2 > this.#slots.length) this.#rehash();
    return code;
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 4).fill(FREE);
    this.#mask = this.#slots.length - 1;
    for (let code = 0; code < this.#size; code++) {
      const hash = this.#hashes[code] as number;
      let slot = (hash ^ (hash >>> 15)) & this.#mask;
      while (this.#slots[slot] !== FREE) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = code;
    }
  }
}

export const HASH_START = 17;

export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = HASH_START;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + (bytes[at] as number)) | 0;
  return hash;
}

const STRICT = new TextDecoder('utf-8', {fatal: true});

function checkUtf8(bytes: Uint8Array, start: number, end: number): void {
  for (let at = start; at < end; at++) {
    if ((bytes[at] as number) < 128) continue;
    try {
      STRICT.decode(bytes.subarray(at, end));
      return;
    } catch {
      throw new NotUtf8('The bytes are no UTF-8.');
    }
  }
}
