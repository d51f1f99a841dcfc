/** Gives all rows of an order what its first row says. */

import {cellText, isBlank} from '../cells/cell-text.ts';
import type {CellReader} from '../raw-tables/raw-column.ts';

/** Reads `cell`, and where it is blank the first cell of the same order that is not. One pass over the rows beforehand. */
export function fillFromOrder(cell: CellReader, order: CellReader, length: number): CellReader {
  const first = new Map<string, unknown>();
  for (let row = 0; row < length; row++) {
    const id = cellText(order(row)).trim();
    if (id === '' || first.has(id)) continue;
    const value = cell(row);
    if (!isBlank(value)) first.set(id, value);
  }
  return (row) => {
    const value = cell(row);
    return isBlank(value) ? first.get(cellText(order(row)).trim()) : value;
  };
}
