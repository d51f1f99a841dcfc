/** The embedded engine behind the `Source` that widgets talk to. */

import {TextColumn, TimeColumn} from '../data-adapters/column.ts';
import type {Column} from '../data-adapters/column.ts';
import {conform} from '../data-adapters/conform.ts';
import type {ConformOptions, TablesInput} from '../data-adapters/conform.ts';
import type {CanonicalTable} from '../data-adapters/schema.ts';
import {dayText} from '../data-adapters/time-zone.ts';
import {DIMENSIONS} from '../metrics/dimension.ts';
import type {Dimension} from '../metrics/dimension.ts';
import {METRICS} from '../metrics/index.ts';
import type {MetricInput} from '../metrics/read-metric.ts';
import {createRegistry} from '../metrics/registry.ts';
import {buildDataset} from './build-dataset.ts';
import {daysOf} from './facts/table-days.ts';
import type {DatasetOptions} from './build-dataset.ts';
import type {RunContext} from './context.ts';
import type {Query} from './query.ts';
import {loadTables, withTable} from './result-table.ts';
import type {QueryResult} from './result.ts';
import {runQuery} from './run-query.ts';
import {stableKey} from './stable-key.ts';
import type {DimensionInfo, Source, SourceInfo, TableInfo} from './source.ts';

export interface SourceOptions extends ConformOptions, DatasetOptions {
  /** The shop's own metrics, beside the built-in ones: formulas as text, or whole definitions. */
  readonly metrics?: readonly MetricInput[];
  /** Names and labels for the host's own dimensions. */
  readonly dimensions?: readonly Dimension[];
  /** Let `metrics` replace built-in ones of the same key, or, with `validSince`, take over from them. */
  readonly override?: boolean;
}

/** Answers kept for equal queries. */
const KEPT_ANSWERS = 64;

/**
 * A source over rows in this page. `tables` are rows (objects, columns, an Arquero or Arrow table) by canonical table name, or what an
 * adapter loaded. Conforms, sorts and codes them at once: about a second for a million lines.
 *
 * Throws an `AdapterError` for tables that cannot be conformed, a `RangeError` for options out of range (a calendar's too), an `Error` for a metric
 * definition that does not hold. Rows of a source never change; make another source for other rows.
 */
export function createSource(tables: TablesInput, options: SourceOptions = {}): Source {
  const conformed = conform(tables, options);
  const dataset = buildDataset(conformed, options);
  const registry = createRegistry(METRICS, options.metrics, {override: options.override === true});
  const context: RunContext = {dataset, registry};
  const answers = new Map<string, Promise<QueryResult>>();
  return {
    info: describe(context, options),
    subscribe: () => () => undefined,
    async run(query: Query, {signal, table = true} = {}) {
      signal?.throwIfAborted();
      const tables = table ? loadTables() : undefined;
      const key = stableKey(query);
      // Gives way to what the page has to do first, and to an abort of a query that is already out of date.
      if (!answers.has(key)) await new Promise((resolve) => setTimeout(resolve));
      signal?.throwIfAborted();
      const answer = answers.get(key) ?? runQuery(query, context).then(withTable);
      answers.delete(key);
      answers.set(key, answer);
      answer.catch(() => answers.delete(key));
      if (answers.size > KEPT_ANSWERS) answers.delete(answers.keys().next().value ?? key);
      const [result] = await Promise.all([answer, tables]);
      signal?.throwIfAborted();
      return result;
    },
  };
}

function describe({dataset, registry}: RunContext, {dimensions = [], calendar}: SourceOptions): SourceInfo {
  const tables = Object.values(dataset.tables);
  return {
    tables: tables.map(describeTable),
    dimensions: describeDimensions(tables, dimensions),
    metrics: registry.metrics,
    ...(dataset.days ? {firstDay: dayText(dataset.days.first), lastDay: dayText(dataset.days.last)} : {}),
    now: new Date(dataset.now).toISOString(),
    timeZone: dataset.timeZone,
    currency: dataset.currency,
    weekStart: dataset.weekStart,
    ...(calendar ? {calendar} : {}),
    quality: dataset.quality,
    loadedAt: dataset.log.at(-1)?.at ?? new Date().toISOString(),
    log: dataset.log,
  };
}

function describeTable(table: CanonicalTable): TableInfo {
  const days = daysOf(table);
  return {
    name: table.name,
    rows: table.length,
    columns: [...table.columns].map(([name, column]) => ({name, type: column.type})),
    ...(days ? {firstDay: dayText(days.first), lastDay: dayText(days.last)} : {}),
  };
}

function describeDimensions(tables: readonly CanonicalTable[], own: readonly Dimension[]): DimensionInfo[] {
  const isDimension = (column: Column): boolean => column instanceof TextColumn;
  const names = new Set(tables.flatMap((table) => [...table.columns].filter(([, column]) => isDimension(column)).map(([name]) => name)));
  const labels = new Map([...DIMENSIONS, ...own].map(({name, label}) => [name, label] as const));
  return [...names].map((name) => ({
    name,
    label: labels.get(name) ?? {en: name, zh: name},
    tables: tables.filter(({columns}) => columns.has(name) && !(columns.get(name) instanceof TimeColumn)).map((table) => table.name),
  }));
}
