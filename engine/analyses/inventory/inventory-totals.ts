/** What the whole stock adds up to. */

import {sumOfKnown} from '../../kernels/sum-of.ts';
import type {Cell} from '../../result.ts';
import type {InventoryBoard} from './inventory-board.ts';
import {INVENTORY_STATES, isIdle} from './inventory-state.ts';
import {availableOf, positionOf} from './stock-items.ts';

const divide = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** `count_<state>`: how many of the rows are in each state, dashes as underscores. */
export function stateCounts(states: Uint8Array): Record<string, number> {
  const counts = new Array<number>(INVENTORY_STATES.length).fill(0);
  for (let row = 0; row < states.length; row++) counts[states[row] as number] = (counts[states[row] as number] as number) + 1;
  return Object.fromEntries(INVENTORY_STATES.map((state, code) => [`count_${state.replaceAll('-', '_')}`, counts[code] as number]));
}

/**
 * Totals over all SKUs, whatever the view shows: `skus` and `units` with a stock row, `value` at cost and `retail_value` at price (units below
 * 0 count 0; SKUs without a cost or price are left out, null where none has one), out-of-stock and reorder counts, and the four rates.
 * `to_reorder` compares the position, `at_or_below_reorder_point` what is available, `below_reorder_point` the position strictly.
 */
export function boardTotals({skus: {count, stocked, stock, figures}, policy}: InventoryBoard): Record<string, Cell> {
  const {point, quiet, age, lastSale} = figures;
  const {onHand, discontinued, value: values} = stock;
  const [available, position] = [availableOf(stock), positionOf(stock)];
  const counts = {active: 0, out: 0, outActive: 0, atPoint: 0, toReorder: 0, belowPoint: 0, offered: 0, sold: 0};
  for (let sku = 0; sku < count; sku++) {
    const sold = policy.asOf - (lastSale[sku] as number) < policy.trailingDays;
    if (sold || (sku < stocked && (onHand[sku] as number) > 0)) counts.offered++;
    if (sold) counts.sold++;
    if (sku >= stocked) continue;
    const empty = (available[sku] as number) <= 0;
    if (empty) counts.out++;
    if (discontinued?.[sku] === 1) continue;
    counts.active++;
    if (empty) counts.outActive++;
    if ((available[sku] as number) <= (point[sku] as number)) counts.atPoint++;
    if ((position[sku] as number) <= (point[sku] as number)) counts.toReorder++;
    if ((position[sku] as number) < (point[sku] as number)) counts.belowPoint++;
  }
  const value = values ? sumOfKnown(values) : null;
  const idleShare = (days: number): number | null => {
    if (!values || value === null || value === 0 || policy.historyFrom === null) return null;
    const idle = (sku: number): boolean => isIdle(available[sku] as number, quiet[sku] as number, age[sku] as number, days);
    return (sumOfKnown(values.map((each, sku) => (idle(sku) ? each : NaN))) ?? 0) / value;
  };
  return {
    skus: stocked,
    active_skus: counts.active,
    units: sumOfKnown(onHand),
    value,
    retail_value: stock.retailValue ? sumOfKnown(stock.retailValue) : null,
    out_of_stock: counts.out,
    out_of_stock_active: counts.outActive,
    at_or_below_reorder_point: counts.atPoint,
    to_reorder: counts.toReorder,
    below_reorder_point: counts.belowPoint,
    stockout_rate: divide(counts.outActive, counts.active),
    active_sku_rate: policy.historyFrom === null ? null : divide(counts.sold, counts.offered),
    slow_share: idleShare(policy.slowDays),
    dead_share: idleShare(policy.deadDays),
  };
}
