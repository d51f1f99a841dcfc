/** What the page and the engine's worker say to each other: plain messages that structured cloning carries. */

import type {FileSource} from '../../data-adapters/load-files.ts';
import type {TableName} from '../../data-adapters/schema.ts';
import type {Query} from '../query.ts';
import type {SourceInfo} from '../source.ts';
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

export type ToWorker =
  | {readonly type: 'load-files'; readonly files: Files; readonly options: FileOptions}
  /** Begins a table; `cells` follow. */
  | {readonly type: 'table'; readonly table: PackedTable}
  /** Goes on with one list of a table: the next of its parts. */
  | {readonly type: 'cells'; readonly table: TableName; readonly list: number; readonly values: ArrayLike<unknown>}
  | {readonly type: 'load-tables'; readonly head: TablesHead; readonly options: SourceOptions}
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
  | {readonly type: 'answer'; readonly id: number; readonly result: PackedResult}
  | {readonly type: 'refusal'; readonly id: number; readonly error: PackedError};
