/** The one list of public entry points: the name a host imports, and the source file behind it. */

import {existsSync} from 'node:fs';
import {join} from 'node:path';

import {root} from './ensure-install.mjs';

/** Fixed entries first; a `*` stands for one name. */
export const ENTRY_POINTS = {
  tillboard: 'components/index.ts',
  'tillboard/engine': 'engine/index.ts',
  'tillboard/metrics': 'metrics/index.ts',
  'tillboard/components/*': 'components/*/*.ts',
  'tillboard/data-adapters/*': 'data-adapters/*.ts',
  'tillboard/locales/*': 'components/shared/i18n/*.ts',
};

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
