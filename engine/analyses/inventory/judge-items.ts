/**
 * What stock and demand say about each item, one figure after the other: a list of numbers each, NaN for unknown, made in one loop. A record an item
 * and figure would cost ten times its arithmetic.
 */

import {checkNumbers} from '../../kernels/check-number.ts';
import {leadTimeSpread} from '../../kernels/lead-time-spread.ts';
import type {InventoryPolicy} from './inventory-policy.ts';
import {stateBeyondShelf, stateCode, stateOf} from './inventory-state.ts';
import {dailyDemand} from './item-demand.ts';
import type {KeyDemand} from './item-demand.ts';
import type {ItemFigures} from './item-figures.ts';
import type {StockItems} from './stock-items.ts';
import {suggestedOrder} from './stock-policy.ts';

export interface Items {
  /** All of them: those with a stock row first, as many as `stock` has. */
  readonly count: number;
  readonly stock: StockItems;
  /** What the dates of sales are taken from; undefined without order lines. */
  readonly demand: KeyDemand | undefined;
  /** What quantities are taken from: undefined too for items that have no demand of their own. */
  readonly own: KeyDemand | undefined;
  /** The key that an item is sold under, −1 for none. Ends before `count` where the others are not judged here. */
  readonly keyOf: Int32Array;
  /** Where items are SKUs in single warehouses: what is not told for one of those, the SKU as a whole tells. */
  readonly wholes?: Wholes;
}

export interface Wholes {
  /** The SKU of each item. */
  readonly of: Int32Array;
  readonly available: Float64Array;
  readonly position: Float64Array;
  readonly figures: ItemFigures;
}

/** A number an item, none of them known. */
export const unknown = (count: number): Float64Array => new Float64Array(count).fill(NaN);

/** Refuses lead times below 0 where they are reckoned with. */
export function checkLeadTimes({own, stock: {leadTime, leadTimeSd, count}}: Items): void {
  if (!own || !(leadTime || leadTimeSd)) return;
  for (let item = 0; item < count; item++) {
    if (leadTime && (leadTime[item] as number) < 0) checkNumbers({leadTime: leadTime[item]}, {atLeast: 0});
    if (leadTimeSd && (leadTimeSd[item] as number) < 0) checkNumbers({leadTimeSd: leadTimeSd[item]}, {atLeast: 0});
  }
}

/** Units of the trailing days. */
export function soldUnits({count, own, keyOf}: Items): Float64Array {
  if (!own) return unknown(count);
  const sold = new Float64Array(count);
  const units = own.units();
  for (let item = 0; item < keyOf.length; item++) {
    const key = keyOf[item] as number;
    if (key >= 0) sold[item] = units[key] as number;
  }
  return sold;
}

/** Units a day, and their spread. */
export function meanDemand({count, own, keyOf, stock}: Items, policy: InventoryPolicy): {readonly mean: Float64Array; readonly sd: Float64Array} {
  if (!own) return {mean: unknown(count), sd: unknown(count)};
  const [mean, sd] = [new Float64Array(count), new Float64Array(count)];
  dailyDemand(own, keyOf, stock.firstDay, policy, mean, sd);
  return {mean, sd};
}

export interface Levels {
  readonly safety: Float64Array;
  readonly point: Float64Array;
  /** Under which stock is short: the safety stock, not above the shop's own reorder point. */
  readonly floor: Float64Array;
}

/** The shop's own levels win over those that demand gives. */
export function stockLevels({count, stock, keyOf}: Items, {factor, leadTimeDays}: InventoryPolicy, {mean, sd}: ItemFigures): Levels {
  const {safetyStock, reorderPoint, leadTimeSd} = stock;
  const [safety, point, floor] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  for (let item = 0; item < keyOf.length; item++) {
    const told = item < stock.count;
    let safe = safetyStock && told ? (safetyStock[item] as number) : NaN;
    let least = safe;
    let reorderAt = reorderPoint && told ? (reorderPoint[item] as number) : NaN;
    const daily = mean[item] as number;
    if (daily === daily) {
      const lead = leadTimeOf(stock, item, leadTimeDays);
      if (safe !== safe) {
        const spread = sd[item] as number;
        const leadSd = (told && leadTimeSd?.[item]) || 0;
        safe = daily === 0 && spread === 0 ? 0 : Math.max(0, factor * leadTimeSpread(daily, spread, lead, leadSd));
        least = reorderAt < safe ? reorderAt : safe;
      }
      if (reorderAt !== reorderAt) reorderAt = daily * lead + safe;
    }
    safety[item] = safe;
    point[item] = reorderAt;
    floor[item] = least;
  }
  return {safety, point, floor};
}

function leadTimeOf({leadTime, count}: StockItems, item: number, otherwise: number): number {
  const days = leadTime && item < count ? (leadTime[item] as number) : NaN;
  return days === days ? days : otherwise;
}

/** Days that the available units last. */
export function daysOfCover({count, stock, own, wholes}: Items, {mean}: ItemFigures): Float64Array {
  const cover = unknown(count);
  const {onHand, reserved} = stock;
  const ofWhole = wholes && !own ? {of: wholes.of, cover: wholes.figures.cover} : undefined;
  for (let item = 0; item < stock.count; item++) {
    const daily = mean[item] as number;
    const available = reserved ? (onHand[item] as number) - (reserved[item] as number) : (onHand[item] as number);
    if (ofWhole) cover[item] = ofWhole.cover[ofWhole.of[item] as number] as number;
    else if (daily > 0) cover[item] = Math.max(0, available) / daily;
  }
  return cover;
}

/** Units to order. */
export function orderUnits({count, stock}: Items, {leadTimeDays, reviewDays}: InventoryPolicy, {mean, safety, point}: ItemFigures): Float64Array {
  const quantity = unknown(count);
  const {onHand, reserved, inTransit, discontinued, packSize} = stock;
  for (let item = 0; item < stock.count; item++) {
    const daily = mean[item] as number;
    if (daily !== daily) continue;
    const available = reserved ? (onHand[item] as number) - (reserved[item] as number) : (onHand[item] as number);
    const position = inTransit ? available + (inTransit[item] as number) : available;
    const reorderAt = point[item] as number;
    if (position > reorderAt || discontinued?.[item] === 1) {
      quantity[item] = 0;
      continue;
    }
    quantity[item] = suggestedOrder({
      position, reorderPoint: reorderAt, demandMean: daily, safetyStock: safety[item] as number, reviewTime: reviewDays,
      leadTime: leadTimeOf(stock, item, leadTimeDays), packSize: packSize?.[item] ?? null,
    });
  }
  return quantity;
}

/** Places in the list of states. */
export function itemStates({count, stock, own, wholes}: Items, policy: InventoryPolicy, figures: ItemFigures): Uint8Array {
  const {safety, floor, point, cover, quiet, age} = figures;
  const state = new Uint8Array(count).fill(stateCode('no-data'), stock.count);
  const {onHand, reserved, inTransit, discontinued} = stock;
  const whole = wholes && !own ? wholes : undefined;
  for (let item = 0; item < stock.count; item++) {
    const available = reserved ? (onHand[item] as number) - (reserved[item] as number) : (onHand[item] as number);
    const position = inTransit ? available + (inTransit[item] as number) : available;
    const ended = discontinued !== undefined && discontinued[item] === 1;
    const [safe, least, reorderAt] = [safety[item] as number, floor[item] as number, point[item] as number];
    const speaks = !whole || available < 0 || (available === 0 && !ended) || reorderAt === reorderAt || safe === safe;
    state[item] = speaks
      ? stateOf(available, position, ended, least, reorderAt, cover[item] as number, quiet[item] as number, age[item] as number, policy)
      : stateOfWhole(whole, whole.of[item] as number, ended, policy);
  }
  return state;
}

function stateOfWhole({available, position, figures}: Wholes, sku: number, discontinued: boolean, policy: InventoryPolicy): number {
  const {floor, point, cover, quiet, age} = figures;
  return stateBeyondShelf(
    available[sku] as number, position[sku] as number, discontinued, floor[sku] as number, point[sku] as number, cover[sku] as number,
    quiet[sku] as number, age[sku] as number, policy,
  );
}
