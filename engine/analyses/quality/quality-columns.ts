/** The columns of each view of the quality analysis. */

import type {TableName} from '../../../data-adapters/schema.ts';
import type {LoadEntry} from '../../load-log.ts';
import type {Cell, Field} from '../../result.ts';
import {QUALITY_DIMENSIONS} from './finding.ts';
import type {Finding} from './finding.ts';
import type {TableScore} from './score.ts';

interface ResultColumn {
  readonly field: Field;
  readonly values: readonly Cell[];
}

const text = (name: string, en: string, zh: string): Field => ({name, type: 'text', label: {en, zh}});
const count = (name: string, en: string, zh: string): Field => ({name, type: 'number', unit: 'count', label: {en, zh}});

const TABLE = text('table', 'Table', '数据表');

/** One row a thing of the list. */
function columnsOf<T>(list: readonly T[], readers: readonly (readonly [Field, (each: T) => Cell])[]): ResultColumn[] {
  return readers.map(([field, read]) => ({field, values: list.map(read)}));
}

export function issueColumns(findings: readonly Finding[], isAccepted: (finding: Finding) => boolean): ResultColumn[] {
  return columnsOf(findings, [
    [TABLE, ({table}) => table],
    [text('column', 'Column', '字段'), ({column}) => column ?? null],
    [text('reason', 'Reason', '原因'), ({reason}) => reason],
    [text('dimension', 'Dimension', '维度'), ({dimension}) => dimension],
    [text('severity', 'Severity', '严重程度'), ({severity}) => severity],
    [text('effect', 'Effect', '处理'), ({effect}) => effect],
    [count('rows', 'Count', '数量'), (finding) => finding.count],
    [text('unit', 'Counted in', '计数单位'), ({unit}) => unit],
    [{name: 'share', type: 'number', unit: 'ratio', label: {en: 'Share', zh: '占比'}}, shareOf],
    [{name: 'accepted', type: 'boolean', label: {en: 'Accepted', zh: '已接受'}}, isAccepted],
    [{name: 'example_row', type: 'number', label: {en: 'First row', zh: '首个行号'}}, ({example}) => example?.row ?? null],
    [text('example_value', 'Example', '示例'), ({example}) => example?.value ?? null],
  ]);
}

/** Days late are no part of anything. */
function shareOf({reason, count: touched, of}: Finding): number | null {
  return of > 0 && reason !== 'late-data' ? touched / of : null;
}

/** A row a table and dimension, `all` for the table as a whole. */
export function scoreColumns(scores: readonly TableScore[], open: readonly Finding[]): ResultColumn[] {
  const list = scores.flatMap(({table, score, dimensions}) => [
    {table, dimension: 'all', score}, ...QUALITY_DIMENSIONS.map((dimension) => ({table, dimension, score: dimensions[dimension]})),
  ]);
  const findings = ({table, dimension}: (typeof list)[number]): number =>
    open.filter((finding) => finding.table === table && (dimension === 'all' || finding.dimension === dimension)).length;
  return columnsOf(list, [
    [TABLE, ({table}) => table],
    [text('dimension', 'Dimension', '维度'), ({dimension}) => dimension],
    [{name: 'score', type: 'number', unit: 'score', label: {en: 'Score', zh: '得分'}}, ({score}) => score],
    [count('findings', 'Findings', '问题数'), findings],
  ]);
}

/** A row a load and table, the latest first. */
export function logColumns(log: readonly LoadEntry[], tables: readonly TableName[]): ResultColumn[] {
  const list = log.flatMap(({at, tables: loaded}, index) =>
    loaded.filter(({table}) => tables.includes(table)).map((entry) => {
      const before = log.slice(0, index).findLast((earlier) => earlier.tables.some(({table}) => table === entry.table));
      return {at, ...entry, added: entry.rowsKept - (before?.tables.find(({table}) => table === entry.table)?.rowsKept ?? 0)};
    }),
  ).reverse();
  return columnsOf(list, [
    [{name: 'at', type: 'time', label: {en: 'Loaded at', zh: '载入时间'}}, ({at}) => at],
    [TABLE, ({table}) => table],
    [count('rows_read', 'Rows read', '读取行数'), ({rowsRead}) => rowsRead],
    [count('rows_kept', 'Rows kept', '保留行数'), ({rowsKept}) => rowsKept],
    [count('added', 'More than before', '较上次增加'), ({added}) => added],
    [{name: 'first_day', type: 'day', label: {en: 'First day', zh: '首日'}}, ({firstDay}) => firstDay ?? null],
    [{name: 'last_day', type: 'day', label: {en: 'Last day', zh: '末日'}}, ({lastDay}) => lastDay ?? null],
  ]);
}
