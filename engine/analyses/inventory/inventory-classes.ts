/** ABC by sales and XYZ by steadiness, of all SKUs of a board. */

import {NO_DAY} from '../../../data-adapters/column.ts';
import {abcCodes} from '../../kernels/abc.ts';
import type {InventoryBoard} from './inventory-board.ts';
import {saleValues, spread, unitsByWeek} from './inventory-demand.ts';
import {begunOn} from './item-demand.ts';

export const ABC = ['A', 'B', 'C'] as const;
export const XYZ = ['X', 'Y', 'Z'] as const;

/** Coefficients of variation of weekly units up to which demand is X, and Y. */
const STEADY = 0.5;
const VARIED = 1;

/** The ABC class of each SKU as a place in {@link ABC}, by net sales of the value window; −1 without order lines. */
export function abcOf({sold, names, keyOf, policy: {value: {from, to}}, query}: InventoryBoard): Int32Array {
  if (!sold) return new Int32Array(names.length).fill(-1);
  const values = saleValues(sold.lines, sold.keys, from, to);
  const ofSku = new Float64Array(keyOf.length);
  for (let sku = 0; sku < ofSku.length; sku++) ofSku[sku] = values[keyOf[sku] as number] ?? 0;
  return abcCodes(ofSku, (sku) => names[sku] as string, query.abc);
}

/** The XYZ class of each SKU as a place in {@link XYZ}; −1 where it lived for less than two weeks of the value window, or did not sell in it. */
export function xyzOf({sold, keyOf, stock, policy: {value: {from, to}}}: InventoryBoard): Int32Array {
  if (!sold) return new Int32Array(keyOf.length).fill(-1);
  const {places, units, squares} = unitsByWeek(sold.lines, sold.keys, from, to);
  return keyOf.map((key, sku) => {
    const place = places[key] ?? 0;
    const sum = units[place] as number;
    const first = key < 0 ? NO_DAY : (sold.demand.history().first[key] as number);
    const weeks = Math.ceil((to - Math.max(from, begunOn(first, stock.skus.firstDay[sku] ?? NaN)) + 1) / 7);
    if (sum === 0 || weeks < 2) return -1;
    const variation = spread(sum, squares[place] as number, weeks) / (sum / weeks);
    return variation <= STEADY ? 0 : variation <= VARIED ? 1 : 2;
  });
}
