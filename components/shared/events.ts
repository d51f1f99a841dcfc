/** Every event of the kit, in one map. All bubble and cross shadow roots. */

import type {CanonicalTables} from '../../data-adapters/schema.ts';
import type {Filter, Period} from '../../engine/query.ts';
import type {QueryResult} from '../../engine/result.ts';
import type {UpdateSummary} from '../../engine/source.ts';

/** A cell or segment of the RFM grid with its members. */
export interface RfmSelection {
  readonly kind: 'rfm';
  readonly r?: number;
  readonly f?: number;
  readonly segment?: string;
  readonly customers: readonly string[];
}

export interface ReorderLine {
  readonly sku: string;
  readonly warehouse: string | null;
  readonly quantity: number;
}

/** The list of what to order, as its button hands it over. */
export interface ReorderSelection {
  readonly kind: 'reorder';
  readonly lines: readonly ReorderLine[];
}

/** A mark of a chart, by the dimension values it stands for. */
export interface MarkSelection {
  readonly kind: 'step' | 'stock' | 'metric';
  readonly values: Readonly<Record<string, string | number | null>>;
}

export interface TillEventDetails {
  /** A mark, a cell or a list was chosen by its reader. */
  'till-select': RfmSelection | ReorderSelection | MarkSelection;
  /** A reader changed the filters. */
  'till-filter-change': {readonly filters: readonly Filter[]};
  /** A reader changed the period. */
  'till-period-change': {readonly period: Period};
  /** A rule of the shop was broken. */
  'till-alert': {readonly metric: string; readonly message: string};
  /** Rows were loaded (`<till-data>`) or an answer was shown (any widget). */
  'till-load': {readonly result?: QueryResult; readonly tables?: CanonicalTables};
  /** Rows that the page pushed are there (`<till-data>`). */
  'till-update': {readonly summary: UpdateSummary};
  /** Something failed; the element shows it too. */
  'till-error': {readonly error: Error};
}

export type TillEventName = keyof TillEventDetails;

declare global {
  interface HTMLElementEventMap {
    'till-select': CustomEvent<TillEventDetails['till-select']>;
    'till-filter-change': CustomEvent<TillEventDetails['till-filter-change']>;
    'till-period-change': CustomEvent<TillEventDetails['till-period-change']>;
    'till-alert': CustomEvent<TillEventDetails['till-alert']>;
    'till-load': CustomEvent<TillEventDetails['till-load']>;
    'till-update': CustomEvent<TillEventDetails['till-update']>;
    'till-error': CustomEvent<TillEventDetails['till-error']>;
  }
}

/** Sends an event. Returns false where a listener cancelled it. */
export function emit<Name extends TillEventName>(host: EventTarget, name: Name, detail: TillEventDetails[Name]): boolean {
  return host.dispatchEvent(new CustomEvent(name, {detail, bubbles: true, composed: true, cancelable: true}));
}
