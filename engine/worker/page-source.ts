/** What `openSource` answers where no worker does the work. */

import type {TablesInput} from '../../data-adapters/conform.ts';
import {nextTask} from '../next-task.ts';
import {runQuery} from '../run-query.ts';
import {givingTables, withTable} from '../result-table.ts';
import {shareAnswers} from '../share-answers.ts';
import {prepareSource} from '../source-context.ts';
import type {SourceOptions} from '../source-context.ts';
import {unlessAborted} from '../unless-aborted.ts';
import type {OpenSource} from './open-source.ts';
import {WorkerGone} from './worker-client.ts';

/** A source on the page: conformed in one go, a turn for the page between two queries. */
export function createPageSource(tables: TablesInput, options: SourceOptions, whyOnPage?: string): OpenSource {
  const {context, info} = prepareSource(tables, options);
  const closed = new AbortController();
  const run = givingTables(shareAnswers(async (query, signal) => {
    await nextTask();
    signal.throwIfAborted();
    return withTable(await runQuery(query, context));
  }));
  return {
    info: {...info, runsOn: 'page', ...(whyOnPage === undefined ? {} : {whyOnPage})},
    subscribe: () => () => undefined,
    async run(query, hooks) {
      closed.signal.throwIfAborted();
      return unlessAborted(run(query, hooks), closed.signal);
    },
    close: () => closed.abort(new WorkerGone('The source was closed.')),
  };
}
