import {checkNumber} from '../../kernels/check-number.ts';
import {normalLoss, serviceLevelFactor} from '../../kernels/normal.ts';

export interface NewsvendorInput {
  /** h: cost of one item left over at the end of a period. */
  readonly holdingCost: number;
  /** p: cost of one item short. */
  readonly stockoutCost: number;
  /** Mean demand of one period. */
  readonly demandMean: number;
  /** Cost this stock level instead of the best one. */
  readonly baseStock?: number;
}

export interface BaseStock {
  readonly baseStock: number;
  /** Expected holding and stockout cost of one period. */
  readonly cost: number;
  /** p ÷ (p + h): the chance that the best level meets all demand. */
  readonly criticalRatio: number;
}

function check({holdingCost, stockoutCost, demandMean, baseStock}: NewsvendorInput): void {
  checkNumber('holdingCost', holdingCost, {above: 0});
  checkNumber('stockoutCost', stockoutCost, {above: 0});
  checkNumber('demandMean', demandMean, {atLeast: 0});
  if (baseStock !== undefined) checkNumber('baseStock', baseStock);
}

/**
 * The stock level that balances leftovers against shortage when demand is normal. With `leadTime` periods until an order arrives it
 * covers `leadTime` + 1 of them. Source: Snyder & Shen § 4.3. Throws a `TypeError` for what is no number, a `RangeError` for a cost
 * not above 0 or a negative mean, spread or lead time.
 */
export function newsvendorNormal(input: NewsvendorInput & {readonly demandSd: number; readonly leadTime?: number}): BaseStock {
  check(input);
  const {holdingCost, stockoutCost, demandMean, demandSd, leadTime = 0, baseStock: given} = input;
  checkNumber('demandSd', demandSd, {atLeast: 0});
  checkNumber('leadTime', leadTime, {atLeast: 0});
  const mean = demandMean * (leadTime + 1);
  const sd = demandSd * Math.sqrt(leadTime + 1);
  const criticalRatio = stockoutCost / (stockoutCost + holdingCost);
  const baseStock = given ?? mean + serviceLevelFactor(criticalRatio) * sd;
  const {short, left} = normalLoss(baseStock, mean, sd);
  return {baseStock, cost: holdingCost * left + stockoutCost * short, criticalRatio};
}

/**
 * As {@link newsvendorNormal} for Poisson demand: the smallest whole level whose chance to meet all demand reaches the critical ratio.
 * O(level).
 */
export function newsvendorPoisson(input: NewsvendorInput): BaseStock {
  check(input);
  const {holdingCost, stockoutCost, demandMean, baseStock: given} = input;
  const criticalRatio = stockoutCost / (stockoutCost + holdingCost);
  if (given !== undefined && !Number.isInteger(given)) throw new RangeError(`baseStock must be a whole number, got ${given}.`);
  const baseStock = given ?? poissonQuantile(criticalRatio, demandMean);
  const left = poissonLeft(baseStock, demandMean);
  const short = left + demandMean - baseStock;
  return {baseStock, cost: holdingCost * left + stockoutCost * short, criticalRatio};
}

/** The chance of exactly `count`, by logarithms: right also where e^−mean is 0 in floating point. */
function poissonChance(count: number, mean: number): number {
  if (mean === 0) return count === 0 ? 1 : 0;
  let log = -mean + count * Math.log(mean);
  for (let factor = 2; factor <= count; factor++) log -= Math.log(factor);
  return Math.exp(log);
}

/** The chances of 0, 1, 2, … up to `last`, walked outwards from the mode so that none is lost to underflow. */
function poissonChances(last: number, mean: number): Float64Array {
  const chances = new Float64Array(last + 1);
  const mode = Math.min(Math.floor(mean), last);
  chances[mode] = poissonChance(mode, mean);
  for (let count = mode; count > 0; count--) chances[count - 1] = ((chances[count] as number) * count) / mean;
  for (let count = mode; count < last; count++) chances[count + 1] = ((chances[count] as number) * mean) / (count + 1);
  return chances;
}

function poissonQuantile(ratio: number, mean: number): number {
  const last = Math.ceil(mean + 40 * Math.sqrt(mean) + 40);
  const chances = poissonChances(last, mean);
  let sum = 0;
  for (let count = 0; count < last; count++) {
    sum += chances[count] as number;
    if (sum >= ratio - 1e-14) return count;
  }
  return last;
}

/** E[(level − X)⁺]. */
function poissonLeft(level: number, mean: number): number {
  if (level <= 0) return 0;
  const chances = poissonChances(level, mean);
  let left = 0;
  for (let count = 0; count < level; count++) left += (level - count) * (chances[count] as number);
  return left;
}
