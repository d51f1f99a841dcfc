/** Everything about one item at a time, read from lists and written to lists: no record an item is made between. */

import {NO_DAY} from '../../../data-adapters/column.ts';
import {checkNumbers} from '../../kernels/check-number.ts';
import {leadTimeSpread} from '../../kernels/lead-time-spread.ts';
import type {InventoryPolicy} from './inventory-policy.ts';
import type {StateFacts} from './inventory-state.ts';
import {ItemDemand} from './item-demand.ts';
import type {KeyDemand} from './item-demand.ts';
import {suggestedOrder} from './stock-policy.ts';
import type {StockItems} from './stock-items.ts';

/** NaN is unknown. */
export class ItemJudge implements StateFacts {
  available = NaN;
  position = NaN;
  discontinued = false;
  /** Mean units a day, their standard deviation, units of the trailing days. */
  mean = NaN;
  sd = NaN;
  sold = NaN;
  safetyStock = NaN;
  safetyFloor = NaN;
  reorderPoint = NaN;
  cover = NaN;
  lastSale = NaN;
  quietDays = NaN;
  ageDays = NaN;
  #leadTime = NaN;
  readonly #stock: StockItems;
  readonly #demand: KeyDemand | undefined;
  readonly #own: ItemDemand | undefined;
  readonly #policy: InventoryPolicy;

  /** `demand` is undefined without order lines. Where it is `shared` with other items, an item's part of it is not known. */
  constructor(stock: StockItems, demand: KeyDemand | undefined, policy: InventoryPolicy, shared: boolean) {
    this.#stock = stock;
    this.#demand = demand;
    this.#own = demand && !shared ? new ItemDemand(demand, policy) : undefined;
    this.#policy = policy;
  }

  /** `key` is what the item is sold under, −1 for none. */
  read(item: number, key: number): void {
    const {onHand, reserved, inTransit, discontinued, firstDay} = this.#stock;
    this.available = (onHand[item] as number) - (reserved ? (reserved[item] as number) : 0);
    this.position = this.available + (inTransit ? (inTransit[item] as number) : 0);
    this.discontinued = discontinued !== undefined && discontinued[item] === 1;
    const own = this.#own;
    if (own) {
      own.read(key, firstDay[item] as number);
      this.mean = own.mean;
      this.sd = own.sd;
      this.sold = own.units;
      this.cover = own.mean > 0 ? Math.max(0, this.available) / own.mean : NaN;
    }
    this.#readLevels(item);
    this.#readDays(item, key);
  }

  /** The host's own levels win over those that demand gives. */
  #readLevels(item: number): void {
    const {leadTime, leadTimeSd, safetyStock, reorderPoint} = this.#stock;
    const {mean, sd} = this;
    let safety = at(safetyStock, item);
    let floor = safety;
    let point = at(reorderPoint, item);
    if (mean === mean) {
      const lead = (this.#leadTime = at(leadTime, item, this.#policy.leadTimeDays));
      const leadSd = at(leadTimeSd, item, 0);
      if (lead < 0 || leadSd < 0) checkNumbers({leadTime: lead, leadTimeSd: leadSd}, {atLeast: 0});
      if (safety !== safety) {
        safety = Math.max(0, this.#policy.factor * leadTimeSpread(mean, sd, lead, leadSd));
        floor = point < safety ? point : safety;
      }
      if (point !== point) point = mean * lead + safety;
    }
    this.safetyStock = safety;
    this.safetyFloor = floor;
    this.reorderPoint = point;
  }

  /** How long the item was not sold, and how long it lies: by receipt, else by the first day that snapshots or sales tell of it. */
  #readDays(item: number, key: number): void {
    const {asOf, historyFrom} = this.#policy;
    const {receivedDay, firstDay} = this.#stock;
    const history = key < 0 ? undefined : this.#demand?.history;
    const first = history ? (history.first[key] as number) : NO_DAY;
    const last = history ? (history.last[key] as number) : NO_DAY;
    this.lastSale = last === NO_DAY ? NaN : last;
    this.quietDays = historyFrom === null ? NaN : asOf - (last === NO_DAY ? historyFrom : last);
    let since = at(receivedDay, item);
    if (since !== since) {
      since = firstDay[item] as number;
      if (first !== NO_DAY && !(since < first)) since = first;
    }
    this.ageDays = Math.max(0, this.#policy.asOf - since);
  }

  /** What to order: NaN where the item's demand is not known. */
  quantity(item: number): number {
    const {mean, reorderPoint, position, safetyStock} = this;
    if (mean !== mean) return NaN;
    if (this.discontinued) return 0;
    return suggestedOrder({
      position, reorderPoint, demandMean: mean, safetyStock, leadTime: this.#leadTime, reviewTime: this.#policy.reviewDays,
      packSize: at(this.#stock.packSize, item),
    });
  }
}

function at(list: Float64Array | undefined, item: number, otherwise = NaN): number {
  const value = list ? (list[item] as number) : NaN;
  return value === value ? value : otherwise;
}
