/** A small line without axes: pure geometry, drawn as SVG. */

import {nothing, svg} from 'lit';
import type {TemplateResult} from 'lit';

export interface SparkSeries {
  readonly values: readonly (number | null)[];
  /** Drawn faintly behind, on the same scale. */
  readonly base?: readonly (number | null)[];
  /** Whether the scale begins at zero: for amounts and counts, not for rates and averages. */
  readonly fromZero: boolean;
  /** The last point stands for a bucket that is not over. */
  readonly lastIsPartial: boolean;
}

const WIDTH = 200;
const HEIGHT = 40;
const EDGE = 3;

type Point = readonly [x: number, y: number] | null;

/** The line, its gaps at nulls, its last stretch dashed where it is not over. Draws nothing for fewer than two points. */
export function renderSparkline({values, base = [], fromZero, lastIsPartial}: SparkSeries): TemplateResult<2> | typeof nothing {
  const known = [...values, ...base].filter((value) => value !== null);
  if (values.filter((value) => value !== null).length < 2) return nothing;
  const low = fromZero ? Math.min(...known, 0) : Math.min(...known);
  const span = Math.max(...known) - low || 1;
  const count = Math.max(values.length, base.length);
  const place = (value: number | null, index: number): Point => {
    if (value === null) return null;
    return [EDGE + (index / Math.max(1, count - 1)) * (WIDTH - 2 * EDGE), HEIGHT - EDGE - ((value - low) / span) * (HEIGHT - 2 * EDGE)];
  };
  const points = values.map(place);
  const solid = lastIsPartial ? points.slice(0, -1) : points;
  const last = points[points.length - 1];
  return svg`<svg class="spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
    ${base.length > 0 ? svg`<path class="base" d=${path(base.map(place))} />` : nothing}
    <path class="line" d=${path(solid)} />
    ${lastIsPartial ? svg`<path class="line partial" d=${path(points.slice(-2))} />` : nothing}
    ${last ? svg`<path class="dot" d=${`M${last[0].toFixed(1)} ${last[1].toFixed(1)}h0`} />` : nothing}
  </svg>`;
}

function path(points: readonly Point[]): string {
  let text = '';
  points.forEach((point, index) => {
    if (!point) return;
    const [before, after] = [points[index - 1] ?? null, points[index + 1] ?? null];
    // A point between two gaps would be a line without length, which draws nothing: `h0` makes a dot of it.
    text += `${before ? 'L' : 'M'}${point[0].toFixed(1)} ${point[1].toFixed(1)}${before || after ? '' : 'h0'}`;
  });
  return text;
}
