/** Everything a page without a build may want, in one file: the elements, the engine, the metrics and the adapters. */

export * from '../components/index.ts';
export {createCsvAdapter} from '../data-adapters/csv.ts';
export {createJsonAdapter} from '../data-adapters/json.ts';
export {createMemoryAdapter} from '../data-adapters/memory.ts';
export * from '../engine/index.ts';
export * from '../metrics/index.ts';
