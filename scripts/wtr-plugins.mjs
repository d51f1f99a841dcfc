/** Plugins of the test server, one for each thing that a bundler would do for the sources. */

import {join} from 'node:path';

import {build} from 'esbuild';

import {root} from './ensure-install.mjs';
import {ENTRY_POINTS, sourceOf} from './entry-points.mjs';
import {bundleTestDependencies} from './test-dependencies.mjs';

/** Modules that stand for `import address from 'package/file?url'`. */
const ASSET_ADDRESS = '/__asset-address__/';

/** Serves npm packages from their bundles, and the kit's own name from its sources, as a host page would import it. */
export function resolvePackages() {
  let bundles = new Map();
  return {
    name: 'resolve-packages',
    async serverStart() {
      bundles = await bundleTestDependencies();
    },
    resolveImport({source}) {
      if (source.endsWith('?url')) return `${ASSET_ADDRESS}${source.slice(0, -4)}.js`;
      const own = sourceOf(source);
      return own ? `/${own}` : bundles.get(source);
    },
    serve({path}) {
      if (!path.startsWith(ASSET_ADDRESS)) return undefined;
      const file = path.slice(ASSET_ADDRESS.length, -3);
      return {body: `export default ${JSON.stringify(`/node_modules/${file}`)};`, type: 'js'};
    },
  };
}

/** Serves the worker as one file, as the package does: from files of its own each worker would load two hundred. */
export function bundleWorker() {
  const source = ENTRY_POINTS['tillboard/engine/worker'];
  let body;
  return {
    name: 'bundle-worker',
    async serverStart() {
      const {outputFiles} = await build({
        entryPoints: [join(root, source)], write: false, bundle: true, format: 'esm', platform: 'browser', target: 'es2022', logLevel: 'error',
        tsconfig: join(root, 'tsconfig.json'),
      });
      body = outputFiles[0].text;
    },
    serve({path}) {
      return path === `/${source}` ? {body, type: 'js'} : undefined;
    },
  };
}

/** Puts the console guard before every test file, so that no test file can forget it. */
export function guardConsole() {
  return {
    name: 'guard-console',
    transform(context) {
      if (!/^\/test\/.*\.test\.ts$/.test(context.path)) return undefined;
      return {body: `import '/test/support/console-guard.ts';${context.body}`};
    },
  };
}

/** Reporter that hands on how many tests passed, failed and were skipped; a file that did not run counts as one failed. */
export function countResults(write) {
  return {
    onTestRunFinished({sessions}) {
      const counts = {passed: 0, failed: 0, skipped: 0};
      for (const session of sessions) {
        count(session.testResults, counts);
        if (session.errors.length > 0 || (!session.passed && !session.testResults)) counts.failed += 1;
      }
      write(counts);
    },
  };
}

function count(suite, counts) {
  if (!suite) return;
  for (const test of suite.tests) counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed'] += 1;
  for (const inner of suite.suites) count(inner, counts);
}
