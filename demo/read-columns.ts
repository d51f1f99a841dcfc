/** A CSV file as columns of text, for data sets that must be put together before the kit can read them. */

import {decodeText} from 'tillboard/data-adapters/decode-text';
import {parseCsv} from 'tillboard/data-adapters/parse-csv';
import {readSource} from 'tillboard/data-adapters/read-source';

/** Texts by header, in the order of the rows. Rejects with an `AdapterError`. */
export async function readColumns(address: string | URL): Promise<ReadonlyMap<string, readonly string[]>> {
  const {name, content} = await readSource(address, 'file', {}, {});
  const text = typeof content === 'string' ? content : decodeText(content, name);
  const {header, records} = await parseCsv(text, {}, {name, check: () => undefined});
  return new Map(header.map((column, index) => [column, records.map((record) => String(record[index] ?? ''))]));
}
