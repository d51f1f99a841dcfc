import {expect} from 'chai';

import {conform} from '../../data-adapters/conform.ts';
import type {ConformOptions} from '../../data-adapters/conform.ts';
import {createCsvAdapter} from '../../data-adapters/csv.ts';
import {parseCsv} from '../../data-adapters/parse-csv.ts';
import {scanBytes} from '../../data-adapters/read-csv.ts';
import {randomFile, randomOf} from './random-csv.ts';
import {outcome} from './table-dump.ts';

const SEEDS = 2000;
const REQUEST = {table: 'order_lines', name: 'orders.csv', check: () => undefined, onRows: () => undefined} as const;

/** The reference reader's table, and the scanner's in slices of so many bytes. */
async function both(text: string, options: ConformOptions, slice: number): Promise<{reference: unknown; scanned: unknown; isPlain: boolean}> {
  const reference = await outcome(async () => conform({order_lines: await parseCsv(text, {}, REQUEST)}, options));
  const bytes = new TextEncoder().encode(text);
  const table = await scanBytes(bytes, options, REQUEST, slice);
  const scanned = table ? await outcome(() => conform({order_lines: table}, options)) : reference;
  return {reference, scanned, isPlain: table !== undefined};
}

describe('Scanned CSV', () => {
  it(`is what the reference reader makes of ${SEEDS} odd files`, async function () {
    this.timeout(60_000);
    let plain = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      const {text, decimal} = randomFile(seed);
      const random = randomOf(-seed);
      const options: ConformOptions = {
        timeZone: random() < 0.5 ? 'Europe/Berlin' : 'Asia/Shanghai', ...(decimal ? {decimal} : {}), ...(random() < 0.2 ? {units: 'minor'} : {}),
        ...(random() < 0.3 ? {columns: {order_lines: {cost: {multiply: ['quantity', 'net'], minus: ['discount']}}}} : {}),
      };
      const {reference, scanned, isPlain} = await both(text, options, random() < 0.5 ? 1 << 20 : 1 + Math.floor(random() * 60));
      if (isPlain) plain++;
      expect(scanned, `seed ${seed}: ${JSON.stringify(text)}`).to.deep.equal(reference);
    }
    expect(plain / SEEDS, 'the share of files that were scanned').to.be.greaterThan(0.4);
  });
});
