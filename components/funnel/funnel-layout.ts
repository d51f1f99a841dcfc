/** Where the parts of a funnel lie, in CSS pixels from the drawing's top. */

export type FunnelShape = 'wide' | 'narrow';

export interface FunnelPlace {
  readonly top: number;
  readonly bottom: number;
  /** Middle of the texts: of the bar, or of a line above it where there is no room beside. */
  readonly line: number;
  /** Middle of the gap before the bar. */
  readonly between: number;
  /** What a pointer may hit: at least 24 pixels. */
  readonly hitTop: number;
  readonly hitBottom: number;
}

export interface FunnelLayout {
  readonly places: readonly FunnelPlace[];
  /** Middle of the line that names the columns. */
  readonly head: number;
  readonly height: number;
}

export interface GroupedLayout extends FunnelLayout {
  /** Middle of the line that names each step. */
  readonly stepLines: readonly number[];
}

const HEAD = 26;
const HEAD_LINE = 10;
const SINGLE = {wide: {bar: 28, gap: 30, line: 0, between: 15}, narrow: {bar: 14, gap: 40, line: 20, between: 14}} as const;
const GROUPED = {bar: 16, pitch: 24, name: 26, after: 8} as const;

/** One bar a step, with a gap between two. */
export function layoutSingle(steps: number, shape: FunnelShape): FunnelLayout {
  const {bar, gap, line, between} = SINGLE[shape];
  const pitch = line + bar + gap;
  const places = Array.from({length: steps}, (_, step): FunnelPlace => {
    const start = HEAD + step * pitch;
    const top = start + line;
    return {
      top,
      bottom: top + bar,
      line: line > 0 ? start + line / 2 : top + bar / 2,
      between: start - gap + between,
      hitTop: step === 0 ? start - 4 : start - gap,
      hitBottom: top + bar + 4,
    };
  });
  return {places, head: HEAD_LINE, height: HEAD + steps * pitch - gap + 6};
}

/** Under each step's name one bar a group; places are listed step by step. */
export function layoutGrouped(steps: number, groups: number): GroupedLayout {
  const block = GROUPED.name + groups * GROUPED.pitch + GROUPED.after;
  const places = Array.from({length: steps * groups}, (_, index): FunnelPlace => {
    const step = Math.floor(index / groups);
    const hitTop = HEAD + step * block + GROUPED.name + (index % groups) * GROUPED.pitch;
    const top = hitTop + (GROUPED.pitch - GROUPED.bar) / 2;
    return {top, bottom: top + GROUPED.bar, line: top + GROUPED.bar / 2, between: hitTop, hitTop, hitBottom: hitTop + GROUPED.pitch};
  });
  const stepLines = Array.from({length: steps}, (_, step) => HEAD + step * block + GROUPED.name / 2 + 2);
  return {places, stepLines, head: HEAD_LINE, height: HEAD + steps * block - GROUPED.after + 4};
}
