/** What lies on the shelf and does not sell. */

import {MoneyColumn, NO_DAY, NumberColumn, TextColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {VALID} from '../../../metrics/order-status.ts';
import type {IdleStockMeasure} from '../../../metrics/stock-measures.ts';
import {note} from '../../build-result.ts';
import {daysOf} from '../../facts/table-days.ts';
import {timeColumn} from '../../facts/durations.ts';
import {conditionMask} from '../../facts/row-values.ts';
import {firstAtLeast} from '../../kernels/first-at-least.ts';
import type {Note} from '../../result.ts';
import type {Frame, Frames} from './measure-frame.ts';
import type {MeasureKind} from './measure-kind.ts';
import {closingDays, levelRows, STOCK_KEYS} from './measure-latest.ts';
import type {MeasureTotals} from './measure-rows.ts';

export const idleStockKind: MeasureKind<IdleStockMeasure> = {
  missing: (_, {columns}) => ['sku', 'on_hand', 'unit_cost'].filter((name) => !columns.has(name)),
  needs: () => [{table: 'order_lines', columns: ['sku']}],
  isLevel: () => true,
  nameSteps: (measure) => measure,
  total: totalIdle,
  notes: historyNotes,
};

/**
 * A SKU is idle at the end of a bucket when it has lain for at least so many days, all warehouses together, and was sold nowhere in them. A
 * SKU that was never sold has been quiet since the orders begin: before they are as old as that nothing is known.
 */
function totalIdle({days}: IdleStockMeasure, frames: Frames): MeasureTotals {
  const {stock, order_lines: lines} = frames.context.dataset.tables as {stock: CanonicalTable; order_lines: CanonicalTable};
  const ends = closingDays(frames.buckets);
  const frame = levelRows({table: stock, at: ['snapshot_at'], keys: STOCK_KEYS, days: ends}, frames);
  const skus = stock.columns.get('sku') as TextColumn;
  const sales = saleDays(lines, skus);
  const history = daysOf(lines, 'ordered_at')?.first ?? Infinity;
  const onHand = stock.columns.get('on_hand');
  const cost = stock.columns.get('unit_cost');
  const values = new Float64Array(frame.size);
  const scale = cost instanceof MoneyColumn ? cost.scale : 1;
  const valueOf = (row: number): number =>
    onHand instanceof NumberColumn && cost instanceof MoneyColumn ? (onHand.values[row] as number) * (cost.values[row] as number) : NaN;
  const since = lyingSince(stock, frame, sales, ends);
  for (let i = 0; i < frame.rows.length; i++) {
    const row = frame.rows[i] as number;
    const group = frame.groups[i] as number;
    const bucket = group % ends.length;
    const end = ends[bucket] as number;
    const sku = skus.codes[row] as number;
    const sold = sales[sku] ?? [];
    const lastSale = sold[firstAtLeast(sold, end + 1) - 1] ?? history;
    const worth = valueOf(row);
    if (!(worth > 0) || end - lastSale < days || end - (since.get(bucket * skus.size + sku) ?? Infinity) < days) continue;
    values[group] = (values[group] as number) + worth;
  }
  return {values: values.map((value) => value / scale), scale, covered: Uint8Array.from(ends, (end) => Number(end - history >= days))};
}

/** Rising days on which each SKU was sold, by its code in stock. */
function saleDays(lines: CanonicalTable, {values: stocked}: TextColumn): (readonly number[] | undefined)[] {
  const skus = lines.columns.get('sku');
  const ordered = timeColumn(lines, 'ordered_at');
  const mask = conditionMask([VALID, {column: 'quantity', gt: 0}], lines);
  const byCode: number[][] = [];
  if (!(skus instanceof TextColumn) || !ordered) return [];
  for (let row = 0; row < lines.length; row++) {
    const code = skus.codes[row] as number;
    const day = ordered.days[row] as number;
    if (!mask[row] || code < 0 || day === NO_DAY) continue;
    const days = (byCode[code] ??= []);
    if (days.at(-1) !== day) days.push(day);
  }
  const codes = new Map(skus.values.map((name, code) => [name, code] as const));
  return stocked.map((name) => byCode[codes.get(name) ?? -1]);
}

/**
 * Since when each SKU lies, by bucket and SKU: the mean day of receipt, by units; without a receipt the first day that a count or a sale
 * tells of it.
 */
function lyingSince(
  stock: CanonicalTable, frame: Frame, sales: readonly (readonly number[] | undefined)[], ends: readonly number[],
): Map<number, number> {
  const skus = stock.columns.get('sku') as TextColumn;
  const onHand = stock.columns.get('on_hand') as NumberColumn;
  const received = timeColumn(stock, 'received_at');
  const firstSeen = skus.values.map((_, sku) => sales[sku]?.[0] ?? Infinity);
  timeColumn(stock, 'snapshot_at')?.days.forEach((day, row) => {
    const sku = skus.codes[row] as number;
    if (day !== NO_DAY && sku >= 0) firstSeen[sku] = Math.min(day, firstSeen[sku] as number);
  });
  const receipts = new Map<number, {units: number; unitDays: number; sku: number}>();
  for (let i = 0; i < frame.rows.length; i++) {
    const row = frame.rows[i] as number;
    const sku = skus.codes[row] as number;
    const key = ((frame.groups[i] as number) % ends.length) * skus.size + sku;
    let sum = receipts.get(key);
    if (!sum) receipts.set(key, (sum = {units: 0, unitDays: 0, sku}));
    const units = Math.max(0, onHand.values[row] as number);
    const day = received?.days[row] ?? NO_DAY;
    if (day === NO_DAY || !(units > 0)) continue;
    sum.units += units;
    sum.unitDays += units * day;
  }
  return new Map([...receipts].map(([key, {units, unitDays, sku}]) => [key, units > 0 ? unitDays / units : (firstSeen[sku] ?? Infinity)]));
}

function historyNotes({days}: IdleStockMeasure, frames: Frames, metric: string): Note[] {
  const lines = frames.context.dataset.tables.order_lines;
  const history = daysOf(lines, 'ordered_at')?.first ?? Infinity;
  const known = frames.buckets.daysOf(0).to - history;
  if (known >= days) return [];
  return [note('history-short', `${metric} is not known: it needs ${days} days of orders before the period's end.`, {metric, days})];
}
