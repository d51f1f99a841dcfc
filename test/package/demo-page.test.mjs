/** The built demo, used as a visitor would: it loads, switches data and language, and takes the visitor's own files. */

import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';

import {root} from '../../scripts/ensure-install.mjs';
import {launchBrowser, openPage} from '../support/open-page.mjs';
import {serveFolder} from '../support/static-server.mjs';

const BUILT = join(root, 'demo', 'dist');
const SAMPLES = ['orders', 'events', 'stock'].map((name) => join(root, 'demo', 'script-tag', `${name}.csv`));

/** States of all widgets, by tag. */
function lookAtStates() {
  const widgets = [...document.querySelectorAll('till-kpi, till-funnel, till-rfm-grid, till-inventory-heatmap')];
  return widgets.map((widget) => `${widget.localName} ${widget.widgetState}`);
}

async function settled(page) {
  // A choice marks the page busy at once; widgets ask a little later.
  await new Promise((resolve) => setTimeout(resolve, 100));
  await page.waitForFunction(() => document.documentElement.dataset.settled === 'true', {timeout: 60_000});
}

describe('the built demo', () => {
  let browser;
  let server;
  let tab;

  before(async () => {
    browser = await launchBrowser();
    server = await serveFolder(BUILT);
    // Tall enough for every widget to be in view: those out of it ask nothing.
    tab = await openPage(browser, `${server.address}index.html?lang=zh-CN`, {width: 1280, height: 5000});
    await settled(tab.page);
  });

  after(async () => {
    await browser?.close();
    await server?.close();
  });

  const textOf = (selector) => tab.page.$eval(selector, (element) => element.textContent);

  it('shows all four kinds of widgets over more than 200,000 order lines', async () => {
    const states = await tab.page.evaluate(lookAtStates);
    assert.equal(states.length, 12);
    assert.deepEqual(states.filter((state) => !state.endsWith(' ready')), []);
    const [, rows] = /订单明细 ([\d,]+)/.exec(await textOf('#subtitle')) ?? [];
    assert.ok(Number(rows.replaceAll(',', '')) > 200_000);
  });

  it('speaks English when asked to', async () => {
    await tab.page.select('#language', 'en');
    await settled(tab.page);
    assert.equal(await textOf('#own-title'), 'Put your own data in');
    assert.match(await tab.page.$eval('till-kpi', (tile) => tile.shadowRoot.textContent), /Net sales/);
  });

  it('fits a phone: nothing is wider than the page', async () => {
    await tab.page.setViewport({width: 390, height: 844});
    await settled(tab.page);
    assert.equal(await tab.page.evaluate(() => document.documentElement.scrollWidth), 390);
    await tab.page.setViewport({width: 1280, height: 5000});
  });

  it('switches to Superstore, where the widgets without data say what they miss', async () => {
    await tab.page.select('#data-set', 'superstore');
    await tab.page.select('#period', 'all');
    await settled(tab.page);
    assert.match(await textOf('#subtitle'), /Order lines 9,994/);
    const states = await tab.page.evaluate(lookAtStates);
    assert.deepEqual([...new Set(states.filter((state) => !state.endsWith(' ready')))].sort(), [
      'till-funnel empty', 'till-inventory-heatmap empty', 'till-kpi empty',
    ]);
    const said = await tab.page.$eval('till-inventory-heatmap', (element) => element.shadowRoot.querySelector('[part~="message"]')?.textContent.trim());
    assert.ok(said && said.length > 10, 'the empty widget says nothing');
    // The published total of the data set.
    assert.match(await tab.page.$eval('till-kpi', (tile) => tile.shadowRoot.querySelector('[part~="value"]').title), /2,297,200\.86/);
  });

  it("takes a visitor's files, says what was read, and shows them", async () => {
    const input = await tab.page.$('#files');
    await input.uploadFile(...SAMPLES);
    await tab.page.waitForFunction(() => document.querySelectorAll('#report tbody tr').length === 3, {timeout: 20_000});
    await settled(tab.page);
    assert.equal(await tab.page.$eval('#data-set', (select) => select.value), 'own');
    const report = await textOf('#report');
    assert.match(report, /Order lines[\s\S]*Everything was understood/);
    const states = await tab.page.evaluate(lookAtStates);
    assert.deepEqual(states.filter((state) => !state.endsWith(' ready')), []);
  });

  it('says why a file cannot be used, names what is missing, and keeps the bad rows of a good one in the report', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tillboard-own-'));
    const files = {
      'poem.csv': 'line,words\n1,once upon\n',
      'picture.csv': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]),
      'orders.csv': 'Order ID,Order Date,Quantity,Net Sales\n1,2024-03-01,1,9.90\n2,yesterday,1,5\n,2024-03-01,1,5\n',
    };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const input = await tab.page.$('#files');
    await input.uploadFile(...Object.keys(files).map((name) => join(folder, name)));
    await tab.page.waitForFunction(() => document.querySelector('#report').textContent.includes('poem.csv'), {timeout: 20_000});
    const report = await textOf('#report');
    rmSync(folder, {recursive: true});
    assert.match(report, /poem\.csv: Not recognised/);
    assert.match(report, /picture\.csv is not a text file/);
    assert.match(report, /Order lines *3 *1 *2/);
    assert.match(report, /yesterday/);
    assert.match(report, /Still missing: visitor events[^;]*; stock/);
  });

  it('did all that without an error, a warning or a failed request', async () => {
    assert.deepEqual(await tab.troubles(), []);
  });
});
