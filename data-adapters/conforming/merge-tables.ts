/** Joins what several adapters loaded. */

import {AdapterError} from '../adapter.ts';
import type {CanonicalTables} from '../schema.ts';

/**
 * The tables of both, with both quality reports. Throws an `AdapterError` where both hold the same table, or where their time zones or
 * currencies differ: their days and their money would not mean the same.
 */
export function mergeTables(a: CanonicalTables, b: CanonicalTables): CanonicalTables {
  for (const part of ['timeZone', 'currency'] as const) {
    if (a[part] === b[part]) continue;
    throw new AdapterError(`Tables in ${a[part]} cannot be joined with tables in ${b[part]}. Give both adapters the same ${part}.`, {
      kind: 'schema',
      source: 'options',
    });
  }
  const twice = Object.keys(b.tables).find((name) => Object.hasOwn(a.tables, name));
  if (twice !== undefined) {
    throw new AdapterError(`Both sources hold the table ${twice}. Put its rows together before they are conformed.`, {kind: 'schema', source: twice});
  }
  return {...a, tables: {...a.tables, ...b.tables}, quality: {tables: [...a.quality.tables, ...b.quality.tables]}};
}
