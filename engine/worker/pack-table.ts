/** Tables over the border of a worker: as lists that can be sent piece by piece, and put together again. */

import {MoneyColumn, NumberColumn, TextColumn, TimeColumn} from '../../data-adapters/column.ts';
import type {Column} from '../../data-adapters/column.ts';
import {ByteDictionary, NumberDictionary, StringDictionary} from '../../data-adapters/columns/dictionary.ts';
import type {Dictionary} from '../../data-adapters/columns/dictionary.ts';
import type {TableInput} from '../../data-adapters/conform.ts';
import {isCanonicalTable} from '../../data-adapters/conforming/is-canonical.ts';
import type {CanonicalTable, TableName} from '../../data-adapters/schema.ts';
import {CELL_LISTS, unpackCells} from './pack-cells.ts';
import type {CellKind} from './pack-cells.ts';

export type List = ArrayLike<unknown>;

export interface PackedTable {
  readonly name: TableName;
  /**
   * `rows`: one list of objects. `records`: one list of arrays. `columns`: a list a column. `cells`: two lists a column. `conformed`: three lists a
   * column.
   */
  readonly shape: 'rows' | 'records' | 'columns' | 'cells' | 'conformed';
  /** The header or the names of the columns. */
  readonly names: readonly string[];
  /** Of columns of cells. */
  readonly kinds?: readonly CellKind[];
  /** Of conformed columns. */
  readonly types?: readonly PackedType[];
  readonly length: number;
}

interface PackedType {
  readonly type: Column['type'];
  /** Of money. */
  readonly scale?: number;
  /** How texts are held. */
  readonly texts?: 'strings' | 'numbers' | 'bytes';
}

export interface OpenedTable {
  readonly packed: PackedTable;
  readonly lists: readonly List[];
}

/** Lists of a conformed column. */
const LISTS = 3;

/** How many lists a table came apart into. */
export function listsOf({shape, names}: PackedTable): number {
  if (shape === 'rows' || shape === 'records') return 1;
  return names.length * (shape === 'conformed' ? LISTS : shape === 'cells' ? CELL_LISTS : 1);
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

/** One list of its parts. */
export function joinLists(parts: readonly List[]): List {
  const [first = [], ...others] = parts;
  if (others.length === 0) return first;
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const joined = isTyped(first) ? new (first.constructor as new (length: number) => Float64Array)(length) : new Array<unknown>(length);
  let at = 0;
  for (const part of parts) {
    if (isTyped(part) && isTyped(joined)) (joined).set(part, at);
    else for (let row = 0; row < part.length; row++) joined[at + row] = part[row];
    at += part.length;
  }
  return joined;
}

/** Whether a value is the same after it has crossed: an object with a class of its own is not. */
export function isPlain(value: unknown): boolean {
  if (typeof value === 'function' || typeof value === 'symbol') return false;
  return typeof value !== 'object' || value === null || value instanceof Date || Array.isArray(value) || isPlainObject(value);
}

/** The table that {@link packTable} took apart. */
export function unpackTable({name, shape, names, kinds = [], types = [], length}: PackedTable, lists: readonly List[]): TableInput {
  if (shape === 'rows') return lists[0] as readonly object[];
  if (shape === 'records') return {header: names, records: lists[0]};
  if (shape === 'columns') return new Map(names.map((column, index) => [column, lists[index] as List]));
  if (shape === 'cells') return unpackCells(names, kinds, length, lists);
  const columns = names.map((column, index) => [column, readColumn(types[index], lists.slice(index * LISTS, (index + 1) * LISTS))] as const);
  return {name, length, columns: new Map(columns)} satisfies CanonicalTable;
}

function packColumns(name: TableName, columns: readonly (readonly [string, unknown])[]): OpenedTable | undefined {
  if (!columns.every(([, list]) => Array.isArray(list) || (isTyped(list as List)))) return undefined;
  const lists = columns.map(([, list]) => list as List);
  return {packed: {name, shape: 'columns', names: columns.map(([column]) => column), length: lists[0]?.length ?? 0}, lists};
}

function packConformed(name: TableName, {columns, length}: CanonicalTable): OpenedTable {
  const packed = [...columns].map(([column, values]) => [column, packColumn(values)] as const);
  return {
    packed: {name, shape: 'conformed', names: packed.map(([column]) => column), types: packed.map(([, {type}]) => type), length},
    lists: packed.flatMap(([, {lists}]) => lists),
  };
}

function packColumn(column: Column): {readonly type: PackedType; readonly lists: readonly [List, List, List]} {
  switch (column.type) {
    case 'text': return packText(column);
    case 'time': return {type: {type: 'time'}, lists: [column.values, column.days, []]};
    case 'money': return {type: {type: 'money', scale: column.scale}, lists: [column.values, [], []]};
    case 'number': return {type: {type: 'number'}, lists: [column.values, [], []]};
  }
}

function packText({codes, dictionary}: TextColumn): ReturnType<typeof packColumn> {
  if (dictionary instanceof NumberDictionary) return {type: {type: 'text', texts: 'numbers'}, lists: [codes, dictionary.numbers, []]};
  if (dictionary instanceof ByteDictionary) return {type: {type: 'text', texts: 'bytes'}, lists: [codes, dictionary.bytes, dictionary.offsets]};
  return {type: {type: 'text', texts: 'strings'}, lists: [codes, dictionary.texts, []]};
}

function readColumn(type: PackedType | undefined, [first = [], second = [], third = []]: readonly List[]): Column {
  switch (type?.type) {
    case 'text': return new TextColumn(first as Int32Array, readDictionary(type.texts, second, third));
    case 'time': return new TimeColumn(first as Float64Array, second as Int32Array);
    case 'money': return new MoneyColumn(first as Float64Array, type.scale ?? 1);
    default: return new NumberColumn(first as Float64Array);
  }
}

function readDictionary(texts: PackedType['texts'], first: List, second: List): Dictionary {
  if (texts === 'numbers') return new NumberDictionary(first as Int32Array);
  if (texts === 'bytes') return new ByteDictionary(first as Uint8Array, second as Uint32Array);
  return new StringDictionary(first as readonly string[]);
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
