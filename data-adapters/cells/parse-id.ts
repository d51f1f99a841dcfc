/** Reads one cell as text. Text is never turned into a number on the way. */

import {cellText} from './cell-text.ts';

/** What a cell may hold before it is cut: a category of this size is a mistake, an id of this size is none. */
export const MAX_CELL = 65_536;

/** Words that exports write where an id is missing. As ids they would be one giant customer. */
const NULL_WORDS = new Set(['null', 'NULL', 'Null', 'undefined', 'NaN', 'nan', '(not set)', 'N/A', 'n/a', '#N/A', 'None']);

/**
 * An id as given but for outer blanks: leading zeros, 19 digits and `12e345` stay. Null for a blank cell; `null-word` for what an
 * export writes instead of one; `unsafe-integer` for a number beyond 2^53 − 1, where two ids may have become one.
 */
export function parseId(cell: unknown): string | null | {readonly refused: 'null-word' | 'unsafe-integer' | 'cell-too-long' | 'infinite-number'} {
  if (typeof cell === 'number') {
    if (Number.isInteger(cell) && !Number.isSafeInteger(cell)) return {refused: 'unsafe-integer'};
    if (cell === Infinity || cell === -Infinity) return {refused: 'infinite-number'};
  }
  const text = cellText(cell).trim();
  if (text === '') return null;
  if (text.length > MAX_CELL) return {refused: 'cell-too-long'};
  return NULL_WORDS.has(text) ? {refused: 'null-word'} : text;
}

/** A category as given but for outer blanks; null for a blank cell. Longer texts are cut at {@link MAX_CELL}. */
export function parseText(cell: unknown): {readonly text: string | null; readonly cut: boolean} {
  const text = cellText(cell).trim();
  if (text === '') return {text: null, cut: false};
  if (text.length <= MAX_CELL) return {text, cut: false};
  // Not in the middle of a surrogate pair.
  const end = /[\uD800-\uDBFF]/.test(text.charAt(MAX_CELL - 1)) ? MAX_CELL - 1 : MAX_CELL;
  return {text: text.slice(0, end), cut: true};
}
