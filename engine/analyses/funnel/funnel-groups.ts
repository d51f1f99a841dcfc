/** Groups of rows by dimensions, with an order that does not depend on the order of rows. */

import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {RunContext} from '../../context.ts';
import {dimensionCodes} from '../../facts/dimension-codes.ts';
import {QueryError} from '../../query.ts';
import {requireDimension} from '../../select-rows.ts';

export interface RowGroups {
  /** A number a group: smaller sorts first, nulls before all. */
  keyOf(row: number): number;
  /** The values of a group, one a dimension. */
  valuesOf(key: number): readonly (string | null)[];
}

/** Throws a `QueryError` for a dimension that the table lacks. */
export function rowGroups(table: CanonicalTable, by: readonly string[], context: RunContext, query: unknown): RowGroups {
  const dimensions = by.map((name) => {
    const dimension = dimensionCodes(table, name);
    if (!dimension) {
      requireDimension(name, context, query);
      throw new QueryError(`"${name}" is no dimension of "${table.name}".`, query, 'unknown-dimension', [name]);
    }
    const sorted = [...dimension.values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const place = new Map(sorted.map((value, index) => [value, index + 1] as const));
    const rank = Int32Array.from([0, ...dimension.values.map((value) => place.get(value) ?? 0)]);
    return {codes: dimension.codes, rank, sorted, size: sorted.length + 1};
  });
  return {
    keyOf: (row) => dimensions.reduce((key, {codes, rank, size}) => key * size + (rank[(codes[row] as number) + 1] as number), 0),
    valuesOf(key) {
      const values: (string | null)[] = [];
      let rest = key;
      for (let index = dimensions.length - 1; index >= 0; index--) {
        const {sorted, size} = dimensions[index] as (typeof dimensions)[number];
        const place = rest % size;
        values.unshift(place === 0 ? null : (sorted[place - 1] ?? null));
        rest = Math.floor(rest / size);
      }
      return values;
    },
  };
}
