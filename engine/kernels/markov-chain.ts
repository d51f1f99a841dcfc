/** Removal effects in a Markov chain of first order over the channels of paths. */

export interface ChainPaths {
  /** How many channels there are, `0 … channels − 1`. */
  readonly channels: number;
  /** `paths + 1` offsets into `touches`. A path without touches is left out. */
  readonly starts: ArrayLike<number>;
  readonly touches: ArrayLike<number>;
  /** For each path: how often it converted, what that was worth, and how often it led to nothing. */
  readonly conversions: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  readonly nulls: ArrayLike<number>;
}

export interface RemovalEffects {
  /** By channel: the part of all conversions, and of their value, that would be lost without it. */
  readonly conversions: Float64Array;
  readonly value: Float64Array;
}

/**
 * A walk goes from the start over channels to a conversion or to nothing, each step with the share of the paths that took it. The removal
 * effect of a channel is the part of all conversions whose walk meets it: without it they end in nothing. Solved exactly, where
 * ChannelAttribution draws random walks: of P(meet c) = N(start, c) ÷ N(c, c), N the visits expected, and of P(convert | at c). Repeats of one
 * channel change nothing: they only delay the next step. O(touches + channels³).
 */
export function removalEffects(paths: ChainPaths): RemovalEffects {
  const {channels} = paths;
  const chain = countSteps(paths);
  const visits = invert(channels, (row, column) => Number(row === column) - share(chain.steps[row * channels + column], chain.left[row]));
  const meets = new Float64Array(channels);
  for (let to = 0; to < channels; to++) {
    let expected = 0;
    for (let from = 0; from < channels; from++) {
      expected += share(chain.first[from], chain.begun) * (visits[from * channels + to] as number);
    }
    meets[to] = expected === 0 ? 0 : expected / (visits[to * channels + to] as number);
  }
  return {
    conversions: lossWithout(channels, visits, meets, chain, chain.converted),
    value: lossWithout(channels, visits, meets, chain, chain.earned),
  };
}

interface Chain {
  readonly first: Float64Array;
  readonly begun: number;
  readonly steps: Float64Array;
  /** How often a channel was left, for another or for an end. */
  readonly left: Float64Array;
  readonly converted: Float64Array;
  readonly earned: Float64Array;
}

function countSteps({channels, starts, touches, conversions, values, nulls}: ChainPaths): Chain {
  const chain = {
    first: new Float64Array(channels), steps: new Float64Array(channels * channels), left: new Float64Array(channels),
    converted: new Float64Array(channels), earned: new Float64Array(channels),
  };
  let begun = 0;
  const add = (to: Float64Array, at: number, amount: number): void => {
    to[at] = (to[at] as number) + amount;
  };
  for (let path = 0; path + 1 < starts.length; path++) {
    const from = starts[path] as number;
    const to = starts[path + 1] as number;
    const walks = (conversions[path] as number) + (nulls[path] as number);
    if (from === to || walks === 0) continue;
    begun += walks;
    add(chain.first, touches[from] as number, walks);
    let channel = touches[from] as number;
    for (let at = from + 1; at < to; at++) {
      const next = touches[at] as number;
      if (next === channel) continue;
      add(chain.steps, channel * channels + next, walks);
      add(chain.left, channel, walks);
      channel = next;
    }
    add(chain.left, channel, walks);
    add(chain.converted, channel, conversions[path] as number);
    add(chain.earned, channel, values[path] as number);
  }
  return {...chain, begun};
}

const share = (part: number | undefined, of: number | undefined): number => (of === undefined || of === 0 ? 0 : (part ?? 0) / of);

function lossWithout(channels: number, visits: Float64Array, meets: Float64Array, {left, first, begun}: Chain, reward: Float64Array): Float64Array {
  const later = new Float64Array(channels);
  let whole = 0;
  for (let from = 0; from < channels; from++) {
    let expected = 0;
    for (let at = 0; at < channels; at++) expected += (visits[from * channels + at] as number) * share(reward[at], left[at]);
    later[from] = expected;
    whole += share(first[from], begun) * expected;
  }
  return later.map((expected, channel) => (whole === 0 ? 0 : ((meets[channel] as number) * expected) / whole));
}

/** Gauss-Jordan with the largest pivot of the column. */
function invert(size: number, cell: (row: number, column: number) => number): Float64Array {
  const width = size * 2;
  const work = new Float64Array(size * width);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) work[row * width + column] = cell(row, column);
    work[row * width + size + row] = 1;
  }
  for (let pivot = 0; pivot < size; pivot++) {
    let best = pivot;
    for (let row = pivot + 1; row < size; row++) {
      if (Math.abs(work[row * width + pivot] as number) > Math.abs(work[best * width + pivot] as number)) best = row;
    }
    if (best !== pivot) swapRows(work, width, best, pivot);
    const by = work[pivot * width + pivot] as number;
    for (let column = pivot; column < width; column++) work[pivot * width + column] = (work[pivot * width + column] as number) / by;
    for (let row = 0; row < size; row++) {
      const factor = work[row * width + pivot] as number;
      if (row === pivot || factor === 0) continue;
      for (let column = pivot; column < width; column++) {
        work[row * width + column] = (work[row * width + column] as number) - factor * (work[pivot * width + column] as number);
      }
    }
  }
  const inverse = new Float64Array(size * size);
  for (let row = 0; row < size; row++) inverse.set(work.subarray(row * width + size, (row + 1) * width), row * size);
  return inverse;
}

function swapRows(work: Float64Array, width: number, one: number, other: number): void {
  const kept = work.slice(one * width, (one + 1) * width);
  work.copyWithin(one * width, other * width, (other + 1) * width);
  work.set(kept, other * width);
}
