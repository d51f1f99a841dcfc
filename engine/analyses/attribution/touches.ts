/** Which events are touches, by person and in order of time. */

import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {note} from '../../build-result.ts';
import {nearNames, requireTable} from '../../context.ts';
import type {RunContext} from '../../context.ts';
import {actorCodes, actorStream} from '../../facts/actor-stream.ts';
import {dimensionCodes} from '../../facts/dimension-codes.ts';
import {pairsOf} from '../../facts/distinct-ids.ts';
import {keepEvents} from '../../kernels/event-stream.ts';
import {createPairCounter} from '../../kernels/pair-counter.ts';
import {QueryError} from '../../query.ts';
import type {Note} from '../../result.ts';
import type {AttributionPlan} from './attribution-plan.ts';
import {eventsNamed} from './events-named.ts';

export interface Touches {
  readonly events: CanonicalTable;
  /** By person: the touches of person `p` stand at `starts[p]` to `starts[p + 1] − 1`. */
  readonly starts: Int32Array;
  readonly times: Float64Array;
  /** Codes of `names`. */
  readonly channels: Int32Array;
  readonly names: readonly string[];
  /** Names of the persons, by code. */
  readonly users: readonly string[];
  readonly isDirect: (channel: number) => boolean;
  readonly notes: readonly Note[];
}

/** Touches at one instant stand in the order of their names, so the order of the rows changes nothing. */
export function readTouches(plan: AttributionPlan, context: RunContext): Touches {
  const {query, dimension} = plan;
  const events = requireTable(context, 'events', query, 'Attribution');
  const coded = dimensionCodes(events, dimension);
  if (!coded) {
    const near = nearNames(dimension, events.columns.keys());
    const hint = near.length > 0 ? ` Did you mean ${near.map((name) => `"${name}"`).join(', ')}?` : ' Touches need one.';
    throw new QueryError(`The table "events" has no dimension "${dimension}" to credit.${hint}`, query, 'missing-column', [dimension]);
  }
  const {codes, values} = coded;
  const named = plan.touch === undefined ? undefined : eventsNamed(events, plan.touch);
  const keep = named ? named.mask.slice() : new Uint8Array(events.length).fill(1);
  const barred = Uint8Array.from(values, (value) => Number(plan.exclude.has(value)));
  let nameless = 0;
  for (let row = 0; row < keep.length; row++) {
    const code = codes[row] as number;
    if (keep[row] === 1 && code < 0) nameless++;
    if (code < 0 || barred[code] === 1) keep[row] = 0;
  }
  const stream = actorStream(events, 'user_id', query);
  const touches = keepEvents(stream, onePerVisit(plan, events, keep, codes, coded.size, stream.rows));
  const channels = touches.rows.map((row) => codes[row] as number);
  sortTies(touches.starts, touches.times, channels, values);
  const users = actorCodes(events, 'user_id', query).values;
  const direct = Uint8Array.from(values, (value) => Number(plan.direct.has(value.toLowerCase())));
  const notes = [
    ...(named?.notes ?? []),
    ...(nameless === 0 ? [] : [note('no-touch-value', `${nameless} events without a ${dimension} are no touches.`, {rows: nameless, dimension})]),
  ];
  return {events, starts: touches.starts, times: touches.times, channels, names: values, users, isDirect: (channel) => direct[channel] === 1, notes};
}

/** Flags the first event of each channel in a session, in order of time; an event without a session is a visit of its own. */
function onePerVisit(
  {touchPer, query}: AttributionPlan, events: CanonicalTable, keep: Uint8Array, codes: Int32Array, channels: number, inOrder: Int32Array,
): Uint8Array {
  const per = touchPer ?? (events.columns.has('session_id') ? 'visit' : 'event');
  if (per === 'event') return keep;
  const visits = pairsOf(events, 'user_id', 'session_id');
  if (!visits) {
    throw new QueryError('touchPer: "visit" needs the column "session_id" of the table "events". Write "event".', query, 'missing-column', ['session_id']);
  }
  const seen = createPairCounter(visits.count, channels);
  const flags = new Uint8Array(keep.length);
  for (const row of inOrder) {
    const visit = visits.codes[row] as number;
    if (keep[row] === 1 && (visit < 0 || seen.add(visit, codes[row] as number) === 1)) flags[row] = 1;
  }
  return flags;
}

function sortTies(starts: Int32Array, times: Float64Array, channels: Int32Array, names: readonly string[]): void {
  for (let person = 0; person + 1 < starts.length; person++) {
    const to = starts[person + 1] as number;
    for (let from = starts[person] as number; from < to;) {
      let end = from + 1;
      while (end < to && times[end] === times[from]) end++;
      if (end - from > 1) channels.subarray(from, end).sort((a, b) => ((names[a] as string) < (names[b] as string) ? -1 : Number(a !== b)));
      from = end;
    }
  }
}
