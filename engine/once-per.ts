/** What is worked out once and kept with what it was worked out from. */

import type {CanonicalTable} from '../data-adapters/schema.ts';

/** `make` answered once, when first asked. */
export function once<T>(make: () => T): () => T {
  let made: {readonly value: T} | undefined;
  return () => (made ??= {value: make()}).value;
}

/** `make` answered once for each thing it is asked of; forgotten with the thing. */
export function oncePer<K extends object, T>(make: (key: K) => T): (key: K) => T {
  const made = new WeakMap<K, {readonly value: T}>();
  return (key) => {
    let kept = made.get(key);
    if (!kept) made.set(key, (kept = {value: make(key)}));
    return kept.value;
  };
}

/**
 * A fact of a table, worked out once. For a table that grew at its end (`lineage`) `extend` is given the fact of its first `from` rows instead:
 * it reads the further rows only, leaves the older fact valid, since queries under way may still read it, and answers undefined where the fact has
 * to be made anew. A table that is shorter than what its lineage has come to, and one without a lineage, gets its own.
 */
export function oncePerTable<T>(
  make: (table: CanonicalTable) => T, extend?: (fact: T, table: CanonicalTable, from: number) => T | undefined,
): (table: CanonicalTable) => T {
  const longest = new WeakMap<object, {readonly value: T; readonly rows: number}>();
  const grow = (table: CanonicalTable): T => {
    const before = table.lineage && longest.get(table.lineage);
    if (!before || before.rows > table.length) return make(table);
    if (before.rows === table.length) return before.value;
    return extend?.(before.value, table, before.rows) ?? make(table);
  };
  return oncePer((table) => {
    const value = grow(table);
    const {lineage, length} = table;
    if (lineage && length >= (longest.get(lineage)?.rows ?? 0)) longest.set(lineage, {value, rows: length});
    return value;
  });
}

/**
 * The same of typed arrays that grow at their end: a longer view of the same buffer begins with the shorter, whose rows stay as they are. Not for
 * arrays that are written to.
 */
export function oncePerArray<A extends Int32Array | Float64Array, T>(
  make: (values: A) => T, extend: (fact: T, values: A, from: number) => T,
): (values: A) => T {
  const longest = new WeakMap<ArrayBufferLike, {readonly value: T; readonly offset: number; readonly length: number}>();
  return oncePer((values) => {
    const {buffer, byteOffset: offset, length} = values;
    const before = longest.get(buffer);
    const goesOn = before?.offset === offset && before.length <= length;
    const value = goesOn ? extend(before.value, values, before.length) : make(values);
    if (goesOn || !before) longest.set(buffer, {value, offset, length});
    return value;
  });
}

interface NamedFact {
  readonly value: unknown;
  readonly rows: number;
}

const namedFacts = oncePerTable(() => new Map<string, NamedFact>(), (facts) => facts);

/** A fact of a table by its name, kept and extended as by {@link oncePerTable}. */
export function namedFact<T>(table: CanonicalTable, name: string, make: () => T, extend?: (fact: T, from: number) => T | undefined): T {
  const facts = namedFacts(table);
  const kept = facts.get(name);
  if (kept?.rows === table.length) return kept.value as T;
  const value = (kept && kept.rows < table.length ? extend?.(kept.value as T, kept.rows) : undefined) ?? make();
  facts.set(name, {value, rows: table.length});
  return value;
}

/** Whether a fact of that name is kept of the table as it stands. */
export function hasNamedFact(table: CanonicalTable, name: string): boolean {
  return namedFacts(table).get(name)?.rows === table.length;
}
