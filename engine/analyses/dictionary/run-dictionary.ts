/** The metric dictionary as a result. */

import {dayText} from '../../../data-adapters/cells/time-zone.ts';
import {TextColumn} from '../../../data-adapters/column.ts';
import type {TableName} from '../../../data-adapters/schema.ts';
import type {Figure, FigureUnit} from '../../../metrics/figures/figure.ts';
import {FIGURES} from '../../../metrics/figures/index.ts';
import {sourceColumns} from '../../../metrics/measure-columns.ts';
import {localText} from '../../../metrics/metric.ts';
import type {Metric} from '../../../metrics/metric.ts';
import {buildResult} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {QueryError} from '../../query.ts';
import type {Cell, Field, QueryResult} from '../../result.ts';
import {planMetrics} from '../metrics/metric-plan.ts';
import type {DictionaryQuery} from './dictionary-query.ts';

const LAYERS = ['strategic', 'management', 'execution'];

/** A metric or a figure as the dictionary has it. */
interface Entry extends Pick<Metric, 'key' | 'subject' | 'label' | 'definition' | 'formulaText' | 'better' | 'layer' | 'expression' | 'source' | 'version' | 'validSince'> {
  readonly unit: FigureUnit;
  readonly columns: readonly string[];
  readonly dimensions: readonly string[];
  readonly aliases?: readonly string[];
  /** The analysis that works a figure out, and where its result holds it. */
  readonly analysis?: string;
  /** What the source lacks to answer it, as `table` or `table.column`; empty if nothing. */
  readonly missing: string;
}

const text = (name: string, en: string, zh: string): Field => ({name, type: 'text', label: {en, zh}});

/**
 * A row a metric in force, in the registry's order: its names and definition in both languages, formula, unit, direction, layer, the columns it
 * reads, the dimensions of this source that can split it, version, and whether the rows can answer it. With
 * `figures` then what other analyses work out, with the `analysis` and where its result holds it. Totals: `metrics` (all entries), `answerable`.
 *
 * Throws a `QueryError` for a metric or layer that does not exist. Cost: a look at each definition; no rows are read.
 */
export function runDictionary(query: DictionaryQuery, context: RunContext): QueryResult {
  const {dataset} = context;
  if (query.layer !== undefined && !LAYERS.includes(query.layer)) {
    throw new QueryError(`Unknown layer ${JSON.stringify(query.layer)}. Write ${LAYERS.join(', ')}.`, query);
  }
  const metrics = askedMetrics(query, context).map((metric) => metricEntry(metric, context));
  const figures = query.figures ? FIGURES.map((figure) => figureEntry(figure, context)) : [];
  const all = [...metrics, ...figures].filter(({layer}) => query.layer === undefined || layer === query.layer);
  const entries = query.answerable ? all.filter(({missing}) => missing === '') : all;
  const readers: readonly (readonly [Field, (entry: Entry) => Cell])[] = [
    [text('key', 'Key', '标识'), ({key}) => key],
    [text('subject', 'Subject', '主题'), ({subject}) => subject ?? null],
    [text('layer', 'Level', '层级'), ({layer}) => layer],
    [text('unit', 'Unit', '单位'), ({unit}) => unit],
    [text('better', 'Better when', '方向'), ({better}) => better],
    [text('label_en', 'Name (English)', '名称（英文）'), ({label}) => label.en],
    [text('label_zh', 'Name (Chinese)', '名称（中文）'), ({label}) => label.zh],
    [text('definition_en', 'Definition (English)', '定义（英文）'), ({definition}) => definition.en],
    [text('definition_zh', 'Definition (Chinese)', '定义（中文）'), ({definition}) => definition.zh],
    [text('formula_en', 'Formula (English)', '公式（英文）'), ({formulaText}) => formulaText.en],
    [text('formula_zh', 'Formula (Chinese)', '公式（中文）'), ({formulaText}) => formulaText.zh],
    [text('expression', 'Expression', '表达式'), ({expression}) => expression ?? null],
    [text('columns', 'Columns', '字段'), ({columns}) => columns.join(', ')],
    [text('dimensions', 'Dimensions', '维度'), ({dimensions}) => dimensions.join(', ')],
    [text('aliases', 'Other names', '别名'), ({aliases = []}) => aliases.join(', ')],
    [text('analysis', 'Analysis', '分析'), ({analysis}) => analysis ?? null],
    [text('source_en', 'Source (English)', '出处（英文）'), ({source}) => (source === undefined ? null : localText(source).en)],
    [text('source_zh', 'Source (Chinese)', '出处（中文）'), ({source}) => (source === undefined ? null : localText(source).zh)],
    [text('version', 'Version', '版本'), ({version}) => version ?? null],
    [{name: 'valid_since', type: 'day', label: {en: 'In force since', zh: '生效日期'}}, ({validSince}) => validSince ?? null],
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

function metricEntry(metric: Metric, context: RunContext): Entry {
  return {...metric, columns: sourceColumns(metric), dimensions: dimensionsOf(metric, context), missing: missingFor(metric, context)};
}

function figureEntry(figure: Figure, {dataset: {tables}}: RunContext): Entry {
  const lacks = (name: string): string => {
    const [table = '', column = ''] = name.split('.');
    const has = tables[table as TableName];
    return !has ? table : has.columns.has(column) ? '' : name;
  };
  const missing = [...new Set(figure.reads.map(lacks))].filter((name) => name !== '').join(', ');
  return {...figure, analysis: `${figure.analysis} · ${figure.columns.join(', ')}`, columns: figure.reads, dimensions: [], missing};
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
