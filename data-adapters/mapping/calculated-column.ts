/** Columns that follow from others: a product of factors less amounts. */

import {isBlank} from '../cells/cell-text.ts';
import {parseNumber} from '../cells/parse-number.ts';
import type {NumberOptions} from '../cells/parse-number.ts';
import {roomyFloat64} from '../columns/grow-array.ts';
import {numberColumn} from '../raw-tables/raw-column.ts';
import type {CellReader, RawColumn} from '../raw-tables/raw-column.ts';

/** A number, a column, or one less a column's share. */
export type CalculatedFactor = {readonly constant: number} | {readonly column: RawColumn; readonly isRest: boolean};

/**
 * The product of the factors less the deductions. A blank deduction and a blank share are 0, a blank factor makes the value blank. A cell that is
 * no number is handed on as it is, so that the report shows it.
 */
export function calculatedColumn(
  factors: readonly CalculatedFactor[], deductions: readonly RawColumn[], length: number, decimal?: '.' | ',',
): RawColumn {
  const cell = cellOf(factors, deductions, decimal ? {decimal} : {});
  const columns = [...factors.flatMap((factor) => ('column' in factor ? [factor.column] : [])), ...deductions];
  if (!columns.every(({typed}) => typed?.kind === 'numbers')) return {cell};
  const values = roomyFloat64(length);
  const [first, ...others] = factors;
  const isPlain = first !== undefined && 'column' in first && !first.isRest;
  if (isPlain) values.set(valuesOf(first.column));
  else values.fill(1);
  for (const factor of isPlain ? others : factors) {
    if ('constant' in factor) times(values, () => factor.constant);
    else if (factor.isRest) times(values, rest(valuesOf(factor.column)));
    else multiply(values, valuesOf(factor.column));
  }
  for (const column of deductions) subtract(values, valuesOf(column));
  // Whatever is not a plain number in each part is left to the cells.
  for (let row = 0; row < length; row++) if ((values[row] as number) - (values[row] as number) !== 0) values[row] = Infinity;
  return numberColumn(values, cell, true);
}

function valuesOf({typed}: RawColumn): Float64Array | Int32Array {
  return typed?.kind === 'numbers' ? typed.values : new Float64Array(0);
}

function multiply(values: Float64Array, by: Float64Array | Int32Array): void {
  for (let row = 0; row < values.length; row++) values[row] = (values[row] as number) * (by[row] as number);
}

function subtract(values: Float64Array, by: Float64Array | Int32Array): void {
  for (let row = 0; row < values.length; row++) {
    const amount = by[row] as number;
    if (amount === amount) values[row] = (values[row] as number) - amount;
  }
}

function times(values: Float64Array, by: (row: number) => number): void {
  for (let row = 0; row < values.length; row++) values[row] = (values[row] as number) * by(row);
}

function rest(shares: Float64Array | Int32Array): (row: number) => number {
  return (row) => {
    const share = shares[row] as number;
    return share === share ? 1 - share : 1;
  };
}

function cellOf(factors: readonly CalculatedFactor[], deductions: readonly RawColumn[], options: NumberOptions): CellReader {
  const readers = factors.map((factor) => {
    if ('constant' in factor) return {cell: () => factor.constant, of: (value: number) => value};
    const {cell} = factor.column;
    if (!factor.isRest) return {cell, of: (value: number) => value};
    // A blank discount is no discount, but a blank price is no price.
    return {cell: (row: number) => (isBlank(cell(row)) ? 0 : cell(row)), of: (value: number) => 1 - value};
  });
  return (row) => {
    let product = 1;
    for (const {cell, of} of readers) {
      const value = parseNumber(cell(row), options);
      if (typeof value !== 'number') return cell(row);
      product *= of(value);
    }
    for (const {cell} of deductions) {
      const value = parseNumber(cell(row), options);
      if (typeof value === 'string') return cell(row);
      product -= value ?? 0;
    }
    return product;
  };
}
