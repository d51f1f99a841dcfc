/** Maximum likelihood over positive parameters. */

import {minimise} from '../kernels/nelder-mead.ts';
import type {Minimum} from '../kernels/nelder-mead.ts';

export interface Fit<P> {
  readonly params: P;
  readonly logLikelihood: number;
}

/** Customers that the starts are tried on, before the best of them is taken on with all. */
const FIRST_LOOK = 1000;

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
  const seek = (start: readonly number[], over: readonly T[]): Minimum => minimise((point) => -logLikelihood(read(point), over), start);
  const tried = starts.map((start) => seek(start.map(Math.log), some));
  const first = tried.filter(({value}) => Number.isFinite(value)).sort((a, b) => a.value - b.value)[0];
  const found = first && step > 1 ? seek(first.point, data) : first;
  return found && Number.isFinite(found.value) ? {params: read(found.point), logLikelihood: -found.value} : undefined;
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
