/**
 * `npm run shots`: pictures of the demo pages in both languages and themes, at 1440 and 390 pixels, in `.cache/shots/`. Words as
 * arguments keep only the pictures whose names hold all of them: `npm run shots -- index 390 dark`.
 */

import {mkdirSync} from 'node:fs';
import {join} from 'node:path';

import {ensureInstall, root} from './ensure-install.mjs';

ensureInstall();
const {createServer} = await import('vite');
const {default: puppeteer} = await import('puppeteer-core');
const {ensureBrowser} = await import('./ensure-browser.mjs');
const {browserFlags} = await import('./find-browser.mjs');

const PAGES = ['index', 'real', 'script-tag'];
/** Milliseconds for the charts of a screen. */
const PATIENCE = 15_000;
const VIEWPORTS = [{width: 1440, height: 900}, {width: 390, height: 844}];

const wanted = process.argv.slice(2);
const shots = PAGES.flatMap((page) => VIEWPORTS.flatMap((viewport) => ['zh-CN', 'en'].flatMap((lang) => ['light', 'dark'].map((theme) => ({
  page, viewport, lang, theme, name: `${page}-${viewport.width}-${lang}-${theme}`,
}))))).filter(({name}) => wanted.every((word) => name.split('-').includes(word) || name.includes(word)));

const folder = join(root, '.cache', 'shots');
mkdirSync(folder, {recursive: true});
const server = await createServer({configFile: join(root, 'vite.config.ts'), server: {port: 0, hmr: false, watch: null}, logLevel: 'error'});
await server.listen();
const [address] = server.resolvedUrls.local;
const browser = await puppeteer.launch({executablePath: ensureBrowser(), args: browserFlags(), defaultViewport: null});

for (const {page: file, viewport, lang, theme, name} of shots) {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.log(`${name}: ${error.message}`));
  page.on('console', (message) => ['error', 'warn'].includes(message.type()) && console.log(`${name}: console ${message.type()}: ${message.text()}`));
  await page.setViewport({...viewport, deviceScaleFactor: 1});
  await page.goto(`${address}${file}.html?lang=${lang}&theme=${theme}`, {waitUntil: 'load'});
  // Pages that mark nothing have a moment to themselves.
  await page.waitForFunction(() => document.documentElement.dataset.settled !== 'false', {timeout: 60_000})
    .catch(() => console.log(`${name}: the widgets did not settle within a minute`));
  // Charts are drawn when they come into view, so the page is read from top to bottom first, each screen once its charts are there.
  const undrawn = await page.evaluate(async (patience) => {
    const charts = [...document.querySelectorAll('*')].filter((element) => 'paintCounts' in element);
    const isNear = (chart) => chart.getBoundingClientRect().top < innerHeight && chart.getBoundingClientRect().bottom > 0;
    const isDrawn = (chart) => chart.result?.length === 0 || chart.paintCounts?.built > 0 || chart.matches(':state(error)');
    for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight / 2) {
      scrollTo(0, top);
      const until = performance.now() + patience;
      do await new Promise((resolve) => setTimeout(resolve, 100));
      while (!charts.filter(isNear).every(isDrawn) && performance.now() < until);
      await Promise.all(charts.filter(isNear).map((chart) => chart.updateComplete));
    }
    scrollTo(0, 0);
    return charts.filter((chart) => !isDrawn(chart)).map(({localName}) => localName);
  }, PATIENCE);
  if (undrawn.length > 0) console.log(`${name}: not drawn: ${undrawn.join(', ')}`);
  await new Promise((resolve) => setTimeout(resolve, 800));
  await page.screenshot({path: join(folder, `${name}.png`), fullPage: true});
  console.log(join('.cache', 'shots', `${name}.png`));
  await page.close();
}
await browser.close();
await server.close();
