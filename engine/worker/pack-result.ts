/** Results over the border of a worker: typed columns change hands as they are, long plain ones become typed. */

import type {ColumnData} from '../column-data.ts';
import {cellData, toTyped} from '../column-data.ts';
import {columnData, columnsOf} from '../result-columns.ts';
import type {Cell, QueryResult} from '../result.ts';

/** Below this many cells cloning an array costs no more than packing it. */
const WORTH_PACKING = 256;

export interface PackedResult extends Omit<QueryResult, 'columns' | 'totals'> {
  /** Pairs, so that a column may be called `__proto__`. */
  readonly columns: readonly (readonly [name: string, column: ColumnData])[];
  readonly totals?: readonly (readonly [name: string, value: Cell])[];
}

/** Empties the result: typed arrays of its own go with the transfer, and copies of those that the source keeps: a message would copy them twice. */
export function packResult(result: QueryResult): {packed: PackedResult; transfer: ArrayBuffer[]} {
  const {columns, totals, ...rest} = result;
  const packed = Object.keys(columns).map((name) => [name, pack(columnData(result, name) ?? cellData([]))] as const);
  const buffers = packed.flatMap(([, column]) => {
    if (column.kind === 'cells') return [];
    return [(column.kind === 'numbers' ? column.numbers : column.codes).buffer as ArrayBuffer];
  });
  return {packed: {...rest, columns: packed, ...(totals ? {totals: Object.entries(totals)} : {})}, transfer: [...new Set(buffers)]};
}

export function unpackResult({columns, totals, ...rest}: PackedResult): QueryResult {
  return {
    ...rest,
    columns: columnsOf(columns),
    ...(totals ? {totals: nullObject(totals)} : {}),
  };
}

function pack(data: ColumnData): ColumnData {
  if (data.kind === 'cells') return data.cells.length >= WORTH_PACKING ? toTyped(data) : data;
  if (!data.kept) return data;
  return data.kind === 'numbers' ? {...data, numbers: data.numbers.slice(), kept: false} : {...data, codes: data.codes.slice(), kept: false};
}

function nullObject<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const object = Object.create(null) as Record<string, T>;
  for (const [name, value] of entries) object[name] = value;
  return object;
}
