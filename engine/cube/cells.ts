/** Which cell of the cube each row lies in: the combination of its values in some dimensions. */

import type {CanonicalTable} from '../../data-adapters/schema.ts';
import {dimensionCodes} from '../facts/dimension-codes.ts';
import type {DimensionCodes} from '../facts/dimension-codes.ts';

/** Up to this many combinations of codes stand in a flat look-up while cells are numbered. */
const FLAT = 1 << 22;

export interface Cells {
  readonly names: readonly string[];
  readonly count: number;
  /** `codes[row] + offset` is the cell of a row; without codes there is one cell. */
  readonly codes: Int32Array | undefined;
  readonly offset: number;
  /** A code a cell for each dimension, in the order of `names`; −1 is null. */
  readonly codesOf: readonly Int32Array[];
  /** Of several dimensions: how combinations were numbered. */
  readonly numbering?: Numbering;
}

interface Numbering {
  readonly sizes: readonly number[];
  readonly cellOfKey: Int32Array;
  readonly keyOfCell: number[];
}

/**
 * Cells of a table by dimensions that it has: the codes of one dimension as they are; of several, combinations in the order in which they come, a
 * pass each. Undefined where a dimension is none of the table's or where there are too many.
 */
export function cellsOf(table: CanonicalTable, names: readonly string[]): Cells | undefined {
  const dimensions = names.map((name) => dimensionCodes(table, name)).filter((dimension) => dimension !== undefined);
  if (dimensions.length < names.length) return undefined;
  const [only] = dimensions;
  if (!only) return {names, count: 1, codes: undefined, offset: 0, codesOf: []};
  const sizes = dimensions.map(({size}) => size + 1);
  if (dimensions.length === 1) {
    const count = sizes[0] as number;
    return {names, count, codes: only.codes, offset: 1, codesOf: [Int32Array.from({length: count}, (_, cell) => cell - 1)]};
  }
  const product = sizes.reduce((all, size) => all * size, 1);
  if (product > FLAT) return undefined;
  const numbering = {sizes, cellOfKey: new Int32Array(product).fill(-1), keyOfCell: []};
  return numbered(names, dimensions, numbering, new Int32Array(table.length), 0);
}

/** The cells of the same table once it has grown; undefined where a dimension has grown too, which numbers them anew. */
export function growCells({names, numbering, codes}: Cells, table: CanonicalTable, from: number): Cells | undefined {
  if (!numbering || !codes) return cellsOf(table, names);
  const dimensions = names.map((name) => dimensionCodes(table, name) as DimensionCodes);
  if (dimensions.some(({size}, index) => size + 1 !== numbering.sizes[index])) return undefined;
  const longer = new Int32Array(table.length);
  longer.set(codes);
  return numbered(names, dimensions, numbering, longer, from);
}

function numbered(names: readonly string[], dimensions: readonly DimensionCodes[], numbering: Numbering, cells: Int32Array, from: number): Cells {
  const {sizes, cellOfKey, keyOfCell} = numbering;
  dimensions.forEach(({codes}, index) => {
    const size = sizes[index] as number;
    for (let row = from; row < cells.length; row++) cells[row] = (cells[row] as number) * size + (codes[row] as number) + 1;
  });
  for (let row = from; row < cells.length; row++) {
    const key = cells[row] as number;
    let cell = cellOfKey[key] as number;
    if (cell < 0) cell = cellOfKey[key] = keyOfCell.push(key) - 1;
    cells[row] = cell;
  }
  let divisor = cellOfKey.length;
  const codesOf = sizes.map((size) => {
    divisor /= size;
    return Int32Array.from(keyOfCell, (key) => (Math.floor(key / divisor) % size) - 1);
  });
  return {names, count: Math.max(1, keyOfCell.length), codes: cells, offset: 0, codesOf, numbering};
}
