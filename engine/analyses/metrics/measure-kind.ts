/** One line a kind of measure: what it needs and how it is totalled. */

import type {CanonicalTable, TableName} from '../../../data-adapters/schema.ts';
import {isRowMeasure} from '../../../metrics/metric.ts';
import type {Measure, SpecialMeasure} from '../../../metrics/metric.ts';
import type {Note} from '../../result.ts';
import {backlogKind} from './measure-backlog.ts';
import {buyerValueKind} from './measure-buyer-value.ts';
import {dayNKind} from './measure-day-n.ts';
import {averageStockKind} from './measure-average-stock.ts';
import {deadlineKind} from './measure-deadline.ts';
import {durationKind} from './measure-duration.ts';
import type {Frames} from './measure-frame.ts';
import {idleStockKind} from './measure-idle-stock.ts';
import {inquiryKind} from './measure-inquirers.ts';
import {intervalKind} from './measure-interval.ts';
import {lapseKind} from './measure-lapsed.ts';
import {newBuyersKind} from './measure-new-buyers.ts';
import {pathKind, pathTimeKind} from './measure-path.ts';
import {paybackKind} from './measure-payback.ts';
import {promiseKind} from './measure-promised.ts';
import {returnKind} from './measure-returned.ts';
import {rowKind} from './measure-rows.ts';
import type {MeasureTotals} from './measure-rows.ts';
import {sessionKind} from './measure-sessions.ts';
import {stockAgeKind} from './measure-stock-age.ts';
import {stockedSkuKind} from './measure-stocked-skus.ts';
import {periodDaysKind, trailingKind} from './measure-trailing.ts';
import {userDaysKind} from './measure-user-days.ts';
import type {MetricsQuery} from './metrics-query.ts';

/** Chooses of several names of an event the one that the table has. */
export type ChooseName = (column: string, names: readonly string[]) => string;

export interface MeasureKind<M extends Measure> {
  /** Columns that the measure cannot do without and the table lacks. */
  readonly missing: (measure: M, table: CanonicalTable) => string[];
  /** Further tables that it reads, and their columns that it cannot do without. */
  readonly needs?: (measure: M) => readonly {readonly table: TableName; readonly columns: readonly string[]}[];
  /** The measure under the query's options. */
  readonly asAsked?: (measure: M, query: MetricsQuery) => M;
  /** The column that dates its rows, where the measure itself does not name one. */
  readonly datedBy?: string;
  /** Whether it is a state at the end of each bucket, known from the table's first day on. */
  readonly isLevel?: (measure: M) => boolean;
  /** What the reader must know beside its totals. `frames` are those of the whole period, without groups. */
  readonly notes?: (measure: M, frames: Frames, metric: string) => Note[];
  /** The measure with one name for every list of names of an event. */
  readonly nameSteps: (measure: M, choose: ChooseName) => M;
  /** A total for every group of the frames. */
  readonly total: (measure: M, frames: Frames) => MeasureTotals;
}

const SPECIAL: {readonly [A in SpecialMeasure['aggregate']]: MeasureKind<Extract<SpecialMeasure, {aggregate: A}>>} = {
  reached: pathKind,
  sessions: sessionKind,
  duration: durationKind,
  deadline: deadlineKind,
  promised: promiseKind,
  backlog: backlogKind,
  returned: returnKind,
  'average-stock': averageStockKind,
  'stocked-skus': stockedSkuKind,
  'idle-stock': idleStockKind,
  'stock-age': stockAgeKind,
  trailing: trailingKind,
  days: periodDaysKind,
  'new-buyers': newBuyersKind,
  'buyer-value': buyerValueKind,
  payback: paybackKind,
  interval: intervalKind,
  'day-n': dayNKind,
  'base-buyers': lapseKind,
  inquirers: inquiryKind,
  'path-time': pathTimeKind,
  'user-days': userDaysKind,
};

export function kindOf(measure: Measure): MeasureKind<Measure> {
  return (isRowMeasure(measure) ? rowKind : SPECIAL[measure.aggregate]) as unknown as MeasureKind<Measure>;
}
