/** What came back, on the day of the sale it belongs to. */

import {MoneyColumn, NumberColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {ReturnMeasure} from '../../../metrics/order-measures.ts';
import {VALID} from '../../../metrics/order-status.ts';
import {note} from '../../build-result.ts';
import {idsOf} from '../../facts/distinct-ids.ts';
import {conditionMask} from '../../facts/row-values.ts';
import {returnLinks} from '../../facts/return-links.ts';
import {sumInto} from '../../kernels/group-sums.ts';
import {createPairSet} from '../../kernels/pair-set.ts';
import type {Note} from '../../result.ts';
import {rowsInWindow} from '../../select-rows.ts';
import {undefinedMoney} from './currencies.ts';
import type {Frame, Frames} from './measure-frame.ts';
import type {MeasureKind} from './measure-kind.ts';
import type {MeasureTotals} from './measure-rows.ts';

export const returnKind: MeasureKind<ReturnMeasure> = {
  // Rows that tell of no return at all are not a shop without returns.
  missing: ({of}, table) => {
    const named = of === 'units' ? 'returned_quantity' : 'refund';
    return table.columns.has(named) || returnLinks(table).returns > 0 ? [] : [named];
  },
  nameSteps: (measure) => measure,
  total: totalReturned,
  notes: returnNotes,
};

function totalReturned({of}: ReturnMeasure, frames: Frames): MeasureTotals {
  const frame = returnFrame(frames);
  const {table, rows, groups, size} = frame;
  const mask = conditionMask([VALID], table);
  const {values: amounts, scale} = of === 'units' ? returnedUnits(table) : returnedMoney(table);
  const values = new Float64Array(size);
  if (of !== 'orders') {
    sumInto(values, {groups, rows, mask}, amounts, false);
    const mixed = of === 'money' ? undefinedMoney(frames, frame, mask) : undefined;
    return {values: values.map((value, group) => (mixed?.[group] ? NaN : value / scale)), scale};
  }
  const orders = idsOf(table, 'order_id');
  const pairs = createPairSet(size, orders?.count ?? 0);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const order = orders?.codes[row] ?? -1;
    if (!mask[row] || order < 0 || !((amounts[row] as number) > 0) || !pairs.add(groups[i] as number, order)) continue;
    values[groups[i] as number] = (values[groups[i] as number] as number) + 1;
  }
  return {values, scale: 1};
}

/** Lines in the window, each return on the day of its sale. */
function returnFrame(frames: Frames): Frame {
  const table = frames.context.dataset.tables.order_lines as CanonicalTable;
  const {time} = returnLinks(table);
  const rows = rowsInWindow(frames.filtered.mask(table), table.length, time, frames.window);
  const groups = frames.combinations.idsOf(table, rows);
  const {size} = frames;
  frames.buckets.refine(groups, rows, time);
  return {table, time, rows, groups, size};
}

interface Amounts {
  readonly values: Float64Array;
  readonly scale: number;
}

/** The refund of a line; of a negative line that tells of none its amount, taken back. */
function returnedMoney(table: CanonicalTable): Amounts {
  const refund = table.columns.get('refund');
  const net = table.columns.get('net');
  const scale = Math.max(refund instanceof MoneyColumn ? refund.scale : 1, net instanceof MoneyColumn ? net.scale : 1);
  const read = (column: unknown, row: number): number => {
    const value = column instanceof MoneyColumn ? (column.values[row] as number) * (scale / column.scale) : 0;
    return value === value ? value : 0;
  };
  const {isReturn} = returnLinks(table);
  const values = Float64Array.from({length: table.length}, (_, row) => read(refund, row) || (isReturn[row] ? Math.max(0, -read(net, row)) : 0));
  return {values, scale};
}

function returnedUnits(table: CanonicalTable): Amounts {
  const returned = table.columns.get('returned_quantity');
  const quantity = table.columns.get('quantity');
  const read = (column: unknown, row: number): number => {
    const value = column instanceof NumberColumn ? (column.values[row] as number) : 0;
    return value === value ? value : 0;
  };
  const {isReturn} = returnLinks(table);
  const values = Float64Array.from({length: table.length}, (_, row) => read(returned, row) || (isReturn[row] ? -read(quantity, row) : 0));
  return {values, scale: 1};
}

function returnNotes(_: ReturnMeasure, frames: Frames, metric: string): Note[] {
  const {table, rows} = returnFrame(frames);
  const {isReturn, isLinked} = returnLinks(table);
  let unlinked = 0;
  for (const row of rows) unlinked += Number(isReturn[row] === 1 && isLinked[row] === 0);
  if (unlinked === 0) return [];
  const text = `${metric} counts ${unlinked} returns on their own day: they name no sale that they belong to.`;
  return [note('unlinked-returns', text, {metric, rows: unlinked})];
}
