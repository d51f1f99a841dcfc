/** The demand of keys that items are sold under. */

import {NO_DAY} from '../../../data-adapters/column.ts';
import type {DemandKeys} from './demand-keys.ts';
import type {DemandLines, SaleHistory, UnitRuns} from './inventory-demand.ts';
import {saleHistory, spread, unitsByDay} from './inventory-demand.ts';
import type {InventoryPolicy} from './inventory-policy.ts';

export interface KeyDemand {
  readonly history: SaleHistory;
  readonly trailing: UnitRuns;
  /** Trailing days on which the key is known to have been out of stock and was not sold; undefined where none is. */
  readonly emptyDays: Float64Array | undefined;
}

export function keyDemand(lines: DemandLines, keys: DemandKeys, {asOf, trailingDays}: InventoryPolicy, emptyDays?: Float64Array): KeyDemand {
  return {history: saleHistory(lines, keys, asOf), trailing: unitsByDay(lines, keys, asOf - trailingDays + 1, asOf), emptyDays};
}

/** The day from which an item could be sold: its first sale, or the day on which stock first tells of it (NaN for none) where that is before. */
export function begunOn(firstSale: number, known: number): number {
  return known < firstSale ? known : firstSale;
}

/** Trailing days on which a key that has sold could be sold; `known` as in {@link begunOn}. */
export function daysOfDemand({history, trailing, emptyDays}: KeyDemand, key: number, known: number, {asOf, trailingDays}: InventoryPolicy): number {
  const life = Math.min(trailingDays, asOf - begunOn(history.first[key] as number, known) + 1);
  return Math.max(trailing.runs[trailing.places[key] as number] as number, emptyDays ? life - (emptyDays[key] as number) : life);
}

/** Sample standard deviation of a day's units over so many days, those without a sale included; 0 of one day. */
export function spreadOfDays({trailing: {places, units, squares}}: KeyDemand, key: number, days: number): number {
  const place = places[key] as number;
  return spread(units[place] as number, squares[place] as number, days);
}

/** Whether a key has more to be read than that it did not sell: sales of the trailing days, or days on which it could not sell. */
export function hasDemand({history, trailing, emptyDays}: KeyDemand, key: number): boolean {
  return key >= 0 && (trailing.places[key] !== 0 || (emptyDays !== undefined && history.first[key] !== NO_DAY));
}
