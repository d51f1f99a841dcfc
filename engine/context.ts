/** What an analysis is given beside its query. */

import type {CanonicalTable, TableName} from '../data-adapters/schema.ts';
import type {Registry} from '../metrics/registry.ts';
import type {Dataset} from './dataset.ts';
import {QueryError} from './query.ts';

export {nearNames} from '../metrics/near-names.ts';

export interface RunContext {
  readonly dataset: Dataset;
  readonly registry: Registry;
}

/** The table, or a `QueryError` that names it and what needs it. */
export function requireTable(context: RunContext, name: TableName, query: unknown, forWhat: string): CanonicalTable {
  const table = context.dataset.tables[name];
  if (table) return table;
  throw new QueryError(
    `${forWhat} needs the table "${name}", which the source does not have. Hand it to createSource or to <till-data>.`,
    query,
    'missing-table',
    [name],
  );
}
