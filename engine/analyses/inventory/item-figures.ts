/** What demand says about each item on the shelf: its state, cover, levels, and what to order. One number an item and figure. */

import {NO_DAY} from '../../../data-adapters/column.ts';
import {checkNumbers} from '../../kernels/check-number.ts';
import {leadTimeSpread} from '../../kernels/lead-time-spread.ts';
import type {InventoryPolicy} from './inventory-policy.ts';
import {stateCode} from './inventory-state.ts';
import {daysOfDemand, hasDemand, spreadOfDays} from './item-demand.ts';
import type {KeyDemand} from './item-demand.ts';
import type {StockItems} from './stock-items.ts';
import {suggestedOrder} from './stock-policy.ts';

/**
 * `cover` days; `mean` units a day and their spread `sd`; `sold` units of the trailing days; levels `safety`, `point`, and `floor`, under which stock
 * is short; `quantity` to order; `lastSale` the day; `quiet` days without a sale; `age` days on the shelf.
 */
export const FIGURES = ['cover', 'mean', 'sd', 'sold', 'safety', 'floor', 'point', 'quantity', 'lastSale', 'quiet', 'age'] as const;
export type Figure = (typeof FIGURES)[number];

/** By item; NaN is unknown. A figure that nobody asked for has no list. */
export type Figures = {readonly [F in Figure]: Float64Array | undefined} & {
  /** Places in the list of states. */
  readonly state: Int32Array;
};

/** Of SKUs every figure is there. */
export type AllFigures = {readonly [F in keyof Figures]: NonNullable<Figures[F]>};

export function figureLists(count: number, wanted: readonly Figure[]): Figures {
  const list = (figure: Figure): Float64Array | undefined => (wanted.includes(figure) ? new Float64Array(count) : undefined);
  return {
    state: new Int32Array(count), cover: list('cover'), mean: list('mean'), sd: list('sd'), sold: list('sold'), safety: list('safety'),
    floor: list('floor'), point: list('point'), quantity: list('quantity'), lastSale: list('lastSale'), quiet: list('quiet'), age: list('age'),
  };
}

export interface Items {
  readonly stock: StockItems;
  /** Undefined without order lines. */
  readonly demand: KeyDemand | undefined;
  /** The key that an item is sold under, −1 for none. */
  readonly keyOf: Int32Array;
  /** Where items are SKUs in single warehouses. */
  readonly wholes?: Wholes;
}

/** The SKUs that cells are of. */
export interface Wholes {
  readonly of: Int32Array;
  readonly available: Float64Array;
  readonly position: Float64Array;
  readonly figures: AllFigures;
  /** How many warehouses a SKU lies in. A SKU in one is judged there as it is as a whole. */
  readonly warehouses: Int32Array;
  /** Whether demand is that of SKU and warehouse. If it is the SKU's, a cell takes its cover and urgency, and has no quantity. */
  readonly split: boolean;
}

const [OVERSOLD, OUT, BELOW_SAFETY, REORDER] = [stateCode('oversold'), stateCode('out'), stateCode('below-safety'), stateCode('reorder')];
const [OVERSTOCK, DEAD, SLOW, OK] = [stateCode('overstock'), stateCode('dead'), stateCode('slow'), stateCode('ok')];

/** SKUs that are sold and that no stock row tells of: unknown, not 0. */
export function judgeUnstocked(items: Items, policy: InventoryPolicy, figures: AllFigures, to: number): void {
  judgeItems(items, policy, figures, to);
  figures.state.fill(stateCode('no-data'), to);
  for (const figure of [figures.cover, figures.quantity, figures.age]) figure.fill(NaN, to);
}

/**
 * Judges every item, into `figures` from place `to` on. The state is the first that holds: `oversold` (available, which is on hand − reserved, below 0),
 * `out` (0, active), `below-safety` (available under the safety stock), `reorder` (position, which is available + in transit, at or under the reorder
 * point), `overstock` (cover above the limit), `dead` and `slow` (on the shelf as long, and not sold as long), `ok`. A discontinued item is never out
 * nor to be reordered. What is unknown, NaN, holds no test.
 *
 * One loop over lists that calls nothing on the way of most items: numbers handed to a call are boxed, and that costs more than the arithmetic.
 */
export function judgeItems({stock, demand, keyOf, wholes}: Items, policy: InventoryPolicy, figures: Figures, to = 0): void {
  const {asOf, historyFrom, factor, leadTimeDays, slowDays, deadDays, overstockDays} = policy;
  const {onHand, reserved, inTransit, discontinued, firstDay, receivedDay, safetyStock, reorderPoint, leadTime, leadTimeSd} = stock;
  const {state, cover, mean, sd, sold, safety, floor, point, quantity, lastSale, quiet, age} = figures;
  const own = wholes?.split === false ? undefined : demand;
  const copy = wholes && copyFrom(wholes, figures);
  for (let item = 0; item < stock.count; item++) {
    if (wholes && wholes.warehouses[wholes.of[item] as number] === 1) {
      copy?.(item);
      continue;
    }
    const at = to + item;
    const key = keyOf[item] as number;
    let available = reserved ? (onHand[item] as number) - (reserved[item] as number) : (onHand[item] as number);
    let position = inTransit ? available + (inTransit[item] as number) : available;
    const ended = discontinued !== undefined && discontinued[item] === 1;

    let daily = own ? 0 : NaN;
    let daySpread = daily;
    let units = daily;
    if (own && hasDemand(own, key)) {
      const days = daysOfDemand(own, key, firstDay[item] as number, policy);
      units = own.trailing.units[own.trailing.places[key] as number] as number;
      daily = days > 0 ? units / days : NaN;
      daySpread = spreadOfDays(own, key, days);
    }

    // The shop's own levels win over those that demand gives.
    let safe = safetyStock ? (safetyStock[item] as number) : NaN;
    let least = safe;
    let reorderAt = reorderPoint ? (reorderPoint[item] as number) : NaN;
    let lead = leadTime ? (leadTime[item] as number) : leadTimeDays;
    if (daily === daily) {
      if (lead !== lead) lead = leadTimeDays;
      let leadSd = leadTimeSd ? (leadTimeSd[item] as number) : 0;
      if (leadSd !== leadSd) leadSd = 0;
      if (lead < 0 || leadSd < 0) checkNumbers({leadTime: lead, leadTimeSd: leadSd}, {atLeast: 0});
      if (safe !== safe) {
        safe = daily === 0 && daySpread === 0 ? 0 : Math.max(0, factor * leadTimeSpread(daily, daySpread, lead, leadSd));
        least = reorderAt < safe ? reorderAt : safe;
      }
      if (reorderAt !== reorderAt) reorderAt = daily * lead + safe;
    }

    const first = demand && key >= 0 ? (demand.history.first[key] as number) : NO_DAY;
    const last = first === NO_DAY ? NO_DAY : ((demand as KeyDemand).history.last[key] as number);
    let idle = historyFrom === null ? NaN : asOf - (last === NO_DAY ? historyFrom : last);
    // By receipt, else by the first day that snapshots or sales tell of it.
    let since = receivedDay ? (receivedDay[item] as number) : NaN;
    if (since !== since) {
      since = firstDay[item] as number;
      if (first !== NO_DAY && !(since < first)) since = first;
    }
    let days = Math.max(0, asOf - since);
    const left = own ? (daily > 0 ? Math.max(0, available) / daily : NaN) : wholes ? (wholes.figures.cover[wholes.of[item] as number] as number) : NaN;

    if (cover) cover[at] = left;
    if (mean) mean[at] = daily;
    if (sd) sd[at] = daySpread;
    if (sold) sold[at] = units;
    if (safety) safety[at] = safe;
    if (floor) floor[at] = least;
    if (point) point[at] = reorderAt;
    if (lastSale) lastSale[at] = last === NO_DAY ? NaN : last;
    if (quiet) quiet[at] = idle;
    if (age) age[at] = days;
    if (quantity) {
      quantity[at] = daily !== daily ? NaN : ended ? 0 : suggestedOrder({
        position, reorderPoint: reorderAt, demandMean: daily, safetyStock: safe, leadTime: lead, reviewTime: policy.reviewDays,
        packSize: stock.packSize ? (stock.packSize[item] as number) : null,
      });
    }

    if (available < 0 || (available === 0 && !ended)) {
      state[at] = available < 0 ? OVERSOLD : OUT;
      continue;
    }
    if (wholes && !own && reorderAt !== reorderAt && safe !== safe) {
      // Levels of its own speak for one warehouse; without them the SKU as a whole tells.
      const sku = wholes.of[item] as number;
      available = wholes.available[sku] as number;
      position = wholes.position[sku] as number;
      least = wholes.figures.floor[sku] as number;
      reorderAt = wholes.figures.point[sku] as number;
      idle = wholes.figures.quiet[sku] as number;
      days = wholes.figures.age[sku] as number;
    }
    if (!ended && available < least) state[at] = BELOW_SAFETY;
    else if (!ended && position <= reorderAt) state[at] = REORDER;
    else if (left > overstockDays) state[at] = OVERSTOCK;
    else if (available > 0 && idle >= deadDays && days >= deadDays) state[at] = DEAD;
    else if (available > 0 && idle >= slowDays && days >= slowDays) state[at] = SLOW;
    else state[at] = OK;
  }
}

function copyFrom({of, figures: from}: Wholes, to: Figures): (item: number) => void {
  const lists = FIGURES.flatMap((name) => (to[name] ? [{to: to[name], from: from[name]}] : []));
  return (item) => {
    const sku = of[item] as number;
    to.state[item] = from.state[sku] as number;
    for (const list of lists) list.to[item] = list.from[sku] as number;
  };
}
