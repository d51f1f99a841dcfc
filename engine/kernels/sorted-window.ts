import {quantileOfSorted} from './distribution-summary.ts';

/** Numbers that come and go, kept in order. A change costs a look-up and a shift of what stands above. */
export class SortedWindow {
  #values = new Float64Array(64);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(value: number): void {
    if (this.#size === this.#values.length) {
      const larger = new Float64Array(2 * this.#size);
      larger.set(this.#values);
      this.#values = larger;
    }
    const at = this.#placeOf(value);
    this.#values.copyWithin(at + 1, at, this.#size);
    this.#values[at] = value;
    this.#size++;
  }

  /** Of several equal ones takes one away; nothing where there is none. */
  remove(value: number): void {
    const at = this.#placeOf(value);
    if (at >= this.#size || this.#values[at] !== value) return;
    this.#values.copyWithin(at, at + 1, this.#size);
    this.#size--;
  }

  /** Type-7 quantile at so many hundredths; null of nothing. */
  quantile(hundredths: number): number | null {
    return quantileOfSorted(this.#values.subarray(0, this.#size), hundredths);
  }

  /** The first place whose value is not below. */
  #placeOf(value: number): number {
    let low = 0;
    let high = this.#size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#values[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
