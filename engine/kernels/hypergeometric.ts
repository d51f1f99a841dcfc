/**
 * Gauss's hypergeometric function ₂F₁(a, b; c; z) for 0 ≤ z < 1 and c > 0: by its series, or that of (1 − z)^(c−a−b) ₂F₁(c − a, c − b; c; z) where
 * fewer terms do.
 */

/** Enough for z up to 0.998; beyond it a fit would stand still over rates that no shop has. */
const MAX_TERMS = 20_000;
const PRECISION = 1e-16;

/** Right to about 1e-11 for z up to 0.998. NaN outside of what is said above, and where the series does not settle. */
export function hypergeometric(a: number, b: number, c: number, z: number): number {
  if (!(z >= 0 && z < 1 && c > 0)) return NaN;
  // Terms of one sign that grow slower end sooner; both series are the same number (Abramowitz & Stegun 15.3.3).
  if (c - a - b < 0 && c - a > 0 && c - b > 0) return (1 - z) ** (c - a - b) * series(c - a, c - b, c, z);
  return series(a, b, c, z);
}

function series(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < MAX_TERMS; n++) {
    term *= ((a + n) * (b + n) * z) / ((c + n) * (n + 1));
    sum += term;
    if (Math.abs(term) <= PRECISION * Math.abs(sum)) return sum;
  }
  return NaN;
}

/**
 * ₂F₁(1, b; c; z) for 0 ≤ z < 1 and 0 ≤ b ≤ c by Gauss's continued fraction (Lentz's way): some hundred steps where the series
 * takes ten thousands. NaN outside of what is said here.
 */
export function hypergeometricOfOne(b: number, c: number, z: number): number {
  if (!(z >= 0 && z < 1 && c > 0 && b >= 0 && b <= c)) return NaN;
  let [value, above, below] = [1, 1, 0];
  for (let n = 1; n < MAX_TERMS; n++) {
    const k = Math.floor(n / 2);
    const odd = n === 1 ? b / c : ((b + k) * (c - 1 + k)) / ((c + n - 2) * (c + n - 1));
    const part = n % 2 === 1 ? odd : (k * (c - b + k - 1)) / ((c + n - 2) * (c + n - 1));
    below = 1 / notNone(1 - part * z * below);
    above = notNone(1 - (part * z) / above);
    value *= above * below;
    if (Math.abs(above * below - 1) < PRECISION * 4) return 1 / value;
  }
  return NaN;
}

/** Lentz: a divisor of 0 becomes a tiny one. */
const notNone = (x: number): number => (x === 0 ? 1e-300 : x);
