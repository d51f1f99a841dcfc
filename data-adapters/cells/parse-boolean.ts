/** Reads one cell as yes or no. */

import {isBlank} from './cell-text.ts';
import {normalWidth} from './parse-number.ts';

const WORDS = new Map<string, 0 | 1>([
  ['true', 1], ['t', 1], ['yes', 1], ['y', 1], ['1', 1], ['是', 1], ['对', 1], ['停产', 1], ['下架', 1],
  ['false', 0], ['f', 0], ['no', 0], ['n', 0], ['0', 0], ['否', 0], ['在售', 0], ['上架', 0],
]);

/** 1 or 0, null for a blank cell, or the reason why the cell is neither. */
export function parseBoolean(cell: unknown): 0 | 1 | null | 'unreadable-boolean' {
  if (isBlank(cell)) return null;
  return WORDS.get(normalWidth(String(cell)).toLowerCase()) ?? 'unreadable-boolean';
}
