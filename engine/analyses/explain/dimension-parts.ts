/** What each value of a dimension did to a metric's change. */

import {sumOf} from '../../kernels/sum-of.ts';
import type {PartReading, Pair} from './read-pairs.ts';
import {mixRateEffects} from './mix-rate.ts';
import type {BothSides} from './mix-rate.ts';
import {DENOMINATOR, NUMERATOR} from './part-kind.ts';
import type {PartKind} from './part-kind.ts';
import {closeTo} from './shapley.ts';

export interface Part extends Pair {
  readonly value: string | null;
  readonly contribution: number;
  readonly mix: number | null;
  readonly rate: number | null;
  /** Of a ratio: both sides of both periods. */
  readonly quotients?: BothSides;
}

export interface DimensionParts {
  readonly dimension: string;
  /** Those that moved most first, equal ones by name. */
  readonly parts: readonly Part[];
  /** What the parts do not add up to; 0 where they do. */
  readonly overlap: number;
  /** 0 where all parts moved in proportion to their size, towards 1 the more the change sits in small parts. Null where nothing moved. */
  readonly concentration: number | null;
}

/** How far sums may miss, as a share of what is added. */
export const TOLERANCE = 1e-9;

/** now − base, without the binary digits that neither number vouches for: 30.1 − 20.2 is 9.9. */
export function difference(now: number, base: number): number {
  const largest = Math.max(Math.abs(now), Math.abs(base));
  if (largest === 0) return 0;
  const decimals = 14 - Math.floor(Math.log10(largest));
  return Number((now - base).toFixed(Math.min(100, Math.max(0, decimals))));
}

/** `total` is the metric over all rows, defined on both sides. */
export function dimensionParts(
  dimension: string, key: string, kind: PartKind, readings: readonly PartReading[], whole: (metric: string) => Pair,
): DimensionParts {
  const total = whole(key);
  const change = difference(total.now ?? 0, total.base ?? 0);
  const raw = kind.kind === 'ratio' ? ratioParts(key, readings, whole) : readings.map(({value, read}): Part => {
    const pair = read(key);
    return {value, ...pair, contribution: difference(pair.now ?? 0, pair.base ?? 0), mix: null, rate: null};
  });
  const sum = sumOf(raw.map(({contribution}) => contribution));
  const scale = Math.max(Math.abs(total.now ?? 0), Math.abs(total.base ?? 0), sumOf(raw.map(({contribution}) => Math.abs(contribution))));
  const adds = Math.abs(change - sum) <= TOLERANCE * scale;
  const parts = (adds && kind.kind === 'ratio' ? closed(raw, change) : raw).sort(byContribution);
  return {dimension, parts, overlap: adds ? 0 : difference(change, sum), concentration: concentrationOf(parts, whole)};
}

function ratioParts(key: string, readings: readonly PartReading[], whole: (metric: string) => Pair): Part[] {
  const quotients = (read: (metric: string) => Pair): BothSides => {
    const [numerator, denominator] = [read(NUMERATOR), read(DENOMINATOR)];
    return {
      base: {numerator: numerator.base ?? 0, denominator: denominator.base ?? 0},
      now: {numerator: numerator.now ?? 0, denominator: denominator.now ?? 0},
    };
  };
  const all = quotients(whole);
  return readings.map(({value, read}): Part => {
    const own = quotients(read);
    const {mix, rate} = mixRateEffects(own, all);
    return {value, ...read(key), contribution: mix + rate, mix, rate, quotients: own};
  });
}

/** The last binary rounding goes to the part that moved most, as part of its rate. */
function closed(parts: readonly Part[], change: number): Part[] {
  const sums = closeTo(parts.map(({contribution}) => contribution), change);
  return parts.map((part, index) => {
    const contribution = sums[index] as number;
    return {...part, contribution, rate: (part.rate ?? 0) + (contribution - part.contribution)};
  });
}

function byContribution(a: Part, b: Part): number {
  return Math.abs(b.contribution) - Math.abs(a.contribution) || compareValues(a.value, b.value);
}

/** Nulls last. */
function compareValues(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

/**
 * ½ Σ |cᵢ − C sᵢ| ÷ Σ |cᵢ|: the contributions against what they would be, had the change C = Σ cᵢ spread by the parts' size s (their share of base
 * and now together; of a ratio that of its denominator). The same whichever period is the base. The idea, a part's share of the change against its
 * share of the whole, is that of R. Bhagwan et al., Adtributor, NSDI 2014.
 */
function concentrationOf(parts: readonly Part[], whole: (metric: string) => Pair): number | null {
  const moved = sumOf(parts.map(({contribution}) => Math.abs(contribution)));
  if (moved === 0) return null;
  const change = sumOf(parts.map(({contribution}) => contribution));
  const denominators = whole(DENOMINATOR);
  const sizes = parts.map(({base, now, quotients}) => quotients
    ? Math.abs(quotients.base.denominator / (denominators.base ?? 1)) + Math.abs(quotients.now.denominator / (denominators.now ?? 1))
    : Math.abs(base ?? 0) + Math.abs(now ?? 0));
  const size = sumOf(sizes);
  const apart = parts.map(({contribution}, index) => Math.abs(contribution - (size === 0 ? 0 : (change * (sizes[index] as number)) / size)));
  return Math.min(1, sumOf(apart) / 2 / moved);
}
