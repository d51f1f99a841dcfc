/** Amounts credited to channels, several measures side by side. */

/** Sums by channel and measure, compensated (Neumaier 1974): thirds of a cent add up to the cent. */
export class CreditSums {
  readonly #sums: Float64Array;
  readonly #lost: Float64Array;

  constructor(readonly channels: number, readonly measures: number) {
    this.#sums = new Float64Array(channels * measures);
    this.#lost = new Float64Array(channels * measures);
  }

  add(channel: number, measure: number, amount: number): void {
    const at = channel * this.measures + measure;
    const sum = this.#sums[at] as number;
    const next = sum + amount;
    this.#lost[at] = (this.#lost[at] as number) + (Math.abs(sum) >= Math.abs(amount) ? sum - next + amount : amount - next + sum);
    this.#sums[at] = next;
  }

  get(channel: number, measure: number): number {
    const at = channel * this.measures + measure;
    return (this.#sums[at] as number) + (this.#lost[at] as number);
  }

  /** One measure of all channels. */
  column(measure: number): number[] {
    return Array.from({length: this.channels}, (_, channel) => this.get(channel, measure));
  }
}
