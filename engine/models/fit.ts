/** Maximum likelihood over positive parameters. */

import {minimise} from '../kernels/nelder-mead.ts';
import type {Minimum} from '../kernels/nelder-mead.ts';
import {covarianceAt} from './uncertainty.ts';
import type {Covariance} from './uncertainty.ts';

export interface Fit<P> {
  readonly params: P;
  readonly logLikelihood: number;
  /** Of the parameters' logarithms, in their order; null where the data do not hold every one of them. */
  readonly covariance: Covariance | null;
}

/** Customers that the starts are tried on, before the best of them is taken on with all. */
const FIRST_LOOK = 1000;
const ROUNDING = 1e-12;
/**
 * How far a parameter's logarithm may go from where it began: by a factor of four hundred. Farther on, customers are all but alike in what the
 * parameter tells apart, and a likelihood rises for ever by less and less.
 */
const FARTHEST = 6;

/**
 * The parameters of the greatest log-likelihood of `data`, sought on their logarithms (they are positive) from each of `starts`. Undefined where no
 * start leads anywhere: the data do not hold the model.
 */
export function maximiseLikelihood<Name extends string, T>(
  names: readonly Name[], logLikelihood: (params: Readonly<Record<Name, number>>, data: readonly T[]) => number, data: readonly T[],
  starts: readonly (readonly number[])[],
): Fit<Readonly<Record<Name, number>>> | undefined {
  const read = (point: readonly number[]): Record<Name, number> =>
    Object.fromEntries(names.map((name, index) => [name, Math.exp(point[index] as number)])) as Record<Name, number>;
  const step = Math.max(1, Math.floor(data.length / FIRST_LOOK));
  const some = data.filter((_, index) => index % step === 0);
  const seek = (start: readonly number[], over: readonly T[], home: readonly number[], reach: number): Minimum => {
    const cost = (point: readonly number[]): number =>
      point.every((each, axis) => Math.abs(each - (home[axis] as number)) <= FARTHEST) ? -logLikelihood(read(point), over) : NaN;
    // A sum over many customers is not told apart beyond its own rounding.
    const size = Math.abs(cost(start));
    return minimise(cost, start, {reach, tolerance: 1e-10 + (Number.isFinite(size) ? ROUNDING * size : 0)});
  };
  const tried = starts.map((start) => start.map(Math.log)).map((home) => ({home, ...seek(home, some, home, 0.5)}));
  const first = tried.filter(({value}) => Number.isFinite(value)).sort((a, b) => a.value - b.value)[0];
  const found = first && step > 1 ? seek(first.point, data, first.home, 0.05) : first;
  if (!found || !Number.isFinite(found.value)) return undefined;
  return {params: read(found.point), logLikelihood: -found.value, covariance: covarianceAt((point) => logLikelihood(read(point), data), found.point)};
}

/** One customer, or several of the same: repeat purchases, time of the last one and time observed, both from the first purchase and in one unit. */
export interface Recency {
  readonly frequency: number;
  readonly recency: number;
  readonly age: number;
  /** How many customers this is. Default 1. */
  readonly customers?: number;
}

/** Equal customers told once: a likelihood costs what there are different ones. */
export function groupEqual(customers: readonly Recency[]): Recency[] {
  const groups = new Map<string, {frequency: number; recency: number; age: number; customers: number}>();
  for (const {frequency, recency, age, customers: count = 1} of customers) {
    const key = `${frequency} ${recency} ${age}`;
    const group = groups.get(key);
    if (group) group.customers += count;
    else groups.set(key, {frequency, recency, age, customers: count});
  }
  return [...groups.values()];
}

/** log(eᵃ + eᵇ) without leaving the numbers. */
export function logSumExp(a: number, b: number): number {
  const most = Math.max(a, b);
  return most === -Infinity ? -Infinity : most + Math.log(Math.exp(a - most) + Math.exp(b - most));
}
