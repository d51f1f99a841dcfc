/** Scores from 1 to k for recency, frequency and money. */

import {binOf, quantileCuts} from '../../kernels/quantile.ts';
import {sortedNumbers} from '../../kernels/sort-numbers.ts';
import type {RfmQuery} from './rfm-query.ts';
import {QueryError} from '../../query.ts';
import type {RfmMembers} from './rfm-members.ts';

/** One of the three measures: where it was cut, in its own units. */
export interface Cuts {
  /** A bin's borders, from the lowest: `lower[i]` and `upper[i]`. */
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  /** Customers a bin. */
  readonly customers: readonly number[];
}

export interface RfmScores {
  readonly scores: number;
  /** A score a member, 1 to `scores`; the fewest days get the highest. `m` is 0 where money cannot be added. */
  readonly r: Uint8Array;
  readonly f: Uint8Array;
  readonly m: Uint8Array;
  readonly recency: Cuts;
  readonly frequency: Cuts;
  readonly monetary: Cuts;
}

/**
 * Type-7 quantiles at i ÷ k; a value on a cut belongs to the lower bin. With `cuts: 'rfm-package'` each cut is one unit higher and belongs to
 * the upper bin, as in the R package `rfm`. Equal values share a score and bins may be empty. Throws a `QueryError` unless `scores` is a
 * whole number from 2 to 10.
 */
export function scoreMembers(members: RfmMembers, query: RfmQuery): RfmScores {
  const {scores = 5, cuts = 'quantile'} = query;
  if (!Number.isInteger(scores) || scores < 2 || scores > 10) {
    throw new QueryError(`scores must be a whole number from 2 to 10, got ${JSON.stringify(scores)}.`, query);
  }
  if (cuts !== 'quantile' && cuts !== 'rfm-package') {
    throw new QueryError(`Unknown cuts ${JSON.stringify(cuts)}. Write quantile or rfm-package.`, query);
  }
  const shift = cuts === 'rfm-package' ? 1 : 0;
  const recency = cut(members.recency, scores, shift, 1);
  const frequency = cut(members.orders, scores, shift, 1);
  const monetary = cut(members.net, scores, shift, members.scale);
  return {
    scores,
    r: recency.bins.map((bin) => (bin === 0 ? 0 : scores + 1 - bin)),
    f: frequency.bins,
    m: monetary.bins,
    recency: recency.cuts,
    frequency: frequency.cuts,
    monetary: monetary.cuts,
  };
}

function cut(values: Int32Array | Float64Array, scores: number, shift: number, scale: number): {bins: Uint8Array; cuts: Cuts} {
  const sorted = sortedNumbers(values);
  const inner = quantileCuts(sorted, scores).map((border) => border + shift * scale);
  const closed = shift === 0 ? 'right' : 'left';
  const bins = new Uint8Array(values.length);
  for (let member = 0; member < bins.length; member++) {
    const value = values[member] as number;
    if (value === value) bins[member] = binOf(value, inner, closed);
  }
  const customers = new Array<number>(scores).fill(0);
  for (const bin of bins) if (bin > 0) customers[bin - 1] = (customers[bin - 1] ?? 0) + 1;
  if (sorted.length === 0) return {bins, cuts: {lower: [], upper: [], customers}};
  const lower = [sorted[0] as number, ...inner].map((border) => border / scale);
  const upper = [...inner, (sorted[sorted.length - 1] as number) + shift * scale].map((border) => border / scale);
  return {bins, cuts: {lower, upper, customers}};
}

/** How many different scores were given. */
export function distinctScores(scores: Uint8Array): number {
  return new Set(scores).size;
}
