/** How far fitted parameters, and what follows from them, may be off: the curvature of the likelihood at its top (large-sample theory). */

export type Covariance = readonly (readonly number[])[];

/** A step on a parameter's logarithm: 1 % is far above rounding and well inside what a fit can tell apart. */
const STEP = 0.01;

/**
 * Covariance at a maximum of `f`: the inverse of its second derivatives, negated. Null where the top is flat or no top: some parameter is then not
 * held by the data.
 */
export function covarianceAt(f: (point: readonly number[]) => number, top: readonly number[]): Covariance | null {
  const at = (...shifts: readonly (readonly [axis: number, by: number])[]): number =>
    f(top.map((value, axis) => shifts.reduce((sum, [each, by]) => (each === axis ? sum + by : sum), value)));
  const middle = f(top);
  const second = (i: number, j: number): number =>
    i === j ? (at([i, STEP]) - 2 * middle + at([i, -STEP])) / STEP ** 2
    : (at([i, STEP], [j, STEP]) - at([i, STEP], [j, -STEP]) - at([i, -STEP], [j, STEP]) + at([i, -STEP], [j, -STEP])) / (4 * STEP ** 2);
  const information = top.map((_, i) => top.map((_unused, j) => -second(Math.min(i, j), Math.max(i, j))));
  return inverseOfPositive(information);
}

/** By Cholesky's factor; null unless the matrix is positive definite. */
function inverseOfPositive(matrix: readonly (readonly number[])[]): Covariance | null {
  const size = matrix.length;
  const lower = matrix.map(() => new Array<number>(size).fill(0));
  const cell = (rows: readonly (readonly number[])[], i: number, j: number): number => (rows[i] as readonly number[])[j] as number;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = cell(matrix, i, j);
      for (let k = 0; k < j; k++) rest -= cell(lower, i, k) * cell(lower, j, k);
      if (i === j && !(rest > 1e-9 * cell(matrix, i, i))) return null;
      (lower[i] as number[])[j] = i === j ? Math.sqrt(rest) : rest / cell(lower, j, j);
    }
  }
  // Columns of the factor's inverse; the product of the inverse with itself turned over is the answer.
  const inverse = lower.map(() => new Array<number>(size).fill(0));
  for (let j = 0; j < size; j++) {
    for (let i = j; i < size; i++) {
      let rest = i === j ? 1 : 0;
      for (let k = j; k < i; k++) rest -= cell(lower, i, k) * cell(inverse, k, j);
      (inverse[i] as number[])[j] = rest / cell(lower, i, i);
    }
  }
  return matrix.map((_, i) => matrix.map((_unused, j) => inverse.reduce((sum, row) => sum + (row[i] as number) * (row[j] as number), 0)));
}

/** Variance of f(shifts) around no shift, where shifts vary by `covariance`: the delta method. */
export function varianceOf(f: (shifts: readonly number[]) => number, covariance: Covariance): number {
  const slopes = covariance.map((_, axis) => {
    const shifted = (by: number): number => f(covariance.map((_unused, each) => (each === axis ? by : 0)));
    return (shifted(STEP) - shifted(-STEP)) / (2 * STEP);
  });
  return covariance.reduce((sum, row, i) => sum + row.reduce((part, each, j) => part + (slopes[i] as number) * each * (slopes[j] as number), 0), 0);
}
