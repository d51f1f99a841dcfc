/**
 * Vite plugin: Vega-Lite takes its four small helpers from `vega-util` instead of `vega`, which would bring all of Vega along.
 * They are the same functions: `vega` re-exports them. `keepImports`: what Vega-Lite imports stays an import, as in the library build.
 */

import {readFileSync} from 'node:fs';
import {join} from 'node:path';

import {root} from '../ensure-install.mjs';

const IN_VEGA_LITE = /[\\/]node_modules[\\/]vega-lite[\\/]/;

export function slimVegaLite({keepImports = false} = {}) {
  return {
    name: 'tillboard:slim-vega-lite',
    enforce: 'pre',
    resolveId(specifier, importer) {
      if (!importer || !IN_VEGA_LITE.test(importer)) return undefined;
      if (keepImports) return {id: specifier === 'vega' ? 'vega-util' : specifier, external: true};
      return specifier === 'vega' ? this.resolve('vega-util', importer, {skipSelf: true}) : undefined;
    },
    /** A copy of Vega-Lite goes with its licence. */
    banner({fileName, moduleIds}) {
      if (!keepImports || !moduleIds.some((id) => IN_VEGA_LITE.test(id))) return '';
      return `/*! ${fileName} holds vega-lite.\n\n${readFileSync(join(root, 'node_modules', 'vega-lite', 'LICENSE'), 'utf8').trim()}\n*/`;
    },
  };
}
