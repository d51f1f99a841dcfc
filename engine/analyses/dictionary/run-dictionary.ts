/** The metric dictionary as a result. */

import {TextColumn} from '../../../data-adapters/column.ts';
import {dayText} from '../../../data-adapters/time-zone.ts';
import {sourceColumns} from '../../../metrics/measure-columns.ts';
import type {Metric} from '../../../metrics/metric.ts';
import {buildResult} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {QueryError} from '../../query.ts';
import type {Cell, Field, QueryResult} from '../../result.ts';
import {planMetrics} from '../metrics/metric-plan.ts';
import type {DictionaryQuery} from './dictionary-query.ts';

const LAYERS = ['strategic', 'management', 'execution'];

interface Entry {
  readonly metric: Metric;
  /** What the source lacks to answer it, as `table` or `table.column`; empty if nothing. */
  readonly missing: string;
}

const text = (name: string, en: string, zh: string): Field => ({name, type: 'text', label: {en, zh}});

/**
 * A row a metric in force, in the registry's order: its names and definition in both languages, formula, unit, direction, layer, the columns it
 * reads, the dimensions of this source that can split it, version, and whether the rows can answer it. Totals: `metrics`, `answerable`.
 *
 * Throws a `QueryError` for a metric or layer that does not exist. Cost: a look at each definition; no rows are read.
 */
export function runDictionary(query: DictionaryQuery, context: RunContext): QueryResult {
  const {dataset} = context;
  if (query.layer !== undefined && !LAYERS.includes(query.layer)) {
    throw new QueryError(`Unknown layer ${JSON.stringify(query.layer)}. Write ${LAYERS.join(', ')}.`, query);
  }
  const all = askedMetrics(query, context)
    .filter(({layer}) => query.layer === undefined || layer === query.layer)
    .map((metric): Entry => ({metric, missing: missingFor(metric, context)}));
  const entries = query.answerable ? all.filter(({missing}) => missing === '') : all;
  const readers: readonly (readonly [Field, (entry: Entry) => Cell])[] = [
    [text('key', 'Key', '标识'), ({metric}) => metric.key],
    [text('subject', 'Subject', '主题'), ({metric}) => metric.subject ?? null],
    [text('layer', 'Level', '层级'), ({metric}) => metric.layer],
    [text('unit', 'Unit', '单位'), ({metric}) => metric.unit],
    [text('better', 'Better when', '方向'), ({metric}) => metric.better],
    [text('label_en', 'Name (English)', '名称（英文）'), ({metric}) => metric.label.en],
    [text('label_zh', 'Name (Chinese)', '名称（中文）'), ({metric}) => metric.label.zh],
    [text('definition_en', 'Definition (English)', '定义（英文）'), ({metric}) => metric.definition.en],
    [text('definition_zh', 'Definition (Chinese)', '定义（中文）'), ({metric}) => metric.definition.zh],
    [text('formula_en', 'Formula (English)', '公式（英文）'), ({metric}) => metric.formulaText.en],
    [text('formula_zh', 'Formula (Chinese)', '公式（中文）'), ({metric}) => metric.formulaText.zh],
    [text('expression', 'Expression', '表达式'), ({metric}) => metric.expression ?? null],
    [text('columns', 'Columns', '字段'), ({metric}) => sourceColumns(metric).join(', ')],
    [text('dimensions', 'Dimensions', '维度'), ({metric}) => dimensionsOf(metric, context).join(', ')],
    [text('aliases', 'Other names', '别名'), ({metric}) => (metric.aliases ?? []).join(', ')],
    [text('source', 'Source', '出处'), ({metric}) => metric.source ?? null],
    [text('version', 'Version', '版本'), ({metric}) => metric.version ?? null],
    [{name: 'valid_since', type: 'day', label: {en: 'In force since', zh: '生效日期'}}, ({metric}) => metric.validSince ?? null],
    [{name: 'answerable', type: 'boolean', label: {en: 'Answerable', zh: '可计算'}}, ({missing}) => missing === ''],
    [text('missing', 'Missing', '缺少'), ({missing}) => missing || null],
  ];
  return buildResult({
    columns: readers.map(([field, read]) => ({field, values: entries.map(read)})),
    totals: {metrics: all.length, answerable: all.filter(({missing}) => missing === '').length},
    asOf: dataset.now,
  });
}

function askedMetrics(query: DictionaryQuery, {registry}: RunContext): readonly Metric[] {
  return query.metrics?.map((name) => {
    const metric = registry.find(name);
    if (!metric) throw new QueryError(`There is no metric ${JSON.stringify(name)}. source.info.metrics lists them all.`, query, 'unknown-metric', [name]);
    return metric;
  }) ?? registry.metrics;
}

/** What a query for the metric would be refused for. */
function missingFor({key}: Metric, context: RunContext): string {
  try {
    planMetrics({analysis: 'metrics', metrics: [key]}, context, [], dayText(context.dataset.today));
    return '';
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    const [table = '', ...rest] = error.names;
    const columns = error.kind === 'missing-column' ? rest.filter((name) => name !== key) : [];
    return columns.length === 0 ? table : columns.map((column) => `${table}.${column}`).join(', ');
  }
}

/** Text columns that all tables of the metric have. */
function dimensionsOf({measures}: Metric, {dataset}: RunContext): string[] {
  const tables = [...new Set(Object.values(measures).map(({table}) => table))].flatMap((name) => dataset.tables[name] ?? []);
  const [first, ...others] = tables;
  if (!first) return [];
  return [...first.columns.keys()].filter((name) => [first, ...others].every((table) => table.columns.get(name) instanceof TextColumn));
}
