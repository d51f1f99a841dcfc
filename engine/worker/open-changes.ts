/** Changes as lists that can be sent to a worker. */

import {CHANGE_KINDS, checkChanges} from '../../data-adapters/changes/check-changes.ts';
import type {Changes} from '../../data-adapters/changes/changes.ts';
import type {TableName} from '../../data-adapters/schema.ts';
import {packTable} from './pack-table.ts';
import type {OpenedTable} from './pack-table.ts';
import type {ChangePart} from './protocol.ts';
import {inTurns} from './send-tables.ts';

interface OpenedChanges {
  readonly parts: readonly ChangePart[];
  /** By slot. */
  readonly tables: ReadonlyMap<string, OpenedTable>;
}

/** `id` keeps the slots of two updates apart. Throws an `AdapterError` for what are no changes and what are no rows, and the signal's reason. */
export async function openChanges(id: number, changes: Changes, signal?: AbortSignal): Promise<OpenedChanges> {
  checkChanges(changes);
  const parts: ChangePart[] = [];
  const tables = new Map<string, OpenedTable>();
  for (const [key, change] of Object.entries(changes)) {
    const table = key as TableName;
    for (const kind of CHANGE_KINDS) {
      const input = change[kind];
      if (input === undefined) continue;
      const slot = `${id} ${kind} ${table}`;
      parts.push({table, kind, slot});
      tables.set(slot, await inTurns(packTable(table, input), signal));
    }
  }
  return {parts, tables};
}
