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

/** What the last bits of a double may differ by when the same sum is added in another order; no peer prints as many digits. */
const LAST_BITS = 2 ** -48;

/**
 * Every leaf that differs by more than the tolerance, a missing or surplus one too. `null` is "no value": 0, NaN and nothing at all fail
 * it. `"Infinity"` texts are numbers. A tolerance of 0 is exact for whole numbers, and to the last bits for others.
 */
export function compare(expected: unknown, got: unknown, tolerance: Tolerance, path = ''): Difference[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(got)) return [{path, expected, got}];
    const length = Math.max(expected.length, got.length);
    return Array.from({length}, (_, index) => compare(expected[index], got[index], tolerance, `${path}[${index}]`)).flat();
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof got !== 'object' || got === null || Array.isArray(got)) return [{path, expected, got}];
    const [wanted, given] = [expected as Record<string, unknown>, got as Record<string, unknown>];
    const keys = new Set([...Object.keys(wanted), ...Object.keys(given)]);
    return [...keys].flatMap((key) => compare(wanted[key], given[key], tolerance, path ? `${path}.${key}` : key));
  }
  return leafEqual(expected, got, tolerance) ? [] : [{path, expected, got}];
}

function leafEqual(expected: unknown, got: unknown, {abs = 0, rel = 0}: Tolerance): boolean {
  const wanted = expected === 'Infinity' ? Infinity : expected === '-Infinity' ? -Infinity : expected;
  if (typeof wanted !== 'number' || !Number.isFinite(wanted)) return wanted !== undefined && Object.is(wanted, got);
  if (typeof got !== 'number' || Number.isNaN(got)) return false;
  const bits = Number.isInteger(wanted) ? 0 : LAST_BITS * Math.abs(wanted);
  return Math.abs(got - wanted) <= Math.max(abs, rel * Math.abs(wanted)) + bits;
}
