import type {Box} from './scene-marks.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const GAP = 6;
const EDGE = 4;

/** Above the anchor and centred on it; below when there is no room above; kept inside the viewport. All in viewport coordinates. */
export function placeBeside(anchor: Box, size: Size, viewport: Size): Place {
  const x = clamp(anchor.x + anchor.width / 2 - size.width / 2, viewport.width - size.width - EDGE);
  const above = anchor.y - size.height - GAP;
  const below = anchor.y + anchor.height + GAP;
  const fitsBelow = below + size.height + EDGE <= viewport.height;
  const y = above >= EDGE || !fitsBelow ? Math.max(EDGE, above) : below;
  return {x: Math.round(x), y: Math.round(y)};
}

function clamp(value: number, most: number): number {
  return Math.max(EDGE, Math.min(value, most));
}
