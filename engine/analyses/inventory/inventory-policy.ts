/** What an inventory query goes by: the day it speaks of, and its limits. */

import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {RunContext} from '../../context.ts';
import {daysOf} from '../../facts/table-days.ts';
import {checkAbc} from '../../kernels/abc.ts';
import {checkNumber} from '../../kernels/check-number.ts';
import {serviceLevelFactor} from '../../kernels/normal.ts';
import {resolveAsOf, resolvePeriod} from '../../periods.ts';
import {QueryError} from '../../query.ts';
import type {InventoryQuery} from './inventory-query.ts';
import type {StateLimits} from './inventory-state.ts';

export interface InventoryPolicy extends StateLimits {
  readonly asOf: number;
  /** z of the service level. */
  readonly factor: number;
  readonly leadTimeDays: number;
  readonly reviewDays: number;
  /** Days that demand is estimated from, `asOf` the last. */
  readonly trailingDays: number;
  /** Days that value (ABC) and steadiness (XYZ) are taken from. */
  readonly value: {readonly from: number; readonly to: number};
  /** The first day of the order lines; null without them: nothing is known of demand. */
  readonly historyFrom: number | null;
}

/** A year of whole weeks: what ABC and XYZ go by unless the query has a period. */
const VALUE_DAYS = 364;

/** Throws a `QueryError` for a number out of its range, and for an as-of day or period that cannot be read. */
export function readPolicy(query: InventoryQuery, stock: CanonicalTable, lines: CanonicalTable | undefined, context: RunContext): InventoryPolicy {
  const {trailingDays = 28, leadTimeDays = 7, reviewDays = 7, serviceLevel = 0.95, slowDays = 60, deadDays = 180, overstockDays = 120} = query;
  const asOf = query.asOf === undefined ? lastKnownDay(stock, lines, context) : resolveAsOf(query.asOf, context.dataset, query);
  const window = query.period === undefined ? {from: asOf - VALUE_DAYS + 1, to: asOf} : resolvePeriod(query.period, context.dataset, query);
  const limits = {leadTimeDays, reviewDays, slowDays, deadDays, overstockDays};
  return checked(query, () => {
    checkNumber('trailingDays', trailingDays, {atLeast: 1});
    for (const [name, value] of Object.entries(limits)) checkNumber(name, value, {atLeast: 0});
    return {
      leadTimeDays, reviewDays, slowDays, deadDays, overstockDays, asOf, trailingDays,
      factor: serviceLevelFactor(serviceLevel),
      value: {from: window.from, to: Math.min(window.to, asOf)},
      historyFrom: daysOf(lines)?.first ?? null,
    };
  });
}

/** Throws a `QueryError` for shares that are no borders of ABC classes. */
export function checkClasses(query: InventoryQuery): void {
  checked(query, () => checkAbc(query.abc), 'abc: ');
}

function checked<T>(query: InventoryQuery, make: () => T, about = ''): T {
  try {
    return make();
  } catch (error) {
    throw new QueryError(about + (error as Error).message, query);
  }
}

function lastKnownDay(stock: CanonicalTable, lines: CanonicalTable | undefined, {dataset}: RunContext): number {
  const known = Math.max(daysOf(lines)?.last ?? -Infinity, daysOf(stock)?.last ?? -Infinity);
  return Number.isFinite(known) ? Math.min(dataset.today, known) : dataset.today;
}
