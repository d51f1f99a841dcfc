/** Groups of cohorts by dimensions of the row that began a membership. */

import {dimensionCodes} from '../../facts/dimension-codes.ts';
import {QueryError} from '../../query.ts';
import {requireDimension} from '../../select-rows.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {RunContext} from '../../context.ts';
import type {CohortStarts} from '../../kernels/cohort-starts.ts';

/** Numbers a row whose order is that of the dimensions' texts, so that the least of several does not depend on the order of rows. */
export interface RankedGroups {
  readonly ranks: Int32Array;
  /** Texts of a rank, a part a dimension. */
  valuesOf(rank: number): readonly (string | null)[];
}

/** Of every row, or of `rows`. Undefined without dimensions or rows. Throws a `QueryError` for a dimension that the table lacks. */
export function rankGroups(
  table: CanonicalTable, by: readonly string[], context: RunContext, query: unknown, rows?: Int32Array,
): RankedGroups | undefined {
  if (by.length === 0 || table.length === 0) return undefined;
  const parts = by.map((name) => rankValues(table, name, context, query));
  const product = parts.reduce((size, {sorted}) => size * (sorted.length + 1), 1);
  if (product > 2 ** 31) throw new QueryError(`by: ${by.join(', ')} have too many combinations. Ask for fewer dimensions.`, query, 'bad-option', by);
  const ranks = new Int32Array(rows?.length ?? table.length);
  for (const {codes, rankOf, sorted} of parts) {
    for (let at = 0; at < ranks.length; at++) {
      const code = codes[rows ? (rows[at] as number) : at] as number;
      ranks[at] = (ranks[at] as number) * (sorted.length + 1) + (code < 0 ? sorted.length : (rankOf[code] as number));
    }
  }
  return {
    ranks,
    valuesOf: (rank) => {
      let rest = rank;
      return [...parts].reverse().map(({sorted}) => {
        const own = rest % (sorted.length + 1);
        rest = Math.floor(rest / (sorted.length + 1));
        return sorted[own] ?? null;
      }).reverse();
    },
  };
}

function rankValues(table: CanonicalTable, name: string, context: RunContext, query: unknown) {
  const dimension = dimensionCodes(table, name);
  if (!dimension) {
    requireDimension(name, context, query);
    throw new QueryError(`by: "${name}" is no dimension of "${table.name}".`, query, 'unknown-dimension', [name]);
  }
  const order = dimension.values.map((_, code) => code).sort((a, b) => ((dimension.values[a] as string) < (dimension.values[b] as string) ? -1 : 1));
  const rankOf = new Int32Array(order.length);
  order.forEach((code, rank) => (rankOf[code] = rank));
  return {codes: dimension.codes, rankOf, sorted: order.map((code) => dimension.values[code] as string)};
}

export interface GroupedStarts {
  readonly starts: CohortStarts;
  /** The rank of each group that is shown: most memberships first. */
  readonly shown: readonly number[];
  /** How many groups there are, those beyond `limit` together as the last. */
  readonly groups: number;
  readonly hidden: {readonly groups: number; readonly memberships: number};
}

/** Numbers the groups that have memberships, largest first, and throws those beyond `limit` together. Without dimensions there is one group. */
export function numberGroups(starts: CohortStarts, grouped: boolean, limit: number | undefined): GroupedStarts {
  if (!grouped) return {starts, shown: [0], groups: 1, hidden: {groups: 0, memberships: 0}};
  const counts = new Map<number, number>();
  for (let start = 0; start < starts.groups.length; start++) {
    const rank = starts.groups[start] as number;
    counts.set(rank, (counts.get(rank) ?? 0) + 1);
  }
  const ranked = [...counts.keys()].sort((a, b) => (counts.get(b) as number) - (counts.get(a) as number) || a - b);
  const shown = ranked.slice(0, limit ?? ranked.length);
  const others = ranked.slice(shown.length);
  const place = new Map(shown.map((rank, group) => [rank, group]));
  return {
    starts: {...starts, groups: starts.groups.map((rank) => place.get(rank) ?? shown.length)},
    shown,
    groups: shown.length + (others.length > 0 ? 1 : 0),
    hidden: {groups: others.length, memberships: others.reduce((sum, rank) => sum + (counts.get(rank) as number), 0)},
  };
}
