/** Values and conditions over the rows of a table, worked out once a table. */

import {MoneyColumn, NO_DAY, NumberColumn, TextColumn, TimeColumn} from '../../data-adapters/column.ts';
import type {CanonicalTable} from '../../data-adapters/schema.ts';
import type {Condition, RowValue} from '../../metrics/metric.ts';
import {addsExactly} from '../kernels/group-sums.ts';

/** One number a row, NaN for null; `values / scale` is the value. */
export interface RowNumbers {
  readonly values: Float64Array;
  readonly scale: number;
  /** Whether plain adding is exact. */
  readonly exact: boolean;
}

export interface RowTimes {
  readonly values: Float64Array;
  readonly days: Int32Array;
}

const HOUR_MS = 3_600_000;
const kept = new WeakMap<CanonicalTable, Map<string, unknown>>();

function once<T>(table: CanonicalTable, key: string, make: () => T): T {
  let byKey = kept.get(table);
  if (!byKey) kept.set(table, (byKey = new Map<string, unknown>()));
  if (!byKey.has(key)) byKey.set(key, make());
  return byKey.get(key) as T;
}

/**
 * Columns that a value cannot do without in this table. For `firstOf` those of its first part, where no part can be read; a number there
 * stands in for blank cells, not for a column.
 */
export function missingColumns(value: RowValue, table: CanonicalTable): string[] {
  if (typeof value === 'number') return [];
  if (typeof value === 'string') return table.columns.has(value) ? [] : [value];
  if ('multiply' in value) return value.multiply.flatMap((part) => missingColumns(part, table));
  if ('add' in value) return value.add.flatMap((part) => missingColumns(part, table));
  if ('hoursBetween' in value) return value.hoursBetween.flatMap((part) => missingColumns(part, table));
  const missing = value.firstOf.filter((part) => typeof part !== 'number').map((part) => missingColumns(part, table));
  return missing.some(({length}) => length === 0) ? [] : (missing[0] ?? []);
}

/** Text columns that a value would have to calculate with. */
export function textColumns(value: RowValue, table: CanonicalTable): string[] {
  if (typeof value === 'number') return [];
  if (typeof value === 'string') return table.columns.get(value) instanceof TextColumn ? [value] : [];
  if ('hoursBetween' in value) return value.hoursBetween.flatMap((part) => textColumns(part, table));
  const parts = 'multiply' in value ? value.multiply : 'add' in value ? value.add : value.firstOf;
  return parts.flatMap((part) => textColumns(part, table));
}

/** The value of every row. All its columns must be there. */
export function rowNumbers(value: RowValue, table: CanonicalTable): RowNumbers {
  return once(table, nameOf(value), () => {
    const {values, scale} = compute(value, table);
    return {values, scale, exact: addsExactly(values)};
  });
}

/**
 * The value of every row where plain adding is exact, else undefined. For those who add them up once and keep the sums: what is calculated is not
 * kept, unless it is already.
 */
export function exactNumbers(value: RowValue, table: CanonicalTable): Scaled | undefined {
  if (typeof value === 'string' || kept.get(table)?.has(nameOf(value))) {
    const {values, scale, exact} = rowNumbers(value, table);
    return exact ? {values, scale} : undefined;
  }
  const numbers = compute(value, table);
  return addsExactly(numbers.values) ? numbers : undefined;
}

const nameOf = (value: RowValue): string => `value ${JSON.stringify(value)}`;

type Scaled = Pick<RowNumbers, 'values' | 'scale'>;

function compute(value: RowValue, table: CanonicalTable): Scaled {
  if (typeof value === 'string') return columnNumbers(value, table);
  if (typeof value === 'number') return {values: new Float64Array(table.length).fill(value), scale: 1};
  if ('multiply' in value) {
    const [left, right] = value.multiply.map((part) => compute(part, table)) as [Scaled, Scaled];
    return {values: left.values.map((each, row) => each * (right.values[row] as number)), scale: left.scale * right.scale};
  }
  if ('add' in value) {
    const [left, right] = toOneScale(value.add.map((part) => compute(part, table)));
    return {values: (left as Scaled).values.map((each, row) => each + ((right as Scaled).values[row] as number)), scale: (left as Scaled).scale};
  }
  if ('hoursBetween' in value) {
    const [from, to] = value.hoursBetween.map((part) => columnNumbers(part, table).values) as [Float64Array, Float64Array];
    return {values: to.map((each, row) => (each - (from[row] as number)) / HOUR_MS), scale: 1};
  }
  const parts = toOneScale(value.firstOf.filter((part) => missingColumns(part, table).length === 0).map((part) => compute(part, table)));
  const values = new Float64Array(table.length).fill(NaN);
  for (const part of parts) for (let row = 0; row < values.length; row++) if (Number.isNaN(values[row])) values[row] = part.values[row] as number;
  return {values, scale: parts[0]?.scale ?? 1};
}

function columnNumbers(name: string, table: CanonicalTable): Scaled {
  const column = table.columns.get(name);
  if (column instanceof MoneyColumn) return {values: column.values, scale: column.scale};
  if (column instanceof NumberColumn || column instanceof TimeColumn) return {values: column.values, scale: 1};
  return {values: new Float64Array(table.length).fill(NaN), scale: 1};
}

function toOneScale(parts: readonly Scaled[]): Scaled[] {
  const scale = Math.max(1, ...parts.map((part) => part.scale));
  return parts.map((part) => (part.scale === scale ? part : {values: part.values.map((each) => each * (scale / part.scale)), scale}));
}

/**
 * When each row happened: the first of `names` that the row has a value in. Undefined where the table has none of the columns.
 */
export function rowTimes(names: readonly string[], table: CanonicalTable): RowTimes | undefined {
  const columns = names.map((name) => table.columns.get(name)).filter((column) => column instanceof TimeColumn);
  if (columns.length < 2) return columns[0];
  return once(table, `time ${names.join(' ')}`, () => {
    const values = new Float64Array(table.length).fill(NaN);
    const days = new Int32Array(table.length).fill(NO_DAY);
    for (const column of columns) {
      for (let row = 0; row < table.length; row++) {
        if (days[row] !== NO_DAY) continue;
        values[row] = column.values[row] as number;
        days[row] = column.days[row] as number;
      }
    }
    return {values, days};
  });
}

/**
 * A flag a row: 1 where every condition holds. A table without a `status` column has only paid orders, and so has a row whose status
 * is blank.
 */
export function conditionMask(conditions: readonly Condition[], table: CanonicalTable): Uint8Array {
  return once(table, `where ${JSON.stringify(conditions)}`, () => {
    const mask = new Uint8Array(table.length).fill(1);
    for (const condition of conditions) applyCondition(mask, condition, table);
    return mask;
  });
}

function applyCondition(mask: Uint8Array, condition: Condition, table: CanonicalTable): void {
  const column = table.columns.get(condition.column);
  if (!column) return;
  if (column instanceof TextColumn) {
    const nullPasses = condition.isNull === true || (condition.isNull === undefined && (!condition.in || (condition.column === 'status' && condition.in.includes('paid'))));
    const pass = Uint8Array.from(column.values, (value) => Number(textPasses(value, condition)));
    for (let row = 0; row < mask.length; row++) {
      const code = column.codes[row] as number;
      if (code < 0 ? !nullPasses : !pass[code]) mask[row] = 0;
    }
    return;
  }
  const {gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity, isNull} = condition;
  const scale = column instanceof MoneyColumn ? column.scale : 1;
  for (let row = 0; row < mask.length; row++) {
    const value = (column.values[row] as number) / scale;
    const holds = value !== value ? isNull === true : isNull !== true && value > gt && value >= gte && value < lt && value <= lte;
    if (!holds) mask[row] = 0;
  }
}

function textPasses(value: string, condition: Condition): boolean {
  return condition.isNull !== true && (!condition.in || condition.in.includes(value)) && !condition.notIn?.includes(value);
}
