/** Purchases of each customer as the models read them: how often they came back, when last, since when, and what a return was worth. */

export interface PurchaseRows {
  readonly length: number;
  /** A customer a row; −1 for none. */
  readonly customers: Int32Array;
  /** The period of the row, a whole number; rows come in its order. */
  readonly periods: Int32Array;
  readonly values?: Float64Array;
}

/** By customer code. Customers without a purchase up to the end have `periods` 0. */
export interface PurchaseSummary {
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** Periods with a purchase; purchases of one period are one. */
  readonly purchases: Int32Array;
  /** Mean value of the periods after the first; 0 without one. */
  readonly monetary: Float64Array;
  /** The same of periods after the end, up to that of the hold-out: how many, and their mean value (0 for none). */
  readonly laterPurchases: Int32Array;
  readonly laterMonetary: Float64Array;
}

/** One pass. `end` is the last period that counts, `holdout` the last one looked at after it (default: none is). */
export function summarisePurchases(rows: PurchaseRows, count: number, end: number, holdout = end): PurchaseSummary {
  const first = new Int32Array(count);
  const last = new Int32Array(count);
  const purchases = new Int32Array(count);
  const laterPurchases = new Int32Array(count);
  const [returned, later] = [new Float64Array(count), new Float64Array(count)] as [Float64Array, Float64Array];
  const seen = new Int32Array(count).fill(-2147483648);
  for (let row = 0; row < rows.length; row++) {
    const customer = rows.customers[row] as number;
    const period = rows.periods[row] as number;
    if (customer < 0 || period > holdout) continue;
    const value = rows.values?.[row] ?? 0;
    const isNew = seen[customer] !== period;
    seen[customer] = period;
    if (period > end) {
      if (purchases[customer] === 0) continue;
      if (isNew) laterPurchases[customer] = (laterPurchases[customer] as number) + 1;
      later[customer] = (later[customer] as number) + value;
      continue;
    }
    if (purchases[customer] === 0) first[customer] = period;
    last[customer] = period;
    if (isNew) purchases[customer] = (purchases[customer] as number) + 1;
    if (period !== first[customer]) returned[customer] = (returned[customer] as number) + value;
  }
  const mean = (sums: Float64Array, counts: (customer: number) => number): Float64Array =>
    sums.map((sum, customer) => (counts(customer) > 0 ? sum / counts(customer) : 0));
  return {
    first, last, purchases, laterPurchases,
    monetary: mean(returned, (customer) => (purchases[customer] as number) - 1),
    laterMonetary: mean(later, (customer) => laterPurchases[customer] as number),
  };
}
