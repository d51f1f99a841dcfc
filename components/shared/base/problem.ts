/** Puts what went wrong into a reader's words: what is the matter, and what to do. */

import type {Messages} from '../i18n/messages.ts';

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
  readonly retryable?: boolean;
}

export function describeProblem(error: NamedError, {frame}: Messages): Problem {
  const [table = '', ...names] = error.names ?? [];
  if (error.name === 'QueryError') {
    if (error.kind === 'missing-table') {
      return {kind: 'empty', title: frame.missingTable(table), hint: frame.missingTableHint(table, table.replaceAll('_', '-')), details: error.message, canRetry: false};
    }
    if (error.kind === 'missing-column' && names.length > 0) {
      const columns = names.slice(0, Math.max(1, names.length - 1)).join(', ');
      return {kind: 'empty', title: frame.missingColumn(table, columns), hint: frame.missingColumnHint(columns), details: error.message, canRetry: false};
    }
    const title = error.kind === 'unknown-metric' ? frame.unknownMetric(table) : frame.optionTitle;
    return {kind: 'error', title, hint: error.message, canRetry: false};
  }
  return {kind: 'error', title: frame.errorTitle, hint: error.name === 'AdapterError' ? error.message : frame.errorHint, details: error.message, canRetry: true};
}
