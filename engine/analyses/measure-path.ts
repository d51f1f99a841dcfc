/** Actors who reach a step of a path, per group: the funnel's arithmetic as a measure. */

import type {CanonicalTable} from '../../data-adapters/schema.ts';
import type {PathMeasure} from '../../metrics/metric.ts';
import {keepEvents} from '../kernels/event-stream.ts';
import {funnelLevels} from '../kernels/funnel.ts';
import {eventStream, stepMasks} from './funnel-events.ts';
import {instantsOf, readWindow} from './funnel-plan.ts';
import type {Frames} from './measure-frame.ts';
import type {MeasureTotals} from './measure-rows.ts';

/**
 * Counts an actor in the group and bucket of the event that is step 1 of its best attempt. With a grain an actor is judged afresh in
 * every bucket, so that the parts of a period may add up to more than the whole.
 */
export function totalPath(measure: PathMeasure, frames: Frames): MeasureTotals {
  const {context, query, buckets, window} = frames;
  const events = context.dataset.tables.events as CanonicalTable;
  const all = eventStream(events, measure.actor, query);
  const mask = frames.filtered.mask(events);
  const stream = mask ? keepEvents(all, mask) : all;
  const masks = stepMasks(events, stream, measure.steps, context, query);
  const found: {rows: number[]; buckets: number[]} = {rows: [], buckets: []};
  for (let bucket = 0; bucket < buckets.count; bucket++) {
    const {from, to} = buckets.daysOf(bucket);
    const until = to === window.to ? window.until : undefined;
    const attempts = funnelLevels(stream, masks, {
      steps: measure.steps.length,
      window: readWindow(measure.within, query),
      ...instantsOf({from, to, end: to, partial: false, ...(until === undefined ? {} : {until})}, context),
    });
    attempts.levels.forEach((level, actor) => {
      if (level < measure.level) return;
      found.rows.push(stream.rows[attempts.firsts[actor] as number] as number);
      found.buckets.push(bucket);
    });
  }
  const ids = frames.combinations.idsOf(events, Int32Array.from(found.rows));
  const values = new Float64Array(frames.size);
  ids.forEach((id, i) => {
    const group = id * buckets.count + (found.buckets[i] as number);
    values[group] = (values[group] as number) + 1;
  });
  return {values, scale: 1};
}
