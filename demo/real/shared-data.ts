/** Reads the real data sets that lie beside a checkout. They are not published with the kit, so they may be missing. */

import {decodeText} from 'tillboard/data-adapters/decode-text';
import {parseCsv} from 'tillboard/data-adapters/parse-csv';
import {readSource} from 'tillboard/data-adapters/read-source';

/** The development server's way to `../shared/data`; a built page has none. */
const ROOT = '/shared-data/';

export const addressOf = (path: string): URL => new URL(ROOT + path, location.href);

/** Whether the folder is there, asked by a small file of it. */
export async function isThere(): Promise<boolean> {
  try {
    await readSource(addressOf('northwind/categories.csv'), 'categories', {}, {});
    return true;
  } catch {
    return false;
  }
}

/** A CSV file as columns of text, by header. */
export async function readColumns(path: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const {name, content} = await readSource(addressOf(path), path, {}, {});
  const text = typeof content === 'string' ? content : decodeText(content, name);
  const {header, records} = await parseCsv(text, {}, {name, check: () => undefined});
  return new Map(header.map((column, index) => [column, records.map((record) => String(record[index] ?? ''))]));
}
