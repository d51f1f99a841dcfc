/** The last few row masks of a table: widgets of one page share their filters. */

import {lastOf} from '../last-of.ts';
import type {Filter} from '../query.ts';

/** Masks kept of one table, or of one list of its rows. */
const KEPT = 8;
/** A longer list of values is not worth its text. */
const LONGEST = 10_000;

/** `make`'s answer, or the one it gave for equal filters of the same `owner` a short while ago. */
export function lastMask(owner: object, filters: readonly Filter[], make: () => Uint8Array): Uint8Array {
  const key = JSON.stringify(filters.map((filter) => [filter.dimension, filter.in ?? 0, filter.notIn ?? 0, String(filter.gte), String(filter.lte)]));
  return key.length > LONGEST ? make() : lastOf(owner, key, KEPT, make);
}
