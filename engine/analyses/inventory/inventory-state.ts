/** What is the matter with an item on the shelf: the first state that holds. */

/** In the order in which they are tried. */
export const INVENTORY_STATES = ['no-data', 'oversold', 'out', 'below-safety', 'reorder', 'overstock', 'dead', 'slow', 'ok'] as const;
export type InventoryState = (typeof INVENTORY_STATES)[number];

/** Most urgent first: how a group of items is summed up, and how a list of what to order begins. */
export const BY_URGENCY: readonly InventoryState[] = ['oversold', 'out', 'below-safety', 'reorder', 'dead', 'slow', 'overstock', 'no-data', 'ok'];

/** A state's place in {@link INVENTORY_STATES}, and by that place the state's rank in {@link BY_URGENCY}. */
export const stateCode = (state: InventoryState): number => INVENTORY_STATES.indexOf(state);
export const URGENCY_OF: readonly number[] = INVENTORY_STATES.map((state) => BY_URGENCY.indexOf(state));

const [OVERSOLD, OUT, BELOW_SAFETY, REORDER] = [stateCode('oversold'), stateCode('out'), stateCode('below-safety'), stateCode('reorder')];
const [OVERSTOCK, DEAD, SLOW, OK] = [stateCode('overstock'), stateCode('dead'), stateCode('slow'), stateCode('ok')];

export interface StateLimits {
  readonly slowDays: number;
  readonly deadDays: number;
  readonly overstockDays: number;
}

/**
 * The code of `oversold` (below 0), `out` (0, active), `below-safety` (available under the safety stock), `reorder` (position at or under the
 * reorder point), `overstock` (cover above the limit), `dead` and `slow` (on the shelf as long, and not sold as long), `ok`. A discontinued item is
 * never out nor to be reordered. `no-data` is the caller's: there is no stock row.
 *
 * NaN is unknown and holds no test. `available` is on hand − reserved, `position` that + in transit; `safetyFloor` the safety stock, not above the
 * shop's own reorder point, which wins where both are told; `quietDays` without a sale, as far as is known; `ageDays` since receipt, or the least
 * that is known. Numbers one by one: a record would be made for each of tens of thousands of items.
 */
export function stateOf(
  available: number, position: number, discontinued: boolean, safetyFloor: number, reorderPoint: number, cover: number, quietDays: number,
  ageDays: number, limits: StateLimits,
): number {
  if (available < 0) return OVERSOLD;
  if (available === 0 && !discontinued) return OUT;
  return stateBeyondShelf(available, position, discontinued, safetyFloor, reorderPoint, cover, quietDays, ageDays, limits);
}

/** As {@link stateOf} for an item that is neither oversold nor out. */
export function stateBeyondShelf(
  available: number, position: number, discontinued: boolean, safetyFloor: number, reorderPoint: number, cover: number, quietDays: number,
  ageDays: number, {slowDays, deadDays, overstockDays}: StateLimits,
): number {
  if (!discontinued) {
    if (available < safetyFloor) return BELOW_SAFETY;
    if (position <= reorderPoint) return REORDER;
  }
  if (cover > overstockDays) return OVERSTOCK;
  if (isIdle(available, quietDays, ageDays, deadDays)) return DEAD;
  return isIdle(available, quietDays, ageDays, slowDays) ? SLOW : OK;
}

/** Whether an item lies for at least as many days and was not sold in them. */
export function isIdle(available: number, quietDays: number, ageDays: number, days: number): boolean {
  return available > 0 && quietDays >= days && ageDays >= days;
}
