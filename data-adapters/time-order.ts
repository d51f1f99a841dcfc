/** The order of rows by their instants. */

const BITS = 16;
const SIZE = 1 << BITS;
/** Beyond this a difference of instants is no exact whole number of low and high parts. */
const WIDEST = 2 ** 48;

/**
 * Row numbers by value, the earliest first; equal values in the order of their rows, NaN last. Whole numbers by counting, O(n) for each 16 bits
 * between the first and the last; others by comparing, O(n log n).
 */
export function timeOrder(values: Float64Array): Int32Array {
  let first = Infinity;
  let last = -Infinity;
  let isWhole = true;
  let known = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (value !== value) continue;
    known++;
    if (value < first) first = value;
    if (value > last) last = value;
    if (Math.floor(value) !== value) isWhole = false;
  }
  const order = new Int32Array(values.length);
  let at = 0;
  let end = known;
  for (let row = 0; row < values.length; row++) order[values[row] === values[row] ? at++ : end++] = row;
  const rows = order.subarray(0, known);
  if (isWhole && last - first < WIDEST) sortByCounting(rows, values, first, last - first);
  else rows.sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  return order;
}

function sortByCounting(rows: Int32Array, values: Float64Array, first: number, span: number): void {
  let from: Int32Array = rows;
  let to: Int32Array = new Int32Array(rows.length);
  for (let unit = 1; unit <= span; unit *= SIZE) {
    const starts = new Int32Array(SIZE + 1);
    for (const row of from) {
      const digit = Math.floor(((values[row] as number) - first) / unit) % SIZE;
      starts[digit + 1] = (starts[digit + 1] as number) + 1;
    }
    for (let digit = 0; digit < SIZE; digit++) starts[digit + 1] = (starts[digit + 1] as number) + (starts[digit] as number);
    for (const row of from) {
      const digit = Math.floor(((values[row] as number) - first) / unit) % SIZE;
      const place = starts[digit] as number;
      starts[digit] = place + 1;
      to[place] = row;
    }
    [from, to] = [to, from];
  }
  if (from !== rows) rows.set(from);
}
