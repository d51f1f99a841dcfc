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

/** NaN is unknown. */
export interface StateFacts {
  /** On hand − reserved. */
  readonly available: number;
  /** Available + in transit. */
  readonly position: number;
  readonly discontinued: boolean;
  /** The safety stock; not above the shop's own reorder point, which wins where both are told. */
  readonly safetyFloor: number;
  readonly reorderPoint: number;
  readonly cover: number;
  /** Days without a sale, as far as is known; unknown where there are no sales data. */
  readonly quietDays: number;
  /** Days since receipt, or the least that is known. */
  readonly ageDays: number;
}

/**
 * The code of `oversold` (below 0), `out` (0, active), `below-safety` (available under the safety stock), `reorder` (position at or under the
 * reorder point), `overstock` (cover above the limit), `dead` and `slow` (on the shelf as long, and not sold as long), `ok`. A discontinued item is
 * never out nor to be reordered. `no-data` is the caller's: there is no stock row.
 */
export function stateOf(facts: StateFacts, limits: StateLimits): number {
  if (facts.available < 0) return OVERSOLD;
  if (facts.available === 0 && !facts.discontinued) return OUT;
  return stateBeyondShelf(facts, limits);
}

/** As {@link stateOf} for an item that is neither oversold nor out. What is unknown holds no test. */
export function stateBeyondShelf(facts: StateFacts, {slowDays, deadDays, overstockDays}: StateLimits): number {
  const {available, position, discontinued, safetyFloor, reorderPoint, cover} = facts;
  if (!discontinued) {
    if (available < safetyFloor) return BELOW_SAFETY;
    if (position <= reorderPoint) return REORDER;
  }
  if (cover > overstockDays) return OVERSTOCK;
  if (isIdle(facts, deadDays)) return DEAD;
  return isIdle(facts, slowDays) ? SLOW : OK;
}

/** Whether an item lies for at least as many days and was not sold in them. */
export function isIdle({available, quietDays, ageDays}: Pick<StateFacts, 'available' | 'quietDays' | 'ageDays'>, days: number): boolean {
  return available > 0 && quietDays >= days && ageDays >= days;
}
