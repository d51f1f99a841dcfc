/** Rows that the page already holds. */

import type {Adapter} from './adapter.ts';
import {conform} from './conform.ts';
import type {ConformOptions, TablesInput} from './conform.ts';
import {throwIfAborted} from './read-source.ts';

export {AdapterError} from './adapter.ts';

/**
 * An adapter over rows in memory: arrays of objects, columns, Arquero or Arrow tables, `{header, records}`, or tables conformed before.
 * Each load reads them afresh, so rows that were added since are in it.
 */
export function createMemoryAdapter(tables: TablesInput, options: ConformOptions = {}): Adapter {
  return {
    async load(request = {}) {
      // Not at once: a caller may abort in the same turn, as with every other adapter.
      await Promise.resolve();
      throwIfAborted(request.signal, 'the tables');
      return conform(tables, options);
    },
  };
}
