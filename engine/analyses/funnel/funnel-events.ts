/** The events table as a funnel reads it: sorted by actor once, its steps matched a query at a time. */

import {TextColumn, TimeColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {nearNames} from '../../context.ts';
import {actorStream} from '../../facts/actor-stream.ts';
import {codesInOrder} from '../../facts/codes-in-order.ts';
import {dimensionCodes} from '../../facts/dimension-codes.ts';
import type {EventStream} from '../../kernels/event-stream.ts';
import type {FunnelStep} from './funnel-query.ts';
import type {Filter} from '../../query.ts';
import {QueryError} from '../../query.ts';
import type {Note} from '../../result.ts';
import {applyFilter, requireDimension} from '../../select-rows.ts';

/**
 * The table's events by actor and time, worked out once a table and actor column. `actor` is `user_id`, `session_id` or any other
 * dimension. Throws a `QueryError` for a column the table lacks.
 */
export function eventStream(events: CanonicalTable, actor: string, query: unknown): EventStream {
  if (dimensionCodes(events, actor)) {
    eventTimes(events, query);
    return actorStream(events, actor, query);
  }
  const near = nearNames(actor, events.columns.keys());
  const hint = near.length > 0 ? ` Did you mean ${near.map((name) => `"${name}"`).join(', ')}?` : '';
  throw new QueryError(`The table "events" has no dimension "${actor}" to follow.${hint}`, query, 'missing-column', [actor]);
}

/** When events happened. Throws a `QueryError` where the table has no such column. */
export function eventTimes(events: CanonicalTable, query: unknown): TimeColumn {
  const times = events.columns.get('at');
  if (times instanceof TimeColumn) return times;
  throw new QueryError('The table "events" has no column "at".', query, 'missing-column', ['at']);
}

/** Which steps each position of the stream matches, as bits. A step is an event's name or a set of conditions on its row. */
export function stepMasks(
  events: CanonicalTable, stream: EventStream, steps: readonly FunnelStep[], context: RunContext, query: unknown,
): Int32Array {
  const {rows} = stream;
  const masks = new Int32Array(rows.length);
  const names = events.columns.get('step');
  const maskOfCode = new Int32Array((names instanceof TextColumn ? names.size : 0) + 1);
  let named = false;
  steps.forEach((step, index) => {
    if (typeof step === 'string') {
      const code = names instanceof TextColumn ? names.values.indexOf(step) : -1;
      if (code < 0) return;
      named = true;
      maskOfCode[code + 1] = (maskOfCode[code + 1] as number) | (1 << index);
      return;
    }
    const matching = rowsMatching(events, step.where, context, query);
    for (let at = 0; at < rows.length; at++) if (matching[rows[at] as number]) masks[at] = (masks[at] as number) | (1 << index);
  });
  const codes = named ? codesInOrder(events, rows, 'step') : undefined;
  if (codes) for (let at = 0; at < rows.length; at++) masks[at] = (masks[at] as number) | (maskOfCode[codes[at] as number] as number);
  return masks;
}

/** A flag a row. As in SQL, a row without a value passes neither an equality nor a negation; `null` in `in` asks for it by name. */
export function rowsMatching(events: CanonicalTable, where: readonly Filter[], context: RunContext, query: unknown): Uint8Array {
  const mask = new Uint8Array(events.length).fill(1);
  for (const filter of where) {
    if (!events.columns.has(filter.dimension)) {
      requireDimension(filter.dimension, context, query);
      throw new QueryError(`A step asks for "${filter.dimension}", which "events" does not have.`, query, 'missing-column', [filter.dimension]);
    }
    const asked = filter.notIn && !filter.notIn.includes(null) ? {...filter, notIn: [...filter.notIn, null]} : filter;
    applyFilter(mask, events, asked, query);
  }
  return mask;
}

/** A note for each named step that no event of the table has: a misspelt step would look like a step that nobody does. */
export function unknownSteps(events: CanonicalTable, steps: readonly FunnelStep[]): Note[] {
  const names = events.columns.get('step');
  if (!(names instanceof TextColumn)) return [];
  const known = new Set(names.values);
  return steps
    .filter((step): step is string => typeof step === 'string' && !known.has(step))
    .map((step) => {
      const near = nearNames(step, known).join(', ');
      return note('unknown-step', `No event is named "${step}".${near ? ` Did you mean ${near}?` : ''}`, {step, near});
    });
}
