/** `npm run cases`: peers' cases through the public entry points, with code generation from text switched off. */

import {spawnSync} from 'node:child_process';

import {ensureInstall, root} from './ensure-install.mjs';

ensureInstall();
const {build} = await import('esbuild');
const {sourceOf} = await import('./entry-points.mjs');

const outfile = `${root}/node_modules/.cache/tillboard/cases.mjs`;
await build({
  entryPoints: [`${root}/test/cases/run.ts`],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'error',
  plugins: [
    {
      name: 'own-name',
      setup: ({onResolve}) => onResolve({filter: /^tillboard(\/|$)/}, ({path}) => ({path: `${root}/${sourceOf(path)}`})),
    },
  ],
  // CommonJS packages inside the bundle ask for Node's own modules.
  banner: {js: "import {createRequire} from 'node:module'; const require = createRequire(import.meta.url);"},
});
const {status} = spawnSync(process.execPath, ['--disallow-code-generation-from-strings', outfile, ...process.argv.slice(2)], {stdio: 'inherit', cwd: root});
process.exitCode = status ?? 1;
