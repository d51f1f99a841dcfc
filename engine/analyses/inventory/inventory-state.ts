/** What is the matter with an item on the shelf: the first state that holds. */

/** In the order in which they are tried. */
export const INVENTORY_STATES = ['no-data', 'oversold', 'out', 'below-safety', 'reorder', 'overstock', 'dead', 'slow', 'ok'] as const;
export type InventoryState = (typeof INVENTORY_STATES)[number];

/** Most urgent first: how a group of items is summed up, and how a list of what to order begins. */
export const BY_URGENCY: readonly InventoryState[] = ['oversold', 'out', 'below-safety', 'reorder', 'dead', 'slow', 'overstock', 'no-data', 'ok'];

/** A state's place in {@link INVENTORY_STATES}, and by that place the state's rank in {@link BY_URGENCY}. */
export const stateCode = (state: InventoryState): number => INVENTORY_STATES.indexOf(state);
export const URGENCY_OF: readonly number[] = INVENTORY_STATES.map((state) => BY_URGENCY.indexOf(state));

export interface StateLimits {
  readonly slowDays: number;
  readonly deadDays: number;
  readonly overstockDays: number;
}

/** Whether an item lies for at least as many days and was not sold in them. */
export function isIdle(available: number, quietDays: number, ageDays: number, days: number): boolean {
  return available > 0 && quietDays >= days && ageDays >= days;
}
