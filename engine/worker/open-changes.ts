/** Changes as lists that can be sent to a worker. */

import {CHANGE_KINDS, checkChanges} from '../../data-adapters/changes/check-changes.ts';
import type {Changes} from '../../data-adapters/changes/changes.ts';
import type {TableInput} from '../../data-adapters/conform.ts';
import {isCanonicalTable} from '../../data-adapters/conforming/is-canonical.ts';
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
      const isReady = isCanonicalTable(input) || isRecords(input);
      tables.set(slot, (isReady ? packTable(table, input) : undefined) ?? (await readTable(table, input)));
    }
  }
  return {parts, tables};
}

/** Rows of any shape as columns: so many objects would cross more slowly than they are read. */
async function readTable(name: TableName, input: TableInput): Promise<OpenedTable> {
  const [{readRawTable}, {packCells}] = await Promise.all([import('../../data-adapters/raw-tables/raw-table.ts'), import('./pack-cells.ts')]);
  const raw = readRawTable(input, name);
  const {headers, kinds, lists} = packCells(raw);
  return {packed: {name, shape: 'cells', names: headers, kinds, length: raw.length}, lists};
}

/** Records may be of unequal length, which columns do not tell. */
const isRecords = (input: TableInput): boolean => typeof input === 'object' && (input as object | null) !== null && 'records' in input;
