/** Tells changes from what is none, before anything of them is read. */

import {AdapterError} from '../adapter.ts';
import {TABLE_NAMES} from '../schema.ts';
import type {Changes, TableChanges} from './changes.ts';

export const CHANGE_KINDS = ['remove', 'upsert', 'append'] as const satisfies readonly (keyof TableChanges)[];

/** Throws an `AdapterError` for a table or a kind of change that there is none of. */
export function checkChanges(changes: Changes): void {
  const refuse = (what: string, source: string): AdapterError =>
    new AdapterError(`${what} Write {order_lines: {append: rows}}, with append, upsert or remove.`, {kind: 'schema', source});
  if (typeof changes !== 'object' || changes === null) throw refuse(`Changes are ${String(changes)}.`, 'changes');
  for (const [name, change] of Object.entries(changes as Readonly<Record<string, unknown>>)) {
    if (!TABLE_NAMES.some((known) => known === name)) throw refuse(`Unknown table ${JSON.stringify(name)}. Known are ${TABLE_NAMES.join(', ')}.`, name);
    if (typeof change !== 'object' || change === null) throw refuse(`The change of table ${name} is ${String(change)}.`, name);
    const unknown = Object.keys(change).find((kind) => !CHANGE_KINDS.some((known) => known === kind));
    if (unknown !== undefined) throw refuse(`The change of table ${name} holds ${JSON.stringify(unknown)}.`, name);
  }
}
