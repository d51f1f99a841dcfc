/** A funnel by brute force, for the few events of a case. */

type Event = readonly [name: string, time: number];

/**
 * The longest chain of `steps` in order of time within `window` milliseconds of its first event, over all choices of events. With
 * `several` one event may take several steps that follow each other.
 */
export function bestLevel(events: readonly Event[], steps: readonly string[], window: number, several: boolean): number {
  const extend = (used: readonly number[], step: number): number => {
    let best = step;
    events.forEach(([name, time], index) => {
      if (step >= steps.length || name !== steps[step]) return;
      const first = events[used[0] ?? index] as Event;
      const last = events[used[used.length - 1] ?? index] as Event;
      const repeats = used.includes(index);
      if (time < last[1] || time - first[1] > window || (repeats && !(several && used[used.length - 1] === index))) return;
      best = Math.max(best, extend([...used, index], step + 1));
    });
    return best;
  };
  return extend([], 0);
}
