/** What every analysis returns: plain columns with their meaning beside them. */

import type {LocalText, Unit} from '../metrics/metric.ts';

export type Cell = string | number | boolean | null;

export interface Field {
  readonly name: string;
  /** `day` holds `YYYY-MM-DD`, `time` an ISO instant. */
  readonly type: 'text' | 'number' | 'day' | 'time' | 'boolean';
  readonly unit?: Unit;
  readonly label: LocalText;
}

/**
 * Something the reader must know beside the numbers. `code` picks the words in the element's language (`components/shared/i18n`), with
 * `params` put into them; `message` says it in English for a host without elements.
 */
export interface Note {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly message: string;
}

export interface ResolvedPeriod {
  /** The event whose days they are, or by which they are set against the period's. */
  readonly event?: {readonly name: string; readonly year: number};
  /** First and last calendar day, `YYYY-MM-DD`, both included. */
  readonly from: string;
  readonly to: string;
  /** The period's own last day; later than `to` while the period is not over. */
  readonly end: string;
  readonly days: number;
  /** Not over at `now`: `to` is today, and what it is compared with is cut to the same elapsed part. */
  readonly partial: boolean;
}

export interface QueryResult {
  /** Arrays of equal length by column name, in a null-prototype object. Missing values are null, never NaN. */
  readonly columns: Readonly<Record<string, readonly Cell[]>>;
  readonly length: number;
  readonly fields: readonly Field[];
  /** One row over everything the rows stand for, computed afresh (not added up from them). */
  readonly totals?: Readonly<Record<string, Cell>>;
  /** The instant the answer speaks for, ISO. */
  readonly asOf: string;
  readonly period?: ResolvedPeriod;
  /** Periods compared with, by the name the query gave. */
  readonly baselines?: Readonly<Record<string, ResolvedPeriod>>;
  readonly partial?: boolean;
  readonly notes: readonly Note[];
}
