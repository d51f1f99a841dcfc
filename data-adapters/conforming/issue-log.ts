/** Collects what is wrong with the rows of one table. */

import {cellText} from '../cells/cell-text.ts';
import {MAX_EXAMPLES} from '../raw-tables/raw-table.ts';
import type {QualityIssue, QualityReason, TableName, TableQuality} from '../schema.ts';

const MAX_EXAMPLE_LENGTH = 80;

/** Counts one kind of trouble in one column. `row` counts from 0. */
class IssueCounter {
  rows = 0;
  readonly examples: {readonly row: number; readonly value: string}[] = [];
  add(row: number, value: unknown): void {
    this.rows++;
    if (this.examples.length < MAX_EXAMPLES) this.examples.push({row: row + 1, value: exampleText(value)});
  }
}

export class IssueLog {
  readonly #counters = new Map<string, {readonly issue: Omit<QualityIssue, 'rows' | 'examples'>; readonly counter: IssueCounter}>();
  readonly #table: TableName;
  constructor(table: TableName) {
    this.#table = table;
  }

  /** The counter of one kind of trouble; the same one for the same three parts. */
  counter(reason: QualityReason, effect: QualityIssue['effect'], column?: string): IssueCounter {
    const key = `${reason}/${effect}/${column ?? ''}`;
    let entry = this.#counters.get(key);
    if (!entry) {
      entry = {issue: {table: this.#table, ...(column === undefined ? {} : {column}), reason, effect}, counter: new IssueCounter()};
      this.#counters.set(key, entry);
    }
    return entry.counter;
  }

  report(rowsRead: number, rowsKept: number): TableQuality {
    const issues = [...this.#counters.values()]
      .filter(({counter}) => counter.rows > 0)
      .map(({issue, counter}) => ({...issue, rows: counter.rows, examples: counter.examples}));
    return {table: this.#table, rowsRead, rowsKept, issues};
  }
}

/** A cell as short plain text, whatever it is. */
function exampleText(value: unknown): string {
  return cellText(value).slice(0, MAX_EXAMPLE_LENGTH);
}
