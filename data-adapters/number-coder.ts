/** Dense codes of numbers in the order of their first appearance. */

/** Below half full, a look-up takes one or two steps. */
const LEAST = 1 << 12;
const FREE = -1;

export class NumberCoder {
  #keys = new Float64Array(LEAST);
  #codes = new Int32Array(LEAST).fill(FREE);
  #mask = LEAST - 1;
  #numbers = new Float64Array(LEAST);
  #size = 0;
  #small = true;

  get size(): number {
    return this.#size;
  }

  /** The code of a number that is not NaN. −0 is 0. */
  code(number: number): number {
    let slot = slotOf(number) & this.#mask;
    for (;;) {
      const code = this.#codes[slot] as number;
      if (code === FREE) return this.#add(slot, number);
      if (this.#keys[slot] === number) return code;
      slot = (slot + 1) & this.#mask;
    }
  }

  /** Each number once, by its code. */
  numbers(): Int32Array | Float64Array {
    const numbers = this.#numbers.subarray(0, this.#size);
    return this.#small ? Int32Array.from(numbers) : numbers.slice();
  }

  #add(slot: number, number: number): number {
    const code = this.#size++;
    if (code === this.#numbers.length) this.#numbers = grown(this.#numbers);
    this.#numbers[code] = number;
    this.#small &&= (number | 0) === number;
    this.#keys[slot] = number;
    this.#codes[slot] = code;
    if (this.#size * 2 > this.#codes.length) this.#rehash();
    return code;
  }

  #rehash(): void {
    const capacity = this.#codes.length * 4;
    this.#mask = capacity - 1;
    this.#keys = new Float64Array(capacity);
    this.#codes = new Int32Array(capacity).fill(FREE);
    for (let code = 0; code < this.#size; code++) {
      const number = this.#numbers[code] as number;
      let slot = slotOf(number) & this.#mask;
      while (this.#codes[slot] !== FREE) slot = (slot + 1) & this.#mask;
      this.#keys[slot] = number;
      this.#codes[slot] = code;
    }
  }
}

function slotOf(number: number): number {
  const low = number | 0;
  const mixed = Math.imul(low === number ? low : low ^ Math.imul((number / 4294967296) | 0, 0x85ebca6b), 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

/** Twice as much room. */
export function grown<T extends Float64Array | Int32Array | Uint32Array | Uint8Array>(values: T): T {
  const more = new (values.constructor as new (length: number) => T)(values.length * 2);
  more.set(values);
  return more;
}
