/** Holds the scanner's tables against those of the reference reader. */

import {conform} from '../../../data-adapters/conform.ts';
import type {ConformOptions} from '../../../data-adapters/conform.ts';
import {ArrivingBytes} from '../../../data-adapters/reading/arriving-bytes.ts';
import {parseCsv} from '../../../data-adapters/parse-csv.ts';
import {scanBytes} from '../../../data-adapters/reading/read-csv.ts';
import {randomFile, randomOf} from '../random-csv.ts';
import {outcome} from '../table-dump.ts';

const REQUEST = {table: 'order_lines', name: 'orders.csv', check: () => undefined, onRows: () => undefined} as const;
const CALCULATED: ConformOptions = {columns: {order_lines: {cost: {multiply: ['quantity', 'net'], minus: ['discount']}}}};

export interface Agreement {
  readonly reference: unknown;
  /** Undefined where the scanner leaves the file to the reference reader. */
  readonly scanned: unknown;
}

/** Both readers' tables and reports of one text; the scanner takes `slice` bytes at a time, of such as come by `piece` bytes. */
export async function readBoth(text: string, options: ConformOptions = {}, slice = 1 << 20, piece = Infinity): Promise<Agreement> {
  const bytes = new TextEncoder().encode(text);
  const table = await scanBytes(piece === Infinity ? ArrivingBytes.of(bytes) : arriving(bytes, piece), options, REQUEST, slice);
  if (!table) return {reference: undefined, scanned: undefined};
  const reference = await outcome(async () => conform({order_lines: await parseCsv(text, {}, REQUEST)}, options));
  return {reference, scanned: await outcome(() => conform({order_lines: table}, options))};
}

/** Every other file says beforehand how long it is. */
function arriving(bytes: Uint8Array, piece: number): ArrivingBytes {
  const source = new ArrivingBytes(piece % 2 === 0 ? bytes.length : undefined);
  const send = async (): Promise<void> => {
    for (let at = 0; at < bytes.length; at += piece) {
      source.add(bytes.slice(at, at + piece));
      await Promise.resolve();
    }
    source.end();
  };
  void send();
  return source;
}

/** How many of the seeds' files were scanned, and the first that came out another way. */
export async function compareReaders(from: number, to: number): Promise<{readonly scanned: number; readonly differing: string | undefined}> {
  let count = 0;
  for (let seed = from; seed < to; seed++) {
    const {text, decimal} = randomFile(seed);
    const random = randomOf(-seed);
    const options: ConformOptions = {
      timeZone: random() < 0.5 ? 'Europe/Berlin' : 'Asia/Shanghai', ...(decimal ? {decimal} : {}), ...(random() < 0.2 ? {units: 'minor'} : {}),
      ...(random() < 0.3 ? CALCULATED : {}),
    };
    const [slice, piece] = [1 << 20, Infinity].map((most) => (random() < 0.5 ? most : 1 + Math.floor(random() * 60)));
    const {reference, scanned} = await readBoth(text, options, slice, piece);
    if (scanned === undefined) continue;
    count++;
    const [is, shouldBe] = [JSON.stringify(scanned), JSON.stringify(reference)];
    if (is !== shouldBe) return {scanned: count, differing: `seed ${seed}: ${JSON.stringify(text)} is read as ${is} and not as ${shouldBe}`};
  }
  return {scanned: count, differing: undefined};
}
