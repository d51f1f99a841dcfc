/** What a widget talks to, whoever does the work. */

import type {ChangedTable, Changes} from '../data-adapters/changes/changes.ts';
import type {QualityReport, TableName} from '../data-adapters/schema.ts';
import type {LocalText, Metric} from '../metrics/metric.ts';
import type {ShopCalendar} from './calendar/shop-calendar.ts';
import type {LoadEntry} from './load-log.ts';
import type {Query} from './query.ts';
import type {QueryResult} from './result.ts';

export interface SourceChange {
  readonly kind: 'rows' | 'error' | 'stale' | 'loading';
  readonly tables?: readonly TableName[];
  readonly error?: Error;
  /** Of a load under way, 0..1 where the whole is known. */
  readonly progress?: number;
}

export interface TableInfo {
  readonly name: TableName;
  readonly rows: number;
  readonly columns: readonly {readonly name: string; readonly type: 'text' | 'number' | 'money' | 'time'}[];
  /** First and last calendar day of the table's main time column, `YYYY-MM-DD`. */
  readonly firstDay?: string;
  readonly lastDay?: string;
}

export interface DimensionInfo {
  readonly name: string;
  readonly label: LocalText;
  readonly tables: readonly TableName[];
}

export interface SourceInfo {
  readonly tables: readonly TableInfo[];
  readonly dimensions: readonly DimensionInfo[];
  readonly metrics: readonly Metric[];
  readonly firstDay?: string;
  readonly lastDay?: string;
  /** The source's clock, ISO: what "today" and "last 30 days" are counted from. */
  readonly now: string;
  readonly timeZone: string;
  readonly currency: string;
  /** 0 Sunday to 6 Saturday. */
  readonly weekStart: number;
  /** The shop's events and fiscal year, as the host gave them. */
  readonly calendar?: ShopCalendar;
  readonly quality: QualityReport;
  /** When the rows were last handed over, ISO. */
  readonly loadedAt: string;
  /** When rows came, this load last. */
  readonly log: readonly LoadEntry[];
  /** Where queries are worked out: of a source that could have a worker. */
  readonly runsOn?: 'worker' | 'page';
  /** Why no worker does it, in English for the page's developer; absent where that was asked for, or where there are few rows. */
  readonly whyOnPage?: string;
}

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** `false`: the caller reads `columns` only and does not wait for Arquero. Default true. */
  readonly table?: boolean;
}

export interface Source {
  /**
   * Rejects with a `QueryError`; an aborted signal rejects with its reason. Equal queries answer from one computation. Results have a `table`
   * (Arquero), which is loaded with the first call that does not refuse it.
   */
  run(query: Query, options?: RunOptions): Promise<QueryResult>;
  /** Calls `listener` when rows arrive, an adapter fails or the rows go stale. Returns the way out. */
  subscribe(listener: (change: SourceChange) => void): () => void;
  readonly info: SourceInfo;
}

export interface UpdateSummary {
  /** When the rows were there, ISO. */
  readonly at: string;
  readonly tables: readonly ChangedTable[];
}

/** A source whose rows may change. */
export interface LiveSource extends Source {
  /**
   * Adds, corrects and removes rows, read with the options of the load; late ones take their place in time. All of it happens or, with an
   * `AdapterError`, nothing; an aborted signal rejects with its reason as long as nothing has happened. Resolves when `info` and answers tell of the
   * new rows; listeners are told of `rows`. A query answers by the rows that were there when it was asked, also while newer ones come.
   */
  update(changes: Changes, options?: {readonly signal?: AbortSignal}): Promise<UpdateSummary>;
}
