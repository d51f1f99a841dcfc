/** What is wrong with the rows, as a result. */

import {TABLE_NAMES} from '../../../data-adapters/schema.ts';
import type {TableName} from '../../../data-adapters/schema.ts';
import {buildResult} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {QueryError} from '../../query.ts';
import type {Cell, QueryResult} from '../../result.ts';
import {checkCells} from './check-cells.ts';
import {checkDays} from './check-days.ts';
import {checkKeys} from './check-keys.ts';
import {checkSums} from './check-sums.ts';
import {QUALITY_DIMENSIONS} from './finding.ts';
import type {Finding} from './finding.ts';
import {issueColumns, logColumns, scoreColumns} from './quality-columns.ts';
import type {QualityQuery} from './quality-query.ts';
import {reportFindings} from './report-findings.ts';
import {scoreAll, scoreTables} from './score.ts';

const VIEWS = ['issues', 'score', 'log'];
const SEVERITIES = ['error', 'warning', 'info'];

/**
 * Findings of conforming (duplicates, cells that cannot be read, unknown states) and of checks over what was kept (missing cells, outliers, orphan
 * and repeated keys, negative stock, times to come, refunds above what was paid, late and silent days, sums that differ between tables), worst
 * first. The score of a table is 100 × Π (1 − weight × share touched) over its findings, weight 1 for errors, ½ for warnings, 0 for notes; the whole
 * is the mean of the tables. Dimensions after DAMA UK, The Six Primary Dimensions for Data Quality Assessment, 2013; the score is ours.
 * Totals: `score` and those of each dimension, `errors`, `warnings`, `rows_read`, `rows_kept`, `rows_left_out`.
 *
 * Cost: a few passes over each table; worked out anew for each query, so ask once for all tables.
 */
export function runQuality(query: QualityQuery, context: RunContext): QueryResult {
  checkOptions(query);
  const {dataset} = context;
  const isAsked = (table: TableName): boolean => query.table === undefined || table === query.table;
  const names = dataset.quality.tables.map(({table}) => table).filter(isAsked);
  const findings = findAll(query, context).filter(({table}) => isAsked(table));
  const open = findings.filter((finding) => !isAccepted(finding, query));
  const scores = scoreTables(names, open);
  const reports = dataset.quality.tables.filter(({table}) => isAsked(table));
  const sum = (count: (report: (typeof reports)[number]) => number): number => reports.reduce((total, report) => total + count(report), 0);
  const totals: Record<string, Cell> = {
    score: scoreAll(scores),
    ...Object.fromEntries(QUALITY_DIMENSIONS.map((dimension) => [dimension, mean(scores.map(({dimensions}) => dimensions[dimension]))])),
    errors: open.filter(({severity}) => severity === 'error').length,
    warnings: open.filter(({severity}) => severity === 'warning').length,
    rows_read: sum(({rowsRead}) => rowsRead),
    rows_kept: sum(({rowsKept}) => rowsKept),
    rows_left_out: sum(({rowsRead, rowsKept}) => rowsRead - rowsKept),
  };
  const {view = 'issues'} = query;
  const columns =
    view === 'score' ? scoreColumns(scores, open)
    : view === 'log' ? logColumns(dataset.log, names)
    : issueColumns(sortFindings(findings, open), (finding) => !open.includes(finding));
  return buildResult({columns, totals, asOf: dataset.now});
}

function findAll(query: QualityQuery, context: RunContext): Finding[] {
  const {dataset} = context;
  const tables = Object.values(dataset.tables);
  return [
    ...reportFindings(dataset.quality),
    ...tables.flatMap((table) => [...checkCells(table, dataset), ...checkKeys(table, dataset), ...checkDays(table, dataset, query.freshness ?? {})]),
    ...checkSums(query, context),
  ];
}

/** Open ones before accepted ones, errors first, then by the share they touch; of equals by name, whichever was found first. */
function sortFindings(findings: readonly Finding[], open: readonly Finding[]): Finding[] {
  const rank = (finding: Finding): number => (open.includes(finding) ? 0 : 10) + SEVERITIES.indexOf(finding.severity);
  const share = ({count, of}: Finding): number => (of > 0 ? count / of : 0);
  const name = ({table, column = '', reason, effect}: Finding): string => `${table} ${column} ${reason} ${effect}`;
  return [...findings].sort((a, b) => rank(a) - rank(b) || share(b) - share(a) || b.count - a.count || (name(a) < name(b) ? -1 : 1));
}

function isAccepted(finding: Finding, {accept = []}: QualityQuery): boolean {
  return accept.some(
    ({reason, table, column}) =>
      reason === finding.reason && (table === undefined || table === finding.table) && (column === undefined || column === finding.column),
  );
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function checkOptions(query: QualityQuery): void {
  const {table, view = 'issues', accept = [], freshness = {}} = query;
  if (table !== undefined && !TABLE_NAMES.some((name) => name === table)) {
    throw new QueryError(`There is no table ${JSON.stringify(table)}. Known are ${TABLE_NAMES.join(', ')}.`, query, 'missing-table', [table]);
  }
  if (!VIEWS.includes(view)) throw new QueryError(`Unknown view ${JSON.stringify(view)}. Write ${VIEWS.join(', ')}.`, query);
  if (!Array.isArray(accept) || accept.some((each) => typeof each?.reason !== 'string')) {
    throw new QueryError(`accept is ${JSON.stringify(accept)}. Write a list such as [{reason: "outlier", table: "order_lines"}].`, query);
  }
  for (const [name, days] of Object.entries(freshness)) {
    if (!TABLE_NAMES.some((known) => known === name) || !(typeof days === 'number' && days >= 0)) {
      throw new QueryError(`freshness is ${JSON.stringify(freshness)}. Write days by table such as {order_lines: 2}.`, query);
    }
  }
}
