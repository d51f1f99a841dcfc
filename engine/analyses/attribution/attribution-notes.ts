/** What the reader of an attribution must know beside it. */

import {dayText} from '../../../data-adapters/cells/time-zone.ts';
import type {Zone} from '../../../data-adapters/cells/time-zone.ts';
import {TextColumn} from '../../../data-adapters/column.ts';
import {note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import type {Note} from '../../result.ts';
import type {ResultColumn} from '../../sort-columns.ts';
import type {AttributionPlan} from './attribution-plan.ts';
import type {AttributionQuery} from './attribution-query.ts';
import type {Paths} from './conversion-paths.ts';
import type {Conversions} from './conversions.ts';
import type {Touches} from './touches.ts';

/** Money of several currencies is not added up; nor, unless asked for, that of another than the shop's. */
export function currencyNote(
  {table, rows}: Conversions, chosen: Int32Array, named: boolean, {dataset: {currency: shop}}: RunContext,
): {readonly mixed: boolean; readonly notes: readonly Note[]} {
  const column = table.columns.get('currency');
  if (!(column instanceof TextColumn)) return {mixed: false, notes: []};
  const found = new Set(Array.from(chosen, (index) => column.values[column.codes[rows[index] as number] as number] ?? shop));
  if (found.size === 0 || (found.size === 1 && found.has(shop))) return {mixed: false, notes: []};
  const currencies = [...found].sort().join(', ');
  if (found.size === 1 && named) {
    return {mixed: false, notes: [note('foreign-currency', `Amounts are in ${currencies}, not in the shop's ${shop}.`, {currencies, shop})]};
  }
  return {
    mixed: true,
    notes: [note('mixed-currency', `Amounts in ${currencies} are not added up. Convert them to one currency, or filter by currency.`, {currencies})],
  };
}

/** Conversions without a touch, and those whose look-back begins before the first touch known. */
export function pathNotes(
  {lookback}: AttributionPlan, {people, times}: Conversions, {times: seen}: Touches, chosen: Int32Array, {starts}: Paths, zone: Zone,
): Note[] {
  if (chosen.length === 0) return [note('no-conversion', 'Nothing converted in the period.')];
  const notes: Note[] = [];
  const of = chosen.length;
  const nameless = chosen.filter((index) => (people[index] as number) < 0).length;
  let without = 0;
  for (let path = 0; path + 1 < starts.length; path++) if (starts[path] === starts[path + 1]) without++;
  if (without > 0) {
    notes.push(note(
      'no-touch', `${without} of ${of} conversions have no touch in the look-back and stand under (none); ${nameless} of them name nobody.`,
      {conversions: without, of, nameless},
    ));
  }
  const begins = seen.reduce((least, time) => Math.min(least, time), Infinity);
  const open = lookback === Infinity || begins === Infinity ? 0 : chosen.filter((index) => (times[index] as number) - lookback < begins).length;
  if (open > 0) {
    const day = dayText(zone.dayOf(begins));
    notes.push(note('lookback-open', `${open} of ${of} conversions look back to before ${day}, where the touches begin.`, {conversions: open, of, day}));
  }
  return notes;
}

export function cutNote(columns: readonly ResultColumn[], {limit}: AttributionQuery): Note[] {
  const of = columns[0]?.values.length ?? 0;
  return limit === undefined || of <= limit ? [] : [note('limited', `${limit} of ${of} are shown.`, {shown: limit, of})];
}
