/** The built `demo/csp.html` under strict policies: every element is painted, in SVG and on canvas, and nothing is violated. */

import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';

import {root} from '../../scripts/ensure-install.mjs';
import {launchBrowser, openPage} from '../support/open-page.mjs';
import {serveFolder} from '../support/static-server.mjs';
import {POLICIES} from './policies.mjs';

const BUILT = join(root, 'demo', 'dist');
const TAGS = ['till-kpi', 'till-funnel', 'till-rfm-grid', 'till-inventory-heatmap'];

/** Answers, for each figure of the page, what is on the screen. */
function lookAtFigures() {
  return [...document.querySelectorAll('[data-figure]')].map((element) => {
    // Icons of buttons are no picture.
    const svgs = [...(element.shadowRoot?.querySelectorAll('svg') ?? [])].filter((svg) => !svg.closest('button'));
    const canvas = element.shadowRoot?.querySelector('canvas');
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    return {
      tag: element.localName,
      renderer: element.dataset.figure,
      error: element.matches(':state(error)'),
      empty: element.matches(':state(empty)'),
      text: (element.shadowRoot?.textContent ?? '').trim().length,
      shapes: svgs.flatMap((svg) => [...svg.querySelectorAll('path, rect, text, polyline, circle')]).length,
      colours: new Set(Array.from({length: Math.min(20_000, pixels.length / 4)}, (_, index) => pixels[index * 4 + 3] && pixels[index * 4])).size,
      styled: element.shadowRoot ? getComputedStyle(element).display !== 'inline' : false,
    };
  });
}

/** A chart comes after its numbers: Vega is loaded with the first of them. */
function areChartsDrawn() {
  const charts = [...document.querySelectorAll('[data-figure]')].map(({shadowRoot}) => shadowRoot?.querySelector('.picture'));
  return charts.every((picture) => !picture || picture.querySelector('svg > *, canvas'));
}

describe('the built demo', () => {
  let browser;

  before(async () => {
    assert.ok(existsSync(join(BUILT, 'csp.html')), 'demo/dist/csp.html is missing: run `npm run build`.');
    browser = await launchBrowser();
  });

  after(() => browser?.close());

  for (const [name, {directives, runsOn}] of Object.entries(POLICIES)) {
    it(`paints every element under ${name}, with no violation, error or warning`, async () => {
      const server = await serveFolder(BUILT, () => ({'content-security-policy': directives.join('; ')}));
      try {
        const {page, troubles} = await openPage(browser, `${server.address}csp.html?lang=en${runsOn === 'page' ? '&worker=off' : ''}`, {width: 1280, height: 4000});
        await page.waitForFunction(() => document.documentElement.dataset.settled === 'true', {timeout: 60_000}).catch(() => undefined);
        await page.waitForFunction(areChartsDrawn, {timeout: 30_000}).catch(() => undefined);
        const figures = await page.evaluate(lookAtFigures);
        assert.deepEqual(await troubles(), []);
        assert.equal(await page.evaluate(() => document.documentElement.dataset.runsOn), runsOn);
        for (const tag of TAGS) {
          const own = figures.filter((figure) => figure.tag === tag);
          assert.ok(own.length > 0, `${tag} is not on the page`);
          for (const figure of own) {
            assert.ok(!figure.error && !figure.empty && figure.text > 20 && figure.styled, `${tag}: ${JSON.stringify(figure)}`);
            if (figure.renderer === 'svg') assert.ok(figure.shapes >= (tag === 'till-kpi' ? 2 : 10), `${tag} drew no SVG: ${JSON.stringify(figure)}`);
            if (figure.renderer === 'canvas') assert.ok(figure.colours > 2, `${tag} drew nothing on its canvas: ${JSON.stringify(figure)}`);
          }
        }
      } finally {
        await server.close();
      }
    });
  }

  it('would notice: the policy does block an inline style and text turned into code', async () => {
    const server = await serveFolder(BUILT, () => ({'content-security-policy': POLICIES['a strict policy'].directives.join('; ')}));
    try {
      const {page, troubles} = await openPage(browser, `${server.address}csp.html`);
      await page.evaluate(() => {
        document.body.insertAdjacentHTML('beforeend', '<p style="color: red">x</p>');
        const script = document.createElement('script');
        script.textContent = 'window.__ran = true';
        document.body.append(script);
      });
      await new Promise((resolve) => setTimeout(resolve, 200));
      const seen = (await troubles()).join('\n');
      assert.match(seen, /style-src/);
      assert.match(seen, /script-src/);
      assert.equal(await page.evaluate(() => window.__ran), undefined);
    } finally {
      await server.close();
    }
  });
});
