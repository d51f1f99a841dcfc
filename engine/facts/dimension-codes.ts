/** A column read as a dimension: dense codes and their texts. */

import {NumberColumn, TextColumn} from '../../data-adapters/column.ts';
import type {CanonicalTable} from '../../data-adapters/schema.ts';
import {oncePer} from '../once-per.ts';

export interface DimensionCodes {
  /** A code a row; −1 for null. */
  readonly codes: Int32Array;
  /** How many values there are. */
  readonly size: number;
  /** Of ids these are made when they are asked for: ask `size` where their number will do, `text` for one. */
  readonly values: readonly string[];
  text(code: number): string | null;
}

/**
 * Codes of a text column as they are; of a host's number column by its distinct numbers, worked out once. Undefined for a column the
 * table lacks, for money and for times, which are no dimensions.
 */
export function dimensionCodes(table: CanonicalTable, name: string): DimensionCodes | undefined {
  const column = table.columns.get(name);
  if (column instanceof TextColumn) return column;
  return column instanceof NumberColumn ? numbered(column) : undefined;
}

const numbered = oncePer(({values}: NumberColumn): DimensionCodes => codesOfNumbers(values));

function codesOfNumbers(numbers: Float64Array): DimensionCodes {
  const codes = new Int32Array(numbers.length);
  const byNumber = new Map<number, number>();
  const values: string[] = [];
  for (let row = 0; row < numbers.length; row++) {
    const number = numbers[row] as number;
    if (number !== number) {
      codes[row] = -1;
      continue;
    }
    let code = byNumber.get(number);
    if (code === undefined) {
      code = values.push(String(number)) - 1;
      byNumber.set(number, code);
    }
    codes[row] = code;
  }
  return new TextColumn(codes, values);
}
