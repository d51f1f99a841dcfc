/**
 * Bundles the npm packages that sources and tests import, one ES module each with shared chunks, for the test server: a page loads a
 * dozen files instead of hundreds, and CommonJS packages become modules. Kept in `.cache/` under a hash of what went in.
 */

import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, renameSync, rmSync} from 'node:fs';
import {join} from 'node:path';

import {build} from 'esbuild';

import {root} from './ensure-install.mjs';
import {listFiles} from './list-files.mjs';

const FOLDERS = ['data-adapters', 'metrics', 'engine', 'components', 'stories', 'demo', 'test'];

/** `import x from 'y'`, `export … from 'y'`, `import 'y'`, `import('y')`; not `import type`. */
const STATEMENTS = [
  /^(?:import|export)\s+(?!type\b)[^;'"]*?\bfrom\s*'([^'./][^']*)'/gm,
  /^import\s*'([^'./][^']*)'/gm,
  /\bimport\(\s*'([^'./][^']*)'/g,
];

const packageOf = (specifier) => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
const isInstalled = (specifier) => existsSync(join(root, 'node_modules', packageOf(specifier)));
const outputName = (specifier) => specifier.replaceAll('/', '__').replace(/\.js$/, '');

/** Every npm specifier that a source or a browser test imports at run time. */
function bareImports() {
  const found = new Set();
  for (const file of FOLDERS.flatMap((folder) => listFiles(folder, '.ts'))) {
    const text = readFileSync(join(root, file), 'utf8');
    for (const statement of STATEMENTS) {
      for (const [, specifier] of text.matchAll(statement)) if (!specifier.includes('?') && isInstalled(specifier)) found.add(specifier);
    }
  }
  return [...found].sort();
}

/** Returns a map from specifier to the address of its bundle on the test server. */
export async function bundleTestDependencies() {
  const specifiers = bareImports();
  const lock = readFileSync(join(root, 'package-lock.json'));
  const script = readFileSync(join(root, 'scripts', 'test-dependencies.mjs'));
  const key = createHash('sha256').update(lock).update(script).update(specifiers.join('\n')).digest('hex').slice(0, 16);
  const folder = join(root, '.cache', `test-dependencies-${key}`);
  if (!existsSync(folder)) await bundle(specifiers, folder);
  return new Map(specifiers.map((name) => [name, `/.cache/test-dependencies-${key}/${outputName(name)}.js`]));
}

/** As in the package: a chart that needs more of Vega than `vega-parts.ts` registers must fail in the tests too. */
const SLIM_VEGA_LITE = {
  name: 'slim-vega-lite',
  setup({onResolve, resolve}) {
    onResolve({filter: /^vega$/}, ({importer, resolveDir, kind}) =>
      (/[\\/]node_modules[\\/]vega-lite[\\/]/.test(importer) ? resolve('vega-util', {resolveDir, kind}) : undefined));
  },
};

/** Written beside and renamed into place, since two runs may do it at once. */
async function bundle(specifiers, folder) {
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, {recursive: true});
  await build({
    entryPoints: Object.fromEntries(specifiers.map((name) => [outputName(name), name])),
    absWorkingDir: root,
    outdir: draft,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    external: ['/__web-dev-server__web-socket.js'],
    define: {'process.env.NODE_ENV': '"production"', global: 'globalThis'},
    plugins: [SLIM_VEGA_LITE],
    logLevel: 'error',
  });
  try {
    renameSync(draft, folder);
  } catch {
    rmSync(draft, {recursive: true, force: true});
  }
}
