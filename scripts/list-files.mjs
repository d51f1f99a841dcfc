/** Files below a folder of the project. */

import {existsSync, readdirSync} from 'node:fs';
import {join, relative, sep} from 'node:path';

import {root} from './ensure-install.mjs';

/** Paths relative to the root, with `/`, sorted; `[]` when there is no such folder. */
export function listFiles(folder, suffix) {
  const top = join(root, folder);
  if (!existsSync(top)) return [];
  return readdirSync(top, {withFileTypes: true, recursive: true})
    .filter((entry) => entry.isFile() && entry.name.endsWith(suffix))
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .sort();
}
