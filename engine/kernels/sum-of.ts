/** The sum of a list, compensated (Neumaier 1974): amounts in major units add up to the cent. Empty is 0. */
export function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  let lost = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}

/** {@link sumOf} over the values that are not NaN; null where all are. */
export function sumOfKnown(values: ArrayLike<number>): number | null {
  const known = Float64Array.from(values).filter((value) => value === value);
  return known.length === 0 ? null : sumOf(known);
}
