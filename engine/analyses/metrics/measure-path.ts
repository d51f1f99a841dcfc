/** Actors who reach a step of a path, per group: the funnel's arithmetic as a measure. */

import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {PathTimeMeasure} from '../../../metrics/buyer-measures.ts';
import type {PathMeasure} from '../../../metrics/metric.ts';
import {note} from '../../build-result.ts';
import {sliceEvents} from '../../kernels/event-slice.ts';
import {keepEvents} from '../../kernels/event-stream.ts';
import type {EventStream} from '../../kernels/event-stream.ts';
import {funnelLevels} from '../../kernels/funnel.ts';
import {quantilesInto} from '../../kernels/group-quantiles.ts';
import {eventStream, eventTimes, stepMasks} from '../funnel/funnel-events.ts';
import {readWindow} from '../funnel/funnel-plan.ts';
import type {Frames} from './measure-frame.ts';
import type {MeasureKind} from './measure-kind.ts';
import type {MeasureTotals} from './measure-rows.ts';

/** The best attempts of a path in each bucket. */
interface Attempts {
  readonly levels: readonly number[];
  /** The row of the event that is step 1. */
  readonly rows: readonly number[];
  readonly buckets: readonly number[];
  /** Hours from step 1 to the last step; NaN for attempts that do not reach it. Empty where nobody asked for them. */
  readonly hours: readonly number[];
}

/** What tells attempts from each other. */
interface Path extends Pick<PathMeasure, 'steps' | 'within' | 'actor' | 'decided'> {
  readonly timed?: true;
}

const HOUR_MS = 3_600_000;
const found = new WeakMap<Frames, Map<string, Attempts>>();

export const pathKind: MeasureKind<PathMeasure> = {
  missing: ({actor}, {columns}) => [actor, 'step'].filter((name) => !columns.has(name)),
  nameSteps: (measure, choose) => ({...measure, steps: measure.steps.map((step) => choose('step', typeof step === 'string' ? [step] : step))}),
  total: totalPath,
};

/** Hours along a path, over the attempts that reach its end: each dated by its first completion, in the group of its step 1. */
export const pathTimeKind: MeasureKind<PathTimeMeasure> = {
  missing: ({actor}, {columns}) => [actor, 'step'].filter((name) => !columns.has(name)),
  nameSteps: (measure, choose) => ({...measure, steps: measure.steps.map((step) => choose('step', typeof step === 'string' ? [step] : step))}),
  total: totalPathTime,
};

/**
 * Counts an actor in the group and bucket of the event that is step 1 of its best attempt. With a grain an actor is judged afresh in
 * every bucket, so that the parts of a period may add up to more than the whole.
 *
 * Cost: a pass over the events, and for each bucket the events of those who began in it.
 */
function totalPath(measure: PathMeasure, frames: Frames): MeasureTotals {
  const {levels, rows, buckets} = attemptsOf(measure, frames);
  const reached = levels.flatMap((level, index) => (level >= measure.level ? [index] : []));
  const events = frames.context.dataset.tables.events as CanonicalTable;
  const ids = frames.combinations.idsOf(events, Int32Array.from(reached, (index) => rows[index] as number));
  const values = new Float64Array(frames.size);
  ids.forEach((id, i) => {
    const group = id * frames.buckets.count + (buckets[reached[i] as number] as number);
    values[group] = (values[group] as number) + 1;
  });
  return {values, scale: 1};
}

function totalPathTime({steps, within, actor, quantile}: PathTimeMeasure, frames: Frames): MeasureTotals {
  const {rows, buckets, hours} = attemptsOf({steps, within, actor, timed: true}, frames);
  const reached = hours.flatMap((each, index) => (Number.isNaN(each) ? [] : [index]));
  const events = frames.context.dataset.tables.events as CanonicalTable;
  const ids = frames.combinations.idsOf(events, Int32Array.from(reached, (index) => rows[index] as number));
  const values = new Float64Array(frames.size).fill(NaN);
  const groups = ids.map((id, i) => id * frames.buckets.count + (buckets[reached[i] as number] as number));
  quantilesInto(values, groups, reached.map((index) => hours[index] as number), quantile);
  return {values, scale: 1, empty: NaN};
}

/** Measures of one path share its attempts: they differ in the level they ask for. */
function attemptsOf({steps, within, actor, decided, timed}: Path, frames: Frames): Attempts {
  const path = {steps, within, actor, ...(decided ? {decided} : {}), ...(timed ? {timed} : {})};
  let byPath = found.get(frames);
  if (!byPath) found.set(frames, (byPath = new Map<string, Attempts>()));
  const key = JSON.stringify(path);
  let attempts = byPath.get(key);
  if (!attempts) byPath.set(key, (attempts = readAttempts(path, frames)));
  return attempts;
}

function readAttempts(path: Path, frames: Frames): Attempts {
  const {context, query, buckets} = frames;
  const events = context.dataset.tables.events as CanonicalTable;
  const all = eventStream(events, path.actor, query);
  const kept = frames.filtered.mask(events);
  const stream = kept ? keepEvents(all, kept) : all;
  const masks = stepMasks(events, stream, path.steps.map(String), context, query);
  const within = readWindow(path.within, query);
  const decided = path.decided && Number.isFinite(within) ? observedUntil(events, frames) - within : Infinity;
  const attempts = {levels: [] as number[], rows: [] as number[], buckets: [] as number[], hours: [] as number[]};
  let undecided = 0;
  actorsByBucket(stream, masks, events, frames).forEach((actors, bucket) => {
    const {from, to} = buckets.instantsOf(bucket);
    const slice = sliceEvents(stream, masks, actors, from, to + within);
    // An attempt that began at `decided` itself has had its whole window.
    const last = Math.min(to, decided + 1);
    const count = path.steps.length;
    const options = {steps: count, window: within, from, to: last, ...(path.timed ? {dated: true} : {})};
    const {levels, firsts, times} = funnelLevels(slice.stream, slice.masks, options);
    levels.forEach((level, actor) => {
      if (level === 0) {
        undecided++;
        return;
      }
      attempts.levels.push(level);
      attempts.rows.push(slice.stream.rows[firsts[actor] as number] as number);
      attempts.buckets.push(bucket);
      if (times) attempts.hours.push(((times[actor * count + count - 1] as number) - (times[actor * count] as number)) / HOUR_MS);
    });
  });
  if (undecided > 0 && buckets.count === 1) {
    frames.notes.push(note('left-undecided', `${undecided} visitors whose ${path.within} are not over are left out.`, {actors: undecided, within: path.within}));
  }
  return attempts;
}

/** Actors with a first step in each bucket. */
function actorsByBucket(stream: EventStream, masks: Int32Array, events: CanonicalTable, {window, buckets, query}: Frames): number[][] {
  const time = eventTimes(events, query);
  const rows: number[] = [];
  const actors: number[] = [];
  const {from, to, until = Infinity} = window;
  for (let actor = 0; actor < stream.actors; actor++) {
    for (let at = stream.starts[actor] as number; at < (stream.starts[actor + 1] as number); at++) {
      if (!((masks[at] as number) & 1)) continue;
      const row = stream.rows[at] as number;
      const day = time.days[row] as number;
      if (day < from || day > to || (day === to && (stream.times[at] as number) >= until)) continue;
      rows.push(row);
      actors.push(actor);
    }
  }
  const bucketOf = new Int32Array(rows.length);
  buckets.refine(bucketOf, Int32Array.from(rows), time);
  const lists = Array.from({length: buckets.count}, (): number[] => []);
  actors.forEach((actor, i) => {
    const list = lists[bucketOf[i] as number] as number[];
    if (list[list.length - 1] !== actor) list.push(actor);
  });
  return lists;
}

/** The instant up to which the events speak. */
function observedUntil(events: CanonicalTable, {context, query}: Frames): number {
  const last = eventTimes(events, query).values.reduce((latest, time) => (time > latest ? time : latest), -Infinity);
  return Math.min(context.dataset.now, last);
}
