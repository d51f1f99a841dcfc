/** A funnel by brute force, for the few events of a case: the rule as it is documented, and the peers' known other readings of it. */

import type {Condition} from './condition.ts';
import {passes} from './condition.ts';
import type {EventRow} from './funnel-query.ts';

export type Reading = 'ours' | 'one-event-several-steps' | 'row-order';

const MOST_EVENTS = 200;

/** Of each actor the longest chain of steps in order of time, its last event within `window` milliseconds of its first. */
export function levelsByHand(
  rows: readonly EventRow[], tests: readonly (readonly Condition[])[], window: number, actor: string, reading: Reading,
): Map<string, number> {
  const byActor = new Map<string, EventRow[]>();
  for (const row of rows) {
    const name = row[actor];
    if (name === null || name === undefined || name === '') continue;
    byActor.set(String(name), [...(byActor.get(String(name)) ?? []), row]);
  }
  return new Map([...byActor].map(([name, events]) => [name, longest(events, tests, window, reading)]));
}

function longest(rows: readonly EventRow[], tests: readonly (readonly Condition[])[], window: number, reading: Reading): number {
  if (rows.length > MOST_EVENTS) throw new RangeError(`brute force is for ${MOST_EVENTS} events an actor, here are ${rows.length}`);
  const events = rows.map((row) => ({
    time: Date.parse(String(row['at'])),
    does: tests.map((step) => step.every((test) => passes(test, row[test.column ?? 'event'] ?? row['step']))),
  }));
  const known = new Map<string, number>();
  const extend = (first: number, last: number, step: number): number => {
    const key = `${first} ${last} ${step}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    let best = step;
    events.forEach(({time, does}, index) => {
      const from = events[first];
      const before = events[last];
      if (step >= tests.length || !does[step] || !from || !before || time < before.time || time - from.time > window) return;
      if (index === last && reading !== 'one-event-several-steps') return;
      if (reading === 'row-order' && index < last) return;
      best = Math.max(best, extend(first, index, step + 1));
    });
    known.set(key, best);
    return best;
  };
  return events.reduce((best, {does}, index) => (does[0] ? Math.max(best, extend(index, index, 1)) : best), 0);
}
