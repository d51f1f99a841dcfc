/** Storybook's own server: the kit's name is its sources, nothing else differs from a host page. */

import {defineConfig} from 'vite';

import {ownName} from '../scripts/vite/own-name.mjs';

export default defineConfig({
  plugins: [ownName()],
  optimizeDeps: {include: ['arquero', 'lit', 'lit/decorators.js', 'papaparse', 'vega', 'vega-interpreter', 'vega-lite']},
  build: {target: 'es2022', chunkSizeWarningLimit: 2000},
});
