/** Groups of events by dimensions, with an order that does not depend on the order of rows. */

import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {RunContext} from '../../context.ts';
import {codesInOrder} from '../../facts/codes-in-order.ts';
import {dimensionCodes} from '../../facts/dimension-codes.ts';
import {QueryError} from '../../query.ts';
import {requireDimension} from '../../select-rows.ts';

export interface EventGroups {
  /** A number a group: smaller sorts first, nulls before all. Of a position in the rows that were grouped. */
  keyOf(this: void, position: number): number;
  /** Keys lie below. */
  readonly size: number;
  /** The values of a group, one a dimension. */
  valuesOf(this: void, key: number): readonly (string | null)[];
}

/** Groups of the table's `rows`. Throws a `QueryError` for a dimension that the table lacks. */
export function eventGroups(table: CanonicalTable, rows: Int32Array, by: readonly string[], context: RunContext, query: unknown): EventGroups {
  const dimensions = by.map((name) => {
    const codes = codesInOrder(table, rows, name);
    if (!codes) {
      requireDimension(name, context, query);
      throw new QueryError(`"${name}" is no dimension of "${table.name}".`, query, 'unknown-dimension', [name]);
    }
    const values = dimensionCodes(table, name)?.values ?? [];
    const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const place = new Map(sorted.map((value, index) => [value, index + 1] as const));
    const rank = Int32Array.from([0, ...values.map((value) => place.get(value) ?? 0)]);
    return {codes, rank, sorted, size: sorted.length + 1};
  });
  const keyOf = (position: number): number => {
    let key = 0;
    for (let index = 0; index < dimensions.length; index++) {
      const {codes, rank, size} = dimensions[index] as (typeof dimensions)[number];
      key = key * size + (rank[codes[position] as number] as number);
    }
    return key;
  };
  return {
    keyOf,
    size: dimensions.reduce((product, {size}) => product * size, 1),
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
