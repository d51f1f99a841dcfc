/** Which rows of orders or events are what a step or condition names. */

import {TextColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {nearNames} from '../../context.ts';
import {QueryError} from '../../query.ts';
import type {Filter} from '../../query.ts';
import type {Note} from '../../result.ts';
import {applyFilter, checkFilters, requireDimension} from '../../select-rows.ts';
import type {FunnelStep} from '../funnel/funnel-query.ts';

/** A flag a row: 1 where any of the steps is met; every row without steps. Says so of an event that no row names. */
export function rowsOfSteps(table: CanonicalTable, steps: readonly FunnelStep[], context: RunContext, query: unknown, notes: Note[]): Uint8Array {
  if (steps.length === 0) return new Uint8Array(table.length).fill(1);
  const any = new Uint8Array(table.length);
  for (const step of steps) {
    const mask = new Uint8Array(table.length).fill(1);
    if (typeof step === 'string') keepNamed(mask, table, step, notes);
    else keepWhere(mask, table, step.where, context, query);
    for (let row = 0; row < any.length; row++) if (mask[row]) any[row] = 1;
  }
  return any;
}

/** Keeps rows of an event's name. */
export function keepNamed(mask: Uint8Array, table: CanonicalTable, step: string, notes: Note[]): void {
  const column = table.columns.get('step');
  const code = column instanceof TextColumn ? column.values.indexOf(step) : -1;
  if (code < 0) {
    const near = nearNames(step, column instanceof TextColumn ? column.values : []).join(', ');
    notes.push(note('unknown-step', `No event is named "${step}".${near ? ` Did you mean ${near}?` : ''}`, {step, near}));
  }
  for (let row = 0; row < mask.length; row++) if (code < 0 || (column as TextColumn).codes[row] !== code) mask[row] = 0;
}

/** Keeps rows that pass every filter. As in SQL, a row without a value passes neither an equality nor a negation, unless null is named. */
export function keepWhere(mask: Uint8Array, table: CanonicalTable, where: readonly Filter[], context: RunContext, query: unknown): void {
  checkFilters(where, query);
  for (const filter of where) {
    if (!table.columns.has(filter.dimension)) {
      requireDimension(filter.dimension, context, query);
      throw new QueryError(
        `A condition asks for "${filter.dimension}", which "${table.name}" does not have.`, query, 'missing-column', [filter.dimension],
      );
    }
    applyFilter(mask, table, filter.notIn && !filter.notIn.includes(null) ? {...filter, notIn: [...filter.notIn, null]} : filter, query);
  }
}
