/** Columns of rows that came at different times, made comparable cell by cell. */

import {MoneyColumn, TextColumn} from '../column.ts';
import type {Column} from '../column.ts';
import {textIndex, translateCodes} from './text-index.ts';

type Cells = Int32Array | Float64Array;

/** `Object.is` over `earlier[row]` and `later[row]` says whether two cells are equal; a side without cells is blank all through. */
export interface ComparedColumn {
  readonly earlier: Cells | undefined;
  readonly later: Cells | undefined;
  readonly blank: number;
}

/** Equals no cell. */
const OTHER = Infinity;

/** Texts meet in the codes of the earlier column, amounts in its scale. */
export function compareColumns(earlier: Column | undefined, later: Column | undefined): ComparedColumn {
  const blank = (earlier ?? later) instanceof TextColumn ? -1 : NaN;
  if (!earlier || !later) return {earlier: earlier && cellsOf(earlier), later: later && cellsOf(later), blank};
  return {earlier: cellsOf(earlier), later: inTermsOf(earlier, later), blank};
}

export function equalCells({earlier, later, blank}: ComparedColumn, earlierRow: number, laterRow: number): boolean {
  return Object.is(earlier ? earlier[earlierRow] : blank, later ? later[laterRow] : blank);
}

export function cellsOf(column: Column): Cells {
  return column instanceof TextColumn ? column.codes : column.values;
}

function inTermsOf(earlier: Column, later: Column): Cells {
  if (earlier instanceof TextColumn) {
    if (!(later instanceof TextColumn)) return numbersAsCodes(later, earlier);
    const codes = translateCodes(later, earlier);
    return later.codes.map((code) => (code < 0 ? -1 : (codes[code] as number)));
  }
  if (later instanceof TextColumn) return Float64Array.from(later.codes, (code) => (code < 0 ? NaN : asNumber(later.text(code) as string)));
  if (!(earlier instanceof MoneyColumn && later instanceof MoneyColumn) || earlier.scale === later.scale) return later.values;
  return later.values.map((value) => (value * earlier.scale) / later.scale);
}

function numbersAsCodes(later: Exclude<Column, TextColumn>, earlier: TextColumn): Cells {
  const index = textIndex(earlier);
  return Int32Array.from(later.values, (value) => (value === value ? index.codeOf(String(value), earlier.dictionary) : -1));
}

function asNumber(text: string): number {
  return String(Number(text)) === text ? Number(text) : OTHER;
}
