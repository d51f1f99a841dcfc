/** The one list of public entry points: the name a host imports, its source file, and its file in the built package. */

import {existsSync} from 'node:fs';
import {join} from 'node:path';

import {root} from './ensure-install.mjs';
import {listFiles} from './list-files.mjs';

/** The files of `data-adapters/` that a host may import; the others are their workings. */
const ADAPTERS = [
  'adapter', 'arrow', 'column', 'conform', 'csv', 'decode-text', 'headers', 'json', 'live', 'memory', 'parse-csv', 'presets', 'read-source', 'schema',
];

/** A `*` stands for one name, every time it occurs. */
export const ENTRY_POINTS = {
  tillboard: 'components/index.ts',
  'tillboard/engine': 'engine/index.ts',
  'tillboard/engine/worker': 'engine/worker/engine-worker.ts',
  'tillboard/metrics': 'metrics/index.ts',
  'tillboard/components/*': 'components/*/*.ts',
  ...Object.fromEntries(ADAPTERS.map((name) => [`tillboard/data-adapters/${name}`, `data-adapters/${name}.ts`])),
  'tillboard/locales/en': 'components/shared/i18n/en.ts',
  'tillboard/locales/zh-CN': 'components/shared/i18n/zh-CN.ts',
};

/** Source folders that the package is built from. */
export const PACKAGE_FOLDERS = ['data-adapters', 'metrics', 'engine', 'components'];

export const toBuilt = (source) => `dist/${source.replace(/\.ts$/, '.js')}`;

/** Source file, relative to the root, of an import of the kit's own name; undefined for any other specifier. */
export function sourceOf(specifier) {
  if (specifier !== 'tillboard' && !specifier.startsWith('tillboard/')) return undefined;
  const fixed = ENTRY_POINTS[specifier];
  if (fixed) return fixed;
  for (const [pattern, target] of Object.entries(ENTRY_POINTS)) {
    const prefix = pattern.endsWith('*') ? pattern.slice(0, -1) : undefined;
    if (!prefix || !specifier.startsWith(prefix)) continue;
    const file = target.replaceAll('*', specifier.slice(prefix.length));
    if (existsSync(join(root, file))) return file;
  }
  throw new Error(`"${specifier}" is not an entry point of tillboard. Entry points: ${Object.keys(ENTRY_POINTS).join(', ')}.`);
}

export function builtFileOf(specifier) {
  const source = sourceOf(specifier);
  return source && toBuilt(source);
}

/** Every source file of the package, `[name without extension, path]`. */
export function packageSources() {
  return PACKAGE_FOLDERS.flatMap((folder) => listFiles(folder, '.ts')).filter((file) => !file.endsWith('.d.ts'));
}

/** Names of the elements: the folders under `components/` that hold a file of their own name. */
export function elementNames() {
  return listFiles('components', '.ts').flatMap((file) => /^components\/([\w-]+)\/\1\.ts$/.exec(file)?.[1] ?? []);
}
