/** What the whole stock adds up to. */

import type {Cell} from '../../result.ts';
import type {InventoryBoard} from './inventory-board.ts';
import type {InventoryItem} from './inventory-item.ts';
import {INVENTORY_STATES, isIdle} from './inventory-state.ts';
import {sumOf} from '../../kernels/sum-of.ts';

const divide = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** `count_<state>`: how many of the rows are in each state, dashes as underscores. */
export function stateCounts(rows: readonly {readonly state: string}[]): Record<string, number> {
  return Object.fromEntries(INVENTORY_STATES.map((state) => [`count_${state.replaceAll('-', '_')}`, rows.filter((row) => row.state === state).length]));
}

/**
 * Totals over all SKUs, whatever the view shows: `skus` and `units` with a stock row, `value` at cost and `retail_value` at price (units below
 * 0 count 0; SKUs without a cost or price are left out, null where none has one), out-of-stock and reorder counts, and the four rates.
 * `to_reorder` compares the position, `at_or_below_reorder_point` what is available, `below_reorder_point` the position strictly.
 */
export function boardTotals({skus, policy, trailingDays}: InventoryBoard): Record<string, Cell> {
  const stocked = skus.filter(({hasStock}) => hasStock);
  const active = stocked.filter(({discontinued}) => !discontinued);
  const count = (items: readonly InventoryItem[], test: (item: InventoryItem) => boolean): number => items.filter(test).length;
  const sum = (items: readonly InventoryItem[], of: (item: InventoryItem) => number | null): number | null => {
    const known = items.map(of).filter((value) => value !== null);
    return known.length === 0 ? null : sumOf(known);
  };
  const value = sum(stocked, (item) => item.value);
  const idleShare = (days: number): number | null => {
    if (value === null || value === 0 || policy.historyFrom === null) return null;
    return (sum(stocked.filter((item) => isIdle(item, days)), (item) => item.value) ?? 0) / value;
  };
  const sold = (item: InventoryItem): boolean => item.lastSaleDay !== null && policy.asOf - item.lastSaleDay < trailingDays;
  const offered = skus.filter((item) => (item.onHand ?? 0) > 0 || sold(item));
  const point = (item: InventoryItem): number => item.reorderPoint ?? -Infinity;
  return {
    skus: stocked.length,
    active_skus: active.length,
    units: sum(stocked, ({onHand}) => onHand),
    value,
    retail_value: sum(stocked, ({retailValue}) => retailValue),
    out_of_stock: count(stocked, ({available}) => available <= 0),
    out_of_stock_active: count(active, ({available}) => available <= 0),
    at_or_below_reorder_point: count(active, (item) => item.available <= point(item)),
    to_reorder: count(active, (item) => item.position <= point(item)),
    below_reorder_point: count(active, (item) => item.position < point(item)),
    stockout_rate: divide(count(active, ({available}) => available <= 0), active.length),
    active_sku_rate: policy.historyFrom === null ? null : divide(count(offered, sold), offered.length),
    slow_share: idleShare(policy.slowDays),
    dead_share: idleShare(policy.deadDays),
  };
}
