/** Bundles a few lines of a host's code the way a host's own build would, over the built package. */

import {build} from 'vite';

import {ownName} from './vite/own-name.mjs';
import {root} from './ensure-install.mjs';

const ENTRY = 'virtual:host-entry';

/**
 * Answers the chunks in two parts: `first` is what the page loads at once, `later` what it loads on demand. A chunk has `fileName`,
 * `code` and `moduleIds`. `assets` are the further files, with `fileName` and `source`: a worker is one. Packages in `external` stay imports.
 */
export async function bundleEntry(code, {external = []} = {}) {
  const {output} = await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'error',
    plugins: [ownName({built: true}), virtualEntry(code)],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: {external, input: ENTRY, preserveEntrySignatures: 'strict', output: {entryFileNames: 'entry.js', chunkFileNames: '[name]-[hash].js'}},
    },
  });
  const chunks = output.filter(({type}) => type === 'chunk');
  const entry = chunks.find(({isEntry}) => isEntry);
  const first = staticClosure(entry, chunks);
  return {first: [...first], later: chunks.filter((chunk) => !first.has(chunk)), assets: output.filter(({type}) => type === 'asset')};
}

function virtualEntry(code) {
  return {
    name: 'tillboard:host-entry',
    resolveId: (specifier) => (specifier === ENTRY ? `\0${ENTRY}` : undefined),
    load: (id) => (id === `\0${ENTRY}` ? {code, moduleSideEffects: true} : undefined),
  };
}

function staticClosure(entry, chunks) {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const found = new Set([entry]);
  for (const chunk of found) for (const name of chunk.imports) if (byName.has(name)) found.add(byName.get(name));
  return found;
}
