import type {QueryResult} from '../result.ts';

/** Says where the table is, instead of being undefined without a word. */
export function withoutTable(result: QueryResult): QueryResult {
  return Object.defineProperty(result, 'table', {
    get: () => {
      throw new Error("This result comes without Arquero. Make a table of it: import {toArquero} from 'tillboard/engine'; toArquero(result).");
    },
    enumerable: false,
  });
}
