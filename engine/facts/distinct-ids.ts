/** Dense numbers for what distinct counts count. */

import type {CanonicalTable} from '../../data-adapters/schema.ts';
import {dimensionCodes} from './dimension-codes.ts';
import {orderKeys} from './order-facts.ts';

export interface Ids {
  /** A number a row; −1 for none. */
  readonly codes: Int32Array;
  /** One more than the largest. */
  readonly count: number;
}

/** The ids of a column: orders as {@link orderKeys} tells them apart, else the values of a dimension. Undefined for other columns. */
export function idsOf(table: CanonicalTable, name: string): Ids | undefined {
  if (name === 'order_id' && table.name === 'order_lines') return orderKeys(table);
  const column = dimensionCodes(table, name);
  return column && {codes: column.codes, count: column.size};
}

const pairs = new WeakMap<CanonicalTable, Map<string, Ids>>();

/** Pairs of two columns' ids. Cheapest where `part` mostly belongs to one `whole`, as an order to its customer. Once a table. */
export function pairsOf(table: CanonicalTable, whole: string, part: string): Ids | undefined {
  let byNames = pairs.get(table);
  if (!byNames) pairs.set(table, (byNames = new Map<string, Ids>()));
  const name = JSON.stringify([whole, part]);
  const known = byNames.get(name);
  if (known) return known;
  const wholes = idsOf(table, whole);
  const parts = idsOf(table, part);
  if (!wholes || !parts) return undefined;
  const found = numberPairs(wholes, parts);
  byNames.set(name, found);
  return found;
}

function numberPairs(wholes: Ids, parts: Ids): Ids {
  const firstWhole = new Int32Array(parts.count).fill(-1);
  const further = new Map<number, number>();
  const codes = parts.codes.map((part, row) => {
    const whole = wholes.codes[row] as number;
    if (part < 0 || whole < 0) return -1;
    if (firstWhole[part] === -1) firstWhole[part] = whole;
    if (firstWhole[part] === whole) return part;
    const pair = part * wholes.count + whole;
    let code = further.get(pair);
    if (code === undefined) further.set(pair, (code = parts.count + further.size));
    return code;
  });
  return {codes, count: parts.count + further.size};
}
