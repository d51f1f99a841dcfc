/** Storybook's own server: the kit's name is its sources, nothing else differs from a host page. */

import {defineConfig} from 'vite';

import {ownName} from '../scripts/vite/own-name.mjs';
import {slimVegaLite} from '../scripts/vite/slim-vega-lite.mjs';

export default defineConfig({
  plugins: [ownName(), slimVegaLite()],
  optimizeDeps: {
    include: ['arquero', 'lit', 'lit/decorators.js', 'papaparse', 'vega-interpreter', 'vega-lite', 'vega-parser', 'vega-view'],
    rolldownOptions: {plugins: [slimVegaLite()]},
  },
  build: {target: 'es2022', chunkSizeWarningLimit: 2000},
});
