/** Takes the rows that stay out of a column. */

import {MoneyColumn, NumberColumn, TextColumn, TimeColumn} from '../column.ts';
import type {Column} from '../column.ts';
import {roomyFloat64, roomyInt32} from './grow-array.ts';

/** Indexes of the rows that are not dropped. */
export function keptRows(dropped: Uint8Array): Uint32Array {
  const kept = new Uint32Array(dropped.length);
  let count = 0;
  for (let row = 0; row < dropped.length; row++) if (!dropped[row]) kept[count++] = row;
  return kept.slice(0, count);
}

/** The column at those rows; a text column keeps only the values that they use. */
export function keepRows(column: Column, rows: Uint32Array): Column {
  switch (column.type) {
    case 'text': return keepText(column, rows);
    case 'number': return new NumberColumn(pick(column.values, rows));
    case 'money': return new MoneyColumn(pick(column.values, rows), column.scale);
    case 'time': {
      const days = roomyInt32(rows.length);
      for (let i = 0; i < rows.length; i++) days[i] = column.days[rows[i] ?? 0] ?? 0;
      return new TimeColumn(pick(column.values, rows), days);
    }
  }
}

function pick(values: Float64Array, rows: Uint32Array): Float64Array {
  const picked = roomyFloat64(rows.length);
  for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i] ?? 0] ?? NaN;
  return picked;
}

function keepText(column: TextColumn, rows: Uint32Array): TextColumn {
  const newCode = new Int32Array(column.size).fill(-1);
  const used = new Int32Array(column.size);
  let count = 0;
  const codes = roomyInt32(rows.length).fill(-1);
  for (let i = 0; i < rows.length; i++) {
    const code = column.codes[rows[i] as number] as number;
    if (code < 0) continue;
    let next = newCode[code] as number;
    if (next < 0) {
      next = count++;
      used[next] = code;
      newCode[code] = next;
    }
    codes[i] = next;
  }
  return new TextColumn(codes, column.dictionary.take(used.subarray(0, count)));
}

/** The column with each value replaced; values that become equal become one. */
export function recode(column: TextColumn, rename: (text: string) => string): TextColumn {
  const values: string[] = [];
  const codeOf = new Map<string, number>();
  const newCodes = column.values.map((value) => {
    const text = rename(value);
    const code = codeOf.get(text) ?? values.push(text) - 1;
    codeOf.set(text, code);
    return code;
  });
  return new TextColumn(column.codes.map((code) => newCodes[code] ?? -1), values);
}
