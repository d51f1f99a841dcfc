import {checkNumber, checkNumbers} from '../../kernels/check-number.ts';
import {leadTimeSpread} from '../../kernels/lead-time-spread.ts';
import {normalLoss, serviceLevelFactor} from '../../kernels/normal.ts';

/** Demand and lead time in one unit of time: both in days, or both in weeks. */
export interface LeadTimeDemand {
  readonly demandMean?: number;
  readonly demandSd: number;
  readonly leadTime: number;
  readonly leadTimeSd?: number;
}

/** How sure an order cycle is to meet its demand: a cycle service level between 0 and 1, or its factor z itself. */
export type Assurance = {readonly serviceLevel: number; readonly z?: undefined} | {readonly z: number; readonly serviceLevel?: undefined};

function factorOf(assurance: Assurance): number {
  return assurance.z === undefined ? serviceLevelFactor(assurance.serviceLevel) : checkNumber('z', assurance.z);
}

/** Mean and standard deviation of demand over the lead time: d·L and √(L·σ_d² + d²·σ_L²). */
export function leadTimeDemand({demandMean = 0, demandSd, leadTime, leadTimeSd = 0}: LeadTimeDemand): {mean: number; sd: number} {
  checkNumbers({demandMean, demandSd, leadTime, leadTimeSd}, {atLeast: 0});
  return {mean: demandMean * leadTime, sd: leadTimeSpread(demandMean, demandSd, leadTime, leadTimeSd)};
}

/**
 * Safety stock z·√(L·σ_d² + d²·σ_L²). 0 where the service level is below 50 % (the formula's own answer is then negative). Throws a
 * `TypeError` for what is no number, a `RangeError` for a negative one and for a service level of 0, 1 or beyond.
 */
export function safetyStock(input: LeadTimeDemand & Assurance): number {
  const {sd} = leadTimeDemand(input);
  return Math.max(0, factorOf(input) * sd);
}

/** Reorder point d·L + safety stock. Throws as {@link safetyStock}. */
export function reorderPoint(input: LeadTimeDemand & Assurance & {readonly demandMean: number}): number {
  return leadTimeDemand(input).mean + safetyStock(input);
}

export interface FillRate {
  /** Share of demand met from stock. */
  readonly fillRate: number;
  /** Units expected short in one order cycle. */
  readonly unitsShort: number;
  readonly safetyStock: number;
  readonly reorderPoint: number;
}

/**
 * The fill rate that a cycle service level gives: 1 − E[units short] ÷ Q, by the normal loss function. A cycle service level of 95 %
 * may well fill 99.9 % of demand: the two are different. Null fill rate is not possible; `orderQuantity` must be above 0.
 */
export function fillRate(input: LeadTimeDemand & Assurance & {readonly orderQuantity: number}): FillRate {
  const {orderQuantity} = input;
  checkNumber('orderQuantity', orderQuantity, {above: 0});
  const {mean, sd} = leadTimeDemand(input);
  const stock = factorOf(input) * sd;
  const unitsShort = normalLoss(stock, 0, sd).short;
  return {fillRate: 1 - unitsShort / orderQuantity, unitsShort, safetyStock: stock, reorderPoint: mean + stock};
}

/**
 * What to order: nothing while the position (available + in transit) is above the reorder point; else what lifts it to the demand of
 * lead time and review plus safety stock, rounded up to whole packs.
 */
export function suggestedOrder(input: {
  readonly position: number;
  readonly reorderPoint: number;
  readonly demandMean: number;
  readonly leadTime: number;
  readonly reviewTime: number;
  readonly safetyStock: number;
  readonly packSize?: number | null;
}): number {
  const {position, reorderPoint: point, demandMean, leadTime, reviewTime, safetyStock: safety, packSize} = input;
  if (position > point) return 0;
  const units = Math.ceil(round9(demandMean * (leadTime + reviewTime) + safety - position));
  if (units <= 0) return 0;
  return packSize && packSize > 0 ? Math.ceil(round9(units / packSize)) * packSize : units;
}

/** Rounding noise must not order one unit more. */
function round9(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}
