/** The quality report of rows that came in several batches. */

import {MAX_EXAMPLES} from '../raw-tables/raw-table.ts';
import type {QualityIssue, QualityReason, TableQuality} from '../schema.ts';

/** Said once of a header, not of each batch that has it. */
const OF_HEADERS: ReadonlySet<QualityReason> = new Set(['renamed-header', 'derived-column']);

/**
 * Both reports as one, in which rows of the later batch are counted on from those of the earlier. Rows that are corrected or removed afterwards stay
 * counted: a report tells of all rows that came. `superseded` rows that were kept at first are left out by later ones.
 */
export function mergeQuality(earlier: TableQuality, later: TableQuality, superseded: number): TableQuality {
  const issues = new Map(earlier.issues.map((issue) => [keyOf(issue), issue]));
  for (const issue of later.issues) {
    const before = issues.get(keyOf(issue));
    const examples = issue.examples.map(({row, value}) => ({row: row > 0 ? row + earlier.rowsRead : row, value}));
    if (!before) issues.set(keyOf(issue), {...issue, examples});
    else if (!OF_HEADERS.has(issue.reason)) {
      issues.set(keyOf(issue), {...before, rows: before.rows + issue.rows, examples: [...before.examples, ...examples].slice(0, MAX_EXAMPLES)});
    }
  }
  return {
    table: earlier.table,
    rowsRead: earlier.rowsRead + later.rowsRead,
    rowsKept: earlier.rowsKept + later.rowsKept - superseded,
    issues: [...issues.values()],
  };
}

const keyOf = ({reason, effect, column}: QualityIssue): string => `${reason}/${effect}/${column ?? ''}`;
