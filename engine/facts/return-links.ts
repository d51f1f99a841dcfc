/** Which sale each return belongs to. */

import {NumberColumn} from '../../data-adapters/column.ts';
import type {CanonicalTable} from '../../data-adapters/schema.ts';
import {oncePer} from '../once-per.ts';
import {timeColumn} from './durations.ts';
import {orderKeys} from './order-facts.ts';
import type {RowTimes} from './row-values.ts';

export interface ReturnLinks {
  /** A flag a line: its quantity is negative. */
  readonly isReturn: Uint8Array;
  /** A flag a line: it is a return whose order also sold something. */
  readonly isLinked: Uint8Array;
  readonly returns: number;
  /** When each line was ordered; a linked return when its order first sold something. */
  readonly time: RowTimes | undefined;
}

/** Two passes over the lines, once a table. */
export const returnLinks = oncePer(readLinks);

function readLinks(lines: CanonicalTable): ReturnLinks {
  const quantity = lines.columns.get('quantity');
  const isReturn = new Uint8Array(lines.length);
  if (quantity instanceof NumberColumn) quantity.values.forEach((value, row) => (isReturn[row] = Number(value < 0)));
  const isLinked = new Uint8Array(lines.length);
  const ordered = timeColumn(lines, 'ordered_at');
  const returns = isReturn.reduce((count, flag) => count + flag, 0);
  if (returns === 0 || !ordered) return {isReturn, isLinked, returns, time: ordered};
  const {codes, count} = orderKeys(lines);
  const sale = new Int32Array(count).fill(-1);
  for (let row = 0; row < lines.length; row++) {
    const order = codes[row] as number;
    if (order < 0 || isReturn[row]) continue;
    const first = sale[order] as number;
    if (first < 0 || (ordered.values[row] as number) < (ordered.values[first] as number)) sale[order] = row;
  }
  const values = ordered.values.slice();
  const days = ordered.days.slice();
  for (let row = 0; row < lines.length; row++) {
    const first = sale[codes[row] as number] ?? -1;
    if (!isReturn[row] || first < 0) continue;
    isLinked[row] = 1;
    values[row] = ordered.values[first] as number;
    days[row] = ordered.days[first] as number;
  }
  return {isReturn, isLinked, returns, time: {values, days}};
}
