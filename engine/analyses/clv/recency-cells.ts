/** What the model says of customers observed for as long as the oldest one: by how often they came back, and when last. */

import type {CustomerRow, ResultColumn} from './customer-columns.ts';
import {numberColumn} from './customer-columns.ts';
import type {PurchaseModel} from './purchase-models.ts';

/** A grid is read, not scrolled. */
const MOST_FREQUENT = 20;
const RECENCIES = 20;

/**
 * A row a cell: `frequency` from 0 to that of the most faithful (20 at most), `recency` in some twenty steps up to `age`. Cells that no customer can
 * be in (fewer periods than purchases, a last purchase without one) are null.
 */
export function recencyCells(rows: readonly CustomerRow[], model: PurchaseModel, horizon: number): ResultColumn[] {
  const age = rows.reduce((most, row) => Math.max(most, row.age), 0);
  const most = Math.min(MOST_FREQUENT, rows.reduce((top, {frequency}) => Math.max(top, frequency), 0));
  const step = Math.max(1, Math.ceil(age / RECENCIES));
  const recencies = Array.from({length: Math.floor(age / step) + 1}, (_, index) => age - index * step).reverse();
  if (recencies[0] !== 0) recencies.unshift(0);
  const cells = Array.from({length: most + 1}, (_, frequency) => recencies.map((recency) => ({frequency, recency, age}))).flat();
  const known = <T>(read: (cell: (typeof cells)[number]) => T): (T | null)[] =>
    cells.map((cell) => (cell.frequency === 0 ? cell.recency === 0 : cell.recency >= cell.frequency) ? read(cell) : null);
  return [
    numberColumn('frequency', 'count', 'Repeat purchases', '复购次数', cells.map(({frequency}) => frequency)),
    numberColumn('recency', undefined, 'Last purchase after', '末次购买距首购', cells.map(({recency}) => recency)),
    numberColumn('age', undefined, 'Observed for', '观察期', cells.map(() => age)),
    numberColumn('p_alive', 'ratio', 'P(alive)', '存活概率', known((cell) => model.alive(cell))),
    numberColumn('expected_purchases', 'x', 'Expected purchases', '预期购买次数', known((cell) => model.expected(cell, horizon))),
  ];
}
