import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {fileURLToPath} from 'node:url';

import {esbuildPlugin} from '@web/dev-server-esbuild';
import {defaultReporter} from '@web/test-runner';
import {chromeLauncher} from '@web/test-runner-chrome';

import {browserFlags, findBrowser} from './scripts/find-browser.mjs';
import {testPages} from './scripts/test-groups.mjs';
import {bundleWorker, countResults, guardConsole, resolvePackages} from './scripts/wtr-plugins.mjs';

const executablePath = findBrowser();
if (!executablePath) throw new Error('No browser found. Run `npm test`, which says what to install, or set CHROME_PATH.');

/** `npm test` adds up several runs: it names the file that the counts go to. */
const countsFile = process.env.TILLBOARD_COUNTS_FILE;
function writeCounts(counts) {
  if (!countsFile) return;
  mkdirSync(dirname(countsFile), {recursive: true});
  writeFileSync(countsFile, JSON.stringify(counts));
}

export default {
  files: testPages(),
  rootDir: fileURLToPath(new URL('.', import.meta.url)),
  nodeResolve: {browser: true},
  concurrency: 2,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 240_000,
  testFramework: {config: {ui: 'bdd', timeout: 20_000}},
  plugins: [
    guardConsole(),
    bundleWorker(),
    resolvePackages(),
    esbuildPlugin({ts: true, target: 'es2022', tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url))}),
  ],
  browsers: [
    chromeLauncher({
      // A zone with daylight saving and half an hour: code that reads the viewer's clock instead of the shop's shows itself.
      launchOptions: {executablePath, args: browserFlags(), env: {...process.env, TZ: 'America/St_Johns', LANG: 'en_US.UTF-8'}},
      // A window of its own for each parallel page: a page behind another one gets no animation frames.
      createPage: async ({browser}) => (await browser.createBrowserContext()).newPage(),
    }),
  ],
  reporters: [defaultReporter({reportTestResults: true, reportTestProgress: process.stdout.isTTY}), countResults(writeCounts)],
};
