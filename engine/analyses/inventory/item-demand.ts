/** The demand of keys that items are sold under. */

import {NO_DAY} from '../../../data-adapters/column.ts';
import {once} from '../../once-per.ts';
import type {DemandKeys} from './demand-keys.ts';
import type {DemandLines, SaleHistory, UnitRuns} from './inventory-demand.ts';
import {saleHistory, spread, unitsByDay, unitsOfDays} from './inventory-demand.ts';
import type {InventoryPolicy} from './inventory-policy.ts';

/** Read from the lines when first asked for. */
export interface KeyDemand {
  readonly history: () => SaleHistory;
  /** Units of the trailing days, by key. */
  readonly units: () => Float64Array;
  /** The same, told apart by day. */
  readonly byDay: () => UnitRuns;
  /** Trailing days on which the key is known to have been out of stock and was not sold; undefined where none is. */
  readonly emptyDays: Float64Array | undefined;
}

export function keyDemand(lines: DemandLines, keys: DemandKeys, {asOf, trailingDays}: InventoryPolicy, emptyDays?: Float64Array): KeyDemand {
  const first = asOf - trailingDays + 1;
  return {
    history: once(() => saleHistory(lines, keys, asOf)),
    units: once(() => unitsOfDays(lines, keys, first, asOf)),
    byDay: once(() => unitsByDay(lines, keys, first, asOf)),
    emptyDays,
  };
}

/** The day from which an item could be sold: its first sale, or the day on which stock first tells of it (NaN for none) where that is before. */
export function begunOn(firstSale: number, known: number): number {
  return known < firstSale ? known : firstSale;
}

/**
 * Mean and sample standard deviation of a day's units over the trailing days on which a key could be sold; 0 for a key that did not sell. Puts those
 * of `keyOf[item]` into `mean[item]` and `sd[item]`; `firstDay` by item as `known` in {@link begunOn}, NaN from its end on.
 */
export function dailyDemand(
  {history, byDay, emptyDays}: KeyDemand, keyOf: Int32Array, firstDay: Float64Array, {asOf, trailingDays}: InventoryPolicy, mean: Float64Array,
  sd: Float64Array,
): void {
  const {first} = history();
  const {places, units, squares, runs} = byDay();
  for (let item = 0; item < keyOf.length; item++) {
    const key = keyOf[item] as number;
    const place = key < 0 ? 0 : (places[key] as number);
    // Beside that it did not sell, there may be days on which it could not.
    if (place === 0 && (key < 0 || emptyDays === undefined || first[key] === NO_DAY)) continue;
    const known = item < firstDay.length ? (firstDay[item] as number) : NaN;
    const life = Math.min(trailingDays, asOf - begunOn(first[key] as number, known) + 1);
    const days = Math.max(runs[place] as number, emptyDays ? life - (emptyDays[key] as number) : life);
    const sold = units[place] as number;
    mean[item] = days > 0 ? sold / days : NaN;
    sd[item] = spread(sold, squares[place] as number, days);
  }
}
