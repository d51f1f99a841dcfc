/** Rows of a table that no longer count. */

/** Flags come with the first row: most updates only add rows, and none of a million is to be looked at for them. */
export class GoneRows {
  readonly #length: number;
  #flags: Uint8Array | undefined;
  #size = 0;

  constructor(length: number) {
    this.#length = length;
  }
  /** How many there are. */
  get size(): number {
    return this.#size;
  }
  has(row: number): boolean {
    return this.#flags?.[row] === 1;
  }
  add(row: number): void {
    this.#flags ??= new Uint8Array(this.#length);
    if (this.#flags[row] === 1) return;
    this.#flags[row] = 1;
    this.#size += 1;
  }
}
