/** Rows that are objects as one list of cells a key. */

/** Rows between two pauses. */
const PAUSE = 1 << 12;

export interface ObjectCells {
  /** The union of the rows' own keys, in the order in which they first appear. */
  readonly keys: readonly string[];
  /** One a key; what a row does not have is undefined. They end with the last row that has one. */
  readonly cells: readonly (readonly unknown[])[];
}

/**
 * Each row is gone through once, in the order of its own keys, which is mostly that of the row before. Rows that are no objects have no cells.
 * `check` is told of each new count of keys.
 */
export function* readObjects(rows: readonly unknown[], check: (keys: number) => void): Generator<void, ObjectCells> {
  const keys: string[] = [];
  const cells: unknown[][] = [];
  const placeOf = new Map<string, number>();
  for (let row = 0; row < rows.length; row++) {
    if (row > 0 && row % PAUSE === 0) yield;
    const object = rows[row];
    if (typeof object !== 'object' || object === null) continue;
    const inherits = hasOddPrototype(object);
    let at = 0;
    for (const key in object) {
      // `constructor` of a row without such a key must not be what every object inherits.
      if (inherits && !Object.hasOwn(object, key)) continue;
      let place = at++;
      if (keys[place] !== key) {
        const known = placeOf.get(key);
        if (known === undefined) {
          place = keys.push(key) - 1;
          placeOf.set(key, place);
          cells.push([]);
          check(keys.length);
        } else {
          place = known;
        }
      }
      const list = cells[place] as unknown[];
      while (list.length < row) list.push(undefined);
      list.push((object as Record<string, unknown>)[key]);
    }
  }
  return {keys, cells};
}

function hasOddPrototype(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object);
  return prototype !== null && prototype !== Object.prototype;
}
