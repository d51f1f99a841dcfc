/** What is the matter with an item on the shelf: the first state that holds. */

/** In the order in which they are tried. */
export const INVENTORY_STATES = ['no-data', 'oversold', 'out', 'below-safety', 'reorder', 'overstock', 'dead', 'slow', 'ok'] as const;
export type InventoryState = (typeof INVENTORY_STATES)[number];

/** Most urgent first: how a group of items is summed up, and how a list of what to order begins. */
export const BY_URGENCY: readonly InventoryState[] = ['oversold', 'out', 'below-safety', 'reorder', 'dead', 'slow', 'overstock', 'no-data', 'ok'];

export interface StateLimits {
  readonly slowDays: number;
  readonly deadDays: number;
  readonly overstockDays: number;
}

export interface StateFacts {
  /** On hand − reserved. */
  readonly available: number;
  /** Available + in transit. */
  readonly position: number;
  readonly discontinued: boolean;
  /** The safety stock; not above the shop's own reorder point, which wins where both are told. */
  readonly safetyFloor: number | null;
  readonly reorderPoint: number | null;
  readonly cover: number | null;
  /** Days without a sale, as far as is known; null where there are no sales data. */
  readonly quietDays: number | null;
  /** Days since receipt, or the least that is known; null for unknown. */
  readonly ageDays: number | null;
}

/**
 * `oversold` (below 0), `out` (0, active), `below-safety` (available under the safety stock), `reorder` (position at or under the reorder
 * point), `overstock` (cover above the limit), `dead` and `slow` (on the shelf as long, and not sold as long), `ok`. A discontinued item is
 * never out nor to be reordered. `no-data` is the caller's: there is no stock row.
 */
export function stateOf(facts: StateFacts, limits: StateLimits): InventoryState {
  if (facts.available < 0) return 'oversold';
  if (facts.available === 0 && !facts.discontinued) return 'out';
  return stateBeyondShelf(facts, limits);
}

/** As {@link stateOf} for an item that is neither oversold nor out. */
export function stateBeyondShelf(facts: StateFacts, {slowDays, deadDays, overstockDays}: StateLimits): InventoryState {
  const {available, position, discontinued, safetyFloor, reorderPoint, cover} = facts;
  if (!discontinued) {
    if (safetyFloor !== null && available < safetyFloor) return 'below-safety';
    if (reorderPoint !== null && position <= reorderPoint) return 'reorder';
  }
  if (cover !== null && cover > overstockDays) return 'overstock';
  if (isIdle(facts, deadDays)) return 'dead';
  return isIdle(facts, slowDays) ? 'slow' : 'ok';
}

/** Whether an item lies for at least as many days and was not sold in them. */
export function isIdle({available, quietDays, ageDays}: Pick<StateFacts, 'available' | 'quietDays' | 'ageDays'>, days: number): boolean {
  return available > 0 && quietDays !== null && ageDays !== null && quietDays >= days && ageDays >= days;
}
