/** Writes the `.d.ts` files of the package beside its modules. */

import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

import {root} from './ensure-install.mjs';
import {listFiles} from './list-files.mjs';
import {program, runNode} from './run-command.mjs';

/** Relative imports name `.ts` in our sources; beside a host's settings only `.js` is sure to resolve. */
const RELATIVE = /((?:from|import)\s*\(?\s*['"]\.{1,2}\/[^'"]*)\.ts(['"])/g;

/** Resolves to the exit code of the compiler. */
export async function emitTypes() {
  const code = await runNode([program('typescript/bin/tsc'), '-p', 'tsconfig.build.json']);
  for (const file of listFiles('dist', '.d.ts')) {
    const path = join(root, file);
    writeFileSync(path, readFileSync(path, 'utf8').replace(RELATIVE, '$1.js$2'));
  }
  return code;
}
