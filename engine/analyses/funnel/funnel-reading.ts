/** One reading of a funnel over one period: who got how far. Every view of the analysis starts from it. */

import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {RunContext} from '../../context.ts';
import type {EventStream} from '../../kernels/event-stream.ts';
import {keepEvents} from '../../kernels/event-stream.ts';
import type {FunnelAttempts} from '../../kernels/funnel.ts';
import {funnelLevels} from '../../kernels/funnel.ts';
import type {Window} from '../../periods.ts';
import type {FunnelQuery} from './funnel-query.ts';
import type {Note} from '../../result.ts';
import {filterRows} from '../../select-rows.ts';
import {oncePer} from '../../once-per.ts';
import {eventStream, eventTimes, stepMasks} from './funnel-events.ts';
import type {EventGroups} from './funnel-groups.ts';
import {eventGroups} from './funnel-groups.ts';
import type {FunnelPlan} from './funnel-plan.ts';
import {instantsOf} from './funnel-plan.ts';

/** The events of a query before any period: read once, for the period and for what it is compared with. */
export interface FunnelInput {
  readonly plan: FunnelPlan;
  readonly events: CanonicalTable;
  readonly stream: EventStream;
  readonly masks: Int32Array;
  readonly exclusions: readonly {readonly events: Uint8Array; readonly from: number; readonly to: number}[];
  readonly groups: EventGroups | undefined;
  /** Rows without an actor, that pass the filters. */
  readonly actorless: (window: Window) => number;
  /** The instant up to which the rows speak: that of the last event, or the clock where it is earlier. */
  readonly observedUntil: number;
  readonly notes: readonly Note[];
}

export function readFunnelInput(plan: FunnelPlan, events: CanonicalTable, context: RunContext, query: FunnelQuery): FunnelInput {
  const all = eventStream(events, plan.actor, query);
  const filtered = filterRows(events, query.filters ?? [], context, query);
  const narrow = (query.filters ?? []).length > filtered.ignored.length;
  const stream = narrow ? keepEvents(all, filtered.mask) : all;
  const masks = stepMasks(events, stream, plan.steps, context, query);
  const exclusions = plan.exclude.map(({step, from, to}) => ({
    events: new Uint8Array(stepMasks(events, stream, [step], context, query)),
    from,
    to,
  }));
  const times = eventTimes(events, query);
  return {
    plan, events, stream, masks, exclusions,
    groups: plan.by.length > 0 ? eventGroups(events, stream.rows, plan.by, context, query) : undefined,
    actorless: (window) => (all.missing === 0 ? 0 : countActorless(all, filtered.mask, times.days, window)),
    observedUntil: Math.min(context.dataset.now, lastInstant(times.values)),
    notes: filtered.notes,
  };
}

const lastInstant = oncePer((instants: Float64Array): number => {
  let last = -Infinity;
  for (let row = 0; row < instants.length; row++) if ((instants[row] as number) > last) last = instants[row] as number;
  return last;
});

function countActorless(all: EventStream, mask: Uint8Array, days: Int32Array, window: Window): number {
  const placed = new Uint8Array(mask.length);
  for (const row of all.rows) placed[row] = 1;
  let count = 0;
  for (let row = 0; row < mask.length; row++) {
    const day = days[row] as number;
    if (!placed[row] && mask[row] && day >= window.from && day <= window.to) count++;
  }
  return count;
}

export interface FunnelReading extends FunnelAttempts {
  /** Actors with any event in the period. */
  readonly present: number;
  /** Group key of an actor with an attempt. */
  readonly groupOf: (actor: number) => number;
}

/** Reads the attempts whose first step lies in the window. `dated` also gives the instants of their steps. */
export function readAttempts(input: FunnelInput, window: Window, context: RunContext, dated: boolean): FunnelReading {
  const {plan, stream, masks, groups, exclusions, observedUntil} = input;
  const {from, to} = instantsOf(window, context);
  const attempts = funnelLevels(stream, masks, {
    steps: plan.steps.length,
    window: plan.window,
    from, to, dated, exclusions, observedUntil,
    order: plan.order === 'open' ? 'any' : plan.order,
    rules: plan.rules,
    ...(groups ? {rank: groups.keyOf} : {}),
  });
  const groupOf = (actor: number): number => (groups ? groups.keyOf(attempts.firsts[actor] as number) : 0);
  return {...attempts, present: countPresent(stream, from, to), groupOf};
}

function countPresent({actors, starts, times}: EventStream, from: number, to: number): number {
  let present = 0;
  for (let actor = 0; actor < actors; actor++) {
    for (let at = starts[actor] as number, end = starts[actor + 1] as number; at < end; at++) {
      const time = times[at] as number;
      if (time < from) continue;
      if (time < to) present++;
      break;
    }
  }
  return present;
}

/** Actors who did each step in the window, step by step and group by group, whatever else they did: no attempts, no order. */
export function readOpen(
  input: FunnelInput, window: Window, context: RunContext,
): {readonly present: number; readonly reached: Map<number, Int32Array>; readonly all: Int32Array} {
  const {plan, stream, masks, groups} = input;
  const {from, to} = instantsOf(window, context);
  const {actors, starts, times} = stream;
  const steps = plan.steps.length;
  const reached = new Map<number, Int32Array>();
  const all = new Int32Array(steps);
  for (let actor = 0; actor < actors; actor++) {
    const done = new Map<number, number>();
    let total = 0;
    for (let at = starts[actor] as number, end = starts[actor + 1] as number; at < end; at++) {
      const mask = masks[at] as number;
      const time = times[at] as number;
      if (mask === 0 || time < from || time >= to) continue;
      total |= mask;
      if (!groups && total === (1 << steps) - 1) break;
      if (!groups) continue;
      const key = groups.keyOf(at);
      done.set(key, (done.get(key) ?? 0) | mask);
    }
    addBits(all, total);
    if (!groups) continue;
    for (const [key, bits] of done) {
      let counts = reached.get(key);
      if (!counts) reached.set(key, (counts = new Int32Array(steps)));
      addBits(counts, bits);
    }
  }
  if (!groups) reached.set(0, all);
  return {present: countPresent(stream, from, to), reached, all};
}

function addBits(counts: Int32Array, bits: number): void {
  for (let step = 0; step < counts.length; step++) if ((bits >> step) & 1) counts[step] = (counts[step] as number) + 1;
}
