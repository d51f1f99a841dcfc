/** Changes as lists that can be sent to a worker. */

import {CHANGE_KINDS, checkChanges} from '../../data-adapters/check-changes.ts';
import type {Changes} from '../../data-adapters/changes.ts';
import type {TableInput} from '../../data-adapters/conform.ts';
import type {TableName} from '../../data-adapters/schema.ts';
import {packTable} from './pack-table.ts';
import type {OpenedTable} from './pack-table.ts';
import type {ChangePart} from './protocol.ts';

export interface OpenedChanges {
  readonly parts: readonly ChangePart[];
  /** By slot. */
  readonly tables: ReadonlyMap<string, OpenedTable>;
}

/** `id` keeps the slots of two updates apart. Throws an `AdapterError` for what are no changes and what are no rows. */
export async function openChanges(id: number, changes: Changes): Promise<OpenedChanges> {
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
      tables.set(slot, packTable(table, input) ?? (await readTable(table, input)));
    }
  }
  return {parts, tables};
}

/** A table that only its own methods can read (Arquero, Arrow) as columns. */
async function readTable(name: TableName, input: TableInput): Promise<OpenedTable> {
  const {readRawTable} = await import('../../data-adapters/raw-table.ts');
  const {headers, columns, length} = readRawTable(input, name);
  const lists = columns.map(({cell}) => Array.from({length}, (_, row) => cell(row)));
  return {packed: {name, shape: 'columns', names: headers.map((header) => header.name), length}, lists};
}
