/** What demand says about each item on the shelf: its state, cover, levels, and what to order. One number an item and figure. */

import {NO_DAY} from '../../../data-adapters/column.ts';
import {checkNumbers} from '../../kernels/check-number.ts';
import {leadTimeSpread} from '../../kernels/lead-time-spread.ts';
import type {InventoryPolicy} from './inventory-policy.ts';
import {stateBeyondShelf, stateCode, stateOf} from './inventory-state.ts';
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
  readonly state: Uint8Array;
};

/** Of SKUs every figure is there. */
export type AllFigures = {readonly [F in keyof Figures]: NonNullable<Figures[F]>};

export function figureLists(count: number, wanted: readonly Figure[]): Figures {
  const list = (figure: Figure): Float64Array | undefined => (wanted.includes(figure) ? new Float64Array(count) : undefined);
  return {
    state: new Uint8Array(count), cover: list('cover'), mean: list('mean'), sd: list('sd'), sold: list('sold'), safety: list('safety'),
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

/** SKUs that are sold and that no stock row tells of: unknown, not 0. */
export function judgeUnstocked(items: Items, policy: InventoryPolicy, figures: AllFigures, to: number): void {
  judgeItems(items, policy, figures, to);
  figures.state.fill(stateCode('no-data'), to);
  for (const figure of [figures.cover, figures.quantity, figures.age]) figure.fill(NaN, to);
}

/**
 * Judges every item, into `figures` from place `to` on. One loop over lists: a record an item and figure would cost ten times its arithmetic. The
 * shop's own levels win over those that demand gives.
 */
export function judgeItems({stock, demand, keyOf, wholes}: Items, policy: InventoryPolicy, figures: Figures, to = 0): void {
  const {asOf, historyFrom, factor, leadTimeDays} = policy;
  const {onHand, reserved, inTransit, discontinued, firstDay, receivedDay, safetyStock, reorderPoint, leadTime, leadTimeSd} = stock;
  const {state, cover, mean, sd, sold, safety, floor, point, quantity, lastSale, quiet, age} = figures;
  const own = wholes?.split === false ? undefined : demand;
  const copy = wholes && copyFrom(wholes, figures);
  for (let item = 0; item < stock.count; item++) {
    if (copy?.(item)) continue;
    const at = to + item;
    const key = keyOf[item] as number;
    const available = reserved ? (onHand[item] as number) - (reserved[item] as number) : (onHand[item] as number);
    const position = inTransit ? available + (inTransit[item] as number) : available;
    const ended = discontinued !== undefined && discontinued[item] === 1;

    let [daily, daySpread, units] = own ? [0, 0, 0] : [NaN, NaN, NaN];
    if (own && hasDemand(own, key)) {
      const days = daysOfDemand(own, key, firstDay[item] as number, policy);
      units = own.trailing.units[own.trailing.places[key] as number] as number;
      daily = days > 0 ? units / days : NaN;
      daySpread = spreadOfDays(own, key, days);
    }

    let safe = safetyStock ? (safetyStock[item] as number) : NaN;
    let least = safe;
    let reorderAt = reorderPoint ? (reorderPoint[item] as number) : NaN;
    let lead = leadTime ? (leadTime[item] as number) : leadTimeDays;
    if (daily === daily) {
      if (lead !== lead) lead = leadTimeDays;
      const leadSd = leadTimeSd?.[item] || 0;
      if (lead < 0 || leadSd < 0) checkNumbers({leadTime: lead, leadTimeSd: leadSd}, {atLeast: 0});
      if (safe !== safe) {
        safe = daily === 0 && daySpread === 0 ? 0 : Math.max(0, factor * leadTimeSpread(daily, daySpread, lead, leadSd));
        least = reorderAt < safe ? reorderAt : safe;
      }
      if (reorderAt !== reorderAt) reorderAt = daily * lead + safe;
    }

    const first = demand && key >= 0 ? (demand.history.first[key] as number) : NO_DAY;
    const last = first === NO_DAY ? NO_DAY : (demand?.history.last[key] as number);
    const idle = historyFrom === null ? NaN : asOf - (last === NO_DAY ? historyFrom : last);
    const days = Math.max(0, asOf - firstKnownDay(receivedDay ? (receivedDay[item] as number) : NaN, firstDay[item] as number, first));
    let left = daily > 0 ? Math.max(0, available) / daily : NaN;
    if (wholes && !own) left = wholes.figures.cover[wholes.of[item] as number] as number;
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
      const asked = {position, reorderPoint: reorderAt, demandMean: daily, safetyStock: safe, leadTime: lead, reviewTime: policy.reviewDays};
      quantity[at] = daily !== daily ? NaN : ended ? 0 : suggestedOrder({...asked, packSize: stock.packSize?.[item] ?? null});
    }
    const speaks = !wholes || own || available < 0 || (available === 0 && !ended) || reorderAt === reorderAt || safe === safe;
    if (speaks) state[at] = stateOf(available, position, ended, least, reorderAt, left, idle, days, policy);
    else state[at] = stateOfWhole(wholes, wholes.of[item] as number, ended, policy);
  }
}

/** By receipt, else by the first day that snapshots (NaN for none) or sales tell of it. */
function firstKnownDay(received: number, snapshot: number, sale: number): number {
  if (received === received) return received;
  return sale !== NO_DAY && !(snapshot < sale) ? sale : snapshot;
}

/** What is not told for one warehouse the SKU as a whole tells. */
function stateOfWhole({available, position, figures}: Wholes, sku: number, discontinued: boolean, policy: InventoryPolicy): number {
  const {floor, point, cover, quiet, age} = figures;
  return stateBeyondShelf(
    available[sku] as number, position[sku] as number, discontinued, floor[sku] as number, point[sku] as number, cover[sku] as number,
    quiet[sku] as number, age[sku] as number, policy,
  );
}

/** Judges an item of a SKU in one warehouse, if it is one, as the SKU. */
function copyFrom({of, warehouses, figures: from}: Wholes, to: Figures): (item: number) => boolean {
  const lists = FIGURES.flatMap((name) => (to[name] ? [{to: to[name], from: from[name]}] : []));
  return (item) => {
    const sku = of[item] as number;
    if (warehouses[sku] !== 1) return false;
    to.state[item] = from.state[sku] as number;
    for (const list of lists) list.to[item] = list.from[sku] as number;
    return true;
  };
}
