/** Below this part of its length, a column that the ones before it explain is left out. */
const INDEPENDENT = 1e-7;

/**
 * Fitted values of the linear regression of `values` on `columns`, for all rows, also those without a value. By Gram & Schmidt, twice, over the rows
 * with a value; a column that the others explain changes nothing. Cost: rows × columns².
 */
export function leastSquares(columns: readonly (readonly number[])[], values: readonly (number | null)[]): number[] {
  const known = values.flatMap((value, row) => (value === null ? [] : [row]));
  const dot = (a: readonly number[], b: readonly number[]): number => known.reduce((sum, row) => sum + (a[row] as number) * (b[row] as number), 0);
  const basis: (readonly number[])[] = [];
  for (const column of columns) {
    const length = Math.sqrt(dot(column, column));
    let rest = column;
    for (let pass = 0; pass < 2; pass++) {
      for (const each of basis) {
        const part = dot(each, rest);
        rest = rest.map((value, row) => value - part * (each[row] as number));
      }
    }
    const left = Math.sqrt(dot(rest, rest));
    if (left > INDEPENDENT * length) basis.push(rest.map((value) => value / left));
  }
  let rest = values.map((value) => value ?? 0);
  let fitted = new Array<number>(values.length).fill(0);
  for (const each of basis) {
    const part = dot(each, rest);
    rest = rest.map((value, row) => value - part * (each[row] as number));
    fitted = fitted.map((value, row) => value + part * (each[row] as number));
  }
  return fitted;
}
