/** Columns of rows that came at different times, brought to one type, scale and order. */

import {MoneyColumn, NO_DAY, NumberColumn, TextColumn, TimeColumn} from '../column.ts';
import type {Column} from '../column.ts';
import {SCHEMA} from '../schema.ts';
import type {CanonicalTable, TableName} from '../schema.ts';
import {roomyFloat64, roomyInt32} from './grow-array.ts';

export interface AlignedColumn {
  readonly name: string;
  /** The very column that was there, unless it had to become another. */
  readonly earlier: Column;
  readonly later: Column;
}

/** A column that only one side has is blank on the other. Amounts keep the finer scale; numbers beside texts become texts. */
export function alignColumns(earlier: CanonicalTable, later: CanonicalTable): readonly AlignedColumn[] {
  const names = [...earlier.columns.keys()];
  const further = [...later.columns.keys()].filter((name) => !earlier.columns.has(name));
  const all = further.length === 0 ? names : inOrder(earlier.name, [...names, ...further]);
  return all.map((name) => ({name, ...alignPair(earlier.columns.get(name), earlier.length, later.columns.get(name), later.length)}));
}

function alignPair(earlier: Column | undefined, before: number, later: Column | undefined, after: number): Omit<AlignedColumn, 'name'> {
  if (!earlier || !later) {
    const known = (earlier ?? later) as Column;
    return {earlier: earlier ?? blankColumn(known, before), later: later ?? blankColumn(known, after)};
  }
  if (earlier instanceof MoneyColumn && later instanceof MoneyColumn) {
    const scale = Math.max(earlier.scale, later.scale);
    return {earlier: rescale(earlier, scale), later: rescale(later, scale)};
  }
  if (earlier.type === later.type) return {earlier, later};
  if (isBlank(later)) return {earlier, later: blankColumn(earlier, after)};
  if (isBlank(earlier)) return {earlier: blankColumn(later, before), later};
  return {earlier: asText(earlier), later: asText(later)};
}

function blankColumn(like: Column, length: number): Column {
  if (like instanceof TextColumn) return new TextColumn(roomyInt32(length).fill(-1), []);
  const values = roomyFloat64(length).fill(NaN);
  if (like instanceof TimeColumn) return new TimeColumn(values, roomyInt32(length).fill(NO_DAY));
  return like instanceof MoneyColumn ? new MoneyColumn(values, like.scale) : new NumberColumn(values);
}

function rescale(column: MoneyColumn, scale: number): MoneyColumn {
  return column.scale === scale ? column : new MoneyColumn(column.values.map((value) => value * (scale / column.scale)), scale);
}

/** From the end: a column that came late has its values there. */
export function isBlank(column: Column): boolean {
  if (column instanceof TextColumn) return column.size === 0;
  const {values} = column;
  let row = values.length - 1;
  while (row >= 0 && values[row] !== values[row]) row--;
  return row < 0;
}

function asText(column: Column): Column {
  if (column instanceof TextColumn) return column;
  const values: string[] = [];
  const codeOf = new Map<number, number>();
  const codes = Int32Array.from(column.values, (value, row) => {
    if (value !== value) return -1;
    const code = codeOf.get(value) ?? values.push(cellText(column.at(row))) - 1;
    codeOf.set(value, code);
    return code;
  });
  return new TextColumn(codes, values);
}

const cellText = (cell: unknown): string => (cell instanceof Date ? cell.toISOString() : String(cell));

/** The order in which a load builds columns: needed ones, then canonical, then further ones. */
function inOrder(table: TableName, names: readonly string[]): string[] {
  const spec = SCHEMA[table];
  const canonical = Object.keys(spec);
  const rank = (name: string): number => {
    const at = Object.hasOwn(spec, name) ? canonical.indexOf(name) : canonical.length;
    return spec[name]?.required || name === 'status' || name === 'line_id' ? at - canonical.length : at;
  };
  return [...names].sort((a, b) => rank(a) - rank(b));
}
