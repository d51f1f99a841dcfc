/** What the page and the engine's worker say to each other: plain messages that structured cloning carries. */

import type {TableChanges} from '../../data-adapters/changes/changes.ts';
import type {FileSource} from '../../data-adapters/reading/load-files.ts';
import type {TableName} from '../../data-adapters/schema.ts';
import type {Query} from '../query.ts';
import type {SourceInfo, UpdateSummary} from '../source.ts';
import type {SourceOptions} from '../source-context.ts';
import type {PackedError} from './pack-error.ts';
import type {PackedResult} from './pack-result.ts';
import type {PackedTable} from './pack-table.ts';

export interface FileOptions extends SourceOptions {
  readonly encoding?: string;
}

export type Files = Partial<Readonly<Record<TableName, FileSource>>>;

/** What tables that are given have in common beside their rows; `tables` came before, table by table. */
export interface TablesHead {
  /** Of tables that were conformed before. */
  readonly conformed?: {readonly timeZone: string; readonly currency: string; readonly quality: SourceInfo['quality']};
}

/** Rows that came under a name of their own, and what they are for. */
export interface ChangePart {
  readonly table: TableName;
  readonly kind: keyof TableChanges;
  readonly slot: string;
}

/** What an update may change of a source's `info`. */
export type ChangedInfo = Omit<SourceInfo, 'metrics' | 'calendar'>;

export type ToWorker =
  | {readonly type: 'load-files'; readonly files: Files; readonly options: FileOptions}
  /** Begins a table; `cells` follow. `slot` is what both call it. */
  | {readonly type: 'table'; readonly slot: string; readonly table: PackedTable}
  /** Goes on with one list of a table: the next of its parts. */
  | {readonly type: 'cells'; readonly slot: string; readonly list: number; readonly values: ArrayLike<unknown>}
  /** Tables whose update was given up. */
  | {readonly type: 'discard'; readonly slots: readonly string[]}
  | {readonly type: 'load-tables'; readonly head: TablesHead; readonly options: SourceOptions}
  /** Their rows came before. */
  | {readonly type: 'update'; readonly id: number; readonly parts: readonly ChangePart[]}
  | {readonly type: 'run'; readonly id: number; readonly query: Query}
  /** Nobody waits for this answer any longer. */
  | {readonly type: 'drop'; readonly id: number};

export type ToPage =
  /** The worker's script runs. */
  | {readonly type: 'ready'}
  /** 0..1; undefined where the whole is not known. */
  | {readonly type: 'progress'; readonly share: number | undefined}
  | {readonly type: 'opened'; readonly info: SourceInfo; readonly failed: readonly (readonly [table: string, error: PackedError])[]}
  | {readonly type: 'not-opened'; readonly error: PackedError}
  | {readonly type: 'updated'; readonly id: number; readonly info: ChangedInfo; readonly summary: UpdateSummary}
  | {readonly type: 'not-updated'; readonly id: number; readonly error: PackedError}
  | {readonly type: 'answer'; readonly id: number; readonly result: PackedResult}
  | {readonly type: 'refusal'; readonly id: number; readonly error: PackedError};
