/** Sorts and cuts result columns that are already whole. */

import type {ColumnData} from './column-data.ts';
import {cellData, rowOrder, takeCells} from './column-data.ts';
import type {Sort} from './query.ts';
import {QueryError} from './query.ts';
import type {Cell, Field} from './result.ts';

export interface ResultColumn {
  readonly field: Field;
  readonly values: readonly Cell[];
}

/** A column whose values are worked out when they are first asked for. */
export interface TypedColumn {
  readonly field: Field;
  readonly data: () => ColumnData;
}

/**
 * The rows in the order of `sort` (nulls last, equal rows in their old order), then the first `limit`. Throws a `QueryError` for a column
 * that the result does not have, naming those it has, and for a limit that is no whole number from 0.
 */
export function sortColumns(
  columns: readonly ResultColumn[], sort: Sort | readonly Sort[] | undefined, limit: number | undefined, query: unknown,
): ResultColumn[] {
  const length = columns[0]?.values.length ?? 0;
  const typed = columns.map(({field, values}) => ({field, data: () => cellData(values)}));
  const shown = shownRows(typed, length, sort, limit, query);
  if (!shown) return [...columns];
  return columns.map(({field, values}) => ({field, values: Array.from(shown, (row) => values[row] ?? null)}));
}

/**
 * As {@link sortColumns} for the columns of `wanted`, in the order of any of `columns`, which have `length` rows: works out those that it sorts by,
 * and no other.
 */
export function sortTyped(
  wanted: readonly TypedColumn[], {columns, length}: {readonly columns: readonly TypedColumn[]; readonly length: number},
  {sort, limit}: {readonly sort?: Sort | readonly Sort[]; readonly limit?: number}, query: unknown,
): {readonly columns: readonly TypedColumn[]; readonly length: number} {
  const shown = shownRows(columns, length, sort, limit, query);
  if (!shown) return {columns: wanted, length};
  return {columns: wanted.map(({field, data}) => ({field, data: () => takeCells(data(), shown)})), length: shown.length};
}

/** Rows in the order in which they are shown; undefined for all of them as they stand. */
function shownRows(
  columns: readonly TypedColumn[], length: number, sort: Sort | readonly Sort[] | undefined, limit: number | undefined, query: unknown,
): Int32Array | undefined {
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 0)) {
    throw new QueryError(`limit must be a whole number from 0, got ${JSON.stringify(limit)}.`, query);
  }
  const keys = (sort === undefined ? [] : Array.isArray(sort) ? (sort as readonly Sort[]) : [sort as Sort]).map(({column, descending}) => {
    const found = columns.find(({field}) => field.name === column);
    if (!found) {
      const names = columns.map(({field}) => field.name).join(', ');
      throw new QueryError(`Cannot sort by "${column}": the result has ${names}.`, query, 'bad-option', [column]);
    }
    return rowOrder(found.data(), descending ? -1 : 1);
  });
  if (keys.length === 0 && (limit === undefined || limit >= length)) return undefined;
  const order = Int32Array.from({length}, (_, row) => row);
  if (keys.length > 0) {
    order.sort((a, b) => {
      for (const key of keys) {
        const difference = key(a, b);
        if (difference !== 0) return difference;
      }
      return a - b;
    });
  }
  return limit === undefined ? order : order.subarray(0, limit);
}
