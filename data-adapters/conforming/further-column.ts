/** A host's own column: numbers where every cell is one beyond doubt, else text. */

import {isBlank} from '../cells/cell-text.ts';
import type {Column} from '../column.ts';
import type {Dictionary} from '../columns/dictionary.ts';
import type {RawColumn} from '../raw-tables/raw-column.ts';
import {buildColumn} from './build-column.ts';
import type {CellOptions, RowState} from './build-column.ts';

/** With `.50` as database exports write it. */
const PLAIN_NUMBER = /^-?(?:(?:0|[1-9]\d*)(?:\.\d+)?|\.\d+)$/;
const MAX_DIGITS = 15;
/** Names of columns that identify: their values stay text even where they look like numbers. */
const IDENTIFIER = /(?:^|[^a-z])(?:id|ids|no|nr|number|code|key|uuid|guid|sku|ean|upc|barcode|phone|mobile|tel|zip|postcode|postal)$|[a-z](?:Id|ID|No|Code)$|编号|编码|单号|号码|条码|电话|手机|邮编|帐号|账号/;

/** `isText`: the rows before these made it text. */
export function buildFurther(
  name: string, column: RawColumn, rows: RowState, {isText = false, ...options}: CellOptions & {readonly isText?: boolean},
): Column {
  const type = !isText && !isIdentifier(name) && holdsNumbers(column, rows) ? 'number' : 'text';
  return buildColumn({name, type, required: false, column}, rows, {...options, decimal: '.'});
}

/** Whether a further column's values stay text even where they look like numbers. */
export function isIdentifier(name: string): boolean {
  return IDENTIFIER.test(name) || IDENTIFIER.test(name.toLowerCase());
}

function holdsNumbers({cell, typed}: RawColumn, rows: RowState): boolean {
  if (typed?.kind === 'texts') return textsHoldNumbers(typed, rows);
  let numbers = 0;
  for (let row = 0; row < rows.length; row++) {
    if (rows.dropped[row]) continue;
    const value = cell(row);
    if (isBlank(value)) continue;
    if (!isPlainNumber(value)) return false;
    numbers++;
  }
  return numbers > 0;
}

/** Each text once; texts that only rows left out hold do not count. */
function textsHoldNumbers({codes, dictionary}: {readonly codes: Int32Array; readonly dictionary: Dictionary}, rows: RowState): boolean {
  const seen = new Uint8Array(dictionary.size);
  let numbers = 0;
  for (let row = 0; row < rows.length; row++) {
    const code = codes[row] as number;
    if (code < 0 || seen[code] || rows.dropped[row]) continue;
    seen[code] = 1;
    const text = dictionary.text(code);
    if (isBlank(text)) continue;
    if (!isPlainNumber(text)) return false;
    numbers++;
  }
  return numbers > 0;
}

function isPlainNumber(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  if (typeof value !== 'string') return false;
  const text = value.trim();
  return text.length <= MAX_DIGITS + 2 && PLAIN_NUMBER.test(text) && text.replace(/[-.]/g, '').length <= MAX_DIGITS;
}
