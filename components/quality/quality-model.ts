/** What the quality widget shows, read from its answers. */

import type {Cell, QueryResult} from '../../engine/result.ts';
import type {QualityMessages} from '../shared/i18n/en/quality.ts';

export const DIMENSIONS = ['completeness', 'uniqueness', 'validity', 'consistency', 'timeliness'] as const;

export interface QualityIssueRow {
  readonly table: string;
  readonly column: string;
  readonly reason: string;
  readonly severity: string;
  readonly effect: string;
  readonly count: number;
  readonly unit: string;
  readonly share: number | null;
  readonly accepted: boolean;
  readonly exampleRow: number | null;
  readonly example: string | null;
}

export interface QualityLoad {
  readonly at: string;
  readonly table: string;
  readonly kept: number;
  readonly added: number;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
}

type Reader = (column: string) => Cell;

function rowsOf<T>({columns, length}: QueryResult, read: (cell: Reader) => T): T[] {
  return Array.from({length}, (_, row) => read((column) => columns[column]?.[row] ?? null));
}

const text = (cell: Cell): string => (cell === null ? '' : String(cell));
const number = (cell: Cell): number => (typeof cell === 'number' ? cell : 0);

export function readIssues(result: QueryResult): QualityIssueRow[] {
  return rowsOf(result, (cell) => ({
    table: text(cell('table')), column: text(cell('column')), reason: text(cell('reason')), severity: text(cell('severity')), effect: text(cell('effect')),
    count: number(cell('rows')), unit: text(cell('unit')), share: cell('share') as number | null, accepted: cell('accepted') === true,
    exampleRow: cell('example_row') as number | null, example: cell('example_value') as string | null,
  }));
}

export function readLoads(result: QueryResult): QualityLoad[] {
  return rowsOf(result, (cell) => ({
    at: text(cell('at')), table: text(cell('table')), kept: number(cell('rows_kept')), added: number(cell('added')),
    firstDay: cell('first_day') as string | null, lastDay: cell('last_day') as string | null,
  }));
}

/** A word of a list of the kit's, or the thing's own name. */
export function wordOf(words: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(words, name) ? (words[name] ?? name) : name;
}

export function reasonOf({reasons}: QualityMessages, reason: string): {readonly name: string; readonly advice: string} {
  return (Object.hasOwn(reasons, reason) ? reasons[reason] : undefined) ?? {name: reason, advice: ''};
}
