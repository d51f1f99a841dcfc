/** Rows and options → what queries run over, and what the source says about itself. */

import {dayText} from '../data-adapters/cells/time-zone.ts';
import {TextColumn, TimeColumn} from '../data-adapters/column.ts';
import type {Column} from '../data-adapters/column.ts';
import {conformFirst} from '../data-adapters/conform.ts';
import type {ConformOptions, FirstTables, TablesInput} from '../data-adapters/conform.ts';
import type {CanonicalTable} from '../data-adapters/schema.ts';
import {DIMENSIONS} from '../metrics/dimension.ts';
import type {Dimension} from '../metrics/dimension.ts';
import {METRICS} from '../metrics/index.ts';
import type {MetricInput} from '../metrics/read-metric.ts';
import {createRegistry} from '../metrics/registry.ts';
import {buildDataset} from './build-dataset.ts';
import type {DatasetOptions} from './build-dataset.ts';
import type {RunContext} from './context.ts';
import {daysOf} from './facts/table-days.ts';
import type {DimensionInfo, SourceInfo, TableInfo} from './source.ts';

export interface SourceOptions extends ConformOptions, DatasetOptions {
  /** The shop's own metrics, beside the built-in ones: formulas as text, or whole definitions. */
  readonly metrics?: readonly MetricInput[];
  /** Names and labels for the host's own dimensions. */
  readonly dimensions?: readonly Dimension[];
  /** Let `metrics` replace built-in ones of the same key, or, with `validSince`, take over from them. */
  readonly override?: boolean;
}

export interface PreparedSource {
  readonly context: RunContext;
  readonly info: SourceInfo;
  /** Overrides that fit no row so far. */
  readonly unused: FirstTables['unused'];
}

/** Conforms, sorts and codes the rows. Throws as `createSource` does. `isOwn`: nobody else has the tables, which change where they are. */
export function prepareSource(tables: TablesInput, options: SourceOptions, isOwn = false): PreparedSource {
  const first = conformFirst(tables, options);
  const dataset = buildDataset(first.tables, options, (table) => isOwn || first.made.has(table));
  const context = {dataset, registry: createRegistry(METRICS, options.metrics, {override: options.override === true})};
  return {context, info: describe(context, options), unused: first.unused};
}

/** What a source says about itself. */
export function describe({dataset, registry}: RunContext, {dimensions = [], calendar}: SourceOptions): SourceInfo {
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
