/** Which events of a log a metric's steps are. */

import {TextColumn} from '../../data-adapters/column.ts';
import type {CanonicalTable} from '../../data-adapters/schema.ts';
import type {Metric} from '../../metrics/metric.ts';
import {note} from '../build-result.ts';
import {nearNames} from '../context.ts';
import type {Note} from '../result.ts';

/**
 * Of several names of an event the first that the table has. Says so where it has several, and where it has none, which would look like a
 * step that nobody does.
 */
export function chooseName(column: string, names: readonly string[], {key}: Metric, table: CanonicalTable, notes: Note[]): string {
  const values = table.columns.get(column);
  const known = new Set(values instanceof TextColumn ? values.values : []);
  const [found, ...others] = names.filter((name) => known.has(name));
  const wanted = names[0] ?? '';
  if (found === undefined) {
    const near = nearNames(wanted, known).join(', ');
    notes.push(note('unknown-step', `No event is named "${names.join('" or "')}".${near ? ` Did you mean ${near}?` : ''}`, {step: names.join(', '), near}));
  } else if (others.length > 0) {
    const rest = others.join(', ');
    notes.push(note('step-taken', `${key} takes the event "${found}", not ${rest}.`, {metric: key, step: found, others: rest}));
  }
  return found ?? wanted;
}
