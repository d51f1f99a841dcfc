/** Tables over the border of a worker: as lists that can be sent piece by piece, and put together again. */

import {MoneyColumn, NumberColumn, TextColumn, TimeColumn} from '../../data-adapters/column.ts';
import type {Column} from '../../data-adapters/column.ts';
import type {TableInput} from '../../data-adapters/conform.ts';
import {isCanonicalTable} from '../../data-adapters/is-canonical.ts';
import type {CanonicalTable, TableName} from '../../data-adapters/schema.ts';

export type List = ArrayLike<unknown>;

export interface PackedTable {
  readonly name: TableName;
  /** `rows`: one list of objects. `records`: one list of arrays. `columns`: a list a column. `conformed`: two lists a column. */
  readonly shape: 'rows' | 'records' | 'columns' | 'conformed';
  /** The header or the names of the columns. */
  readonly names: readonly string[];
  /** Of conformed columns. */
  readonly types?: readonly {readonly type: Column['type']; readonly scale?: number}[];
  readonly length: number;
}

export interface OpenedTable {
  readonly packed: PackedTable;
  readonly lists: readonly List[];
}

/** The table as lists; undefined for one that only its own methods can read (an Arquero or Arrow table). Nothing is copied. */
export function packTable(name: TableName, input: TableInput): OpenedTable | undefined {
  if (isCanonicalTable(input)) return packConformed(name, input);
  if (Array.isArray(input)) return {packed: {name, shape: 'rows', names: [], length: input.length}, lists: [input]};
  if (input instanceof Map) return packColumns(name, [...(input as Map<unknown, unknown>)].map(([key, list]) => [String(key), list]));
  if (typeof input !== 'object' || input === null || !isPlainObject(input)) return undefined;
  const {header, records} = input as {readonly header?: unknown; readonly records?: unknown};
  if (Array.isArray(header) && Array.isArray(records) && Object.keys(input).length === 2) {
    return {packed: {name, shape: 'records', names: header as string[], length: records.length}, lists: [records]};
  }
  return packColumns(name, Object.entries(input));
}

export function isTyped(list: List): list is Float64Array {
  return ArrayBuffer.isView(list) && !(list instanceof DataView);
}

/** Whether a value is the same after it has crossed: an object with a class of its own is not. */
export function isPlain(value: unknown): boolean {
  if (typeof value === 'function' || typeof value === 'symbol') return false;
  return typeof value !== 'object' || value === null || value instanceof Date || Array.isArray(value) || isPlainObject(value);
}

/** The table that {@link packTable} took apart. */
export function unpackTable({name, shape, names, types = [], length}: PackedTable, lists: readonly List[]): TableInput {
  if (shape === 'rows') return lists[0] as readonly object[];
  if (shape === 'records') return {header: names, records: lists[0]};
  if (shape === 'columns') return new Map(names.map((column, index) => [column, lists[index] as List]));
  const columns = names.map((column, index) => [column, readColumn(types[index], lists[index * 2] as List, lists[index * 2 + 1] as List)] as const);
  return {name, length, columns: new Map(columns)} satisfies CanonicalTable;
}

function packColumns(name: TableName, columns: readonly (readonly [string, unknown])[]): OpenedTable | undefined {
  if (!columns.every(([, list]) => Array.isArray(list) || (isTyped(list as List)))) return undefined;
  const lists = columns.map(([, list]) => list as List);
  return {packed: {name, shape: 'columns', names: columns.map(([column]) => column), length: lists[0]?.length ?? 0}, lists};
}

function packConformed(name: TableName, {columns, length}: CanonicalTable): OpenedTable {
  const all = [...columns];
  const types: NonNullable<PackedTable['types']> = all.map(([, column]) => (column.type === 'money' ? {type: column.type, scale: column.scale} : {type: column.type}));
  return {
    packed: {name, shape: 'conformed', names: all.map(([column]) => column), types, length},
    lists: all.flatMap(([, column]): readonly List[] => {
      if (column.type === 'text') return [column.codes, column.values];
      return [column.values, column.type === 'time' ? column.days : []];
    }),
  };
}

function readColumn(type: NonNullable<PackedTable['types']>[number] | undefined, first: List, second: List): Column {
  if (type?.type === 'text') return new TextColumn(first as Int32Array, second as readonly string[]);
  if (type?.type === 'time') return new TimeColumn(first as Float64Array, second as Int32Array);
  if (type?.type === 'money') return new MoneyColumn(first as Float64Array, type.scale ?? 1);
  return new NumberColumn(first as Float64Array);
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
