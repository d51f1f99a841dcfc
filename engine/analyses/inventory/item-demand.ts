/** The demand of items: what sold under each item's key, over the days on which it could be sold. */

import type {DemandKeys} from './demand-keys.ts';
import type {DemandLines, SaleHistory, UnitRuns} from './inventory-demand.ts';
import {saleHistory, spread, unitsByDay} from './inventory-demand.ts';
import {NO_DAY} from '../../../data-adapters/column.ts';
import type {InventoryPolicy} from './inventory-policy.ts';

export interface KeyDemand {
  readonly history: SaleHistory;
  readonly trailing: UnitRuns;
  /** Trailing days on which the key is known to have been out of stock and was not sold; undefined where none is. */
  readonly emptyDays: Float64Array | undefined;
}

export function keyDemand(
  lines: DemandLines, keys: DemandKeys, {asOf, trailingDays}: InventoryPolicy, emptyDays?: Float64Array,
): KeyDemand {
  return {history: saleHistory(lines, keys, asOf), trailing: unitsByDay(lines, keys, asOf - trailingDays + 1, asOf), emptyDays};
}

/** Demand of one item, written anew for each: a record an item would cost more than its arithmetic. */
export class ItemDemand {
  /** Units of the trailing days. */
  units = 0;
  /** Mean units a day; NaN where no day could be observed. */
  mean = 0;
  /** Sample standard deviation of a day's units, days without a sale included; 0 of one day. */
  sd = 0;
  readonly #demand: KeyDemand;
  readonly #policy: InventoryPolicy;

  constructor(demand: KeyDemand, policy: InventoryPolicy) {
    this.#demand = demand;
    this.#policy = policy;
  }

  /** Reads the demand of a key, −1 for none; `known` is the first day on which stock tells of the item, NaN for none. */
  read(key: number, known: number): void {
    this.units = this.mean = this.sd = 0;
    const {history, trailing, emptyDays} = this.#demand;
    const place = key < 0 ? 0 : (trailing.places[key] as number);
    if (place === 0 && !(key >= 0 && emptyDays && history.first[key] !== NO_DAY)) return;
    const life = lifeOf(key, known, history, this.#policy);
    const units = trailing.units[place] as number;
    const days = Math.max(trailing.runs[place] as number, life - (emptyDays ? (emptyDays[key] as number) : 0));
    this.units = units;
    this.mean = days > 0 ? units / days : NaN;
    this.sd = spread(units, trailing.squares[place] as number, days);
  }
}

/** Days of the trailing ones since the item is known: from its first sale at the latest. */
function lifeOf(key: number, known: number, {first}: SaleHistory, {asOf, trailingDays}: InventoryPolicy): number {
  return Math.min(trailingDays, asOf - begunOn(first[key] as number, known) + 1);
}

/** The day from which an item could be sold: its first sale, or the day on which stock first tells of it where that is before. */
export function begunOn(firstSale: number, known: number): number {
  return known < firstSale ? known : firstSale;
}
