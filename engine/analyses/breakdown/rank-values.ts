/** Values in their order, with what each is of the whole. */

import {relativeChange, pointChange} from '../../change.ts';
import type {Change} from '../../change.ts';
import {abcClasses} from '../../kernels/abc.ts';
import type {AbcClass, AbcOptions} from '../../kernels/abc.ts';
import type {GroupReading, Reading} from './ask-groups.ts';

export interface RankedValue extends Reading, Change {
  readonly value: string | null;
  /** How many values the row of the rest stands for; 0 for a value's own row. */
  readonly others: number;
  readonly rank: number | null;
  readonly share: number | null;
  readonly shareOfParent: number | null;
  readonly cumulative: number | null;
  readonly class: AbcClass | null;
  /** (now − base) ÷ |base of the whole|. */
  readonly contribution: number | null;
}

export interface RankOptions {
  readonly whole: Reading;
  /** The row above: the whole itself at the first level. */
  readonly parent: Reading;
  readonly adds: boolean;
  /** Ratios change in points. */
  readonly isRatio: boolean;
  readonly compared: boolean;
  readonly abc: AbcOptions;
}

/**
 * Every value, the largest first, nulls last, equal ones by name. Equal values share a rank (1, 2, 2, 4). Cumulative shares and classes are of
 * the siblings, a negative value counting 0 in them.
 */
export function rankValues(groups: readonly GroupReading[], options: RankOptions): RankedValue[] {
  const sorted = groups.map((group) => ({...group, value: group.values[group.values.length - 1] ?? null}))
    .sort((a, b) => descending(a.now, b.now) || compareNames(a.value, b.value));
  const {classes, cumulative} = abcClasses(sorted.map(({now}) => now), options.abc);
  let rank = 0;
  return sorted.map((group, index) => {
    if (group.now !== sorted[index - 1]?.now) rank = index + 1;
    const {adds} = options;
    return {
      ...measured(group.value, group, 0, options), rank: group.now === null ? null : rank,
      cumulative: adds ? (cumulative[index] ?? null) : null, class: adds ? (classes[index] ?? null) : null,
    };
  });
}

/** The rest, after the values shown: no value, so without rank and class. `cumulative` is that of all, where the rest ends their order. */
export function restOf(reading: Reading, count: number, cumulative: number | null, options: RankOptions): RankedValue {
  return {...measured(null, reading, count, options), cumulative};
}

function measured(value: string | null, {now, base}: Reading, others: number, options: RankOptions): RankedValue {
  const {whole, parent, adds, isRatio, compared} = options;
  const of = (all: number | null): number | null => (adds && all && now !== null ? now / all : null);
  const {change, status} = isRatio ? pointChange(now, base) : relativeChange(now, base);
  const contribution = adds && compared && whole.base ? ((now ?? 0) - (base ?? 0)) / Math.abs(whole.base) : null;
  const unranked = {rank: null, cumulative: null, class: null};
  return {value, others, now, base, change, status, contribution, share: of(whole.now), shareOfParent: of(parent.now), ...unranked};
}

function descending(a: number | null, b: number | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return b - a;
}

/** No value last. */
function compareNames(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}
