/** Which texts of a dictionary are ids or categories just as they stand. */

import {MAX_CELL, parseId, parseText} from '../cells/parse-id.ts';
import {ByteDictionary, NumberDictionary} from '../columns/dictionary.ts';
import type {Dictionary} from '../columns/dictionary.ts';
import type {ColumnRequest} from './build-column.ts';

/** A null word, and a text that stands for a missing id, is no longer. */
const LONGEST_WORD = 9;

/**
 * A flag a text: 1 for one that is read as it stands, 0 for one that is never a value. Undefined where a text would change on the way, such as
 * one with outer blanks: two of them may become one. Makes strings of few texts.
 */
export function cleanTexts(dictionary: Dictionary, request: ColumnRequest): Uint8Array | undefined {
  const clean = new Uint8Array(dictionary.size);
  const longest = Math.max(LONGEST_WORD, ...[...(request.missing ?? [])].map((text) => text.length));
  const isId = request.type === 'id';
  for (let code = 0; code < clean.length; code++) {
    if (isPlain(dictionary, code, isId, isId && request.missing ? longest : 0)) {
      clean[code] = 1;
      continue;
    }
    const text = dictionary.text(code);
    const read = isId ? parseId(text) : parseText(text).text;
    if (typeof read === 'string' && !(isId && request.missing?.has(read))) {
      if (read !== text) return undefined;
      clean[code] = 1;
    }
  }
  return clean;
}

/** Whether bytes alone show that a text is clean. Texts up to `asked` characters must be looked at. */
function isPlain(dictionary: Dictionary, code: number, isId: boolean, asked: number): boolean {
  if (dictionary instanceof NumberDictionary) return asked === 0;
  if (!(dictionary instanceof ByteDictionary)) return false;
  const {bytes, offsets} = dictionary;
  const start = offsets[code] as number;
  const end = offsets[code + 1] as number;
  if (end - start <= asked || end === start || end - start > MAX_CELL) return false;
  const first = bytes[start] as number;
  const last = bytes[end - 1] as number;
  // Beyond ASCII there are blanks, too.
  if (first <= 32 || first >= 127 || last <= 32 || last >= 127) return false;
  return !isId || end - start > LONGEST_WORD || !beginsNullWord(first);
}

/** `null`, `undefined`, `nan`, `(not set)`, `n/a`, `#N/A`, `None`. */
function beginsNullWord(first: number): boolean {
  return first === 40 || first === 35 || (first | 32) === 110 || (first | 32) === 117;
}
