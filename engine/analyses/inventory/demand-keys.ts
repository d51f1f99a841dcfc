/** What demand is told apart by: SKUs, and SKUs in warehouses, each a number. Worked out once a table. */

import {TextColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {oncePer} from '../../once-per.ts';

/** A small whole number a row, −1 for none. */
export interface DemandKeys {
  readonly count: number;
  readonly codes: Int32Array;
}

export interface PairKeys extends DemandKeys {
  /** Undefined where no row has the pair. */
  readonly keyOf: (sku: string, warehouse: string | null) => number | undefined;
}

/** A key a SKU and warehouse that occur together, numbered as they come. Undefined where the table does not name both. */
export const pairKeys = oncePer(({columns}: CanonicalTable): PairKeys | undefined => {
  const skus = columns.get('sku');
  const warehouses = columns.get('warehouse');
  if (!(skus instanceof TextColumn && warehouses instanceof TextColumn)) return undefined;
  const width = warehouses.size + 1;
  const numbers = new Map<number, number>();
  const codes = new Int32Array(skus.length);
  for (let row = 0; row < codes.length; row++) {
    const sku = skus.codes[row] as number;
    const pair = sku * width + (warehouses.codes[row] as number) + 1;
    let code = sku < 0 ? -1 : numbers.get(pair);
    if (code === undefined) numbers.set(pair, (code = numbers.size));
    codes[row] = code;
  }
  const skuCodes = new Map(skus.values.map((name, code) => [name, code] as const));
  const warehouseCodes = new Map<string | null, number>(warehouses.values.map((name, code) => [name, code] as const)).set(null, -1);
  const keyOf = (sku: string, warehouse: string | null): number | undefined => {
    const [first, second] = [skuCodes.get(sku), warehouseCodes.get(warehouse)];
    return first === undefined || second === undefined ? undefined : numbers.get(first * width + second + 1);
  };
  return {count: numbers.size, codes, keyOf};
});
