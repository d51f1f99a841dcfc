/** Vite plugin: the kit's own name is its sources, or its built package, as a host would import it. */

import {join} from 'node:path';

import {builtFileOf, sourceOf} from '../entry-points.mjs';
import {root} from '../ensure-install.mjs';

export function ownName({built = false} = {}) {
  return {
    name: 'tillboard:own-name',
    enforce: 'pre',
    resolveId(specifier) {
      const file = built ? builtFileOf(specifier) : sourceOf(specifier);
      return file && join(root, file);
    },
  };
}
