/** What a host's production build makes of the package: registered elements, sound numbers after minifying, no Vega where none is drawn. */

import assert from 'node:assert/strict';
import {copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {pathToFileURL} from 'node:url';

import {bundleEntry} from '../../scripts/bundle-entry.mjs';
import {elementNames} from '../../scripts/entry-points.mjs';
import {root} from '../../scripts/ensure-install.mjs';
import {PAGES} from '../../scripts/size-pages.mjs';
import {launchBrowser, openPage} from '../support/open-page.mjs';
import {serveFolder} from '../support/static-server.mjs';

const ROWS = [
  {order_id: '1', ordered_at: '2024-03-01 10:00', quantity: 2, net: '19.90', customer_id: 'a', channel: 'x'},
  {order_id: '2', ordered_at: '2024-03-02 10:00', quantity: 1, net: '0.10', customer_id: 'b', channel: 'y'},
];
const OPTIONS = {timeZone: 'Asia/Shanghai', currency: 'CNY', now: Date.UTC(2024, 2, 5)};
const QUERY = {analysis: 'metrics', metrics: ['net_sales', 'orders', 'aov'], by: ['channel'], period: '2024-03'};

/** The same as a file, and the lines of a page that names it. */
const CSV = [Object.keys(ROWS[0]), ...ROWS.map((row) => Object.values(row))].join('\n');
const WITH_FILE = '<till-data id="shop" order-lines="orders.csv" time-zone="Asia/Shanghai" currency="CNY"></till-data><till-kpi source="shop" metric="net_sales" period="2024-03"></till-kpi>';

/** The same as lines of a host's code. */
const SOURCE = `createSource({order_lines: ${JSON.stringify(ROWS)}}, ${JSON.stringify(OPTIONS)})`;

function writeBundle(folder, chunks) {
  mkdirSync(folder, {recursive: true});
  for (const {fileName, code} of [...chunks.first, ...chunks.later]) writeFileSync(join(folder, fileName), code);
  for (const {fileName, source} of chunks.assets) {
    mkdirSync(dirname(join(folder, fileName)), {recursive: true});
    writeFileSync(join(folder, fileName), source);
  }
}

const page = (...scripts) => `<!doctype html><html lang="en"><link rel="icon" href="icon.svg"><body>${scripts.map((src) => `<script type="module" src="${src}"></script>`).join('')}</body></html>`;

describe('a production bundle', () => {
  let folder;
  let browser;
  let server;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tillboard-bundle-'));
    writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    browser = await launchBrowser();
    server = await serveFolder(folder);
  });

  after(async () => {
    await browser?.close();
    await server?.close();
    rmSync(folder, {recursive: true, force: true});
  });

  for (const [name, {code, take, without, external}] of Object.entries(PAGES)) {
    if (!without) continue;
    it(`of "${name}" holds nothing of ${without.source}`, async () => {
      const chunks = await bundleEntry(code, {external});
      const modules = take.flatMap((part) => chunks[part]).flatMap(({moduleIds}) => moduleIds);
      assert.ok(modules.length > 3);
      assert.deepEqual(modules.filter((id) => without.test(id)), []);
    });
  }

  it('registers the one element that was imported, and renders it anew when a property changes', async () => {
    writeBundle(join(folder, 'one'), await bundleEntry(`
      import 'tillboard/components/kpi';
      import {createSource} from 'tillboard/engine';
      const tile = document.createElement('till-kpi');
      tile.metric = 'net_sales';
      tile.period = '2024-03';
      tile.source = ${SOURCE};
      document.body.append(tile);
    `));
    writeFileSync(join(folder, 'one.html'), page('one/entry.js'));
    const {page: tab, troubles} = await openPage(browser, `${server.address}one.html`);
    const textHolds = (text) => tab.waitForFunction((wanted) => document.querySelector('till-kpi').shadowRoot.textContent.includes(wanted), {timeout: 15_000}, text);
    await textHolds('20.00');
    await tab.evaluate(() => {
      document.querySelector('till-kpi').metric = 'orders';
    });
    await textHolds('2');
    const defined = await tab.evaluate((names) => names.filter((name) => customElements.get(`till-${name}`)), elementNames());
    assert.deepEqual(defined, ['kpi']);
    assert.deepEqual(await troubles(), []);
  });

  it('finds its worker, and has it read the files', async () => {
    const chunks = await bundleEntry("import 'tillboard/components/kpi'; import 'tillboard/components/data';");
    // At the root of the server, as Vite takes a page to be.
    writeBundle(folder, chunks);
    writeFileSync(join(folder, 'orders.csv'), CSV);
    writeFileSync(join(folder, 'worker.html'), page('entry.js').replace('<body>', `<body>${WITH_FILE}`));
    const {page: tab, troubles} = await openPage(browser, `${server.address}worker.html`);
    await tab.waitForFunction(() => document.querySelector('till-kpi').shadowRoot?.textContent.includes('20.00'), {timeout: 15_000});
    assert.equal(await tab.evaluate(() => document.querySelector('till-data').source.info.runsOn), 'worker');
    assert.deepEqual(await troubles(), []);
  });

  it('registers every element from the main entry', async () => {
    writeBundle(join(folder, 'all'), await bundleEntry("import 'tillboard';"));
    writeFileSync(join(folder, 'all.html'), page('all/entry.js'));
    const {page: tab, troubles} = await openPage(browser, `${server.address}all.html`);
    await tab.waitForFunction(() => customElements.get('till-kpi'));
    const missing = await tab.evaluate((names) => names.filter((name) => !customElements.get(`till-${name}`)), elementNames());
    assert.deepEqual(missing, []);
    assert.deepEqual(await troubles(), []);
  });

  it('gives the same numbers minified as not', async () => {
    writeBundle(join(folder, 'numbers'), await bundleEntry(`
      import {createSource} from 'tillboard/engine';
      export const answer = ${SOURCE}.run(${JSON.stringify(QUERY)});
    `));
    writeFileSync(join(folder, 'numbers', 'package.json'), '{"type": "module"}');
    const minified = await (await import(pathToFileURL(join(folder, 'numbers', 'entry.js')).href)).answer;
    const {createSource} = await import('tillboard/engine');
    const plain = await createSource({order_lines: ROWS}, OPTIONS).run(QUERY);
    assert.deepEqual(minified.columns, plain.columns);
    assert.deepEqual([...plain.columns.net_sales].sort(), [0.1, 19.9]);
  });

  it('lets two copies of the kit live on one page', async () => {
    writeBundle(join(folder, 'again'), await bundleEntry("import 'tillboard'; /* another build */ window.__again = true;"));
    writeFileSync(join(folder, 'two.html'), page('all/entry.js', 'again/entry.js'));
    const {page: tab, troubles} = await openPage(browser, `${server.address}two.html`);
    await tab.waitForFunction(() => window.__again);
    assert.deepEqual(await troubles(), []);
  });
});

describe('the one-file bundle', () => {
  it('shows a widget on a page that has nothing else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tillboard-cdn-'));
    copyFileSync(join(root, 'dist', 'cdn', 'tillboard.js'), join(folder, 'tillboard.js'));
    writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    writeFileSync(join(folder, 'host.js'), `
      import {createSource} from './tillboard.js';
      document.querySelector('till-kpi').source = ${SOURCE};
    `);
    writeFileSync(join(folder, 'index.html'), page('host.js').replace('<body>', '<body><till-kpi metric="net_sales" period="2024-03"></till-kpi>'));
    const [server, browser] = [await serveFolder(folder), await launchBrowser()];
    try {
      const {page: tab, troubles} = await openPage(browser, `${server.address}index.html`);
      await tab.waitForFunction(() => document.querySelector('till-kpi').shadowRoot?.textContent.includes('20.00'), {timeout: 15_000});
      assert.deepEqual(await troubles(), []);
    } finally {
      await browser.close();
      await server.close();
      rmSync(folder, {recursive: true, force: true});
    }
  });

  for (const [where, isBeside] of [['finds the worker beside it', true], ['works on the page where no worker lies beside it, and says so', false]]) {
    it(where, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'tillboard-cdn-'));
      copyFileSync(join(root, 'dist', 'cdn', 'tillboard.js'), join(folder, 'tillboard.js'));
      if (isBeside) copyFileSync(join(root, 'dist', 'cdn', 'tillboard-worker.js'), join(folder, 'tillboard-worker.js'));
      writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
      writeFileSync(join(folder, 'orders.csv'), CSV);
      writeFileSync(join(folder, 'index.html'), page('tillboard.js').replace('<body>', `<body>${WITH_FILE}`));
      const [server, browser] = [await serveFolder(folder), await launchBrowser()];
      try {
        const {page: tab, troubles} = await openPage(browser, `${server.address}index.html`);
        await tab.waitForFunction(() => document.querySelector('till-kpi').shadowRoot?.textContent.includes('20.00'), {timeout: 15_000});
        assert.equal(await tab.evaluate(() => document.querySelector('till-data').source.info.runsOn), isBeside ? 'worker' : 'page');
        if (isBeside) assert.deepEqual(await troubles(), []);
        else assert.match((await troubles()).join(' '), /T4: <till-data> works on the page/);
      } finally {
        await browser.close();
        await server.close();
        rmSync(folder, {recursive: true, force: true});
      }
    });
  }

  it('needs no second file', () => {
    const text = readFileSync(join(root, 'dist', 'cdn', 'tillboard.js'), 'utf8');
    assert.doesNotMatch(text, /\bimport\s*\(\s*["'`]\.{0,2}\//);
    assert.doesNotMatch(text, /^\s*(?:import|export)\b[^;{]*from\s*["']/m);
  });
});
