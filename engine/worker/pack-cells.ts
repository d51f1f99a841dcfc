/** Raw tables over the border of a worker: numbers and dates as buffers, texts once each, all else as it is. */

import {ByteDictionary, StringDictionary} from '../../data-adapters/columns/dictionary.ts';
import type {Dictionary} from '../../data-adapters/columns/dictionary.ts';
import {ListColumn} from '../../data-adapters/raw-tables/list-column.ts';
import {codedColumn, numberColumn} from '../../data-adapters/raw-tables/raw-column.ts';
import type {CellReader, RawColumn, TypedCells} from '../../data-adapters/raw-tables/raw-column.ts';

/** `bytes`: texts by code as UTF-8, `texts` as strings. */
export type CellKind = 'numbers' | 'instants' | 'texts' | 'bytes' | 'cells';

export type List = ArrayLike<unknown>;

/** A list, and whether it may be handed over: the host's own stay with the host. */
export interface SentList {
  readonly values: List;
  readonly isOwn: boolean;
}

interface PackedColumn {
  readonly kind: CellKind;
  readonly lists: readonly [SentList, SentList, SentList];
}

/** Texts between two pauses. */
const PAUSE = 1 << 14;

const NONE: SentList = {values: [], isOwn: true};
const own = (values: List): SentList => ({values, isOwn: true});

/** With pauses. What is read of it in the worker is what would have been read of the column. */
export function* packColumn(column: RawColumn, length: number): Generator<void, PackedColumn> {
  const isOwn = column instanceof ListColumn;
  const typed = isOwn ? yield* column.typing() : column.typed;
  if (!typed || typed.kind === 'walls' || !isAllKnown(typed)) return {kind: 'cells', lists: [own(yield* listCells(column.cell, length)), NONE, NONE]};
  if (typed.kind !== 'texts') return {kind: typed.kind, lists: [{values: typed.values, isOwn}, NONE, NONE]};
  const [kind, ...texts] = yield* packTexts(typed.dictionary);
  return {kind, lists: [{values: typed.codes, isOwn}, ...texts]};
}

export function unpackColumn(kind: CellKind, [first = [], second = [], third = []]: readonly List[]): RawColumn {
  if (kind === 'texts') return codedColumn(first as Int32Array, new StringDictionary(second as readonly string[]), true);
  if (kind === 'bytes') return codedColumn(first as Int32Array, new ByteDictionary(second as Uint8Array, third as Uint32Array), true);
  if (kind === 'cells') return {cell: (row) => first[row]};
  const cellOf = (read: (value: number) => unknown): CellReader => (row) => {
    const value = first[row] as number;
    return value === value ? read(value) : undefined;
  };
  if (kind === 'numbers') return numberColumn(first as Float64Array, cellOf((value) => value), true);
  return {cell: cellOf((value) => new Date(value)), typed: {kind, values: first as Float64Array}};
}

/** Where a number stands for something else, the cell tells of what. A date that is none is one on both sides. */
function isAllKnown(typed: TypedCells): boolean {
  if (typed.kind !== 'numbers' || typed.values instanceof Int32Array) return true;
  return !typed.values.includes(Infinity) && !typed.values.includes(-Infinity);
}

function* listCells(cell: CellReader, length: number): Generator<void, unknown[]> {
  const cells = new Array<unknown>(length);
  for (let row = 0; row < length; row++) {
    cells[row] = cell(row);
    if ((row + 1) % PAUSE === 0) yield;
  }
  return cells;
}

/** As bytes where they are ASCII throughout, as ids are: then no string crosses, and none is made of it over there before it is asked for. */
function* packTexts({texts}: Dictionary): Generator<void, ['bytes' | 'texts', SentList, SentList]> {
  const offsets = new Uint32Array(texts.length + 1);
  for (let code = 0; code < texts.length; code++) offsets[code + 1] = (offsets[code] as number) + (texts[code] as string).length;
  const bytes = new Uint8Array(offsets[texts.length] as number);
  for (let from = 0; from < texts.length; from += PAUSE) {
    const part = texts.slice(from, from + PAUSE).join('');
    const {read, written} = ENCODER.encodeInto(part, bytes.subarray(offsets[from]));
    if (read !== written || read !== part.length) return ['texts', own(texts), NONE];
    yield;
  }
  return ['bytes', own(bytes), own(offsets)];
}

const ENCODER = new TextEncoder();
