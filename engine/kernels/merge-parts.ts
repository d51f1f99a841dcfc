/**
 * Merges parts into wholes, as lots into a shelf and shelves into a SKU: whole `w` is made of the parts `parts[starts[w]]` up to, not including,
 * `parts[starts[w + 1]]`, in that order. Values are one number a part, NaN for unknown; so are results a whole. Each is one pass. Where
 * each whole has one part, as most shops' shelves have, all take the same short way.
 */

export interface Parts {
  readonly starts: Int32Array;
  readonly parts: Int32Array;
}

type Merge = (values: Float64Array, of: Parts) => Float64Array;

/** A merge by what it makes of two or more parts; one part stays itself. */
function merging(several: (values: Float64Array, parts: Int32Array, from: number, to: number) => number): Merge {
  return (values, of) => {
    if (isSingle(of)) return taken(values, of);
    const {starts, parts} = of;
    const merged = new Float64Array(starts.length - 1);
    for (let whole = 0; whole < merged.length; whole++) {
      const [from, to] = [starts[whole] as number, starts[whole + 1] as number];
      merged[whole] = to === from + 1 ? (values[parts[from] as number] as number) : several(values, parts, from, to);
    }
    return merged;
  };
}

/** Whether each whole has one part. */
function isSingle({starts, parts}: Parts): boolean {
  if (parts.length !== starts.length - 1) return false;
  for (let whole = 0; whole < parts.length; whole++) if (starts[whole] !== whole) return false;
  return true;
}

/** The value of each whole's only part. */
function taken(values: Float64Array, {parts}: Parts): Float64Array {
  const merged = new Float64Array(parts.length);
  for (let whole = 0; whole < merged.length; whole++) merged[whole] = values[parts[whole] as number] as number;
  return merged;
}

/** Added up; unknown parts count 0. */
export function addParts(values: Float64Array, {starts, parts}: Parts): Float64Array {
  const merged = new Float64Array(starts.length - 1);
  for (let whole = 0; whole < merged.length; whole++) {
    let sum = 0;
    for (let at = starts[whole] as number; at < (starts[whole + 1] as number); at++) {
      const value = values[parts[at] as number] as number;
      if (value === value) sum += value;
    }
    merged[whole] = sum;
  }
  return merged;
}

/** The known ones added up, compensated (Neumaier 1974); NaN where none is known. */
export const addKnown = merging((values, parts, from, to) => {
  let sum = 0;
  let lost = 0;
  let known = false;
  for (let at = from; at < to; at++) {
    const value = values[parts[at] as number] as number;
    if (value !== value) continue;
    known = true;
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return known ? sum + lost : NaN;
});

export const largestPart = merging((values, parts, from, to) => extreme(values, parts, from, to, 1));
export const leastPart = merging((values, parts, from, to) => extreme(values, parts, from, to, -1));

function extreme(values: Float64Array, parts: Int32Array, from: number, to: number, sign: number): number {
  let found = NaN;
  for (let at = from; at < to; at++) {
    const value = values[parts[at] as number] as number;
    if (value === value && (found !== found || (value - found) * sign > 0)) found = value;
  }
  return found;
}

/** The first that is known. */
export const firstKnown = merging((values, parts, from, to) => {
  for (let at = from; at < to; at++) {
    const value = values[parts[at] as number] as number;
    if (value === value) return value;
  }
  return NaN;
});

/** Mean of the known ones, weighted by units above 0; by equal weights where there are no units. One known value stays itself, free of rounding. */
export function weightedMean(values: Float64Array, units: Float64Array, of: Parts): Float64Array {
  return merging((each, parts, from, to) => {
    let [sum, weight, plain, known] = [0, 0, 0, 0];
    for (let at = from; at < to; at++) {
      const part = parts[at] as number;
      const value = each[part] as number;
      if (value !== value) continue;
      const size = Math.max(0, units[part] as number);
      sum += value * size;
      weight += size;
      plain += value;
      known++;
    }
    if (known < 2) return known === 0 ? NaN : plain;
    return weight > 0 ? sum / weight : plain / known;
  })(values, of);
}

/** Units above 0 × what one is worth, added up; NaN where a part's worth is unknown. */
export function worthOf(worth: Float64Array, units: Float64Array, {starts, parts}: Parts): Float64Array {
  const merged = new Float64Array(starts.length - 1);
  for (let whole = 0; whole < merged.length; whole++) {
    let sum = 0;
    for (let at = starts[whole] as number; at < (starts[whole + 1] as number); at++) {
      const part = parts[at] as number;
      sum += Math.max(0, units[part] as number) * (worth[part] as number);
    }
    merged[whole] = sum;
  }
  return merged;
}

/** The first code that is not −1. */
export function firstCode(codes: Int32Array, {starts, parts}: Parts): Int32Array {
  const merged = new Int32Array(starts.length - 1).fill(-1);
  for (let whole = 0; whole < merged.length; whole++) {
    for (let at = starts[whole] as number; at < (starts[whole + 1] as number) && merged[whole] === -1; at++) {
      merged[whole] = codes[parts[at] as number] as number;
    }
  }
  return merged;
}

/** 1 where every part is 1. */
export function everyPart(flags: Float64Array, {starts, parts}: Parts): Float64Array {
  const merged = new Float64Array(starts.length - 1);
  for (let whole = 0; whole < merged.length; whole++) {
    let every = 1;
    for (let at = starts[whole] as number; at < (starts[whole + 1] as number); at++) if (flags[parts[at] as number] !== 1) every = 0;
    merged[whole] = every;
  }
  return merged;
}
