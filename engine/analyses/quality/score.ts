/** How far numbers over a table can be trusted, 0 to 100. */

import type {TableName} from '../../../data-adapters/schema.ts';
import {QUALITY_DIMENSIONS} from './finding.ts';
import type {Finding, QualityDimension, Severity} from './finding.ts';

const WEIGHT: Readonly<Record<Severity, number>> = {info: 0, warning: 0.5, error: 1};

export interface TableScore {
  readonly table: TableName;
  readonly score: number;
  readonly dimensions: Readonly<Record<QualityDimension, number>>;
}

/**
 * The part of a table that findings leave untouched: `100 × Π (1 − weight × count ÷ of)`, weight 1 for errors, ½ for warnings, 0 for what is only
 * worth knowing. A dimension's score takes its own findings, the table's all of them. Findings that were accepted are not to be in the list.
 */
export function scoreTables(tables: readonly TableName[], findings: readonly Finding[]): TableScore[] {
  return tables.map((table) => {
    const own = findings.filter((finding) => finding.table === table);
    const dimensions = Object.fromEntries(
      QUALITY_DIMENSIONS.map((dimension) => [dimension, scoreOf(own.filter((finding) => finding.dimension === dimension))]),
    ) as Record<QualityDimension, number>;
    return {table, score: scoreOf(own), dimensions};
  });
}

/** The whole: the mean of its tables; null without any. */
export function scoreAll(scores: readonly TableScore[]): number | null {
  return scores.length === 0 ? null : scores.reduce((sum, {score}) => sum + score, 0) / scores.length;
}

function scoreOf(findings: readonly Finding[]): number {
  return 100 * findings.reduce((left, {severity, count, of}) => left * (1 - WEIGHT[severity] * (of > 0 ? Math.min(1, count / of) : 0)), 1);
}
