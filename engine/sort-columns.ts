/** Sorts and cuts result columns that are already whole. */

import type {Sort} from './query.ts';
import {QueryError} from './query.ts';
import type {Cell, Field} from './result.ts';

export interface ResultColumn {
  readonly field: Field;
  readonly values: readonly Cell[];
}

/**
 * The rows in the order of `sort` (nulls last, equal rows in their old order), then the first `limit`. Throws a `QueryError` for a column
 * that the result does not have, naming those it has, and for a limit that is no whole number from 0.
 */
export function sortColumns(
  columns: readonly ResultColumn[], sort: Sort | readonly Sort[] | undefined, limit: number | undefined, query: unknown,
): ResultColumn[] {
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 0)) {
    throw new QueryError(`limit must be a whole number from 0, got ${JSON.stringify(limit)}.`, query);
  }
  const length = columns[0]?.values.length ?? 0;
  const order = Array.from({length}, (_, row) => row);
  const keys = (sort === undefined ? [] : Array.isArray(sort) ? (sort as readonly Sort[]) : [sort as Sort]).map(({column, descending}) => {
    const found = columns.find(({field}) => field.name === column);
    if (!found) {
      const names = columns.map(({field}) => field.name).join(', ');
      throw new QueryError(`Cannot sort by "${column}": the result has ${names}.`, query, 'bad-option', [column]);
    }
    return {values: found.values, sign: descending ? -1 : 1};
  });
  if (keys.length > 0) {
    order.sort((a, b) => {
      for (const {values, sign} of keys) {
        const difference = compareCells(values[a] ?? null, values[b] ?? null, sign);
        if (difference !== 0) return difference;
      }
      return a - b;
    });
  }
  const shown = limit === undefined ? order : order.slice(0, limit);
  return columns.map(({field, values}) => ({field, values: shown.map((row) => values[row] ?? null)}));
}

function compareCells(a: Cell, b: Cell, sign: number): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return (a < b ? -1 : 1) * sign;
}
