/** The demo shop for Node: its sources are TypeScript, so they are bundled once. */

import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

import {build} from 'esbuild';

import {root} from './ensure-install.mjs';

/** Resolves to `createShop`. */
export async function loadShop() {
  const outfile = join(root, '.cache', `shop-${process.pid}.mjs`);
  mkdirSync(join(root, '.cache'), {recursive: true});
  await build({entryPoints: [join(root, 'demo', 'shop.ts')], outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'error'});
  const {createShop} = await import(pathToFileURL(outfile).href);
  return createShop;
}
