/** What each kind of measure needs and how it is totalled. */

import type {CanonicalTable, TableName} from '../../../data-adapters/schema.ts';
import {isRowMeasure} from '../../../metrics/metric.ts';
import type {Measure, SpecialMeasure} from '../../../metrics/metric.ts';
import type {Note} from '../../result.ts';
import type {Frames} from './measure-frame.ts';
import {rowKind} from './measure-rows.ts';
import type {MeasureTotals} from './measure-rows.ts';
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

export type SpecialKinds = {readonly [A in SpecialMeasure['aggregate']]: MeasureKind<Extract<SpecialMeasure, {aggregate: A}>>};

let special: typeof import('./special-kinds.ts') | undefined;

/** A measure with an arithmetic of its own was asked for before {@link loadSpecialKinds}. */
export class KindsNotLoaded extends Error {
  override readonly name = 'KindsNotLoaded';
}

/** Most pages ask for sums and counts alone: the kinds with an arithmetic of their own come with the first question that needs one. */
export async function loadSpecialKinds(): Promise<void> {
  special ??= await import('./special-kinds.ts');
}

/** Throws `KindsNotLoaded` for a measure whose kind has not come yet. */
export function kindOf(measure: Measure): MeasureKind<Measure> {
  if (isRowMeasure(measure) && measure.firstOrderInPeriod === undefined) return rowKind as unknown as MeasureKind<Measure>;
  if (!special) throw new KindsNotLoaded(`The kind of the measure "${measure.aggregate}" is not loaded.`);
  return (isRowMeasure(measure) ? special.firstOrderKind : special.SPECIAL_KINDS[measure.aggregate]) as unknown as MeasureKind<Measure>;
}
