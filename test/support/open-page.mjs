/** A headless browser for Node tests, and a page that remembers everything that went wrong on it. */

import puppeteer from 'puppeteer-core';

import {browserFlags, findBrowser} from '../../scripts/find-browser.mjs';

export function launchBrowser() {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('No browser found: set CHROME_PATH.');
  return puppeteer.launch({executablePath, args: browserFlags(), env: {...process.env, TZ: 'America/St_Johns'}});
}

/**
 * Opens `url` and answers `{page, troubles}`. `troubles` grows with policy violations, page errors, console messages above `info` and
 * failed requests.
 */
export async function openPage(browser, url, viewport = {width: 1280, height: 900}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const troubles = [];
  await page.setViewport(viewport);
  await page.evaluateOnNewDocument(() => {
    addEventListener('securitypolicyviolation', (event) => {
      const text = `policy violation: ${event.effectiveDirective} blocked ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber} ${event.sample}`;
      window.__violations = [...(window.__violations ?? []), text];
    });
  });
  page.on('pageerror', (error) => troubles.push(`page error: ${error.stack ?? error.message}`));
  page.on('requestfailed', (request) => {
    const {errorText} = request.failure() ?? {};
    // The page itself gave it up: a newer choice of the reader, or a stream that it had read to its end.
    if (errorText !== 'net::ERR_ABORTED') troubles.push(`request failed: ${request.url()} ${errorText}`);
  });
  page.on('console', (message) => {
    if (['error', 'warn', 'warning', 'assert'].includes(message.type())) troubles.push(`console ${message.type()}: ${message.text()}`);
  });
  await page.goto(url, {waitUntil: 'load', timeout: 60_000});
  return {
    page,
    troubles: async () => [...troubles, ...(await page.evaluate(() => window.__violations ?? []))],
    close: () => context.close(),
  };
}
