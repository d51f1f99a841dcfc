/** What is made of a path before credit is given. */

export interface PathRules {
  /** `consecutive`: a channel that follows itself is one touch, the latest. `all`: only the first touch of each channel stays. */
  readonly collapse: 'none' | 'consecutive' | 'all';
  /** `last`: direct touches at the end go, `any`: all of them go; unless every touch is direct. */
  readonly dropDirect: 'none' | 'last' | 'any';
  /** Only so many of the latest touches. */
  readonly maxTouches: number;
  readonly isDirect: (channel: number) => boolean;
}

/** A path that is worked on in place: `length` of the places are in use. */
export interface TouchBuffer {
  channels: Int32Array;
  ages: Float64Array;
  length: number;
}

/** Room for `size` touches. */
export function touchBuffer(size: number): TouchBuffer {
  return {channels: new Int32Array(size), ages: new Float64Array(size), length: 0};
}

/** Whether the rules change any path. */
export const changesPaths = ({collapse, dropDirect, maxTouches}: PathRules): boolean =>
  collapse !== 'none' || dropDirect !== 'none' || maxTouches < Infinity;

/**
 * Cuts to the latest touches, drops direct ones, then collapses repeats, in this order. The transformations and their order are those of
 * Snowplow's attribution package (`trim_long_path`; `remove_if_last_and_not_all`, `remove_if_not_all`; `exposure_path`, `first_path`).
 */
export function reshapePath(path: TouchBuffer, rules: PathRules): void {
  if (path.length > rules.maxTouches) keep(path, (at) => at >= path.length - rules.maxTouches);
  if (rules.dropDirect !== 'none') dropDirect(path, rules);
  const {channels, length} = path;
  if (rules.collapse === 'consecutive') keep(path, (at) => at === length - 1 || channels[at] !== channels[at + 1]);
  if (rules.collapse === 'all') {
    const seen = new Set<number>();
    keep(path, (at) => !seen.has(channels[at] as number) && seen.add(channels[at] as number).size > 0);
  }
}

function dropDirect(path: TouchBuffer, {dropDirect: which, isDirect}: PathRules): void {
  let lastOther = path.length - 1;
  while (lastOther >= 0 && isDirect(path.channels[lastOther] as number)) lastOther--;
  if (lastOther < 0) return;
  keep(path, (at) => (which === 'last' ? at <= lastOther : !isDirect(path.channels[at] as number)));
}

/** Asks for each place in turn, the places before it already moved; a place and those after it are still as they were. */
function keep(path: TouchBuffer, stays: (at: number) => boolean): void {
  const {channels, ages, length} = path;
  let kept = 0;
  for (let at = 0; at < length; at++) {
    if (!stays(at)) continue;
    channels[kept] = channels[at] as number;
    ages[kept++] = ages[at] as number;
  }
  path.length = kept;
}
