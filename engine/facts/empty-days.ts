/** Days on which counts say that there was nothing to sell. */

import {NO_DAY, NumberColumn, TextColumn, TimeColumn} from '../../data-adapters/column.ts';
import type {CanonicalTable} from '../../data-adapters/schema.ts';

/**
 * How many of the days from `from` to `to` the snapshots say that nothing of a SKU lay anywhere, by SKU: demand on them is not known. SKUs without
 * such a day are left out. Undefined without snapshots. One pass.
 */
export function emptyDaysOf(stock: CanonicalTable, from: number, to: number): ReadonlyMap<string, number> | undefined {
  const snapshot = stock.columns.get('snapshot_at');
  const sku = stock.columns.get('sku');
  const onHand = stock.columns.get('on_hand');
  if (!(snapshot instanceof TimeColumn) || !(sku instanceof TextColumn) || !(onHand instanceof NumberColumn)) return undefined;
  const days = to - from + 1;
  const byDay = new Map<number, number>();
  for (let row = 0; row < stock.length; row++) {
    const day = snapshot.days[row] as number;
    if (day === NO_DAY || day < from || day > to) continue;
    const key = (sku.codes[row] as number) * days + day - from;
    byDay.set(key, (byDay.get(key) ?? 0) + Math.max(0, onHand.values[row] as number));
  }
  const empty = new Map<string, number>();
  for (const [key, units] of byDay) {
    if (units > 0) continue;
    const name = sku.values[Math.floor(key / days)] ?? '';
    empty.set(name, (empty.get(name) ?? 0) + 1);
  }
  return empty;
}
