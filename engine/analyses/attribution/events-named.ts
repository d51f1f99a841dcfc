/** Events of given names. */

import {TextColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {note} from '../../build-result.ts';
import {nearNames} from '../../context.ts';
import type {Note} from '../../result.ts';

/** A flag a row: 1 for an event of one of the names. A name that no event has is told in a note. */
export function eventsNamed(events: CanonicalTable, names: readonly string[]): {readonly mask: Uint8Array; readonly notes: readonly Note[]} {
  const steps = events.columns.get('step');
  const values = steps instanceof TextColumn ? steps.values : [];
  const wanted = new Set(names);
  const fits = Uint8Array.from(values, (value) => Number(wanted.has(value)));
  const mask = steps instanceof TextColumn ? Uint8Array.from(steps.codes, (code) => fits[code] ?? 0) : new Uint8Array(events.length);
  const notes = names.filter((name) => !values.includes(name)).map((step) => {
    const near = nearNames(step, values).join(', ');
    return note('unknown-step', `No event is named "${step}".${near ? ` Did you mean ${near}?` : ''}`, {step, near});
  });
  return {mask, notes};
}
