/** Sessions of the event log, per group. */

import {TextColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {SessionMeasure} from '../../../metrics/metric.ts';
import {createPairSet} from '../../kernels/pair-set.ts';
import {eventStream, eventTimes} from '../funnel/funnel-events.ts';
import type {Frames} from './measure-frame.ts';
import type {MeasureKind} from './measure-kind.ts';
import type {MeasureTotals} from './measure-rows.ts';

interface Sessions {
  /** The session of each row; −1 for a row without one. */
  readonly codes: Int32Array;
  /** Events of each session. */
  readonly events: Int32Array;
}

const found = new WeakMap<CanonicalTable, Map<number, Sessions>>();

export const sessionKind: MeasureKind<SessionMeasure> = {
  missing: (_, {columns}) => (columns.has('session_id') || columns.has('user_id') ? [] : ['session_id']),
  nameSteps: (measure, choose) => ({
    ...measure,
    ...(measure.withStep ? {withStep: [choose('step', measure.withStep)]} : {}),
    ...(measure.withoutLater ? {withoutLater: [choose('step', measure.withoutLater)]} : {}),
  }),
  total: totalSessions,
};

/**
 * Sessions with an event in the group; with `withStep` only those that hold one of the steps, with `events` those of that many events,
 * with `withoutLater` those that did not go on.
 */
function totalSessions(measure: SessionMeasure, frames: Frames): MeasureTotals {
  const frame = frames.frame('events', ['at']);
  const sessions = sessionsOf(frame.table, measure.gapMinutes, frames.query);
  const counts = sessionFilter(measure, frame.table, sessions, frames.query);
  const pairs = createPairSet(frame.size, sessions.events.length);
  const values = new Float64Array(frame.size);
  for (let i = 0; i < frame.rows.length; i++) {
    const session = sessions.codes[frame.rows[i] as number] as number;
    if (session < 0 || !counts[session]) continue;
    const group = frame.groups[i] as number;
    if (pairs.add(group, session)) values[group] = (values[group] as number) + 1;
  }
  return {values, scale: 1};
}

function sessionFilter(measure: SessionMeasure, events: CanonicalTable, sessions: Sessions, query: unknown): Uint8Array {
  const counts = new Uint8Array(sessions.events.length).fill(1);
  const {events: wanted, withStep, withoutLater = []} = measure;
  if (wanted !== undefined) sessions.events.forEach((count, session) => (counts[session] = Number(count === wanted)));
  const steps = events.columns.get('step');
  if (!withStep || !(steps instanceof TextColumn)) return counts;
  const times = eventTimes(events, query).values;
  const first = new Float64Array(counts.length).fill(Infinity);
  const last = new Float64Array(counts.length).fill(-Infinity);
  const begins = Uint8Array.from(steps.values, (name) => Number(withStep.includes(name)));
  const ends = Uint8Array.from(steps.values, (name) => Number(withoutLater.includes(name)));
  for (let row = 0; row < events.length; row++) {
    const session = sessions.codes[row] as number;
    const step = steps.codes[row] as number;
    if (session < 0 || step < 0) continue;
    if (begins[step]) first[session] = Math.min(first[session] as number, times[row] as number);
    if (ends[step]) last[session] = Math.max(last[session] as number, times[row] as number);
  }
  return counts.map((count, session) => {
    const begun = first[session] as number;
    return count & Number(begun < Infinity && (last[session] as number) < begun);
  });
}

function sessionsOf(events: CanonicalTable, gapMinutes: number, query: unknown): Sessions {
  let byGap = found.get(events);
  if (!byGap) found.set(events, (byGap = new Map<number, Sessions>()));
  let sessions = byGap.get(gapMinutes);
  if (!sessions) {
    const column = events.columns.get('session_id');
    const codes = column instanceof TextColumn ? column.codes : splitByGap(events, gapMinutes, query);
    sessions = {codes, events: countEvents(codes)};
    byGap.set(gapMinutes, sessions);
  }
  return sessions;
}

/** A visitor's events no more than the gap apart are one session. */
function splitByGap(events: CanonicalTable, gapMinutes: number, query: unknown): Int32Array {
  const {actors, starts, rows, times} = eventStream(events, 'user_id', query);
  const codes = new Int32Array(events.length).fill(-1);
  let session = -1;
  for (let actor = 0; actor < actors; actor++) {
    const from = starts[actor] as number;
    for (let at = from; at < (starts[actor + 1] as number); at++) {
      if (at === from || (times[at] as number) - (times[at - 1] as number) > gapMinutes * 60_000) session++;
      codes[rows[at] as number] = session;
    }
  }
  return codes;
}

function countEvents(codes: Int32Array): Int32Array {
  const last = codes.reduce((max, code) => Math.max(max, code), -1);
  const counts = new Int32Array(last + 1);
  for (const code of codes) if (code >= 0) counts[code] = (counts[code] as number) + 1;
  return counts;
}
