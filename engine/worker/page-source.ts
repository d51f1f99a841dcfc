/** What `openSource` answers where no worker does the work. */

import type {TablesInput} from '../../data-adapters/conform.ts';
import {PageRows} from '../page-rows.ts';
import {prepareSource} from '../source-context.ts';
import type {SourceOptions} from '../source-context.ts';
import {unlessAborted} from '../unless-aborted.ts';
import type {OpenSource} from './open-source.ts';
import {WorkerGone} from './worker-client.ts';

interface PageHow {
  /** Nobody else has the tables. */
  readonly isOwn?: boolean;
  /** Why there is no worker, where one was wanted. */
  readonly whyOnPage?: string | undefined;
}

/** A source on the page: conformed in one go, a turn for the page between two queries. */
export function createPageSource(tables: TablesInput, options: SourceOptions, {isOwn = false, whyOnPage}: PageHow = {}): OpenSource {
  const rows = new PageRows(prepareSource(tables, options, isOwn), options);
  const closed = new AbortController();
  return {
    get info() {
      return {...rows.info, runsOn: 'page' as const, ...(whyOnPage === undefined ? {} : {whyOnPage})};
    },
    subscribe: (listener) => rows.subscribe(listener),
    async run(query, hooks) {
      closed.signal.throwIfAborted();
      return unlessAborted(rows.run(query, hooks), closed.signal);
    },
    async update(changes, {signal} = {}) {
      closed.signal.throwIfAborted();
      return rows.update(changes, {signal: signal ? AbortSignal.any([signal, closed.signal]) : closed.signal});
    },
    close: () => closed.abort(new WorkerGone('The source was closed.')),
  };
}
