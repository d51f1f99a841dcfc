/**
 * Vite plugin for the library: leaves the words by which every bundler knows a worker in the built module, with the name of the built file,
 * instead of bundling the worker here. The host's build, or a plain server, finds the file beside the module.
 */

const SOURCE = "new URL('./engine-worker.ts', import.meta.url)";
const MARK = '__TILLBOARD_WORKER__';

export function ownWorker(file) {
  return {
    name: 'tillboard:own-worker',
    enforce: 'pre',
    transform(code, id) {
      if (!/[\\/]engine[\\/]worker[\\/]start-worker\.ts$/.test(id)) return undefined;
      if (!code.includes(SOURCE)) throw new Error(`${id} names its worker in another way: mend scripts/vite/own-worker.mjs.`);
      return {code: code.replaceAll(SOURCE, MARK), map: null};
    },
    renderChunk(code) {
      return code.includes(MARK) ? {code: code.replaceAll(MARK, `new URL(${JSON.stringify(file)}, import.meta.url)`), map: null} : undefined;
    },
  };
}
