/**
 * The downhill simplex of Nelder & Mead (1965), with the usual coefficients 1, 2, ½, ½. No gradient is asked for; a value that is no number counts
 * as the worst there is, so a function may refuse a point by NaN.
 */

export interface Minimum {
  readonly point: readonly number[];
  readonly value: number;
  readonly evaluations: number;
}

export interface NelderMeadOptions {
  /** How far the first simplex reaches along each axis. Default 0.5. */
  readonly reach?: number;
  /** Ends where the simplex and its values are smaller than this. Default 1e-10. */
  readonly tolerance?: number;
  /** Default 400 for each dimension. */
  readonly maxEvaluations?: number;
}

interface Vertex {
  readonly point: readonly number[];
  readonly value: number;
}

/** The least value found from `start` on; it begins anew from there once, since a simplex may collapse on its way. */
export function minimise(f: (point: readonly number[]) => number, start: readonly number[], options: NelderMeadOptions = {}): Minimum {
  const first = descend(f, start, options);
  const second = descend(f, first.point, options);
  return {...second, evaluations: first.evaluations + second.evaluations};
}

function descend(f: (point: readonly number[]) => number, start: readonly number[], options: NelderMeadOptions): Minimum {
  const {reach = 0.5, tolerance = 1e-10, maxEvaluations = 400 * start.length} = options;
  let evaluations = 0;
  const at = (point: readonly number[]): Vertex => {
    evaluations++;
    const value = f(point);
    return {point, value: value === value ? value : Infinity};
  };
  const size = start.length;
  const simplex = [at(start), ...start.map((_, axis) => at(start.map((each, index) => (index === axis ? each + reach : each))))];
  for (;;) {
    simplex.sort((a, b) => a.value - b.value);
    const best = simplex[0] as Vertex;
    const worst = simplex[size] as Vertex;
    const settled = worst.value - best.value <= tolerance && width(simplex) <= Math.sqrt(tolerance);
    if (settled || evaluations >= maxEvaluations) return {...best, evaluations};
    const centre = start.map((_, axis) => simplex.slice(0, size).reduce((sum, {point}) => sum + (point[axis] as number), 0) / size);
    const along = (factor: number): Vertex => at(centre.map((middle, axis) => middle + factor * ((worst.point[axis] as number) - middle)));
    const reflected = along(-1);
    if (reflected.value < best.value) {
      const expanded = along(-2);
      simplex[size] = expanded.value < reflected.value ? expanded : reflected;
      continue;
    }
    if (reflected.value < (simplex[size - 1] as Vertex).value) {
      simplex[size] = reflected;
      continue;
    }
    const contracted = along(reflected.value < worst.value ? -0.5 : 0.5);
    if (contracted.value < Math.min(reflected.value, worst.value)) {
      simplex[size] = contracted;
      continue;
    }
    for (let index = 1; index <= size; index++) {
      const {point} = simplex[index] as Vertex;
      simplex[index] = at(point.map((each, axis) => ((best.point[axis] as number) + each) / 2));
    }
  }
}

/** The farthest that a vertex lies from the best one along an axis. */
function width([best, ...others]: readonly Vertex[]): number {
  return Math.max(...others.map(({point}) => Math.max(...point.map((each, axis) => Math.abs(each - (best?.point[axis] as number))))));
}
