/** Finds the shop's currency in the rows where the host does not state it. */

import {isBlank} from '../cells/cell-text.ts';
import {currencyCode, currencyOfMark} from '../cells/currency.ts';
import {parseAmount} from '../cells/parse-number.ts';
import type {NumberOptions} from '../cells/parse-number.ts';
import {ruleColumn} from '../mapping/column-rules.ts';
import type {ColumnPlan} from '../mapping/map-columns.ts';
import type {CellReader} from '../raw-tables/raw-column.ts';
import type {RawTable} from '../raw-tables/raw-table.ts';
import {SCHEMA} from '../schema.ts';
import type {TableName} from '../schema.ts';

export interface PlannedTable {
  readonly name: TableName;
  readonly raw: RawTable;
  readonly plan: ColumnPlan;
}

const SAMPLE_ROWS = 1000;

/** The most frequent code of the currency columns, else that of the marked amounts in the first rows; undefined where there is neither. */
export function findCurrency(tables: readonly PlannedTable[], options: NumberOptions): string | undefined {
  const stated = new Map<string, number>();
  for (const table of tables) {
    for (const cell of readers(table, (column) => column === 'currency')) {
      count(stated, table.raw.length, (row) => {
        const value = cell(row);
        return isBlank(value) ? undefined : currencyCode(String(value));
      });
    }
  }
  const marked = new Map<string, number>();
  if (stated.size === 0) {
    for (const table of tables) {
      for (const cell of readers(table, (column) => SCHEMA[table.name][column]?.type === 'money')) {
        count(marked, Math.min(table.raw.length, SAMPLE_ROWS), (row) => {
          const amount = parseAmount(cell(row), options);
          return typeof amount === 'object' && amount?.currency !== undefined ? currencyOfMark(amount.currency) : undefined;
        });
      }
    }
  }
  return mostFrequent(stated) ?? mostFrequent(marked);
}

function readers({raw, plan}: PlannedTable, wanted: (column: string) => boolean): CellReader[] {
  return [...plan.canonical].flatMap(([column, rule]) => (wanted(column) ? [ruleColumn(rule, plan.index, raw).cell] : []));
}

function count(counts: Map<string, number>, length: number, code: (row: number) => string | undefined): void {
  for (let row = 0; row < length; row++) {
    const found = code(row);
    if (found !== undefined && /^[A-Z]{3}$/.test(found)) counts.set(found, (counts.get(found) ?? 0) + 1);
  }
}

function mostFrequent(counts: ReadonlyMap<string, number>): string | undefined {
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0];
}
