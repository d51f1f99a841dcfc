/** Local regression over values at the places 1, 2, 3 …: Cleveland (1979), with the tricube weights and the jumps of STL. */

export interface LoessOptions {
  /** How many neighbours a place is fitted to. */
  readonly window: number;
  /** 0 for a local mean, 1 for a local line. */
  readonly degree: 0 | 1;
  /** Fitted at every n-th place, with straight lines between. Default 1. */
  readonly jump?: number;
  /** Further weights of the values. */
  readonly weights?: ArrayLike<number>;
}

/** The smoothed values. */
export function loess(values: ArrayLike<number>, options: LoessOptions): Float64Array {
  const count = values.length;
  const smoothed = new Float64Array(count);
  if (count < 2) return Float64Array.from(values);
  const jump = Math.min(options.jump ?? 1, count - 1);
  const fitAt = (place: number): void => {
    const [left, right] = neighbours(place, count, options.window);
    smoothed[place - 1] = loessAt(values, place, left, right, options) ?? (values[place - 1] as number);
  };
  let last = 1;
  fitAt(1);
  const join = (place: number): void => {
    fitAt(place);
    const [from, to] = [smoothed[last - 1] as number, smoothed[place - 1] as number];
    for (let between = last + 1; between < place; between++) smoothed[between - 1] = from + ((to - from) * (between - last)) / (place - last);
    last = place;
  };
  for (let place = 1 + jump; place <= count; place += jump) join(place);
  if (last < count) join(count);
  return smoothed;
}

/** The window around a place, pushed inwards at the ends. */
function neighbours(place: number, count: number, window: number): [number, number] {
  if (window >= count) return [1, count];
  const left = Math.min(Math.max(1, place - Math.floor((window + 1) / 2) + 1), count - window + 1);
  return [left, left + window - 1];
}

/** The fit at any place, also outside of the values, to those from `left` to `right`; null where all of them weigh nothing. */
export function loessAt(
  values: ArrayLike<number>, place: number, left: number, right: number, {window, degree, weights}: LoessOptions,
): number | null {
  const count = values.length;
  const reach = Math.max(place - left, right - place) + (window > count ? Math.floor((window - count) / 2) : 0);
  const shares = new Float64Array(right - left + 1);
  let total = 0;
  let centre = 0;
  for (let at = left; at <= right; at++) {
    const far = Math.abs(at - place);
    const near = far > 0.999 * reach ? 0 : far <= 0.001 * reach ? 1 : (1 - (far / reach) ** 3) ** 3;
    const share = near * (weights ? (weights[at - 1] as number) : 1);
    shares[at - left] = share;
    total += share;
    centre += share * at;
  }
  if (total <= 0) return null;
  centre /= total;
  let spread = 0;
  let [mean, tilt] = [0, 0];
  for (let at = left; at <= right; at++) {
    const share = (shares[at - left] as number) / total;
    const value = share * (values[at - 1] as number);
    spread += share * (at - centre) ** 2;
    mean += value;
    tilt += value * (at - centre);
  }
  const slopes = degree === 1 && reach > 0 && Math.sqrt(spread) > 0.001 * (count - 1);
  return slopes ? mean + (tilt * (place - centre)) / spread : mean;
}
