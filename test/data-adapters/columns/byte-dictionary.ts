import {ByteDictionary} from '../../../data-adapters/columns/dictionary.ts';

/** Texts as a dictionary that holds them as UTF-8. */
export function bytesOf(texts: readonly string[]): ByteDictionary {
  const parts = texts.map((text) => new TextEncoder().encode(text));
  const offsets = new Uint32Array(texts.length + 1);
  parts.forEach((part, at) => (offsets[at + 1] = (offsets[at] as number) + part.length));
  const bytes = new Uint8Array(offsets[texts.length] as number);
  parts.forEach((part, at) => bytes.set(part, offsets[at]));
  return new ByteDictionary(bytes, offsets);
}
