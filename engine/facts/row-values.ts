/** Values and conditions over the rows of a table, worked out once a table. */

import {MoneyColumn, NO_DAY, TextColumn, TimeColumn} from '../../data-adapters/column.ts';
import {growArray} from '../../data-adapters/columns/grow-array.ts';
import type {CanonicalTable} from '../../data-adapters/schema.ts';
import type {Condition, RowValue} from '../../metrics/metric.ts';
import {addedSize} from '../kernels/group-sums.ts';
import {hasNamedFact, namedFact} from '../once-per.ts';

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
  const read = (before: SizedNumbers | undefined, from: number): SizedNumbers => {
    const isColumn = typeof value === 'string' && table.columns.has(value);
    const {values, scale} = before && !isColumn ? growNumbers(before, value, table, from) : compute(value, table, 0);
    const size = before && before.size > Number.MAX_SAFE_INTEGER ? before.size : addedSize(values, before?.size ?? 0, from);
    return {values, scale, size, exact: size <= Number.MAX_SAFE_INTEGER};
  };
  return namedFact(table, nameOf(value), () => read(undefined, 0), (before, from) => read(before, from));
}

interface SizedNumbers extends RowNumbers {
  /** What their absolute values come to; Infinity where they are no whole numbers. */
  readonly size: number;
}

function growNumbers(before: RowNumbers, value: RowValue, table: CanonicalTable, from: number): Scaled {
  const {values, scale} = compute(value, table, from);
  return scale === before.scale ? {values: growArray(before.values, values), scale} : compute(value, table, 0);
}

/**
 * The value of every row where plain adding is exact, else undefined. For those who add them up once and keep the sums: what is calculated is not
 * kept, unless it is already. Of the rows from `from` on; `before` is the `size` of those before them.
 */
export function exactNumbers(value: RowValue, table: CanonicalTable, from: number, before: number): AddedNumbers | undefined {
  const read = typeof value === 'string' || hasNamedFact(table, nameOf(value)) ? fromRow(rowNumbers(value, table), from) : compute(value, table, from);
  const size = addedSize(read.values, before, 0);
  return size <= Number.MAX_SAFE_INTEGER ? {...read, size} : undefined;
}

export interface AddedNumbers extends Scaled {
  /** What the absolute values come to, with those of the rows before them. */
  readonly size: number;
}

const fromRow = ({values, scale}: RowNumbers, from: number): Scaled => ({values: from === 0 ? values : values.subarray(from), scale});

const nameOf = (value: RowValue): string => `value ${JSON.stringify(value)}`;

type Scaled = Pick<RowNumbers, 'values' | 'scale'>;

/** Of the rows from `from` on. */
function compute(value: RowValue, table: CanonicalTable, from: number): Scaled {
  if (typeof value === 'string') return columnNumbers(value, table, from);
  if (typeof value === 'number') return {values: new Float64Array(table.length - from).fill(value), scale: 1};
  if ('multiply' in value) {
    const [left, right] = value.multiply.map((part) => compute(part, table, from)) as [Scaled, Scaled];
    return {values: left.values.map((each, row) => each * (right.values[row] as number)), scale: left.scale * right.scale};
  }
  if ('add' in value) {
    const [left, right] = toOneScale(value.add.map((part) => compute(part, table, from)));
    return {values: (left as Scaled).values.map((each, row) => each + ((right as Scaled).values[row] as number)), scale: (left as Scaled).scale};
  }
  if ('hoursBetween' in value) {
    const [start, end] = value.hoursBetween.map((part) => columnNumbers(part, table, from).values) as [Float64Array, Float64Array];
    return {values: end.map((each, row) => (each - (start[row] as number)) / HOUR_MS), scale: 1};
  }
  const parts = toOneScale(value.firstOf.filter((part) => missingColumns(part, table).length === 0).map((part) => compute(part, table, from)));
  const values = new Float64Array(table.length - from).fill(NaN);
  for (const part of parts) for (let row = 0; row < values.length; row++) if (Number.isNaN(values[row])) values[row] = part.values[row] as number;
  return {values, scale: parts[0]?.scale ?? 1};
}

function columnNumbers(name: string, table: CanonicalTable, from: number): Scaled {
  const column = table.columns.get(name);
  if (!column || column instanceof TextColumn) return {values: new Float64Array(table.length - from).fill(NaN), scale: 1};
  return {values: from === 0 ? column.values : column.values.subarray(from), scale: column instanceof MoneyColumn ? column.scale : 1};
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
  const read = (from: number): RowTimes => {
    const values = new Float64Array(table.length - from).fill(NaN);
    const days = new Int32Array(table.length - from).fill(NO_DAY);
    for (const column of columns) {
      for (let row = from; row < table.length; row++) {
        if (days[row - from] !== NO_DAY) continue;
        values[row - from] = column.values[row] as number;
        days[row - from] = column.days[row] as number;
      }
    }
    return {values, days};
  };
  return namedFact(table, `time ${names.join(' ')}`, () => read(0), (before, from) => {
    const {values, days} = read(from);
    return {values: growArray(before.values, values), days: growArray(before.days, days)};
  });
}

/**
 * A flag a row: 1 where every condition holds. A table without a `status` column has only paid orders, and so has a row whose status
 * is blank.
 */
export function conditionMask(conditions: readonly Condition[], table: CanonicalTable): Uint8Array {
  const read = (from: number): Uint8Array => {
    const mask = new Uint8Array(table.length - from).fill(1);
    for (const condition of conditions) applyCondition(mask, condition, table, from);
    return mask;
  };
  return namedFact(table, `where ${JSON.stringify(conditions)}`, () => read(0), (before, from) => growArray(before, read(from)));
}

/** Clears the flags of rows from `from` on, `mask[0]` being the first of them, that fail the condition. */
function applyCondition(mask: Uint8Array, condition: Condition, table: CanonicalTable, from: number): void {
  const column = table.columns.get(condition.column);
  if (!column) return;
  if (column instanceof TextColumn) {
    const nullPasses = condition.isNull === true || (condition.isNull === undefined && (!condition.in || (condition.column === 'status' && condition.in.includes('paid'))));
    // Without a list all texts fare alike: those of ids need not become strings.
    const isListed = condition.in !== undefined || condition.notIn !== undefined;
    const pass = isListed ? Uint8Array.from(column.values, (value) => Number(textPasses(value, condition))) : undefined;
    const others = condition.isNull === true ? 0 : 1;
    for (let at = 0; at < mask.length; at++) {
      const code = column.codes[from + at] as number;
      if (code < 0 ? !nullPasses : !(pass ? pass[code] : others)) mask[at] = 0;
    }
    return;
  }
  const {gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity, isNull} = condition;
  const scale = column instanceof MoneyColumn ? column.scale : 1;
  for (let at = 0; at < mask.length; at++) {
    const value = (column.values[from + at] as number) / scale;
    const holds = value !== value ? isNull === true : isNull !== true && value > gt && value >= gte && value < lt && value <= lte;
    if (!holds) mask[at] = 0;
  }
}

function textPasses(value: string, condition: Condition): boolean {
  return condition.isNull !== true && (!condition.in || condition.in.includes(value)) && !condition.notIn?.includes(value);
}
