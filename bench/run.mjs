/**
 * `npm run bench`: this kit through its public door, beside a hand-written reference, in one Chromium.
 *
 * `--size 100k|1m|5m` (default 100k), `--only kpi,rfm`, `--runs 7`. Prints medians and ratios and writes `bench/results.json`. Ends with 1 where an
 * answer differs from the reference's.
 */

import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {parseArgs} from 'node:util';

import {ensureInstall, root} from '../scripts/ensure-install.mjs';

ensureInstall();
const {build} = await import('esbuild');
const {default: puppeteer} = await import('puppeteer-core');
const {sourceOf} = await import('../scripts/entry-points.mjs');
const {browserFlags, findBrowser} = await import('../scripts/find-browser.mjs');

const SIZES = {'100k': 1e5, '1m': 1e6, '5m': 5e6};
const WORKS = ['kpi', 'rfm', 'funnel', 'stock', 'cohort'];

const {values: options} = parseArgs({options: {size: {type: 'string', default: '100k'}, only: {type: 'string'}, runs: {type: 'string', default: '7'}}});
const lines = SIZES[options.size];
if (!lines) throw new Error(`Unknown size ${options.size}. Write ${Object.keys(SIZES).join(', ')}.`);
const works = options.only ? options.only.split(',') : WORKS;

const bundle = await build({
  entryPoints: [join(root, 'bench', 'page.ts')], bundle: true, write: false, format: 'iife', platform: 'browser', target: 'es2022', logLevel: 'error',
  tsconfig: join(root, 'tsconfig.json'),
  plugins: [{name: 'own-name', setup: ({onResolve}) => onResolve({filter: /^tillboard(\/|$)/}, ({path}) => ({path: join(root, sourceOf(path))}))}],
});
const browser = await puppeteer.launch({
  executablePath: findBrowser(), args: [...browserFlags(), '--js-flags=--max-old-space-size=8192'], protocolTimeout: 3_600_000,
});
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error.message));
  await page.goto('data:text/html,<!doctype html><title>bench</title>');
  await page.evaluate(bundle.outputFiles[0].text);
  const results = await page.evaluate((given) => globalThis.bench(given), {lines, works, runs: Number(options.runs)});
  const ms = (value) => (value < 10 ? value.toFixed(2) : value.toFixed(0)).padStart(8);
  let differs = false;
  for (const [work, engines] of Object.entries(results)) {
    for (const [name, timing] of Object.entries(engines)) {
      differs ||= 'error' in timing;
      console.log('error' in timing ? `${work.padEnd(8)} ${name.padEnd(12)} ${timing.error}` :
        `${work.padEnd(8)} ${name.padEnd(12)} ${ms(timing.median)} ms [${ms(timing.least)} –${ms(timing.most)}]  ${Number.isFinite(timing.ratio) ? `${timing.ratio.toFixed(2)} ×` : ''}`);
    }
  }
  const file = join(root, 'bench', 'results.json');
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  writeFileSync(file, `${JSON.stringify({...kept, [options.size]: {...kept[options.size], ...results}}, null, 1)}\n`);
  process.exitCode = differs ? 1 : 0;
} finally {
  await browser.close();
}
