/** One Chromium over the bench's pages, with memory enough and a garbage collector that can be called. */

import {rmSync} from 'node:fs';
import {join} from 'node:path';

import puppeteer from 'puppeteer-core';

import {root} from '../scripts/ensure-install.mjs';
import {browserFlags, findBrowser} from '../scripts/find-browser.mjs';
import {buildPages} from './build.mjs';
import {serve} from './serve.mjs';

const cache = join(root, '.cache', 'bench');
export const dataFolder = join(cache, 'data');

/** Builds, serves and opens. `page(script)` gives a new page; `close` ends all. */
export async function openBench(scripts) {
  const out = join(cache, `dist-${process.pid}`);
  await buildPages(out, scripts);
  const server = await serve({dist: out, data: dataFolder, peers: join(root, 'bench', 'node_modules')});
  const browser = await puppeteer.launch({
    executablePath: findBrowser(), protocolTimeout: 3_600_000,
    args: [
      ...browserFlags(), '--js-flags=--max-old-space-size=8192 --expose-gc', '--enable-precise-memory-info',
      '--enable-blink-features=ForceEagerMeasureMemory',
    ],
  });
  return {
    version: await browser.version(),
    async page(script) {
      const page = await browser.newPage();
      page.on('pageerror', (error) => console.error(`[page] ${error.message}`));
      page.on('console', (message) => (message.type() === 'error' ? console.error(`[page] ${message.text()}`) : undefined));
      await page.goto(`${server.origin}/dist/${script}.html`, {waitUntil: 'load'});
      return page;
    },
    async close() {
      await browser.close();
      server.close();
      rmSync(out, {recursive: true, force: true});
    },
  };
}
