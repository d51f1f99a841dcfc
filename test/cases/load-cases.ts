/** Reads cases and data sets from folders. */

import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {gunzipSync} from 'node:zlib';
import {decodeText} from 'tillboard/data-adapters/decode-text';
import {parseCsv} from 'tillboard/data-adapters/parse-csv';

import {DataMissing, isRecord} from './case.ts';
import type {PeerCase, ReadData, TextTable} from './case.ts';

export function isFolder(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isDirectory() ?? false;
}

/** Every case under a folder, by name. Throws an `Error` for a file that holds none; `index.json` is a list of them. */
export function loadCases(folder: string): PeerCase[] {
  return readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter((name) => name.endsWith('.json') && !/(^|[\\/])index\.json$/.test(name))
    .sort()
    .map((name) => readCase(join(folder, name)));
}

function readCase(file: string): PeerCase {
  const found = JSON.parse(readFileSync(file, 'utf8')) as Partial<PeerCase>;
  if (typeof found.id !== 'string' || typeof found.widget !== 'string' || typeof found.capability !== 'string' || !isRecord(found.expected)) {
    throw new Error(`${file} is not a case: it needs id, widget, capability and expected.`);
  }
  return {input: {}, params: {}, tolerance: {abs: 0}, agrees_with_recommended_default: true, ...found} as PeerCase;
}

/** Reads data files of a folder, each once. Blank-separated text (`.txt`) is taken as commas, with names of its own where it has no header. */
export function dataReader(folder: string): ReadData {
  const kept = new Map<string, Promise<TextTable>>();
  const load = async (path: string): Promise<TextTable> => {
    const file = join(folder, path);
    if (!statSync(file, {throwIfNoEntry: false})?.isFile()) throw new DataMissing(path);
    const bytes = readFileSync(file);
    const text = decodeText(path.endsWith('.gz') ? gunzipSync(bytes) : bytes, path);
    const {header, records} = await parseCsv(path.endsWith('.txt') ? commaSeparated(text) : text, {}, {name: path, check: () => undefined});
    return {header: header.map((name) => name.trim()), records: records as string[][]};
  };
  return (path) => {
    const table = kept.get(path) ?? load(path);
    kept.set(path, table);
    return table;
  };
}

function commaSeparated(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => line.trim().split(/\s+/).join(','));
  const first = lines[0] ?? '';
  const hasHeader = /[a-z]/i.test(first);
  return [...(hasHeader ? [] : [first.split(',').map((_, index) => `column_${index + 1}`).join(',')]), ...lines].join('\n');
}
