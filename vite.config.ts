/**
 * One configuration, by mode: the demo's server (no mode), and builds `library` (one module a source file), `cdn` (one file for a
 * script tag) and `demo` (the pages over the built library). `scripts/build.mjs` runs the three.
 */

import {basename, isAbsolute, join} from 'node:path';

import {defineConfig, type UserConfig} from 'vite';

import {packageSources} from './scripts/entry-points.mjs';
import {runNode} from './scripts/run-command.mjs';
import {demoRoutes} from './scripts/vite/demo-routes.mjs';
import {litPolicy} from './scripts/vite/lit-policy.mjs';
import {ownName} from './scripts/vite/own-name.mjs';
import {ownWorker} from './scripts/vite/own-worker.mjs';
import {slimVegaLite} from './scripts/vite/slim-vega-lite.mjs';

const root = import.meta.dirname;
const TARGET = 'es2022';

/** What the compiler puts in for decorators; no package of a host's. */
const HELPERS = /^@oxc-project\/runtime\//;

/** The script-tag page is copied, and real data are only beside a checkout. */
const BUILT_PAGES = ['index', 'real', 'csp'];

const VEGA_LITE = /^vega-lite$|(?:^|[\\/])node_modules[\\/]vega-lite[\\/]/;

/** Everything but our own files stays an import, for the host's bundler to share; but for Vega-Lite, which would bring all of Vega along. */
const library = (): UserConfig => ({
  publicDir: false,
  plugins: [slimVegaLite({keepImports: true}), ownWorker('../../cdn/tillboard-worker.js')],
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: TARGET,
    minify: false,
    sourcemap: true,
    lib: {entry: packageSources().map((file) => join(root, file)), formats: ['es']},
    rolldownOptions: {
      external: (id, importer = '') => !id.startsWith('.') && !isAbsolute(id) && !HELPERS.test(id) && !VEGA_LITE.test(id) && !VEGA_LITE.test(importer),
      output: {
        preserveModules: true,
        preserveModulesRoot: root,
        // Vega-Lite, and the compiler's helpers, which it would put under names with versions in them.
        entryFileNames: ({name}) => (VEGA_LITE.test(name) ? 'compiled/vega-lite.js' : /^_virtual|node_modules/.test(name) ? `compiled/${basename(name)}.js` : '[name].js'),
      },
    },
  },
});

const cdn = (): UserConfig => ({
  publicDir: false,
  plugins: [slimVegaLite(), litPolicy(), ownWorker('./tillboard-worker.js')],
  build: {
    outDir: 'dist/cdn',
    emptyOutDir: true,
    target: TARGET,
    lib: {entry: join(root, 'scripts', 'cdn-entry.ts'), formats: ['es'], fileName: () => 'tillboard.js'},
    // Said again: a library's blanks are kept otherwise, for bundlers that come after it. None does here.
    rolldownOptions: {output: {codeSplitting: false, minify: true}},
  },
});

/**
 * The worker, for the library and for that file: one file that needs no other. Import maps do not reach into workers, and bundlers that make
 * classic scripts of them (Vite's default) take no `import()` in them.
 */
const cdnWorker = (): UserConfig => ({
  publicDir: false,
  build: {
    outDir: 'dist/cdn',
    emptyOutDir: false,
    target: TARGET,
    lib: {entry: join(root, 'engine', 'worker', 'engine-worker.ts'), formats: ['es'], fileName: () => 'tillboard-worker.js'},
    rolldownOptions: {output: {codeSplitting: false, minify: true}},
  },
});

const demo = (): UserConfig => ({
  root: join(root, 'demo'),
  base: './',
  publicDir: false,
  plugins: [ownName({built: true})],
  build: {
    outDir: join(root, 'demo', 'dist'),
    emptyOutDir: true,
    target: TARGET,
    // A data: address would be blocked by the policies that the pages are shown under.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
    modulePreload: {polyfill: false},
    rolldownOptions: {input: BUILT_PAGES.map((name) => join(root, 'demo', `${name}.html`))},
  },
});

const server = (): UserConfig => ({
  root: join(root, 'demo'),
  publicDir: false,
  cacheDir: join(root, '.cache', 'vite'),
  plugins: [
    ownName(),
    // By another process: this one is in development, and what it builds would be too.
    demoRoutes({buildBundle: () => runNode(['scripts/build.mjs', 'cdn'], {env: {NODE_ENV: 'production'}, quiet: true})}),
  ],
  // Without `development`: Lit's warnings to its developers are not for those who look at a demo.
  resolve: {conditions: ['module', 'browser']},
  server: {host: '127.0.0.1', fs: {allow: [root]}},
  optimizeDeps: {
    // The script-tag page loads a file that is only built when it is asked for.
    entries: ['index.html', 'real.html', 'csp.html'],
    include: ['arquero', 'lit', 'lit/decorators.js', 'papaparse', 'vega-interpreter', 'vega-lite', 'vega-parser', 'vega-view'],
    rolldownOptions: {plugins: [slimVegaLite()]},
  },
});

const MODES: Readonly<Record<string, () => UserConfig>> = {library, cdn, 'cdn-worker': cdnWorker, demo};

export default defineConfig(({mode}) => (MODES[mode] ?? server)());
