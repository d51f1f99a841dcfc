/**
 * `npm run bench`: this kit through its public door beside the hand-written reference and its peers: the same rows, the same answers, in one
 * Chromium, an engine a page, in turns with the reference. Prints medians and ratios, writes `bench/results.json` and the tables of
 * `docs/performance.md`. Ends with 1 where an answer differs.
 *
 * `--size 100k|1m|5m|10m` (default 100k), `--only W1,W6`, `--peers none|all|NAME,…` (default all), `--kit tillboard,tillboard-page`, `--runs 7`.
 */

import {cpus, totalmem} from 'node:os';
import {parseArgs} from 'node:util';

import {ensureInstall} from '../scripts/ensure-install.mjs';

ensureInstall();
const {openBench, dataFolder} = await import('./browser.mjs');
const {timeCockpit} = await import('./cockpit.mjs');
const {SIZES, writeData} = await import('./data/write.mjs');
const {ensurePeers, PEERS, readPeers} = await import('./peers.mjs');
const {printResults} = await import('./print.mjs');
const {keepResults} = await import('./results.mjs');
const {writeTables} = await import('./write-docs.mjs');

const WORKS = ['W1', 'W2', 'W3', 'W4', 'W5', 'W6', 'W7', 'W8', 'memory', 'update', 'append'];

const {values: options} = parseArgs({options: {
  size: {type: 'string', default: '100k'}, only: {type: 'string'}, peers: {type: 'string', default: 'all'},
  kit: {type: 'string', default: 'tillboard,tillboard-page'}, runs: {type: 'string', default: '7'},
}});
const {size} = options;
if (!SIZES[size]) throw new Error(`Unknown size ${size}. Write ${Object.keys(SIZES).join(', ')}.`);
const works = options.only ? options.only.split(',') : WORKS;
const unknown = works.filter((work) => !WORKS.includes(work));
if (unknown.length > 0) throw new Error(`Unknown work ${unknown.join(', ')}. Works: ${WORKS.join(', ')}.`);
const runs = Number(options.runs);

const order = Object.keys(SIZES);
const peers = ensurePeers(readPeers(options.peers)).filter((name) => {
  const small = order.indexOf(size) <= order.indexOf(PEERS[name].most);
  if (!small) console.log(`${name}: not asked for ${size}; it is run up to ${PEERS[name].most}`);
  return small;
});
const kits = options.kit.split(',').filter(Boolean);
console.log(`Writing the rows of ${size}…`);
writeData(dataFolder, size);

const bench = await openBench(['main', 'load', 'cockpit-kit', 'cockpit-hand', 'chart-update', 'append']);
const results = {};
let failed = false;

/** Keeps what came as soon as it is there: a later engine that takes the browser down takes no figures with it. */
function keep(name, found) {
  results[name] = {...results[name], ...found};
  failed = printResults(name, found) || failed;
  keepResults(size, name, found, {browser: bench.version, cpus: `${cpus().length} × ${cpus()[0]?.model}`, memory: Math.round(totalmem() / 2 ** 30)});
}

/** One engine that cannot run leaves the others standing. Of the kit that is a failure. */
async function guarded(name, task) {
  try {
    await task();
  } catch (error) {
    console.log(`${name}: could not run, ${error.message.split('\n')[0]}`);
    failed ||= kits.includes(name);
  }
}

function onPage(name, script, task) {
  return guarded(name, async () => {
    const page = await bench.page(script);
    try {
      await task(page);
    } finally {
      await page.close();
    }
  });
}

try {
  for (const name of [...kits, ...peers]) {
    const asked = works.filter((work) => /^W[1-6]$/.test(work));
    if (asked.length > 0) {
      await onPage(name, 'main', async (page) => {
        const found = await page.evaluate((given) => globalThis.bench(given), {name, size, works: asked, runs});
        keep(name, {...found.results, opened: {[name]: {milliseconds: found.opened}}});
      });
    }
    if (works.includes('W7')) {
      const formats = SIZES[size] <= 1e6 ? ['arrow', 'csv'] : ['arrow'];
      await onPage(name, 'main', async (page) => keep(name, await page.evaluate((given) => globalThis.ingest(given), {name, size, formats, runs})));
    }
    if (works.includes('memory') && kits.includes(name) && SIZES[size] <= 1e6) {
      await onPage(name, 'load', async (page) => keep(name, await page.evaluate((given) => globalThis.measureLoad(given), {name, size})));
    }
  }
  for (const name of works.includes('append') ? kits : []) {
    await onPage(name, 'append', async (page) => {
      await page.bringToFront();
      keep(name, await page.evaluate((given) => globalThis.timeAppends(given), {name, size, runs: Math.max(runs, 15)}));
    });
  }
  if (works.includes('update') && kits.includes('tillboard')) {
    await onPage('tillboard', 'chart-update', async (page) => {
      await page.bringToFront();
      keep('tillboard', await page.evaluate((given) => globalThis.timeChartUpdates(given), {runs}));
    });
  }
  if (works.includes('W8') && kits.includes('tillboard')) {
    if (SIZES[size] > 1e6) console.log(`W8: not asked for ${size}; its files end at 1m`);
    else await guarded('tillboard', async () => keep('tillboard', await timeCockpit(bench, size, Math.min(runs, 5))));
  }
} finally {
  await bench.close();
}
writeTables();
process.exitCode = failed ? 1 : 0;
