/** One thing that is wrong with the data, counted. */

import type {QualityReason, TableName} from '../../../data-adapters/schema.ts';

/** The usual five: is it there, is it there once, can it be, does it agree, is it in time. */
export const QUALITY_DIMENSIONS = ['completeness', 'uniqueness', 'validity', 'consistency', 'timeliness'] as const;
export type QualityDimension = (typeof QUALITY_DIMENSIONS)[number];

/** `info` is worth knowing, `warning` bends numbers, `error` makes some of them wrong. */
export type Severity = 'info' | 'warning' | 'error';

/** What the engine looks for beside what conforming found. */
export type CheckReason =
  | 'missing-cells' | 'orphan-key' | 'repeated-key' | 'negative-stock' | 'future-time' | 'refund-above-paid' | 'outlier'
  | 'late-data' | 'missing-days' | 'sums-differ';

export interface Finding {
  readonly table: TableName;
  readonly column?: string;
  readonly reason: QualityReason | CheckReason;
  readonly dimension: QualityDimension;
  readonly severity: Severity;
  readonly effect: 'left-out' | 'value-missing' | 'kept' | 'corrected';
  /** How many of `of` are touched, counted in `unit`. */
  readonly count: number;
  readonly of: number;
  readonly unit: 'rows' | 'keys' | 'days';
  readonly example?: {readonly row?: number; readonly value: string};
}
