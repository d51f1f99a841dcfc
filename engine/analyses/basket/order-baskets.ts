/** The items of each order. */

import {TextColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {NOT_RETURNED, VALID} from '../../../metrics/order-status.ts';
import {note} from '../../build-result.ts';
import {nearNames} from '../../context.ts';
import type {RunContext} from '../../context.ts';
import {dimensionCodes} from '../../facts/dimension-codes.ts';
import {timeColumn} from '../../facts/durations.ts';
import {orderKeys} from '../../facts/order-facts.ts';
import {conditionMask} from '../../facts/row-values.ts';
import type {Baskets} from '../../kernels/item-sets.ts';
import {groupBaskets} from '../../kernels/item-sets.ts';
import type {Window} from '../../periods.ts';
import {QueryError} from '../../query.ts';
import type {Note} from '../../result.ts';
import {filterRows, rowsInWindow} from '../../select-rows.ts';
import type {BasketPlan} from './basket-plan.ts';

export interface OrderBaskets {
  readonly baskets: Baskets;
  /** Orders with a chosen line, those without a named item too. */
  readonly orders: number;
  /** By item, in alphabetical order. */
  readonly names: readonly string[];
  /** What an SKU is called on its latest line; undefined where there is nothing to add to `names`. */
  readonly products: readonly (string | null)[] | undefined;
  readonly notes: readonly Note[];
}

/** Lines of valid orders that are no returns, of the period and the filters. An item twice in an order is one. */
export function readBaskets(plan: BasketPlan, lines: CanonicalTable, window: Window, context: RunContext): OrderBaskets {
  const {query, item} = plan;
  const coded = dimensionCodes(lines, item);
  if (!coded) {
    const near = nearNames(item, lines.columns.keys());
    const hint = near.length > 0 ? `Did you mean ${near.map((name) => `"${name}"`).join(', ')}?` : 'Write sku, product, category or another text column.';
    throw new QueryError(`The table "order_lines" has no dimension "${item}". ${hint}`, query, 'missing-column', [item]);
  }
  const filtered = filterRows(lines, query.filters ?? [], context, query);
  const {notes} = filtered;
  const mask = filtered.mask.slice();
  const sold = conditionMask([VALID, NOT_RETURNED], lines);
  for (let row = 0; row < mask.length; row++) mask[row] = (mask[row] as number) & (sold[row] as number);
  const rows = rowsInWindow(mask, lines.length, timeColumn(lines, 'ordered_at'), window);
  const order = Int32Array.from(coded.values.keys()).sort((a, b) => ((coded.values[a] as string) < (coded.values[b] as string) ? -1 : 1));
  const rank = new Int32Array(order.length);
  order.forEach((code, place) => {
    rank[code] = place;
  });
  const items = rows.map((row) => rank[coded.codes[row] as number] ?? -1);
  const {codes, count} = orderKeys(lines);
  const orders = rows.map((row) => codes[row] as number);
  const unknown = items.reduce((sum, code) => sum + Number(code < 0), 0);
  return {
    baskets: groupBaskets(orders, count, items, order.length),
    orders: countDistinct(orders, count),
    names: Array.from(order, (code) => coded.values[code] as string),
    products: item === 'sku' ? latestNames(lines, rows, items, order.length) : undefined,
    notes: unknown === 0 ? notes : [...notes, note(
      'unknown-cells', `${item} is not known for ${unknown} of ${rows.length} rows, which are left out.`, {column: item, rows: unknown, of: rows.length},
    )],
  };
}

function countDistinct(codes: Int32Array, count: number): number {
  const seen = new Uint8Array(count);
  for (const code of codes) if (code >= 0) seen[code] = 1;
  return seen.reduce((sum, flag) => sum + flag, 0);
}

/** Of names given at one instant the first by the alphabet. */
function latestNames(lines: CanonicalTable, rows: Int32Array, items: Int32Array, count: number): (string | null)[] | undefined {
  const products = lines.columns.get('product');
  const at = timeColumn(lines, 'ordered_at');
  if (!(products instanceof TextColumn) || !at) return undefined;
  const latest = new Int32Array(count).fill(-1);
  const nameOf = (row: number): string => products.values[products.codes[row] as number] ?? '';
  rows.forEach((row, index) => {
    const item = items[index] as number;
    if (item < 0 || (products.codes[row] as number) < 0) return;
    const held = latest[item] as number;
    const later = held < 0 ? 1 : (at.values[row] as number) - (at.values[held] as number);
    if (later > 0 || (later === 0 && nameOf(row) < nameOf(held))) latest[item] = row;
  });
  return Array.from(latest, (row) => (row < 0 ? null : nameOf(row)));
}
