/** Scores from 1 to k for recency, frequency and money. */

import {binsOf, quantileCutsOf} from '../../kernels/quantile.ts';
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
    r: reversed(recency.bins, scores),
    f: frequency.bins,
    m: monetary.bins,
    recency: recency.cuts,
    frequency: frequency.cuts,
    monetary: monetary.cuts,
  };
}

function reversed(bins: Uint8Array, scores: number): Uint8Array {
  const turned = new Uint8Array(bins.length);
  for (let member = 0; member < bins.length; member++) turned[member] = bins[member] === 0 ? 0 : scores + 1 - (bins[member] as number);
  return turned;
}

function cut(values: Int32Array | Float64Array, scores: number, shift: number, scale: number): {bins: Uint8Array; cuts: Cuts} {
  const {range, cuts} = quantileCutsOf(values, scores);
  const inner = cuts.map((border) => border + shift * scale);
  const bins = binsOf(values, inner, range, shift === 0 ? 'right' : 'left');
  const counts = new Int32Array(scores + 1);
  for (let member = 0; member < bins.length; member++) counts[bins[member] as number] = (counts[bins[member] as number] as number) + 1;
  const customers = [...counts.subarray(1)];
  if (range.count === 0) return {bins, cuts: {lower: [], upper: [], customers}};
  const lower = [range.least, ...inner].map((border) => border / scale);
  const upper = [...inner, range.most + shift * scale].map((border) => border / scale);
  return {bins, cuts: {lower, upper, customers}};
}

/** How many different scores were given. */
export function distinctScores({customers}: Cuts): number {
  return customers.filter((count) => count > 0).length;
}
