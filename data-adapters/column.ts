/**
 * Typed columns: what a canonical table is made of. Each has `length` and `at(row)`, so an Arquero `ColumnTable` takes it
 * as it is, and its typed arrays are open to the kernels.
 */

import {StringDictionary} from './columns/dictionary.ts';
import type {Dictionary} from './columns/dictionary.ts';

/** Stands for "no day" in {@link TimeColumn.days}. */
export const NO_DAY = -2147483648;

/**
 * Dictionary-coded text. `codes[row]` is the code of a text in `dictionary`, which holds each distinct text once; −1 is null. `values` are
 * all the texts as strings: made once they are asked for, which for ids is dear; `size` and `text(code)` are not.
 */
export class TextColumn {
  readonly type = 'text';
  readonly length: number;
  readonly dictionary: Dictionary;
  constructor(readonly codes: Int32Array, dictionary: Dictionary | readonly string[]) {
    this.length = codes.length;
    this.dictionary = isDictionary(dictionary) ? dictionary : new StringDictionary(dictionary);
  }
  /** How many distinct texts there are. */
  get size(): number {
    return this.dictionary.size;
  }
  get values(): readonly string[] {
    return this.dictionary.texts;
  }
  /** The text of a code; null for −1 and codes there are none of. */
  text(code: number): string | null {
    return this.dictionary.text(code) ?? null;
  }
  at(row: number): string | null {
    const code = this.codes[row];
    return code === undefined || code < 0 ? null : this.text(code);
  }
}

function isDictionary(value: Dictionary | readonly string[]): value is Dictionary {
  return !Array.isArray(value);
}

/** Finite numbers (a boolean is 0 or 1); NaN is null. */
export class NumberColumn {
  readonly type = 'number';
  readonly length: number;
  constructor(readonly values: Float64Array) {
    this.length = values.length;
  }
  at(row: number): number | null {
    const value = this.values[row];
    return value === undefined || value !== value ? null : value;
  }
}

/**
 * Money as integers: `values[row] / scale` is the amount in major units, `scale` a power of ten. The scale is that of the
 * currency (100 for CNY, 1 for JPY) unless the rows hold finer amounts, which are kept up to four digits more. NaN is null.
 */
export class MoneyColumn {
  readonly type = 'money';
  readonly length: number;
  constructor(readonly values: Float64Array, readonly scale: number) {
    this.length = values.length;
  }
  at(row: number): number | null {
    const value = this.values[row];
    return value === undefined || value !== value ? null : value / this.scale;
  }
}

/**
 * Instants in epoch milliseconds (NaN is null) beside their calendar day in the shop's zone, counted from 1970-01-01
 * ({@link NO_DAY} is null).
 */
export class TimeColumn {
  readonly type = 'time';
  readonly length: number;
  constructor(readonly values: Float64Array, readonly days: Int32Array) {
    this.length = values.length;
  }
  at(row: number): Date | null {
    const value = this.values[row];
    return value === undefined || value !== value ? null : new Date(value);
  }
}

export type Column = TextColumn | NumberColumn | MoneyColumn | TimeColumn;
