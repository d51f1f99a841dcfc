/** Tweeter, midrange and woofer: parts of the values that a window holds. */
const SPANS = [0.05, 0.2, 0.5] as const;
const MIDRANGE = SPANS[1];

/**
 * Friedman's variable-span smoother (1984) over values at equal distances, as R's `supsmu` without bass: running lines of three spans, at each place
 * the span that cross-validation likes best. Two or fewer values are their own smooth. Cost: linear.
 */
export function superSmooth(values: ArrayLike<number>): Float64Array {
  const count = values.length;
  if (count < 3) return Float64Array.from(values);
  const smooths = SPANS.map((span) => runningLines(values, span, true));
  const misses = smooths.map(({misses: each}) => runningLines(each, MIDRANGE).fitted);
  const best = new Float64Array(count);
  for (let at = 0; at < count; at++) {
    let least = Infinity;
    misses.forEach((each, index) => {
      if ((each[at] as number) >= least) return;
      least = each[at] as number;
      best[at] = SPANS[index] as number;
    });
  }
  const [low, mid, high] = smooths.map(({fitted}) => fitted) as [Float64Array, Float64Array, Float64Array];
  const spans = runningLines(best, MIDRANGE).fitted;
  const mixed = spans.map((span, at) => {
    const off = Math.min(Math.max(span, SPANS[0]), SPANS[2]) - MIDRANGE;
    const part = off < 0 ? -off / (MIDRANGE - SPANS[0]) : off / (SPANS[2] - MIDRANGE);
    return (1 - part) * (mid[at] as number) + part * ((off < 0 ? low : high)[at] as number);
  });
  return runningLines(mixed, SPANS[0]).fitted;
}

interface RunningLines {
  readonly fitted: Float64Array;
  /** How far each value lies from a line fitted without it. */
  readonly misses: Float64Array;
}

/** A least-squares line through each value's window; at the ends that of the last whole window. */
function runningLines(values: ArrayLike<number>, span: number, validate = false): RunningLines {
  const count = values.length;
  const half = Math.max(2, Math.trunc(0.5 * span * count + 0.5));
  const size = Math.min(2 * half + 1, count);
  const fitted = new Float64Array(count);
  const misses = new Float64Array(validate ? count : 0);
  const sums = prefixSums(values);
  const spread = (size * (size * size - 1)) / 12;
  for (let at = 0; at < count; at++) {
    const from = Math.min(Math.max(at - half, 0), count - size);
    const {mean, slope} = lineOf(sums, from, size, spread);
    const off = at - from - (size - 1) / 2;
    fitted[at] = mean + slope * off;
    if (!validate) continue;
    const left = 1 - (1 / size + (off * off) / spread);
    misses[at] = left > 0 ? Math.abs((values[at] as number) - (fitted[at] as number)) / left : at > 0 ? (misses[at - 1] as number) : 0;
  }
  return {fitted, misses};
}

interface PrefixSums {
  /** What was taken off each value, so that sums of large values lose nothing. */
  readonly centre: number;
  readonly plain: Float64Array;
  /** Of value × place. */
  readonly placed: Float64Array;
}

function prefixSums(values: ArrayLike<number>): PrefixSums {
  const count = values.length;
  let total = 0;
  for (let at = 0; at < count; at++) total += values[at] as number;
  const centre = total / count;
  const plain = new Float64Array(count + 1);
  const placed = new Float64Array(count + 1);
  for (let at = 0; at < count; at++) {
    const value = (values[at] as number) - centre;
    plain[at + 1] = (plain[at] as number) + value;
    placed[at + 1] = (placed[at] as number) + value * at;
  }
  return {centre, plain, placed};
}

function lineOf({centre, plain, placed}: PrefixSums, from: number, size: number, spread: number): {readonly mean: number; readonly slope: number} {
  const sum = (plain[from + size] as number) - (plain[from] as number);
  const moment = (placed[from + size] as number) - (placed[from] as number) - sum * (from + (size - 1) / 2);
  return {mean: centre + sum / size, slope: moment / spread};
}
