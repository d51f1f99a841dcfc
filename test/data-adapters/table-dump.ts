/** All that a load says, as plain data: two paths that say the same must say it to the last code and example. */

import {AdapterError} from '../../data-adapters/adapter.ts';
import type {Column} from '../../data-adapters/column.ts';
import type {CanonicalTables} from '../../data-adapters/schema.ts';

export function dump({tables, currency, timeZone, quality}: CanonicalTables): unknown {
  return {
    currency, timeZone, quality,
    tables: Object.values(tables).map(({name, length, columns}) => ({
      name, length, columns: [...columns].map(([key, column]) => [key, dumpColumn(column)]),
    })),
  };
}

function dumpColumn(column: Column): unknown {
  if (column.type === 'text') return {type: 'text', codes: [...column.codes], values: [...column.values]};
  const values = Array.from(column.values, (value) => (Object.is(value, -0) ? '-0' : String(value)));
  if (column.type === 'time') return {type: 'time', values, days: [...column.days]};
  return {type: column.type, values, ...(column.type === 'money' ? {scale: column.scale} : {})};
}

/** What a load gives, or the error that it ends in. */
export async function outcome(load: () => CanonicalTables | Promise<CanonicalTables>): Promise<unknown> {
  try {
    return dump(await load());
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    return {kind: error.kind, message: error.message};
  }
}
