/** How many SKUs are kept, sold out, or were on the shelf. */

import {NumberColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {StockedSkuMeasure} from '../../../metrics/stock-measures.ts';
import {idsOf} from '../../facts/distinct-ids.ts';
import {levelSpans} from '../../facts/stock-levels.ts';
import {firstAtLeast} from '../../kernels/first-at-least.ts';
import {createPairSet} from '../../kernels/pair-set.ts';
import type {Frames} from './measure-frame.ts';
import type {MeasureKind} from './measure-kind.ts';
import {closingDays, levelRows, STOCK_KEYS} from './measure-latest.ts';
import type {MeasureTotals} from './measure-rows.ts';

const AT = ['snapshot_at'];

export const stockedSkuKind: MeasureKind<StockedSkuMeasure> = {
  missing: (_, {columns}) => ['sku', 'on_hand'].filter((name) => !columns.has(name)),
  isLevel: () => true,
  nameSteps: (measure) => measure,
  total: ({count}, frames) => (count === 'stocked' ? totalStocked(frames) : totalActive(count === 'out', frames)),
};

const stockOf = ({context}: Frames): CanonicalTable => context.dataset.tables.stock as CanonicalTable;

const numbersOf = (table: CanonicalTable, name: string): Float64Array | undefined => {
  const column = table.columns.get(name);
  return column instanceof NumberColumn ? column.values : undefined;
};

/** SKUs of the group that are not discontinued in all its rows; `out` those whose rows add up to nothing available. */
function totalActive(out: boolean, frames: Frames): MeasureTotals {
  const table = stockOf(frames);
  const frame = levelRows({table, at: AT, keys: STOCK_KEYS, days: closingDays(frames.buckets)}, frames);
  const skus = idsOf(table, 'sku');
  const values = new Float64Array(frame.size);
  if (!skus) return {values, scale: 1};
  const onHand = numbersOf(table, 'on_hand');
  const reserved = numbersOf(table, 'reserved');
  const discontinued = numbersOf(table, 'discontinued');
  const states = new Map<number, {group: number; available: number; active: boolean}>();
  for (let i = 0; i < frame.rows.length; i++) {
    const row = frame.rows[i] as number;
    const sku = skus.codes[row] as number;
    if (sku < 0) continue;
    const group = frame.groups[i] as number;
    const key = group * skus.count + sku;
    let state = states.get(key);
    if (!state) states.set(key, (state = {group, available: 0, active: false}));
    state.available += known(onHand, row) - known(reserved, row);
    if (known(discontinued, row) !== 1) state.active = true;
  }
  for (const {group, available, active} of states.values()) {
    if (active && (!out || available <= 0)) values[group] = (values[group] as number) + 1;
  }
  return {values, scale: 1};
}

function known(numbers: Float64Array | undefined, row: number): number {
  const value = numbers?.[row] ?? 0;
  return value === value ? value : 0;
}

/** SKUs with units on hand somewhere, at the beginning of the bucket or on any later day of it. */
function totalStocked(frames: Frames): MeasureTotals {
  const table = stockOf(frames);
  const {from, to} = levelSpans(table, AT, STOCK_KEYS);
  const skus = idsOf(table, 'sku');
  const onHand = numbersOf(table, 'on_hand');
  const keep = frames.filtered.mask(table);
  const ends = closingDays(frames.buckets);
  const rows: number[] = [];
  const bucketOf: number[] = [];
  for (let row = 0; row < table.length; row++) {
    if (!(known(onHand, row) > 0) || (keep && !keep[row]) || from[row] === to[row]) continue;
    for (let bucket = firstAtLeast(ends, from[row] as number); bucket < ends.length; bucket++) {
      if (frames.buckets.daysOf(bucket).from - 1 >= (to[row] as number)) break;
      rows.push(row);
      bucketOf.push(bucket);
    }
  }
  const ids = frames.combinations.idsOf(table, Int32Array.from(rows));
  const values = new Float64Array(frames.size);
  const pairs = createPairSet(values.length, skus?.count ?? 0);
  rows.forEach((row, i) => {
    const sku = skus?.codes[row] ?? -1;
    const group = (ids[i] as number) * ends.length + (bucketOf[i] as number);
    if (sku >= 0 && pairs.add(group, sku)) values[group] = (values[group] as number) + 1;
  });
  return {values, scale: 1};
}
