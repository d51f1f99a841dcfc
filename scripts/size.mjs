/**
 * `npm run size`: what a page downloads, as brotli, held against `.size-limit.json`. Needs the built package and builds it when it is
 * not there.
 */

import {existsSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

import {ensureInstall, root} from './ensure-install.mjs';
import {program, runNode} from './run-command.mjs';

ensureInstall();
if (!existsSync(join(root, 'dist', 'cdn', 'tillboard-worker.js'))) {
  const code = await runNode(['scripts/build.mjs', 'library', 'cdn']);
  if (code !== 0) process.exit(code);
}
const {bundleEntry} = await import('./bundle-entry.mjs');
const {PAGES} = await import('./size-pages.mjs');

const folder = join(root, '.cache', 'size');
rmSync(folder, {recursive: true, force: true});

for (const [name, page] of Object.entries(PAGES)) {
  const chunks = await bundleEntry(page.code, {external: page.external});
  const kept = page.take.flatMap((part) => chunks[part]);
  const modules = kept.flatMap(({moduleIds}) => moduleIds);
  const stray = modules.find((id) => page.without?.test(id));
  if (stray) {
    console.error(`"${name}" must not hold ${stray}.`);
    process.exitCode = 1;
  }
  mkdirSync(join(folder, name), {recursive: true});
  for (const {fileName, code} of kept) writeFileSync(join(folder, name, fileName.replaceAll('/', '-')), code);
  console.log(`${name}: ${kept.length} files, ${modules.length} modules`);
}

const code = await runNode([program('size-limit/bin.js')]);
process.exitCode ||= code;
