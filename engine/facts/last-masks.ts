/** The last few row masks of a table: widgets of one page share their filters. */

import type {Filter} from '../query.ts';

/** Masks kept of one table, or of one list of its rows. */
const KEPT = 8;
/** A longer list of values is not worth its text. */
const LONGEST = 10_000;

const masks = new WeakMap<object, Map<string, Uint8Array>>();

/** `make`'s answer, or the one it gave for equal filters of the same `owner` a short while ago; forgotten with the owner. */
export function lastMask(owner: object, filters: readonly Filter[], make: () => Uint8Array): Uint8Array {
  const key = JSON.stringify(filters.map((filter) => [filter.dimension, filter.in ?? 0, filter.notIn ?? 0, String(filter.gte), String(filter.lte)]));
  if (key.length > LONGEST) return make();
  let kept = masks.get(owner);
  if (!kept) masks.set(owner, (kept = new Map()));
  const mask = kept.get(key) ?? make();
  // The newest last: the oldest makes room.
  kept.delete(key);
  kept.set(key, mask);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value ?? key);
  return mask;
}
