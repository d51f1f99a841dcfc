/** What conforming found wrong with single rows. */

import type {QualityReason, QualityReport} from '../../../data-adapters/schema.ts';
import type {Finding, QualityDimension, Severity} from './finding.ts';

const REASONS: Readonly<Record<QualityReason, readonly [QualityDimension, Severity]>> = {
  'blank-row': ['completeness', 'info'],
  'duplicate-row': ['uniqueness', 'warning'],
  'repeated-order': ['uniqueness', 'warning'],
  'missing-required': ['completeness', 'error'],
  'missing-value': ['completeness', 'warning'],
  'missing-customer': ['completeness', 'warning'],
  'unreadable-number': ['validity', 'error'],
  'unreadable-money': ['validity', 'error'],
  'unreadable-time': ['validity', 'error'],
  'unreadable-boolean': ['validity', 'warning'],
  'impossible-time': ['validity', 'error'],
  'ambiguous-date': ['validity', 'error'],
  'found-date-order': ['validity', 'info'],
  'negative-duration': ['validity', 'warning'],
  'unknown-status': ['validity', 'error'],
  'unsafe-integer': ['validity', 'error'],
  'infinite-number': ['validity', 'error'],
  'mixed-currency': ['consistency', 'error'],
  'cell-too-long': ['validity', 'warning'],
  'ragged-row': ['validity', 'warning'],
  'unplaced-amount': ['completeness', 'warning'],
  'renamed-header': ['validity', 'info'],
  'derived-column': ['completeness', 'info'],
  'unknown-metric': ['consistency', 'warning'],
  'overridden': ['validity', 'info'],
  'override-unused': ['consistency', 'warning'],
};

export function reportFindings(report: QualityReport): Finding[] {
  return report.tables.flatMap(({issues, rowsRead}) =>
    issues.map(({table, column, reason, effect, rows, examples: [example]}): Finding => {
      const [dimension, severity] = REASONS[reason];
      return {table, ...(column === undefined ? {} : {column}), reason, dimension, severity, effect, count: rows, of: rowsRead, unit: 'rows', ...(example ? {example} : {})};
    }),
  );
}
