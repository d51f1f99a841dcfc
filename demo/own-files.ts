/** Reads a visitor's own files: says what table each one is, loads them together, and keeps what could not be used, with the reason. */

import {AdapterError, createCsvAdapter} from 'tillboard/data-adapters/csv';
import {decodeText} from 'tillboard/data-adapters/decode-text';
import {guessTable} from 'tillboard/data-adapters/headers';
import {parseCsv} from 'tillboard/data-adapters/parse-csv';
import {readSource} from 'tillboard/data-adapters/read-source';
import type {CanonicalTables, TableName} from 'tillboard/data-adapters/schema';

/** Enough of a file to see its header row. */
const HEAD_CHARACTERS = 65_536;

export interface RefusedFile {
  readonly name: string;
  /** The adapter's own words, or null when no table fits the header. */
  readonly message: string | null;
  /** Columns that the likeliest table still lacks. */
  readonly missing: readonly string[];
  readonly likeliest?: TableName;
}

export interface OwnFiles {
  readonly tables: CanonicalTables | null;
  readonly refused: readonly RefusedFile[];
}

interface Recognised {
  readonly table: TableName;
  readonly name: string;
  readonly text: string;
}

async function recognise(file: File): Promise<Recognised | RefusedFile> {
  try {
    const {name, content} = await readSource(file, file.name, {}, {});
    const text = typeof content === 'string' ? content : decodeText(content, name);
    const end = text.length <= HEAD_CHARACTERS ? text.length : text.lastIndexOf('\n', HEAD_CHARACTERS) + 1 || text.length;
    const {header} = await parseCsv(text.slice(0, end), {}, {name, check: () => undefined});
    const {table, columns, missing} = guessTable(header);
    if (missing.length === 0) return {table, name, text};
    // A header of which no column is known is like no table more than like another.
    return {name, message: null, missing, ...(Object.keys(columns).length > 0 ? {likeliest: table} : {})};
  } catch (error) {
    return {name: file.name, message: messageOf(error), missing: []};
  }
}

const messageOf = (error: unknown): string => (error instanceof AdapterError || error instanceof Error ? error.message : String(error));

/** The viewer's zone stands in for the shop's: a file does not name one. */
const viewerZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Never rejects: what cannot be used is in `refused`. */
export async function readOwnFiles(files: readonly File[]): Promise<OwnFiles> {
  const results = await Promise.all(files.map(recognise));
  const refused = results.filter((result): result is RefusedFile => 'message' in result);
  const texts = new Map<TableName, {text: string}>();
  for (const result of results) {
    if ('message' in result) continue;
    if (texts.has(result.table)) {
      refused.push({name: result.name, message: `Another file is ${result.table} already; put their rows into one file.`, missing: []});
    } else {
      texts.set(result.table, {text: result.text});
    }
  }
  if (texts.size === 0) return {tables: null, refused};
  try {
    return {tables: await createCsvAdapter(Object.fromEntries(texts), {timeZone: viewerZone()}).load(), refused};
  } catch (error) {
    return {tables: null, refused: [...refused, {name: [...texts.keys()].join(', '), message: messageOf(error), missing: []}]};
  }
}
