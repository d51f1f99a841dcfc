/** Ten thousand odd CSV files by both readers. In Node, since a browser test would take too long. */

import assert from 'node:assert/strict';
import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {pathToFileURL} from 'node:url';

import {build} from 'esbuild';

import {root} from '../../scripts/ensure-install.mjs';

const FILES = 10_000;

describe('the scanner of CSV', () => {
  it(`makes the tables and reports of papaparse from ${FILES} odd files`, async () => {
    const outfile = join(root, 'node_modules', '.cache', 'tillboard', `csv-agreement-${process.pid}.mjs`);
    await build({
      entryPoints: [join(root, 'test/data-adapters/reading/csv-agreement.ts')], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error',
      banner: {js: "import {createRequire} from 'node:module'; const require = createRequire(import.meta.url);"},
    });
    try {
      const {compareReaders} = await import(pathToFileURL(outfile).href);
      const {scanned, differing} = await compareReaders(10_001, 10_001 + FILES);
      assert.equal(differing, undefined);
      assert.ok(scanned > FILES * 0.4, `${scanned} files were scanned`);
    } finally {
      rmSync(outfile, {force: true});
    }
  });
});
