/** Dense numbers for what distinct counts count. */

import {growArray} from '../../data-adapters/columns/grow-array.ts';
import type {CanonicalTable} from '../../data-adapters/schema.ts';
import {dimensionCodes} from './dimension-codes.ts';
import {namedFact} from '../once-per.ts';
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

/** Pairs of two columns' ids. Cheapest where `part` mostly belongs to one `whole`, as an order to its customer. Once a table. */
export function pairsOf(table: CanonicalTable, whole: string, part: string): Ids | undefined {
  const wholes = idsOf(table, whole);
  const parts = idsOf(table, part);
  if (!wholes || !parts) return undefined;
  const read = (): Pairs => {
    const wholeOf = new Int32Array(parts.count).fill(-1);
    return nest(wholeOf, wholes, parts, 0) ? {ids: parts, wholeOf} : {ids: numberPairs(wholes, parts)};
  };
  const grow = ({wholeOf: known}: Pairs, from: number): Pairs | undefined => {
    if (!known || parts.count < known.length) return undefined;
    const wholeOf = growArray(known, new Int32Array(parts.count - known.length).fill(-1));
    return nest(wholeOf, wholes, parts, from) ? {ids: parts, wholeOf} : undefined;
  };
  return namedFact(table, `pairs ${JSON.stringify([whole, part])}`, read, grow).ids;
}

interface Pairs {
  readonly ids: Ids;
  /** Where each part has one whole. */
  readonly wholeOf?: Int32Array;
}

function numberPairs(wholes: Ids, parts: Ids): Ids {
  const firstWhole = new Int32Array(parts.count).fill(-1);
  const further = new Map<number, number>();
  const codes = new Int32Array(parts.codes.length);
  for (let row = 0; row < codes.length; row++) {
    const part = parts.codes[row] as number;
    const whole = wholes.codes[row] as number;
    codes[row] = part;
    if (part < 0 || whole < 0) codes[row] = -1;
    else if (firstWhole[part] === -1) firstWhole[part] = whole;
    else if (firstWhole[part] !== whole) {
      const pair = part * wholes.count + whole;
      let code = further.get(pair);
      if (code === undefined) further.set(pair, (code = parts.count + further.size));
      codes[row] = code;
    }
  }
  return {codes, count: parts.count + further.size};
}

/** Whether each part has one whole, on every row from `from` on: then its own number says the pair. Notes the wholes. */
function nest(wholeOf: Int32Array, wholes: Ids, parts: Ids, from: number): boolean {
  for (let row = from; row < parts.codes.length; row++) {
    const part = parts.codes[row] as number;
    const whole = wholes.codes[row] as number;
    if (part < 0) continue;
    if (whole < 0) return false;
    if (wholeOf[part] === -1) wholeOf[part] = whole;
    else if (wholeOf[part] !== whole) return false;
  }
  return true;
}
