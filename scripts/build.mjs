/**
 * `npm run build`: the package in `dist/` (modules, types, manifest, one-file bundle) and the demo over it in `demo/dist/`.
 * Names of parts as arguments make only those.
 */

import {rmSync} from 'node:fs';
import {join} from 'node:path';

import {copyScriptTagPage} from './copy-script-tag-page.mjs';
import {emitTypes} from './emit-types.mjs';
import {ensureInstall, root} from './ensure-install.mjs';
import {program, runNode} from './run-command.mjs';

ensureInstall();

const vite = (mode) => runNode([program('vite/bin/vite.js'), 'build', '--mode', mode, '--logLevel', 'warn']);

const PARTS = {
  library: () => vite('library'),
  types: emitTypes,
  manifest: () => runNode([program('@custom-elements-manifest/analyzer/cem.js'), 'analyze', '--quiet']),
  cdn: async () => (await vite('cdn')) || vite('cdn-worker'),
  demo: async () => {
    const code = await vite('demo');
    if (code === 0) copyScriptTagPage();
    return code;
  },
};

const asked = process.argv.slice(2);
const parts = Object.keys(PARTS).filter((name) => asked.length === 0 || asked.includes(name));
if (asked.length === 0) rmSync(join(root, 'dist'), {recursive: true, force: true});

for (const name of parts) {
  const start = performance.now();
  const code = await PARTS[name]();
  if (code !== 0) {
    console.error(`The build failed at "${name}".`);
    process.exit(code);
  }
  console.log(`${name} built in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
