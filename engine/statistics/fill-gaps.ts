/** What would stand in the gaps of a series. */

import {stl} from '../models/stl.ts';
import {leastSquares} from './least-squares.ts';

type Series = readonly (number | null)[];

/** The seasonal window of R's `mstl` with one season. */
export const SEASONAL_WINDOW = 11;
/** Waves and powers of the first look at a season with gaps. */
const MOST_WAVES = 5;
const MOST_POWERS = 6;
/** Of the range of the values, how far beyond it a filled gap may lie. */
const BEYOND = 0.5;

/**
 * Gaps filled along the line between their neighbours; before the first and after the last value by that value. With a `period` and more than two
 * seasons of values along the seasonally adjusted line, with the season (robust STL) put back. As R's `forecast::na.interp`. Null without a value.
 */
export function fillGaps(values: Series, period = 1): number[] | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  const line = alongLines(values);
  if (known.length === values.length || period < 2 || known.length <= 2 * period) return line;
  const rough = roughFit(values, period);
  const {seasonal} = stl(values.map((value, at) => value ?? (rough[at] as number)), period, {seasonal: SEASONAL_WINDOW, robust: true});
  const adjusted = alongLines(values.map((value, at) => (value === null ? null : value - (seasonal[at] as number))));
  const filled = values.map((value, at) => value ?? (adjusted[at] as number) + (seasonal[at] as number));
  const [least, most] = [known.reduce((a, b) => Math.min(a, b)), known.reduce((a, b) => Math.max(a, b))];
  const slack = BEYOND * (most - least);
  return filled.some((value) => value > most + slack || value < least - slack) ? line : filled;
}

function alongLines(values: Series): number[] {
  const places = values.flatMap((value, at) => (value === null ? [] : [at]));
  let next = 0;
  return values.map((value, at) => {
    while (next < places.length && (places[next] as number) < at) next++;
    if (value !== null) return value;
    const [before, after] = [places[next - 1], places[next]];
    const [low, high] = [before ?? after, after ?? before] as [number, number];
    const [start, end] = [values[low] as number, values[high] as number];
    return low === high ? start : start + ((end - start) * (at - low)) / (high - low);
  });
}

/** Waves of the season and powers of time. */
function roughFit(values: Series, period: number): number[] {
  const count = values.length;
  const columns: number[][] = [values.map(() => 1)];
  for (let wave = 1; wave <= Math.min(Math.trunc(period / 2), MOST_WAVES); wave++) {
    const angle = (at: number): number => (2 * Math.PI * wave * (at + 1)) / period;
    // The fastest wave of an even season has no sine.
    if (2 * wave < period) columns.push(values.map((_, at) => Math.sin(angle(at))));
    columns.push(values.map((_, at) => Math.cos(angle(at))));
  }
  const powers = Math.min(Math.max(Math.trunc(count / 10), 1), MOST_POWERS);
  for (let power = 1; power <= powers; power++) columns.push(values.map((_, at) => ((2 * at) / (count - 1) - 1) ** power));
  return leastSquares(columns, values);
}
