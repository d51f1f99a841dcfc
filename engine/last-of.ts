/** The last few things worked out of another: widgets of one page share their filters, and one widget asks several views of one question. */

const kept = new WeakMap<object, Map<string, unknown>>();

/**
 * `make`'s answer, or the one it gave for the same `key` of the same `owner` a short while ago; forgotten with the owner. Of all keys of an owner the
 * last `most` are kept.
 */
export function lastOf<T>(owner: object, key: string, most: number, make: () => T): T {
  let answers = kept.get(owner);
  if (!answers) kept.set(owner, (answers = new Map()));
  const answer = answers.has(key) ? (answers.get(key) as T) : make();
  // The newest last: the oldest makes room.
  answers.delete(key);
  answers.set(key, answer);
  if (answers.size > most) answers.delete(answers.keys().next().value ?? key);
  return answer;
}
