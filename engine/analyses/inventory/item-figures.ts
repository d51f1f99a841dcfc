/** What demand says about each item on the shelf: its state, cover, levels, and what to order. One number an item and figure. */

import type {InventoryPolicy} from './inventory-policy.ts';
import {stateBeyondShelf, stateCode, stateOf} from './inventory-state.ts';
import type {KeyDemand} from './item-demand.ts';
import {ItemJudge} from './item-judge.ts';
import type {StockItems} from './stock-items.ts';

/**
 * `cover` days; `mean` units a day and their spread `sd`; `sold` units of the trailing days; levels `safety`, `point`, and `floor`, under which stock
 * is short; `quantity` to order; `lastSale` the day; `quiet` days without a sale; `age` days on the shelf.
 */
export const FIGURES = ['cover', 'mean', 'sd', 'sold', 'safety', 'floor', 'point', 'quantity', 'lastSale', 'quiet', 'age'] as const;
export type Figure = (typeof FIGURES)[number];

/** By item; NaN is unknown. A figure that nobody asked for has no list. */
export type Figures = {readonly [F in Figure]?: Float64Array} & {
  /** Places in the list of states. */
  readonly state: Int32Array;
};

/** Of SKUs every figure is there. */
export type AllFigures = Required<Figures>;

export function figureLists(count: number, wanted: readonly Figure[]): Figures {
  return {state: new Int32Array(count), ...Object.fromEntries(wanted.map((figure) => [figure, new Float64Array(count)] as const))};
}

export interface Items {
  readonly stock: StockItems;
  /** Undefined without order lines. */
  readonly demand: KeyDemand | undefined;
  /** The key that an item is sold under, −1 for none. */
  readonly keyOf: Int32Array;
}

/** Judges SKUs over all their warehouses, into `figures` from place `to` on. */
export function judgeSkus({stock, demand, keyOf}: Items, policy: InventoryPolicy, figures: AllFigures, to = 0): void {
  const judge = new ItemJudge(stock, demand, policy, false);
  for (let item = 0; item < stock.count; item++) {
    judge.read(item, keyOf[item] as number);
    write(judge, item, stateOf(judge, policy), figures, to + item);
  }
}

/** SKUs that are sold and that no stock row tells of: unknown, not 0. */
export function judgeUnstocked(items: Items, policy: InventoryPolicy, figures: AllFigures, to: number): void {
  judgeSkus(items, policy, figures, to);
  figures.state.fill(stateCode('no-data'), to);
  for (const figure of [figures.cover, figures.quantity, figures.age]) figure.fill(NaN, to);
}

/** The SKUs that cells are of. */
export interface Wholes {
  readonly of: Int32Array;
  readonly stock: StockItems;
  readonly figures: AllFigures;
  /** How many warehouses a SKU lies in. */
  readonly warehouses: Int32Array;
}

/**
 * Judges SKUs in single warehouses. A SKU in one is judged there as it is as a whole. In several each has its own demand where `split`, else cover
 * and urgency of the whole, and no quantity; `cells.keyOf` then tells the SKU's keys.
 */
export function judgeCells({stock, demand, keyOf}: Items, wholes: Wholes, split: boolean, policy: InventoryPolicy, figures: Figures): void {
  const judge = new ItemJudge(stock, demand, policy, !split);
  const copied = FIGURES.flatMap((name) => (figures[name] ? [{to: figures[name], from: wholes.figures[name]}] : []));
  for (let cell = 0; cell < stock.count; cell++) {
    const sku = wholes.of[cell] as number;
    if (wholes.warehouses[sku] === 1) {
      figures.state[cell] = wholes.figures.state[sku] as number;
      for (const {to, from} of copied) to[cell] = from[sku] as number;
      continue;
    }
    judge.read(cell, keyOf[cell] as number);
    if (!split) judge.cover = wholes.figures.cover[sku] as number;
    write(judge, cell, split ? stateOf(judge, policy) : sharedState(judge, wholes, sku, policy), figures, cell);
  }
}

/** An empty shelf and the shop's own levels speak for one warehouse; of the rest the SKU as a whole tells. */
function sharedState(own: ItemJudge, {stock, figures}: Wholes, sku: number, policy: InventoryPolicy): number {
  if (own.available < 0 || (own.available === 0 && !own.discontinued)) return stateOf(own, policy);
  if (own.reorderPoint === own.reorderPoint || own.safetyStock === own.safetyStock) return stateBeyondShelf(own, policy);
  const available = (stock.onHand[sku] as number) - (stock.reserved?.[sku] ?? 0);
  return stateBeyondShelf({
    available, position: available + (stock.inTransit?.[sku] ?? 0), discontinued: own.discontinued,
    safetyFloor: figures.floor[sku] as number, reorderPoint: figures.point[sku] as number, cover: figures.cover[sku] as number,
    quietDays: figures.quiet[sku] as number, ageDays: figures.age[sku] as number,
  }, policy);
}

function write(judge: ItemJudge, item: number, state: number, to: Figures, at: number): void {
  to.state[at] = state;
  if (to.cover) to.cover[at] = judge.cover;
  if (to.mean) to.mean[at] = judge.mean;
  if (to.sd) to.sd[at] = judge.sd;
  if (to.sold) to.sold[at] = judge.sold;
  if (to.safety) to.safety[at] = judge.safetyStock;
  if (to.floor) to.floor[at] = judge.safetyFloor;
  if (to.point) to.point[at] = judge.reorderPoint;
  if (to.lastSale) to.lastSale[at] = judge.lastSale;
  if (to.quiet) to.quiet[at] = judge.quietDays;
  if (to.age) to.age[at] = judge.ageDays;
  if (to.quantity) to.quantity[at] = judge.quantity(item);
}
