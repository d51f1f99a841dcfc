/** Arrow's buffers as raw columns, without an object or a string a row. */

import {Type} from '@uwdata/flechette';
import type {Batch, Column, DataType} from '@uwdata/flechette';

import type {Zone} from '../cells/time-zone.ts';
import {StringDictionary} from '../columns/dictionary.ts';
import {hashBytes, NotUtf8, TextCoder} from '../columns/text-coder.ts';
import {arrayColumn} from '../raw-tables/array-column.ts';
import {codedColumn, numberColumn} from '../raw-tables/raw-column.ts';
import type {RawColumn} from '../raw-tables/raw-column.ts';

/** `zone` gives the instants of dates and of timestamps that name no zone. */
export function arrowColumn(column: Column<unknown>, zone: () => Zone): RawColumn {
  const {type} = column;
  switch (type.typeId) {
    case Type.Int: return numbers(column);
    case Type.Float: return type.precision > 0 ? numbers(column) : arrayColumn(column.toArray());
    case Type.Dictionary: return isText(type.dictionary) ? coded(column) : arrayColumn(column.toArray());
    case Type.Utf8: return texts(column) ?? arrayColumn(column.toArray());
    case Type.Date: return instants(column, zone().instantOf);
    case Type.Timestamp: return instants(column, type.timezone ? undefined : zone().instantOf);
    default: return arrayColumn(column.toArray());
  }
}

const isText = ({typeId}: DataType): boolean => typeId === Type.Utf8 || typeId === Type.LargeUtf8;

/** What the reader keeps of a batch, beside what its types say. */
interface Buffers {
  readonly values: ArrayLike<number> | ArrayLike<bigint>;
  readonly offsets?: Int32Array;
  readonly dictionary?: Column<unknown>;
}

const buffersOf = (batch: Batch<unknown>): Buffers => batch as unknown as Buffers;

function numbers(column: Column<unknown>): RawColumn {
  const cell = (row: number): unknown => column.at(row);
  const [only, another] = column.data;
  const whole = only && !another && only.nullCount === 0 ? buffersOf(only).values : undefined;
  if (whole instanceof Int32Array) return numberColumn(whole.subarray(0, column.length), cell);
  const values = new Float64Array(column.length);
  let at = 0;
  for (const batch of column.data) {
    const part = buffersOf(batch).values;
    if (part instanceof BigInt64Array || part instanceof BigUint64Array) fillBig(values.subarray(at, at + batch.length), part);
    else values.set((part as Int32Array).subarray(0, batch.length), at);
    clearNulls(values, batch, at, NaN);
    at += batch.length;
  }
  return numberColumn(values, cell, true);
}

/** Infinite where a number cannot hold it: the cell tells. */
function fillBig(values: Float64Array, from: BigInt64Array | BigUint64Array): void {
  for (let row = 0; row < values.length; row++) {
    const number = Number(from[row]);
    values[row] = Number.isSafeInteger(number) ? number : Infinity;
  }
}

function clearNulls(values: Float64Array | Int32Array, batch: Batch<unknown>, at: number, nothing: number): void {
  if (batch.nullCount === 0) return;
  for (let row = 0; row < batch.length; row++) if (!batch.isValid(row)) values[at + row] = nothing;
}

/** Batches may each have a dictionary of their own, or one that grew. */
function coded(column: Column<unknown>): RawColumn {
  const [only, another] = column.data;
  const whole = only && !another && only.nullCount === 0 ? buffersOf(only).values : undefined;
  // 32-bit indices are codes already: copied only where a dictionary says a thing twice.
  let codes = whole instanceof Int32Array ? whole.subarray(0, column.length) : new Int32Array(column.length);
  const texts: string[] = [];
  const codeOf = new Map<unknown, number>([[null, -1], [undefined, -1]]);
  const known = new Map<Column<unknown>, Int32Array>();
  let at = 0;
  for (const batch of column.data) {
    const {values, dictionary} = buffersOf(batch);
    let recoded = dictionary && known.get(dictionary);
    if (!recoded) {
      recoded = Int32Array.from((dictionary?.toArray() ?? []) as ArrayLike<unknown>, (text: unknown) => {
        let code = codeOf.get(text);
        if (code === undefined) codeOf.set(text, (code = texts.push(text as string) - 1));
        return code;
      });
      if (dictionary) known.set(dictionary, recoded);
    }
    const isChanged = recoded.some((code, own) => code !== own);
    if (isChanged && values === whole) codes = codes.slice();
    const part = codes.subarray(at, at + batch.length);
    if (!(whole instanceof Int32Array)) fillIndices(part, values);
    if (isChanged) for (let row = 0; row < part.length; row++) part[row] = recoded[part[row] as number] ?? -1;
    clearNulls(codes, batch, at, -1);
    at += batch.length;
  }
  const {length} = texts;
  if (!areWithin(codes, length)) codes = codes.map((code) => (code < length ? code : -1));
  return codedColumn(codes, new StringDictionary(texts));
}

/** A broken file may name texts that its dictionary lacks. */
function areWithin(codes: Int32Array, size: number): boolean {
  for (let row = 0; row < codes.length; row++) if ((codes[row] as number) >= size) return false;
  return true;
}

function fillIndices(codes: Int32Array, values: Buffers['values']): void {
  if (values instanceof BigInt64Array || values instanceof BigUint64Array) codes.forEach((_, row) => (codes[row] = Number(values[row])));
  else codes.set((values as Int32Array).subarray(0, codes.length));
}

/** Undefined for texts that are no UTF-8. */
function texts(column: Column<unknown>): RawColumn | undefined {
  const coder = new TextCoder();
  const codes = new Int32Array(column.length);
  let at = 0;
  try {
    for (const batch of column.data) {
      const {values, offsets = new Int32Array(batch.length + 1)} = buffersOf(batch);
      const bytes = values as Uint8Array;
      for (let row = 0; row < batch.length; row++) {
        const start = offsets[row] as number;
        const end = offsets[row + 1] as number;
        const isNull = batch.nullCount > 0 && !batch.isValid(row);
        codes[at + row] = isNull ? -1 : coder.code(bytes, start, end, hashBytes(bytes, start, end));
      }
      at += batch.length;
    }
  } catch (error) {
    if (error instanceof NotUtf8) return undefined;
    throw error;
  }
  return codedColumn(codes, coder.dictionary(), true);
}

function instants(column: Column<unknown>, instantOf?: (wall: number) => number): RawColumn {
  const values = new Float64Array(column.length);
  for (let row = 0; row < values.length; row++) {
    const date = column.at(row);
    const time = date instanceof Date ? date.getTime() : NaN;
    const instant = instantOf && date instanceof Date ? new Date(instantOf(time)).getTime() : time;
    // A date that is none is no blank cell.
    values[row] = date instanceof Date && Number.isNaN(instant) ? Infinity : instant;
  }
  return {
    cell: (row) => {
      const value = values[row] as number;
      return value === value ? new Date(value) : null;
    },
    typed: {kind: 'instants', values},
  };
}
