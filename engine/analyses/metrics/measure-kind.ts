/** One line a kind of measure: what it needs and how it is totalled. */

import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {isRowMeasure} from '../../../metrics/metric.ts';
import type {Measure, SpecialMeasure} from '../../../metrics/metric.ts';
import type {Frames} from './measure-frame.ts';
import {pathKind} from './measure-path.ts';
import {rowKind} from './measure-rows.ts';
import type {MeasureTotals} from './measure-rows.ts';
import {sessionKind} from './measure-sessions.ts';

/** Chooses of several names of an event the one that the table has. */
export type ChooseName = (column: string, names: readonly string[]) => string;

export interface MeasureKind<M extends Measure> {
  /** Columns that the measure cannot do without and the table lacks. */
  readonly missing: (measure: M, table: CanonicalTable) => string[];
  /** The measure with one name for every list of names of an event. */
  readonly nameSteps: (measure: M, choose: ChooseName) => M;
  /** A total for every group of the frames. */
  readonly total: (measure: M, frames: Frames) => MeasureTotals;
}

const SPECIAL: {readonly [A in SpecialMeasure['aggregate']]: MeasureKind<Extract<SpecialMeasure, {aggregate: A}>>} = {
  reached: pathKind,
  sessions: sessionKind,
};

export function kindOf(measure: Measure): MeasureKind<Measure> {
  return (isRowMeasure(measure) ? rowKind : SPECIAL[measure.aggregate]) as unknown as MeasureKind<Measure>;
}
