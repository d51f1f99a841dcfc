/** Counts pairs (group, id): the arithmetic of distinct counts. */

/** Up to this many counters stand in one flat array. */
const FLAT = 1 << 24;

export interface PairCounter {
  /** Counts the pair once more and says how often it has been counted. */
  add(group: number, id: number): number;
}

/** For groups `0 … groups − 1` and ids `0 … ids − 1`. Flat where it fits, else a hash table that grows with the pairs seen. */
export function createPairCounter(groups: number, ids: number): PairCounter {
  return groups * ids <= FLAT ? new FlatPairs(groups, ids) : new HashedPairs(ids);
}

class FlatPairs implements PairCounter {
  readonly #counts: Uint32Array;
  readonly #ids: number;

  constructor(groups: number, ids: number) {
    this.#counts = new Uint32Array(groups * ids);
    this.#ids = ids;
  }

  add(group: number, id: number): number {
    const at = group * this.#ids + id;
    const count = (this.#counts[at] as number) + 1;
    this.#counts[at] = count;
    return count;
  }
}

/** Open addressing with linear probing over the pair's number, kept at most half full. */
class HashedPairs implements PairCounter {
  readonly #ids: number;
  #keys = new Float64Array(1 << 12).fill(-1);
  #counts = new Uint32Array(1 << 12);
  #used = 0;

  constructor(ids: number) {
    this.#ids = ids;
  }

  add(group: number, id: number): number {
    if (this.#used * 2 >= this.#keys.length) this.#grow();
    const key = group * this.#ids + id;
    const at = this.#find(key);
    if (this.#keys[at] !== key) {
      this.#keys[at] = key;
      this.#used += 1;
    }
    const count = (this.#counts[at] as number) + 1;
    this.#counts[at] = count;
    return count;
  }

  #find(key: number): number {
    const mask = this.#keys.length - 1;
    const high = Math.floor(key / 4294967296);
    let at = Math.imul(key | 0, 0x9e3779b1) ^ Math.imul(high | 0, 0x85ebca6b);
    at = (at ^ (at >>> 15)) & mask;
    while (this.#keys[at] !== -1 && this.#keys[at] !== key) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const keys = this.#keys;
    const counts = this.#counts;
    this.#keys = new Float64Array(keys.length * 2).fill(-1);
    this.#counts = new Uint32Array(keys.length * 2);
    for (let old = 0; old < keys.length; old++) {
      const key = keys[old] as number;
      if (key === -1) continue;
      const at = this.#find(key);
      this.#keys[at] = key;
      this.#counts[at] = counts[old] as number;
    }
  }
}
