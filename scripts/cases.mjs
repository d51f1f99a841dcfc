/**
 * `npm run cases`: peers' cases through the public entry points, with code generation from text switched off. `--built` takes the built
 * package instead of the sources; the other options are the runner's.
 */

import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';

import {ensureInstall, root} from './ensure-install.mjs';

ensureInstall();
const {build} = await import('esbuild');
const {builtFileOf, sourceOf} = await import('./entry-points.mjs');

const isBuilt = process.argv.includes('--built');
const rest = process.argv.slice(2).filter((option) => option !== '--built');
const outfile = `${root}/node_modules/.cache/tillboard/cases${isBuilt ? '-built' : ''}.mjs`;

function fileOf(specifier) {
  const file = `${root}/${isBuilt ? builtFileOf(specifier) : sourceOf(specifier)}`;
  if (existsSync(file)) return file;
  console.error(`${file} is not there. Run npm run build first, or leave out --built.`);
  process.exit(2);
}

await build({
  entryPoints: [`${root}/test/cases/run.ts`],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'error',
  plugins: [{name: 'own-name', setup: ({onResolve}) => onResolve({filter: /^tillboard(\/|$)/}, ({path}) => ({path: fileOf(path)}))}],
  // CommonJS packages inside the bundle ask for Node's own modules.
  banner: {js: "import {createRequire} from 'node:module'; const require = createRequire(import.meta.url);"},
});
const {status} = spawnSync(process.execPath, ['--disallow-code-generation-from-strings', outfile, ...rest], {stdio: 'inherit', cwd: root});
process.exitCode = status ?? 1;
