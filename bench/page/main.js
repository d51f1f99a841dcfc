/** The bench's page: opens one engine beside the reference and runs what it is asked. Engines come by `import()`, so that a page holds only one. */

import * as G from '../data/generate.js';
import {runIngestion} from './ingestion.js';
import {bytesOf, loadShop} from './load-shop.js';
import {runCrossFilter, runWorks} from './works.js';

const ENGINES = {
  tillboard: async ({shop}) => {
    const {openKitInWorker} = await import('../engines/kit.ts');
    const {engine, close} = await openKitInWorker(shop, G, '/dist/engine-worker.js');
    return {...engine, close};
  },
  'tillboard-page': async ({shop}) => (await import('../engines/kit.ts')).openKitOnPage(shop, G).engine,
  arquero: async (host) => (await import('../engines/arquero.js')).open(host),
  rows: async (host) => (await import('../engines/rows.js')).open(host),
  duckdb: async (host) => (await import('../engines/duckdb.js')).open(host),
  mosaic: async (host) => (await import('../engines/mosaic.js')).open(host),
  crossfilter: async (host) => (await import('../engines/crossfilter.js')).open(host),
  perspective: async (host) => (await import('../engines/perspective.js')).open(host),
};

/** Answers `{work: {engine: timing | {error}}}`, and `opened`: milliseconds until the engine was ready. */
globalThis.bench = async ({name, size, works, runs}) => {
  const shop = await loadShop(size);
  const host = {shop, size, works, bytes: bytesOf};
  const from = performance.now();
  const engine = await ENGINES[name](host);
  const opened = performance.now() - from;
  const results = await runWorks(name, engine, shop, {works, runs});
  if (works.includes('W6')) Object.assign(results, await runCrossFilter(name, engine, shop, {size}));
  await engine.close?.();
  return {opened, results};
};

globalThis.ingest = runIngestion;
