/** Funnel answers by trying everything: for actors with a handful of events. */

export interface OracleEvent {
  readonly time: number;
  /** The steps it matches, from 0. */
  readonly steps: readonly number[];
}

export interface OracleAnswer {
  readonly level: number;
  /** The instants of the steps of the attempt that counts. */
  readonly times: readonly number[];
}

export interface OracleOptions {
  readonly steps: number;
  readonly window: number;
  readonly from?: number;
  readonly to?: number;
  readonly increase?: boolean;
}

const NONE: OracleAnswer = {level: 0, times: []};

/** `a` before `b`: higher level, then earlier completion, then later (or earlier) start, then earlier steps. */
function better(a: OracleAnswer, b: OracleAnswer, lateStart: boolean): boolean {
  if (a.level !== b.level) return a.level > b.level;
  const last = a.level - 1;
  if (last < 0) return false;
  if (a.times[last] !== b.times[last]) return a.times[last]! < b.times[last]!;
  if (a.times[0] !== b.times[0]) return lateStart ? a.times[0]! > b.times[0]! : a.times[0]! < b.times[0]!;
  for (let step = 1; step < last; step++) if (a.times[step] !== b.times[step]) return a.times[step]! < b.times[step]!;
  return false;
}

function opens(time: number, {from = -Infinity, to = Infinity}: OracleOptions): boolean {
  return time >= from && time < to;
}

/** Every sequence of different events that match steps 1, 2, … in time order. */
export function orderedOracle(events: readonly OracleEvent[], options: OracleOptions): OracleAnswer {
  let best = NONE;
  const walk = (used: readonly number[]): void => {
    const times = used.map((index) => events[index]!.time);
    const answer = {level: used.length, times};
    if (better(answer, best, true)) best = answer;
    if (used.length === options.steps) return;
    events.forEach(({time, steps}, index) => {
      if (used.includes(index) || !steps.includes(used.length)) return;
      if (used.length === 0 ? !opens(time, options) : time - times[0]! > options.window) return;
      const before = times[used.length - 1] ?? -Infinity;
      if (time > before || (time === before && !options.increase)) walk([...used, index]);
    });
  };
  walk([]);
  return best;
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) => permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]));
}

/** Every order of the events that time allows, and in each every run of neighbours. */
export function strictOracle(events: readonly OracleEvent[], options: OracleOptions): OracleAnswer {
  let best = NONE;
  const instants = [...new Set(events.map(({time}) => time))].sort((a, b) => a - b);
  let orders: OracleEvent[][] = [[]];
  for (const instant of instants) {
    const tied = permutations(events.filter(({time}) => time === instant));
    orders = orders.flatMap((order) => tied.map((group) => [...order, ...group]));
  }
  for (const order of orders) {
    for (let start = 0; start < order.length; start++) {
      const times: number[] = [];
      for (let at = start; at < order.length && times.length < options.steps; at++) {
        const {time, steps} = order[at]!;
        if (!steps.includes(times.length) || (times.length === 0 && !opens(time, options))) break;
        if (times.length > 0 && time - times[0]! > options.window) break;
        times.push(time);
        const answer = {level: times.length, times: [...times]};
        if (better(answer, best, true)) best = answer;
      }
    }
  }
  return best;
}

/** From every event that matches a step, every way to give different steps to different events of its window. */
export function anyOracle(events: readonly OracleEvent[], options: OracleOptions): OracleAnswer {
  let best = NONE;
  for (const first of events) {
    if (first.steps.length === 0 || !opens(first.time, options)) continue;
    const inside = events.filter(({time}) => time >= first.time && time - first.time <= options.window);
    const walk = (step: number, used: readonly number[], times: readonly number[]): void => {
      if (times.includes(first.time)) {
        const answer = {level: times.length, times: [...times].sort((a, b) => a - b)};
        if (better(answer, best, false)) best = answer;
      }
      if (step === options.steps) return;
      walk(step + 1, used, times);
      inside.forEach(({time, steps}, index) => {
        if (steps.includes(step) && !used.includes(index)) walk(step + 1, [...used, index], [...times, time]);
      });
    };
    walk(0, [], []);
  }
  return best;
}
