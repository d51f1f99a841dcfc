/** How long what is on hand has lain. */

import {NO_DAY, NumberColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {StockAgeMeasure} from '../../../metrics/stock-measures.ts';
import {timeColumn} from '../../facts/durations.ts';
import type {Frames} from './measure-frame.ts';
import type {MeasureKind} from './measure-kind.ts';
import {closingDays, levelRows, STOCK_KEYS} from './measure-latest.ts';
import type {MeasureTotals} from './measure-rows.ts';

export const stockAgeKind: MeasureKind<StockAgeMeasure> = {
  missing: (_, {columns}) => ['on_hand', 'received_at'].filter((name) => !columns.has(name)),
  isLevel: () => true,
  nameSteps: (measure) => measure,
  total: totalAge,
};

/** Days from receipt to the bucket's last day, by units above 0. Rows of one instant, such as lots of one SKU, each have their age. */
function totalAge(_: StockAgeMeasure, frames: Frames): MeasureTotals {
  const table = frames.context.dataset.tables.stock as CanonicalTable;
  const days = closingDays(frames.buckets);
  const frame = levelRows({table, at: ['snapshot_at'], keys: STOCK_KEYS, days}, frames);
  const onHand = table.columns.get('on_hand');
  const received = timeColumn(table, 'received_at');
  const unitDays = new Float64Array(frame.size);
  const units = new Float64Array(frame.size);
  for (let i = 0; i < frame.rows.length; i++) {
    const row = frame.rows[i] as number;
    const group = frame.groups[i] as number;
    const count = onHand instanceof NumberColumn ? (onHand.values[row] as number) : NaN;
    const day = received?.days[row] ?? NO_DAY;
    const end = days[group % days.length] ?? NaN;
    if (!(count > 0) || day === NO_DAY || day > end) continue;
    unitDays[group] = (unitDays[group] as number) + count * (end - day);
    units[group] = (units[group] as number) + count;
  }
  return {values: unitDays.map((sum, group) => (units[group] ? sum / (units[group]) : NaN)), scale: 1, empty: NaN};
}
