/**
 * Typed columns: what a canonical table is made of. Each has `length` and `at(row)`, so an Arquero `ColumnTable` takes it
 * as it is, and its typed arrays are open to the kernels.
 */

/** Stands for "no day" in {@link TimeColumn.days}. */
export const NO_DAY = -2147483648;

/** Dictionary-coded text. `codes[row]` indexes `values`; −1 is null. `values` holds each distinct text once. */
export class TextColumn {
  readonly type = 'text';
  readonly length: number;
  constructor(readonly codes: Int32Array, readonly values: readonly string[]) {
    this.length = codes.length;
  }
  at(row: number): string | null {
    const code = this.codes[row];
    return code === undefined || code < 0 ? null : (this.values[code] ?? null);
  }
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
