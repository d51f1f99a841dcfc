/** Bytes that come in pieces, in one array that is read before the last of them is there. */

/** By how much an array grows whose end is not known. */
const GROWTH = 1.5;
const LEAST_BYTES = 1 << 16;

interface Waiter {
  readonly count: number;
  readonly resolve: () => void;
  readonly reject: (cause: Error) => void;
}

export class ArrivingBytes {
  #room: Uint8Array;
  #length = 0;
  #isWhole = false;
  #cause: Error | undefined;
  #waiting: Waiter[] = [];

  /** `total` where it is known beforehand. */
  constructor(total = 0) {
    this.#room = new Uint8Array(total);
  }

  static of(bytes: Uint8Array): ArrivingBytes {
    const whole = new ArrivingBytes();
    whole.#room = bytes;
    whole.#length = bytes.length;
    whole.#isWhole = true;
    return whole;
  }

  /** Those that are there. */
  get here(): Uint8Array {
    return this.#room.subarray(0, this.#length);
  }

  /** How many are there. */
  get length(): number {
    return this.#length;
  }

  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** How many there will be, as far as is known. */
  get expected(): number {
    return this.#isWhole ? this.#length : this.#room.length;
  }

  /** Resolves once `count` of them are there, or no more come. Rejects with what broke the reading. */
  until(count: number): Promise<void> {
    if (this.#cause) return Promise.reject(this.#cause);
    if (this.#isWhole || this.#length >= count) return Promise.resolve();
    return new Promise((resolve, reject) => this.#waiting.push({count, resolve, reject}));
  }

  add(piece: Uint8Array): void {
    const length = this.#length + piece.length;
    if (length > this.#room.length) {
      const room = new Uint8Array(Math.max(LEAST_BYTES, length, Math.ceil(this.#room.length * GROWTH)));
      room.set(this.here);
      this.#room = room;
    }
    this.#room.set(piece, this.#length);
    this.#length = length;
    this.#wake();
  }

  /** No more come. */
  end(): void {
    this.#isWhole = true;
    // What is read of the bytes may stay as long as the source.
    if (this.#room.length - this.#length > this.#length / 16) this.#room = this.here.slice();
    this.#wake();
  }

  fail(cause: Error): void {
    this.#cause = cause;
    for (const {reject} of this.#waiting.splice(0)) reject(cause);
  }

  #wake(): void {
    const ready = this.#waiting.filter(({count}) => this.#isWhole || this.#length >= count);
    this.#waiting = this.#waiting.filter((waiter) => !ready.includes(waiter));
    for (const {resolve} of ready) resolve();
  }
}
