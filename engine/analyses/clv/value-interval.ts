/** How far the totals of a CLV result may be off for not knowing the parameters exactly. */

import type {Fit} from '../../models/fit.ts';
import {gammaGammaExpected} from '../../models/gamma-gamma.ts';
import type {GammaGammaParams} from '../../models/gamma-gamma.ts';
import {varianceOf} from '../../models/uncertainty.ts';
import type {Cell} from '../../result.ts';
import type {CustomerRow} from './customer-columns.ts';
import type {PurchaseModel} from './purchase-models.ts';

/** 95 % of a normal distribution lie within so many standard deviations. */
const Z95 = 1.959963984540054;
/** How a total moves with the parameters is told by so many customers as well as by all. */
const MOST_READ = 2000;

export interface SpendFit extends Pick<Fit<GammaGammaParams>, 'params' | 'covariance'> {
  /** One in how many customers who came back was fitted. */
  readonly step: number;
}

/** Ends of the 95 % interval around what is fitted on a scale of logarithms; nulls where the variance is not known. */
export function around(value: Cell, variance: number | null): [low: Cell, high: Cell] {
  if (typeof value !== 'number' || variance === null || !(variance >= 0)) return [null, null];
  const factor = Math.exp(Z95 * Math.sqrt(variance));
  return Number.isFinite(factor) ? [value / factor, value * factor] : [null, null];
}

/**
 * By the delta method on the logarithm of the total: expected purchases vary with the model's parameters, value with those of spending too, which are
 * fitted apart. Discounts are taken for fixed. Chance itself, which a sum over many customers evens out, is not in it.
 */
export function totalIntervals(
  totals: {readonly expected_purchases: Cell; readonly clv: Cell}, rows: readonly CustomerRow[], model: PurchaseModel, spend: SpendFit | undefined,
  horizon: number,
): Record<string, Cell> {
  const step = Math.ceil(rows.length / MOST_READ);
  const some = step > 1 ? rows.filter((_, index) => index % step === 0) : rows;
  const {covariance} = model;
  const now = some.map((row) => model.expected(row, horizon));
  const values = some.map((row) => (spend ? (gammaGammaExpected(spend.params, row) ?? 0) : 1));
  const logOf = (read: (row: CustomerRow, index: number) => number): number => Math.log(some.reduce((sum, row, index) => sum + read(row, index), 0));
  const byModel = (worth: readonly number[]): number | null =>
    covariance && varianceOf((shifts) => logOf((row, index) => model.expectedIf(shifts, row, horizon) * (worth[index] as number)), covariance);
  const purchases = around(totals.expected_purchases, byModel(now.map(() => 1)));
  const [fromModel, fromSpend] = [spend ? byModel(values) : null, spend ? bySpend(spend, logOf, now) : null];
  const clv = around(totals.clv, fromModel === null || fromSpend === null ? null : fromModel + fromSpend);
  return {
    expected_purchases_low: purchases[0], expected_purchases_high: purchases[1],
    ...(spend ? {clv_low: clv[0], clv_high: clv[1]} : {}),
  };
}

function bySpend(
  {params: {p, q, v}, covariance}: SpendFit, logOf: (read: (row: CustomerRow, index: number) => number) => number, now: readonly number[],
): number | null {
  if (!covariance) return null;
  return varianceOf(([dp = 0, dq = 0, dv = 0]) => {
    const shifted = {p: p * Math.exp(dp), q: q * Math.exp(dq), v: v * Math.exp(dv)};
    return logOf((row, index) => (gammaGammaExpected(shifted, row) ?? 0) * (now[index] as number));
  }, covariance);
}
