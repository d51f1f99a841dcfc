/** Holds an answer against the expected one, leaf by leaf. */

export interface Tolerance {
  readonly abs?: number;
  readonly rel?: number;
}

export interface Difference {
  readonly path: string;
  readonly expected: unknown;
  readonly got: unknown;
}

/** Rounding of binary fractions, far below any digit a peer prints. */
const BINARY = 1e-12;

/** Every leaf that differs by more than the tolerance. `null` is "no value": 0 and NaN fail it. `"Infinity"` texts are numbers. */
export function compare(expected: unknown, got: unknown, tolerance: Tolerance, path = ''): Difference[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) return [{path, expected, got}];
    return expected.flatMap((each, index) => compare(each, got[index], tolerance, `${path}[${index}]`));
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof got !== 'object' || got === null) return [{path, expected, got}];
    return Object.entries(expected).flatMap(([key, each]) => compare(each, (got as Record<string, unknown>)[key], tolerance, path ? `${path}.${key}` : key));
  }
  return leafEqual(expected, got, tolerance) ? [] : [{path, expected, got}];
}

function leafEqual(expected: unknown, got: unknown, {abs = 0, rel = 0}: Tolerance): boolean {
  const wanted = expected === 'Infinity' ? Infinity : expected === '-Infinity' ? -Infinity : expected;
  if (typeof wanted !== 'number' || !Number.isFinite(wanted)) return Object.is(wanted, got);
  if (typeof got !== 'number' || Number.isNaN(got)) return false;
  return Math.abs(got - wanted) <= Math.max(abs, rel * Math.abs(wanted)) + BINARY * Math.max(1, Math.abs(wanted));
}
