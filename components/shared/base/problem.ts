/** Puts what went wrong into a reader's words: what is the matter, and what to do. */

import type {TableName} from '../../../data-adapters/schema.ts';
import type {Messages} from '../i18n/messages.ts';

/** A property of an element that makes no question. The message says which and what to do. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

export interface Problem {
  /** `empty`: the question stands, the rows to answer it are missing. `error`: something has to be mended. */
  readonly kind: 'empty' | 'error';
  readonly title: string;
  readonly hint: string;
  /** The message as it was thrown, where it says more. */
  readonly details?: string;
  readonly canRetry: boolean;
}

/** The shape of the engine's and the adapters' errors, told by their names so that neither has to be loaded. */
interface NamedError extends Error {
  readonly kind?: string;
  readonly names?: readonly string[];
}

const TABLES: Readonly<Record<TableName, true>> = {
  order_lines: true, events: true, traffic: true, stock: true, spend: true, customers: true, targets: true, service: true,
};

export function describeProblem(error: NamedError, {frame}: Messages): Problem {
  const details = error.message;
  const [first = ''] = error.names ?? [];
  if (error.name === 'OptionError') return {kind: 'error', title: frame.optionTitle, hint: details, canRetry: false};
  if (error.name !== 'QueryError') {
    return {kind: 'error', title: frame.errorTitle, hint: error.name === 'AdapterError' ? details : frame.errorHint, details, canRetry: true};
  }
  if (error.kind === 'missing-table') {
    return {kind: 'empty', title: frame.missingTable(first), hint: frame.missingTableHint(first, first.replaceAll('_', '-')), details, canRetry: false};
  }
  if (error.kind === 'missing-column') {
    const {table, columns} = readMissing(error.names ?? []);
    return {kind: 'empty', title: frame.missingColumn(columns, table), hint: frame.missingColumnHint(columns), details, canRetry: false};
  }
  return {kind: 'error', title: error.kind === 'unknown-metric' ? frame.unknownMetric(first) : frame.optionTitle, hint: details, canRetry: false};
}

/** The names of the error: columns alone, or a table, its columns, and perhaps the metric that needs them. */
function readMissing(names: readonly string[]): {readonly table: string | undefined; readonly columns: string} {
  const [table = '', ...rest] = names;
  if (!Object.hasOwn(TABLES, table)) return {table: undefined, columns: names.join(', ')};
  return {table, columns: (rest.length > 1 ? rest.slice(0, -1) : rest).join(', ')};
}

/** The question stands, the rows to answer it are missing. */
export function isMissing(error: NamedError | undefined): boolean {
  return error?.name === 'QueryError' && (error.kind === 'missing-table' || error.kind === 'missing-column');
}
