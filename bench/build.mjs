/** Bundles the bench's pages with one worker beside them. A peer that is not installed is left out, with the reason. */

import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

import {build} from 'esbuild';

import {ENTRY_POINTS, sourceOf} from '../scripts/entry-points.mjs';
import {root} from '../scripts/ensure-install.mjs';
import {isInstalled, PEER_PACKAGES} from './peers.mjs';

/** An entry point of the kit that is not there yet becomes a module that says so. */
const ownName = {
  name: 'own-name',
  setup({onResolve, onLoad}) {
    onResolve({filter: /^tillboard(\/|$)/}, ({path}) => {
      try {
        return {path: join(root, sourceOf(path))};
      } catch {
        return {path, namespace: 'absent'};
      }
    });
    // The gate runs without peers: their engines are never opened then, but bundled all the same.
    for (const name of PEER_PACKAGES.filter((each) => !isInstalled(each))) {
      onResolve({filter: new RegExp(`^${name}$`)}, ({path}) => ({path, namespace: 'absent'}));
    }
    onLoad({filter: /.*/, namespace: 'absent'}, ({path}) => ({
      contents: `module.exports = {absent: ${JSON.stringify(`${path} is not there`)}};`, loader: 'js',
    }));
  },
};

const page = (script) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,"><body>
<script type="module" src="/dist/${script}.js"></script>`;

/** `pages`: scripts of `bench/page/` that get a page of their own. Files land in `out`. */
export async function buildPages(out, pages) {
  rmSync(out, {recursive: true, force: true});
  mkdirSync(out, {recursive: true});
  const bundle = (entryPoints, how) => build({
    entryPoints, ...how, bundle: true, outdir: out, format: 'esm', platform: 'browser', target: 'es2022', logLevel: 'error',
    legalComments: 'none', tsconfig: join(root, 'tsconfig.json'), plugins: [ownName],
  });
  await bundle(Object.fromEntries(pages.map((name) => [name, join(root, 'bench', 'page', `${name}.js`)])), {splitting: true});
  // One small file, as the kit ships it for pages that are bundled this way.
  await bundle({'engine-worker': join(root, ENTRY_POINTS['tillboard/engine/worker'])}, {minify: true});
  for (const name of pages) writeFileSync(join(out, `${name}.html`), page(name));
}
