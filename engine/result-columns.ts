/** The `columns` of a result: plain arrays by name, each made of its typed data when it is first read. */

import type {ColumnData} from './column-data.ts';
import {cellData, toCells, toTyped} from './column-data.ts';
import type {Cell, QueryResult} from './result.ts';

type Columns = QueryResult['columns'];

/** What columns are made of, for those that came typed. */
const typed = new WeakMap<Columns, ReadonlyMap<string, () => ColumnData>>();

/**
 * A null-prototype object, so that a column may be called `__proto__`. Every name is enumerable; one whose data is still to be made becomes a plain
 * array with its first reading.
 */
export function columnsOf(entries: readonly (readonly [name: string, data: ColumnData | (() => ColumnData)])[]): Columns {
  const columns = Object.create(null) as Record<string, readonly Cell[]>;
  const sources = new Map<string, () => ColumnData>();
  for (const [name, data] of entries) {
    const source = typeof data === 'function' ? data : () => data;
    sources.set(name, source);
    if (typeof data !== 'function' && data.kind === 'cells') columns[name] = data.cells;
    else defineOnRead(columns, name, () => toCells(source()));
  }
  typed.set(columns, sources);
  return columns;
}

function defineOnRead(columns: object, name: string, make: () => readonly Cell[]): void {
  let cells: readonly Cell[] | undefined;
  const get = (): readonly Cell[] => {
    cells ??= make();
    // Refused where the host froze its result.
    Reflect.defineProperty(columns, name, {value: cells, enumerable: true, configurable: true, writable: true});
    return cells;
  };
  Object.defineProperty(columns, name, {enumerable: true, configurable: true, get});
}

/** The data of a column as it is kept: no array of cells is made for it. Undefined for a name that the result lacks. */
export function columnData({columns}: QueryResult, name: string): ColumnData | undefined {
  const data = typed.get(columns)?.get(name);
  if (data) return data();
  const cells = Object.hasOwn(columns, name) ? columns[name] : undefined;
  return cells && cellData(cells);
}

/**
 * A column without the cost of a plain array: `{kind: 'numbers', numbers}` (NaN for null) where all values are numbers, `{kind: 'codes', codes,
 * values}` (`values[codes[row]]`, −1 for null) where all are texts, days or booleans, `{kind: 'cells', cells}` where they are mixed or all null.
 * Undefined for a name that the result lacks. Not to be written to. Free for what came typed, as stock boards and large answers of a worker
 * do; else one pass over the cells.
 */
export function typedColumn(result: QueryResult, name: string): ColumnData | undefined {
  const data = columnData(result, name);
  return data && toTyped(data);
}
