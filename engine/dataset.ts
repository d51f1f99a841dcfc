/** The rows an engine computes over, and the clock and calendar it reads them by. */

import type {CanonicalTable, QualityReport, TableName} from '../data-adapters/schema.ts';
import type {CalendarOfDays} from './calendar/shop-calendar.ts';
import type {LoadEntry} from './load-log.ts';

export interface Dataset {
  readonly tables: Partial<Readonly<Record<TableName, CanonicalTable>>>;
  readonly timeZone: string;
  readonly currency: string;
  /** 0 Sunday to 6 Saturday; Monday by default. */
  readonly weekStart: number;
  /** The shop's events and fiscal year, as the host gave them. */
  readonly calendar: CalendarOfDays;
  /** The clock in epoch milliseconds. */
  readonly now: number;
  /** The calendar day of `now` in the shop's zone, counted from 1970-01-01. */
  readonly today: number;
  /**
   * First and last day on which an order, payment, parcel, refund, event, ticket, day of traffic or of spend is dated; undefined without such
   * rows.
   */
  readonly days: {readonly first: number; readonly last: number} | undefined;
  readonly quality: QualityReport;
  /** Loads so far, this one last. */
  readonly log: readonly LoadEntry[];
}
