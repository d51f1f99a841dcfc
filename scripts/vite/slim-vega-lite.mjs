/**
 * Vite plugin: Vega-Lite takes its four small helpers from `vega-util` instead of `vega`, which would bring all of Vega along.
 * They are the same functions: `vega` re-exports them.
 */

const IN_VEGA_LITE = /[\\/]node_modules[\\/]vega-lite[\\/]/;

export function slimVegaLite() {
  return {
    name: 'tillboard:slim-vega-lite',
    enforce: 'pre',
    resolveId(specifier, importer) {
      if (specifier !== 'vega' || !importer || !IN_VEGA_LITE.test(importer)) return undefined;
      return this.resolve('vega-util', importer, {skipSelf: true});
    },
  };
}
