/** Tables over the border of a worker: as lists that can be sent piece by piece, and put together again. */

import {ByteDictionary, NumberDictionary, StringDictionary} from '../../data-adapters/columns/dictionary.ts';
import type {Dictionary} from '../../data-adapters/columns/dictionary.ts';
import {MoneyColumn, NumberColumn, TextColumn, TimeColumn} from '../../data-adapters/column.ts';
import type {Column} from '../../data-adapters/column.ts';
import type {TableInput} from '../../data-adapters/conform.ts';
import {isCanonicalTable} from '../../data-adapters/conforming/is-canonical.ts';
import {readInParts, TypedTable} from '../../data-adapters/raw-tables/raw-table.ts';
import type {RawTable} from '../../data-adapters/raw-tables/raw-table.ts';
import type {CanonicalTable, TableName} from '../../data-adapters/schema.ts';
import {packColumn, unpackColumn} from './pack-cells.ts';
import type {CellKind, List, SentList} from './pack-cells.ts';

/** What is sent ahead of a table's lists, of which there are {@link LISTS} a column. */
export type PackedTable =
  | {readonly shape: 'raw'; readonly length: number; readonly names: readonly string[]; readonly kinds: readonly CellKind[]} & Pick<RawTable, 'ragged' | 'found'>
  | {readonly shape: 'conformed'; readonly name: TableName; readonly length: number; readonly names: readonly string[]; readonly types: readonly PackedType[]};

interface PackedType {
  readonly type: Column['type'];
  /** Of money. */
  readonly scale?: number;
  /** How texts are held. */
  readonly texts?: 'strings' | 'numbers' | 'bytes';
}

export interface OpenedTable {
  readonly packed: PackedTable;
  readonly lists: readonly SentList[];
}

export const LISTS = 3;

/** Rows of any shape as lists, with pauses. The host's own arrays are among them as they are. Throws an `AdapterError` for what are no rows. */
export function* packTable(name: TableName, input: TableInput): Generator<void, OpenedTable> {
  if (isCanonicalTable(input)) return packConformed(name, input);
  const {length, headers, columns, ragged, found} = yield* readInParts(input, name);
  const kinds: CellKind[] = [];
  const lists: SentList[] = [];
  for (const column of columns) {
    const packed = yield* packColumn(column, length);
    kinds.push(packed.kind);
    lists.push(...packed.lists);
  }
  return {packed: {shape: 'raw', length, names: headers.map(({original}) => original), kinds, ragged, found}, lists};
}

/** The table that {@link packTable} took apart. */
export function unpackTable(packed: PackedTable, lists: readonly List[]): TableInput {
  const listsAt = (at: number): readonly List[] => lists.slice(at * LISTS, (at + 1) * LISTS);
  if (packed.shape === 'raw') {
    const {length, names, kinds} = packed;
    return new TypedTable(length, names, kinds.map((kind, at) => unpackColumn(kind, listsAt(at))), packed);
  }
  const {name, length, names, types} = packed;
  const columns = names.map((column, at) => [column, readColumn(types[at], listsAt(at))] as const);
  return {name, length, columns: new Map(columns)} satisfies CanonicalTable;
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
    if (isTyped(part) && isTyped(joined)) joined.set(part, at);
    else for (let row = 0; row < part.length; row++) joined[at + row] = part[row];
    at += part.length;
  }
  return joined;
}

function packConformed(name: TableName, {columns, length}: CanonicalTable): OpenedTable {
  const packed = [...columns].map(([column, values]) => ({column, ...packConformedColumn(values)}));
  return {
    packed: {shape: 'conformed', name, length, names: packed.map(({column}) => column), types: packed.map(({type}) => type)},
    lists: packed.flatMap(({lists}) => lists.map((values) => ({values, isOwn: false}))),
  };
}

function packConformedColumn(column: Column): {readonly type: PackedType; readonly lists: readonly [List, List, List]} {
  switch (column.type) {
    case 'text': return packText(column);
    case 'time': return {type: {type: 'time'}, lists: [column.values, column.days, []]};
    case 'money': return {type: {type: 'money', scale: column.scale}, lists: [column.values, [], []]};
    case 'number': return {type: {type: 'number'}, lists: [column.values, [], []]};
  }
}

function packText({codes, dictionary}: TextColumn): ReturnType<typeof packConformedColumn> {
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
