/** Pairs (group, id) that have occurred: the arithmetic of distinct counts. */

/** Up to this many pairs stand in one array of bits (32 MB). */
const FLAT = 2 ** 28;

export interface PairSet {
  /** Says whether the pair is new, and remembers it. */
  add(group: number, id: number): boolean;
}

/** For groups `0 … groups − 1` and ids `0 … ids − 1`. A bit a pair where that fits, else what is needed for the pairs that occur. */
export function createPairSet(groups: number, ids: number): PairSet {
  return groups * ids <= FLAT ? new PairBits(groups, ids) : new SparsePairs(ids);
}

class PairBits implements PairSet {
  readonly #bits: Int32Array;
  readonly #groups: number;

  constructor(groups: number, ids: number) {
    this.#bits = new Int32Array(Math.ceil((groups * ids) / 32));
    this.#groups = groups;
  }

  // Ids lead: rows of one order or customer then touch neighbouring bits.
  add(group: number, id: number): boolean {
    const at = id * this.#groups + group;
    const word = at >>> 5;
    const bit = 1 << (at & 31);
    const bits = this.#bits[word] as number;
    if (bits & bit) return false;
    this.#bits[word] = bits | bit;
    return true;
  }
}

/** The first group of each id, and a hash table of the further ones: most ids occur in one group or few. */
class SparsePairs implements PairSet {
  readonly #ids: number;
  readonly #first: Int32Array;
  #keys = new Float64Array(1 << 12).fill(-1);
  #used = 0;

  constructor(ids: number) {
    this.#ids = ids;
    this.#first = new Int32Array(ids).fill(-1);
  }

  add(group: number, id: number): boolean {
    const first = this.#first[id] as number;
    if (first === group) return false;
    if (first === -1) {
      this.#first[id] = group;
      return true;
    }
    if (this.#used * 2 >= this.#keys.length) this.#grow();
    const key = group * this.#ids + id;
    const at = this.#find(key);
    if (this.#keys[at] === key) return false;
    this.#keys[at] = key;
    this.#used += 1;
    return true;
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
    this.#keys = new Float64Array(keys.length * 2).fill(-1);
    for (const key of keys) if (key !== -1) this.#keys[this.#find(key)] = key;
  }
}
