/**
 * The one place that knows Arquero: the table layer of datasets and results.
 *
 * Only what runs without Arquero's expression compiler is used here; a host may go on with any verb its policy allows.
 */

import {table as createTable} from 'arquero';
import type {ColumnTable} from 'arquero';

import type {CanonicalTable} from '../data-adapters/schema.ts';
import type {QueryResult} from './result.ts';

/** A result as an Arquero table; columns are shared, not copied. */
export function toArquero(result: QueryResult): ColumnTable {
  return createTable(Object.entries(result.columns).map(([name, values]) => [name, values as unknown[]] as [string, unknown[]]));
}

/** A conformed table as an Arquero table over the same typed arrays. */
export function tableToArquero(table: CanonicalTable): ColumnTable {
  return createTable([...table.columns].map(([name, column]) => [name, column] as unknown as [string, unknown[]]));
}
