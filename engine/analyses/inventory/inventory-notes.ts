/** What the reader of a stock board must know beside its numbers. */

import {dayText} from '../../../data-adapters/cells/time-zone.ts';
import {note} from '../../build-result.ts';
import type {Note} from '../../result.ts';
import type {InventoryBoard} from './inventory-board.ts';
import type {InventoryQuery} from './inventory-query.ts';
import {availableOf} from './stock-items.ts';
import {stateCode} from './inventory-state.ts';

const LOW = new Set([stateCode('reorder'), stateCode('out'), stateCode('below-safety')]);

/** What tells of the state of items, which takes most of the work. */
const JUDGED = new Set(['state', 'urgent_skus', 'reorder_qty', 'reorder_cost', 'stock_age_days']);

/** Notes on what `query` asks for: items are not judged for the sake of a note. */
export function boardNotes(board: InventoryBoard, {columns, totals}: InventoryQuery): Note[] {
  const isJudged = totals !== false || columns === undefined || columns.some((name) => JUDGED.has(name));
  return [...notesOnStock(board), ...(isJudged ? notesOnStates(board) : [])];
}

function notesOnStock({skus, warehouses, split, policy: {asOf, historyFrom}}: InventoryBoard): Note[] {
  const notes: Note[] = [];
  const {stock, stocked} = skus;
  const several = countSkus(stocked, (sku) => (warehouses[sku] as number) > 1);
  if (!split && several > 0 && historyFrom !== null) {
    notes.push(
      note(
        'demand-not-split',
        `Order lines do not say from which warehouse they were served: cover and urgency of ${several} SKUs in several warehouses are those of all their warehouses together.`,
        {skus: several},
      ),
    );
  }
  const oldest = stock.snapshotDay?.reduce((least, day) => (day < least ? day : least), Infinity) ?? Infinity;
  if (oldest < asOf) {
    const days = asOf - oldest;
    notes.push(note('old-snapshot', `The oldest snapshot used is of ${dayText(oldest)}, ${days} days before.`, {day: dayText(oldest), days}));
  }
  const {value} = stock;
  const uncosted = value ? countSkus(stocked, (sku) => Number.isNaN(value[sku])) : stocked;
  if (uncosted > 0) notes.push(note('missing-cost', `${uncosted} SKUs have no unit cost: stock value leaves them out.`, {skus: uncosted}));
  if (historyFrom !== null) {
    notes.push(note('sell-through-derived', 'Without receipts, sell-through is units sold ÷ (units sold + units left).'));
  }
  return notes;
}

function notesOnStates({skus, policy: {slowDays}}: InventoryBoard): Note[] {
  const notes: Note[] = [];
  const {stock, stocked, figures: {age, quiet, state, quantity}} = skus;
  const available = availableOf(stock);
  const ageless = countSkus(
    stocked, (sku) => (available[sku] as number) > 0 && Number.isNaN(age[sku]) && (quiet[sku] as number) >= slowDays,
  );
  if (ageless > 0) notes.push(note('unknown-age', `${ageless} SKUs never sold have no day of receipt: whether they are slow is not known.`, {skus: ageless}));
  const needless = countSkus(stocked, (sku) => quantity[sku] === 0 && LOW.has(state[sku] as number));
  if (needless > 0) {
    notes.push(
      note('no-need', `${needless} SKUs are low on the shelf and need no order: enough is on the way, or too little was sold lately.`, {skus: needless}),
    );
  }
  return notes;
}

function countSkus(stocked: number, test: (sku: number) => boolean): number {
  let found = 0;
  for (let sku = 0; sku < stocked; sku++) if (test(sku)) found++;
  return found;
}
