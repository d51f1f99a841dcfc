/** Nested records as flat rows. */

import {AdapterError} from '../adapter.ts';
import {isRecord} from './json-record.ts';
import type {JsonRecord} from './json-record.ts';

type FlatRow = Record<string, unknown>;

/** Deeper nesting is no table. */
const MAX_DEPTH = 64;

/**
 * Inner objects become dotted columns: `{customer: {id: 7}}` → `customer.id`. With `split`, each element of that array becomes a row of its
 * own: the record's other columns, and the element's under `<split>.`; a record without elements stays one row. Other arrays stay as they are.
 */
export function flattenRecords(records: readonly unknown[], split: string | undefined, name: string): FlatRow[] {
  return records.flatMap((record) => {
    const flat = emptyRow();
    if (!isRecord(record)) return [flat];
    flatten(record, '', flat, 1, name);
    const parts = split === undefined ? undefined : flat[split];
    if (split === undefined || !Array.isArray(parts)) return [flat];
    Reflect.deleteProperty(flat, split);
    if (parts.length === 0) return [flat];
    return parts.map((part: unknown) => {
      const row = Object.assign(emptyRow(), flat);
      if (isRecord(part)) flatten(part, `${split}.`, row, 1, name);
      else row[split] = part;
      return row;
    });
  });
}

/** Without a prototype a key `__proto__` is a key like any other. */
function emptyRow(): FlatRow {
  return Object.create(null) as FlatRow;
}

function flatten(record: JsonRecord, prefix: string, into: FlatRow, depth: number, name: string): void {
  if (depth > MAX_DEPTH) throw new AdapterError(`${name} is nested deeper than ${MAX_DEPTH} levels.`, {kind: 'limit', source: name});
  for (const [key, value] of Object.entries(record)) {
    if (isRecord(value)) flatten(value, `${prefix}${key}.`, into, depth + 1, name);
    else into[prefix + key] = value;
  }
}
