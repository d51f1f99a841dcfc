/** Which metrics a query asks for, and whether the source can answer them. */

import type {CanonicalTable, TableName} from '../../../data-adapters/schema.ts';
import {measureNames} from '../../../metrics/define-metric.ts';
import {isRowMeasure} from '../../../metrics/metric.ts';
import type {Formula, Measure, Metric} from '../../../metrics/metric.ts';
import type {MetricInput} from '../../../metrics/read-metric.ts';
import {note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {nearNames} from '../../context.ts';
import {dimensionCodes} from '../../facts/dimension-codes.ts';
import {QueryError} from '../../query.ts';
import type {MetricsQuery} from './metrics-query.ts';
import type {Note} from '../../result.ts';
import {requireDimension} from '../../select-rows.ts';
import {lookedUp, withListedValues} from './listed-values.ts';
import {kindOf} from './measure-kind.ts';
import {missingColumns, textColumns} from '../../facts/row-values.ts';
import {chooseName} from '../../facts/step-names.ts';

export interface PlannedMetric {
  readonly metric: Metric;
  /** The measures that the source can answer and the formula will use. */
  readonly measures: Readonly<Record<string, Measure>>;
}

/**
 * The query's metrics, checked, each in the version in force on the period's last `day`: the period and what it is compared with are counted
 * by one definition. Throws a `QueryError` that names metric, table and column and says where they come from.
 */
export function planMetrics(query: MetricsQuery, context: RunContext, notes: Note[], day: string): PlannedMetric[] {
  if (!Array.isArray(query.metrics) || query.metrics.length === 0) {
    throw new QueryError('The query names no metric. Write metrics: ["net_sales"].', query);
  }
  return askedMetrics(query, context, day).map((metric) => {
    const usable = Object.entries(usableMeasures(metric, context, query, notes));
    const measures = Object.fromEntries(usable.map(([name, measure]) => {
      const table = context.dataset.tables[measure.table] as CanonicalTable;
      const named = kindOf(measure).nameSteps(measure, (column, names) => chooseName(column, names, metric, table, notes));
      return [name, withListedValues(named, context.dataset)] as const;
    }));
    for (const measure of Object.values(measures)) {
      refuseText(metric, measure, context, query);
      noteFallbacks(metric, measure, context, notes);
      checkDimensions(metric, measure, query, context);
    }
    return {metric, measures: Object.fromEntries(Object.entries(measures).map(([name, measure]) => [name, asAsked(measure, query)] as const))};
  });
}

/** Each metric once, under whichever of its names it was asked for. */
function askedMetrics(query: MetricsQuery, context: RunContext, day: string): Metric[] {
  const byKey = new Map<string, Metric>();
  for (const asked of query.metrics) {
    const metric = typeof asked === 'string' ? findMetric(asked, context, query, day) : readOwn(asked, context, query, day);
    const other = byKey.get(metric.key);
    if (other && (other !== metric || typeof asked !== 'string')) throw new QueryError(`The query defines the metric "${metric.key}" twice. Give one of them another key.`, query);
    byKey.set(metric.key, metric);
  }
  return [...byKey.values()];
}

function readOwn(metric: MetricInput, {registry}: RunContext, query: unknown, day: string): Metric {
  try {
    return registry.read(metric, day);
  } catch (error) {
    throw new QueryError(error instanceof Error ? error.message : String(error), query);
  }
}

function findMetric(name: string, {registry}: RunContext, query: unknown, day: string): Metric {
  const metric = registry.find(name, day);
  if (metric) return metric;
  const near = nearNames(name, registry.metrics.map(({key}) => key));
  throw new QueryError(
    `There is no metric "${name}".${near.length > 0 ? ` Did you mean ${near.join(', ')}?` : ''} source.info.metrics lists them all.`,
    query,
    'unknown-metric',
    [name],
  );
}

/** Measures of the parts of the formula that can be computed; of `firstOf` the first part that can. */
function usableMeasures(metric: Metric, context: RunContext, query: unknown, notes: Note[]): Record<string, Measure> {
  const lacks = (name: string): Lack | undefined => whatLacks(metric.measures[name] as Measure, context);
  const canDo = (formula: Formula): boolean =>
    typeof formula === 'object' && formula.op === 'firstOf' ? formula.args.some(canDo) : measureNames(formula).every((name) => !lacks(name));
  const used = (formula: Formula): string[] => {
    if (typeof formula === 'object' && formula.op === 'firstOf') return used(formula.args.find(canDo) ?? (formula.args[0] as Formula));
    if (typeof formula === 'object') return (formula.args as readonly Formula[]).flatMap(used);
    return measureNames(formula);
  };
  const names = [...new Set(used(metric.formula))];
  for (const name of names) {
    const lack = lacks(name);
    if (lack) throw missing(metric, lack, context, query);
  }
  const instead = metric.noteFallback ? measureNames(metric.formula).map(lacks).find((lack) => lack !== undefined) : undefined;
  if (instead) {
    const {table, columns} = instead;
    const column = columns.join(', ');
    const text = `${metric.key} falls back to its second formula: ${column === '' ? `there is no ${table}` : `the rows of ${table} have no ${column}`}.`;
    notes.push(note('formula-fallback', text, {metric: metric.key, table, column}));
  }
  return Object.fromEntries(names.map((name) => [name, metric.measures[name] as Measure]));
}

interface Lack {
  readonly table: TableName;
  readonly columns: readonly string[];
}

function whatLacks(measure: Measure, {dataset}: RunContext): Lack | undefined {
  const table = dataset.tables[measure.table];
  if (!table) return {table: measure.table, columns: []};
  const columns = kindOf(measure).missing(measure, table);
  if (columns.length > 0) return {table: measure.table, columns};
  return [...lookedUp(measure), ...(kindOf(measure).needs?.(measure) ?? [])]
    .map(({table: name, columns: needed}): Lack => ({table: name, columns: needed.filter((column) => !dataset.tables[name]?.columns.has(column))}))
    .find((lack) => !dataset.tables[lack.table] || lack.columns.length > 0);
}

function missing(metric: Metric, {table, columns}: Lack, {dataset}: RunContext, query: unknown): QueryError {
  if (!dataset.tables[table]) {
    return new QueryError(
      `The metric "${metric.key}" needs the table "${table}", which the source does not have. Hand it to createSource or to <till-data>.`,
      query, 'missing-table', [table, metric.key],
    );
  }
  return new QueryError(
    `The metric "${metric.key}" needs ${columns.map((name) => `"${name}"`).join(' and ')} in the table "${table}", which the rows do not have. ` +
      'Name the column that holds it in the adapter\'s columns option.',
    query, 'missing-column', [table, ...columns, metric.key],
  );
}

/** A sum over text would be nothing at all. */
function refuseText(metric: Metric, measure: Measure, {dataset}: RunContext, query: unknown): void {
  if (!isRowMeasure(measure) || measure.aggregate === 'distinct' || measure.of === undefined) return;
  const text = textColumns(measure.of, dataset.tables[measure.table] as CanonicalTable);
  if (text.length === 0) return;
  throw new QueryError(
    `The metric "${metric.key}" calculates with ${text.map((name) => `"${name}"`).join(' and ')} of the table "${measure.table}", which holds text. ` +
      'Give it as numbers, or name another column.',
    query, 'bad-option', text,
  );
}

function checkDimensions(metric: Metric, measure: Measure, query: MetricsQuery, context: RunContext): void {
  const table = context.dataset.tables[measure.table] as CanonicalTable;
  for (const name of query.by ?? []) {
    if (dimensionCodes(table, name)) continue;
    requireDimension(name, context, query);
    throw new QueryError(
      `The metric "${metric.key}" cannot be split by "${name}": its table "${measure.table}" has no such dimension.`,
      query, 'unknown-dimension', [name, metric.key, measure.table],
    );
  }
}

function noteFallbacks(metric: Metric, measure: Measure, {dataset}: RunContext, notes: Note[]): void {
  const table = dataset.tables[measure.table] as CanonicalTable;
  if (!isRowMeasure(measure)) return;
  if (measure.optional && measure.of !== undefined && missingColumns(measure.of, table).length > 0) {
    const column = missingColumns(measure.of, table).join(', ');
    notes.push(note('no-column', `The rows of ${measure.table} have no ${column}: it counts as none.`, {table: measure.table, column}));
    return;
  }
  const [wanted, ...others] = measure.at;
  const used = others.find((name) => table.columns.has(name));
  if (wanted && used && !table.columns.has(wanted)) {
    notes.push(note('time-fallback', `${metric.key} is dated by ${used}: the rows have no ${wanted}.`, {metric: metric.key, wanted, used}));
  }
  if (wanted && !used && !table.columns.has(wanted)) {
    notes.push(note('undated', `${metric.key} covers all rows of ${measure.table}: they have no ${wanted}.`, {metric: metric.key, table: measure.table, wanted}));
  }
  if (measure.table === 'order_lines' && !table.columns.has('status') && (measure.where ?? []).some(({column}) => column === 'status')) {
    notes.push(note('no-status', 'The orders carry no status: all of them count as valid.'));
  }
}

function asAsked(measure: Measure, query: MetricsQuery): Measure {
  return kindOf(measure).asAsked?.(measure, query) ?? measure;
}
