/** The embedded engine behind the `Source` that widgets talk to. */

import type {TablesInput} from '../data-adapters/conform.ts';
import {nextTask} from './next-task.ts';
import {givingTables, withTable} from './result-table.ts';
import {runQuery} from './run-query.ts';
import {shareAnswers} from './share-answers.ts';
import type {Source} from './source.ts';
import {prepareSource} from './source-context.ts';
import type {SourceOptions} from './source-context.ts';

export type {SourceOptions} from './source-context.ts';

/**
 * A source over rows in this page. `tables` are rows (objects, columns, an Arquero or Arrow table) by canonical table name, or what an
 * adapter loaded. Conforms, sorts and codes them at once, on the page: about a second for a million lines. For many rows take `openSource`,
 * which does the same in a worker.
 *
 * Throws an `AdapterError` for tables that cannot be conformed, a `RangeError` for options out of range (a calendar's too), an `Error` for a metric
 * definition that does not hold. Rows of a source never change; make another source for other rows.
 */
export function createSource(tables: TablesInput, options: SourceOptions = {}): Source {
  const {context, info} = prepareSource(tables, options);
  const run = shareAnswers(async (query, signal) => {
    // Gives way to what the page has to do first, and to an abort of a query that is already out of date.
    await nextTask();
    signal.throwIfAborted();
    return withTable(await runQuery(query, context));
  });
  return {info, run: givingTables(run), subscribe: () => () => undefined};
}
