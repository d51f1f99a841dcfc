/** A dimension's codes, or flags, along a list of rows: a pass over the list reads them one after the other. */

import type {CanonicalTable} from '../../data-adapters/schema.ts';
import {oncePer} from '../once-per.ts';
import {dimensionCodes} from './dimension-codes.ts';

/** One more than the code, so that 0 is null; a byte each where that holds them. */
export type OrderedCodes = Uint8Array | Int32Array;

const byRows = oncePer((_rows: Int32Array) => new Map<string, OrderedCodes>());

/** Codes of `name` at `rows` of the table. Undefined for what is no dimension of it. Once a list and dimension; the list belongs to one table. */
export function codesInOrder(table: CanonicalTable, rows: Int32Array, name: string): OrderedCodes | undefined {
  const kept = byRows(rows);
  const known = kept.get(name);
  if (known) return known;
  const dimension = dimensionCodes(table, name);
  if (!dimension) return undefined;
  const {codes, size} = dimension;
  const ordered = size < 256 ? new Uint8Array(rows.length) : new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at++) ordered[at] = (codes[rows[at] as number] as number) + 1;
  kept.set(name, ordered);
  return ordered;
}

const flagsByRows = oncePer((_rows: Int32Array) => new WeakMap<Uint8Array, Uint8Array>());

/** `flags`, one a row of the table, at `rows`. Once a list and array of flags. */
export function flagsInOrder(flags: Uint8Array, rows: Int32Array): Uint8Array {
  const kept = flagsByRows(rows);
  let ordered = kept.get(flags);
  if (!ordered) {
    ordered = new Uint8Array(rows.length);
    for (let at = 0; at < rows.length; at++) ordered[at] = flags[rows[at] as number] as number;
    kept.set(flags, ordered);
  }
  return ordered;
}
