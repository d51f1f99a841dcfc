/** Which columns say something of an order, not of a line. */

import {TextColumn} from '../../data-adapters/column.ts';
import type {CanonicalTable} from '../../data-adapters/schema.ts';
import {idsOf} from './distinct-ids.ts';

/** Columns by which the parts of an order are told apart whatever the rows look like. */
const ALWAYS = ['status', 'currency', 'refunded_at'];
/** Pairs of lines that are looked at. */
const SAMPLE = 20_000;
/** One pair in so many may differ. */
const RARE = 50;

/**
 * Columns whose lines of one order (nearly) always agree, told from a sample of neighbouring lines. What is said of the sample need not hold for
 * the table: whoever puts lines together compares them.
 */
export function orderLevelColumns(lines: CanonicalTable): string[] {
  const orders = idsOf(lines, 'order_id')?.codes ?? new Int32Array(lines.length).fill(-1);
  const step = Math.max(1, Math.floor(lines.length / SAMPLE));
  const isOfOrders = ({codes}: TextColumn): boolean => {
    let [pairs, differ] = [0, 0];
    for (let row = 0; row + 1 < lines.length; row += step) {
      if ((orders[row] as number) < 0 || orders[row] !== orders[row + 1]) continue;
      pairs++;
      if (codes[row] !== codes[row + 1]) differ++;
    }
    return differ * RARE <= pairs;
  };
  const others = [...lines.columns].filter(([name, column]) => column instanceof TextColumn && !['order_id', 'customer_id', ...ALWAYS].includes(name));
  return [
    ...ALWAYS.filter((name) => lines.columns.has(name)), ...others.filter(([, column]) => isOfOrders(column as TextColumn)).map(([name]) => name),
  ];
}
