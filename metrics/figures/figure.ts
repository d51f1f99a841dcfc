/** What an analysis works out beside the metrics: scores, classes, tests. Plain data for the dictionary; the analysis has the arithmetic. */

import type {Better, Layer, LocalText, Unit} from '../metric.ts';

/** `class` is a name such as A or Champions; `probability` lies between 0 and 1; `own` is the unit of the metric asked for. */
export type FigureUnit = Unit | 'class' | 'probability' | 'own';

export interface Figure {
  readonly key: string;
  /** Other names, to be found by in the dictionary. */
  readonly aliases?: readonly string[];
  /** A key of `SUBJECTS`, or `comparison` or `statistics`. */
  readonly subject: string;
  readonly label: LocalText;
  /** What it says, and where it is undefined. */
  readonly definition: LocalText;
  readonly formulaText: LocalText;
  readonly unit: FigureUnit;
  readonly better: Better;
  readonly layer: Layer;
  /** The analysis that works it out: `source.run({analysis, …})`. */
  readonly analysis: string;
  /** Columns or totals of its result that hold it; `{metric}` stands for the metric asked for. */
  readonly columns: readonly string[];
  /** Canonical columns it is worked out from; none where it is of any metric. */
  readonly reads: readonly string[];
  /** One text where both languages cite it alike. */
  readonly source?: string | LocalText;
}
