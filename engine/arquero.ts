/**
 * The one place that knows Arquero: the table layer of datasets and results.
 *
 * Only what runs without Arquero's expression compiler is used here; a host may go on with any verb its policy allows.
 */

import {table as createTable} from 'arquero';
import type {ColumnTable} from 'arquero';

import type {CanonicalTable} from '../data-adapters/schema.ts';
import {columnData} from './result-columns.ts';
import type {QueryResult} from './result.ts';

/** A result as an Arquero table; columns are shared, not copied, and typed ones stay typed. */
export function toArquero(result: QueryResult): ColumnTable {
  return createTable(Object.keys(result.columns).map((name) => [name, arqueroColumn(result, name)] as [string, unknown[]]));
}

/** An array, or what Arquero reads as a column. Numbers are an array of numbers only where none is null: Arquero would give NaN out. */
function arqueroColumn(result: QueryResult, name: string): unknown {
  const data = columnData(result, name);
  if (data?.kind === 'codes') {
    const {codes, values} = data;
    return {length: codes.length, at: (row: number) => values[codes[row] as number] ?? null};
  }
  return data?.kind === 'numbers' && data.numbers.every((value) => value === value) ? data.numbers : result.columns[name];
}

/** A conformed table as an Arquero table over the same typed arrays. */
export function tableToArquero(table: CanonicalTable): ColumnTable {
  return createTable([...table.columns].map(([name, column]) => [name, column] as unknown as [string, unknown[]]));
}
