/** The embedded engine behind the `Source` that widgets talk to. */

import type {TablesInput} from '../data-adapters/conform.ts';
import {PageRows} from './page-rows.ts';
import type {LiveSource} from './source.ts';
import {prepareSource} from './source-context.ts';
import type {SourceOptions} from './source-context.ts';

export type {SourceOptions} from './source-context.ts';

/**
 * A source over rows in this page. `tables` are rows (objects, columns, an Arquero or Arrow table) by canonical table name, or what an
 * adapter loaded. Conforms, sorts and codes them at once, on the page: about a second for a million lines. For many rows take `openSource`,
 * which does the same in a worker. `update` adds, corrects and removes rows.
 *
 * Throws an `AdapterError` for tables that cannot be conformed, a `RangeError` for options out of range (a calendar's too), an `Error` for a metric
 * definition that does not hold.
 */
export function createSource(tables: TablesInput, options: SourceOptions = {}): LiveSource {
  const rows = new PageRows(prepareSource(tables, options), options);
  // A plain object: hosts wrap it by spreading it.
  return {
    get info() {
      return rows.info;
    },
    run: rows.run,
    subscribe: (listener) => rows.subscribe(listener),
    update: (changes, hooks) => rows.update(changes, hooks),
  };
}
