/** The quality report as a result: what was found wrong with the rows, by table, column and reason. */

import {TABLE_NAMES} from '../../../data-adapters/schema.ts';
import {buildResult} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {QueryError} from '../../query.ts';
import type {QualityQuery} from './quality-query.ts';
import type {Cell, Field, QueryResult} from '../../result.ts';

const FIELDS: readonly Field[] = [
  {name: 'table', type: 'text', label: {en: 'Table', zh: '数据表'}},
  {name: 'column', type: 'text', label: {en: 'Column', zh: '字段'}},
  {name: 'reason', type: 'text', label: {en: 'Reason', zh: '原因'}},
  {name: 'effect', type: 'text', label: {en: 'Effect', zh: '处理'}},
  {name: 'rows', type: 'number', unit: 'count', label: {en: 'Rows', zh: '行数'}},
  {name: 'share', type: 'number', unit: 'ratio', label: {en: 'Share of rows', zh: '占比'}},
  {name: 'example_row', type: 'number', label: {en: 'First row', zh: '首个行号'}},
  {name: 'example_value', type: 'text', label: {en: 'Example', zh: '示例'}},
];

/** A row an issue, most rows first. Totals: `rows_read`, `rows_kept`, `rows_left_out` over the tables asked for. */
export function runQuality(query: QualityQuery, {dataset}: RunContext): QueryResult {
  if (query.table !== undefined && !TABLE_NAMES.some((name) => name === query.table)) {
    throw new QueryError(`There is no table ${JSON.stringify(query.table)}. Known are ${TABLE_NAMES.join(', ')}.`, query, 'missing-table', [query.table]);
  }
  const tables = dataset.quality.tables.filter(({table}) => query.table === undefined || table === query.table);
  const issues = tables
    .flatMap(({issues: found, rowsRead}) => found.map((issue) => ({...issue, share: rowsRead > 0 ? issue.rows / rowsRead : null})))
    .sort((a, b) => b.rows - a.rows);
  const cells: Readonly<Record<string, (issue: (typeof issues)[number]) => Cell>> = {
    table: ({table}) => table,
    column: ({column}) => column ?? null,
    reason: ({reason}) => reason,
    effect: ({effect}) => effect,
    rows: ({rows}) => rows,
    share: ({share}) => share,
    example_row: ({examples}) => examples[0]?.row ?? null,
    example_value: ({examples}) => examples[0]?.value ?? null,
  };
  const sum = (count: (table: (typeof tables)[number]) => number): number => tables.reduce((total, table) => total + count(table), 0);
  return buildResult({
    columns: FIELDS.map((field) => ({field, values: issues.map((issue) => cells[field.name]?.(issue) ?? null)})),
    totals: {
      rows_read: sum(({rowsRead}) => rowsRead),
      rows_kept: sum(({rowsKept}) => rowsKept),
      rows_left_out: sum(({rowsRead, rowsKept}) => rowsRead - rowsKept),
    },
    asOf: dataset.now,
  });
}
