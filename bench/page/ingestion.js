/** W7: bytes to ready. Each engine then answers the KPIs of three periods from what it read, which must be the reference's. */

import {tableFromIPC} from '@uwdata/flechette';

import * as G from '../data/generate.js';
import {ingestOrdersArrow, ingestOrdersCSV} from '../reference/ingest.js';
import {w1} from '../reference/works.js';
import {bytesOf} from './load-shop.js';
import {compare, difference, median} from './timing.js';

const READERS = {
  tillboard: async () => (await import('../engines/kit-ingestion.js')).readers('/dist/engine-worker.js'),
  'tillboard-page': async () => (await import('../engines/kit-ingestion.js')).readers(false),
  arquero: async () => (await import('../engines/arquero.js')).readers(),
  rows: async () => (await import('../engines/rows.js')).readers(),
  duckdb: async () => (await import('../engines/duckdb.js')).readers(),
  perspective: async () => (await import('../engines/perspective.js')).readers(),
};

const HAND = {
  arrow: (bytes) => ingestOrdersArrow(tableFromIPC(bytes), G),
  csv: (bytes) => ingestOrdersCSV(bytes, G),
};

/** `{'W7 csv': {hand, engine}, 'W7 csv to first answer': …}`; a format that an engine does not read is `{skipped}`. */
export async function runIngestion({name, size, formats, runs}) {
  const results = {};
  if (!READERS[name]) return results;
  const readers = await READERS[name]();
  for (const format of formats) {
    const reader = readers[format];
    if (!reader || reader.absent) {
      results[`W7 ${format}`] = {[name]: {skipped: reader?.absent ?? `does not read ${format}`}};
      continue;
    }
    const bytes = await bytesOf(`orders-${size}.${format}`);
    Object.assign(results, await timeReader(name, format, reader, bytes, runs));
  }
  await readers.close?.();
  return results;
}

/** Reader and reference in turns; the time to ready and, from the same start, to the KPIs of three periods. */
async function timeReader(name, format, reader, bytes, runs) {
  const expected = w1(HAND[format](bytes)).periods;
  const firsts = {hand: [], [name]: []};
  const timed = (engine, read, ask) => async () => {
    // Engines that take their bytes over get a copy; copying is not what is measured.
    const own = bytes.slice();
    const from = performance.now();
    const shop = await read(own);
    const ready = performance.now() - from;
    const answer = await ask(shop);
    firsts[engine].push(performance.now() - from);
    const wrong = difference(expected, answer);
    if (wrong) throw new Error(wrong);
    await (engine === name ? reader.close?.(shop) : undefined);
    return {ready};
  };
  const readies = {hand: [], [name]: []};
  const engines = {
    hand: timed('hand', HAND[format], (orders) => w1(orders).periods),
    [name]: timed(name, reader.read, reader.periods),
  };
  const runOf = (engine) => async () => {
    readies[engine].push((await engines[engine]()).ready);
    return null;
  };
  const all = await compare({hand: runOf('hand'), [name]: runOf(name)}, {runs, warmUp: 1});
  if (all[name].error || all.hand.error) return {[`W7 ${format}`]: all};
  const summed = (lists) => {
    const reference = median(lists.hand.slice(1));
    return Object.fromEntries(Object.entries(lists).map(([engine, [, ...times]]) => [engine, {
      median: median(times), least: Math.min(...times), most: Math.max(...times), runs: times.length, ratio: median(times) / reference,
    }]));
  };
  return {[`W7 ${format}`]: summed(readies), [`W7 ${format} to first answer`]: summed(firsts)};
}
